using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>A fresh, opened database for one test class.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    internal const string Service = "tests";

    internal ProductDatabase Opened { get; private set; } = null!;

    internal abstract StorageOptions Options { get; }

    public async ValueTask InitializeAsync()
    {
        await Prepare();
        Opened = await Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Opened.DisposeAsync();
        await Remove();
        GC.SuppressFinalize(this);
    }

    internal async Task Reopen(double speed = 1)
    {
        await Opened.DisposeAsync();
        Options.Speed = speed;
        Opened = await Open();
    }

    /// <summary>Keys for personal data; null keeps it clear.</summary>
    internal IKeyRing? Keys { get; set; }

    internal async Task<ProductDatabase> Open()
    {
        var opened = await ProductDatabase.Open(Options, NullLogger.Instance, CancellationToken.None);
        if (Keys is not null)
            await opened.UseKeys(Keys, encrypts: true, CancellationToken.None);
        return opened;
    }

    internal GroupCommit GroupCommit() => GroupCommit(Opened.CreateWriter(Service));

    internal GroupCommit GroupCommit(IBatchWriter writer) => new(writer, Options, NullLogger<GroupCommit>.Instance);

    internal ReadModel ReadModel() => new(Opened, NullLogger<ReadModel>.Instance);

    internal async Task<long> Count(string sql, object? values = null)
    {
        await using var connection = await Opened.States.OpenConnectionAsync();
        return Convert.ToInt64(await connection.ExecuteScalarAsync(sql, values), CultureInfo.InvariantCulture);
    }

    internal async Task Execute(string sql)
    {
        await using var connection = await Opened.States.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    internal async Task<List<T>> List<T>(string sql)
    {
        await using var connection = await Opened.States.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    protected abstract Task Prepare();

    protected abstract Task Remove();
}

public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("suyuan-sqlite-").FullName;

    public SqliteTestDatabase() => Options = new StorageOptions { Path = Path.Combine(_directory, "suyuan.db") };

    internal override StorageOptions Options { get; }

    protected override Task Prepare() => Task.CompletedTask;

    protected override Task Remove()
    {
        // A reading that was under way when the silo went may still close its file while the folder is emptied.
        for (var again = 0; ; again++)
        {
            try
            {
                Directory.Delete(_directory, recursive: true);
                return Task.CompletedTask;
            }
            catch (IOException) when (again < 10)
            {
                Thread.Yield();
            }
        }
    }
}

public sealed class PostgresTestDatabase(PostgresServer server) : TestDatabase
{
    internal override StorageOptions Options { get; } = new() { Dialect = StorageDialect.PostgreSql };

    protected override async Task Prepare() => Options.ConnectionString = await server.NewDatabase();

    protected override Task Remove() => server.Drop(Options.ConnectionString!);
}
