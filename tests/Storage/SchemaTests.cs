using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

public abstract class SchemaTests(TestDatabase database)
{
    protected static int Scripts(string folder) =>
        typeof(SchemaScripts).Assembly.GetManifestResourceNames().Count(name => name.StartsWith(folder, StringComparison.Ordinal));

    [Fact]
    public async Task A_second_start_applies_nothing_and_keeps_what_is_there()
    {
        var number = Given.Number();
        await using (var commit = database.GroupCommit())
            await commit.Write(Given.Write(number, 0, Given.Registration(number)));
        var applied = await database.Count("select count(*) from schema_journal");
        Assert.True(applied >= 4);

        await database.Reopen();

        Assert.Equal(applied, await database.Count("select count(*) from schema_journal"));
        Assert.Equal(1, await database.Count("select count(*) from dispute where number = @number", new { number }));
    }

    [Fact]
    public async Task Another_speed_goes_on_from_the_present_and_never_back()
    {
        await database.Reopen(speed: 1);
        Assert.Same(TimeProvider.System, database.Opened.Clock);

        await database.Reopen(speed: 3600);
        var fast = database.Opened.Clock.GetUtcNow();
        Assert.True(fast >= TimeProvider.System.GetUtcNow().AddSeconds(-1));

        // Ten real minutes at this speed are twenty-five days.
        await database.Execute(database.Options.Dialect is StorageDialect.PostgreSql
            ? "update time_anchor set real_at = real_at - interval '10 minutes'"
            : "update time_anchor set real_at = real_at - 600000000");
        await database.Reopen(speed: 3600);
        var later = database.Opened.Clock.GetUtcNow();
        Assert.True(later >= fast.AddDays(25), $"{fast} {later}");

        await database.Reopen(speed: 1);
        var slow = database.Opened.Clock.GetUtcNow();
        Assert.True(slow >= later);
        Assert.True(slow < later.AddDays(25));

        // A machine whose clock was set back by a day does not take the product's clock with it.
        await database.Execute(database.Options.Dialect is StorageDialect.PostgreSql
            ? "update time_anchor set real_at = real_at + interval '1 day'"
            : "update time_anchor set real_at = real_at + 86400000000");
        await database.Reopen(speed: 1);
        Assert.True(database.Opened.Clock.GetUtcNow() >= later);
    }

    [Fact]
    public async Task The_window_of_reminder_reads_follows_the_configuration()
    {
        database.Options.ReadWindow = TimeSpan.FromHours(3);
        await database.Reopen();

        Assert.Equal(10_800, await database.Count("select window_seconds from time_anchor"));
    }
}

public sealed class SqliteSchemaTests(SqliteTestDatabase database) : SchemaTests(database), IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task Two_migrations_at_once_apply_each_script_once()
    {
        var directory = Directory.CreateTempSubdirectory("suyuan-schema-").FullName;
        var scripts = new CountingLogger();
        var file = new SqliteDataSource(Path.Combine(directory, "new.db"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqliteSchema.Apply(file, scripts))));

        Assert.Equal(Scripts("sqlite/"), scripts.Count);
        file.Release();
        Directory.Delete(directory, recursive: true);
    }
}

public sealed class PostgresSchemaTests(PostgresTestDatabase database, PostgresServer server) : SchemaTests(database), IClassFixture<PostgresTestDatabase>
{
    [Fact]
    public async Task Two_migrations_at_once_apply_each_script_once()
    {
        var connectionString = await server.NewDatabase();
        var scripts = new CountingLogger();
        await using (var source = NpgsqlDataSource.Create(connectionString))
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgresSchema.Apply(source, scripts, CancellationToken.None))));

        Assert.Equal(Scripts("postgresql/"), scripts.Count);
        await server.Drop(connectionString);
    }

    [Fact]
    public async Task Two_silos_of_a_new_cluster_agree_on_the_clock()
    {
        var connectionString = await server.NewDatabase();
        var options = new StorageOptions { Dialect = StorageDialect.PostgreSql, ConnectionString = connectionString, Speed = 60 };

        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ProductDatabase.Open(options, NullLogger.Instance, CancellationToken.None)));
        var presents = opened.Select(d => d.Clock.GetUtcNow()).ToList();
        foreach (var one in opened)
            await one.DisposeAsync();

        Assert.InRange(presents.Max() - presents.Min(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await server.Drop(connectionString);
    }
}

internal sealed class CountingLogger : ILogger
{
    private int _count;

    public int Count => _count;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Interlocked.Increment(ref _count);
}
