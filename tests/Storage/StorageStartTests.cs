using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

public sealed class StorageStartTests(PostgresServer server) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("suyuan-start-").FullName;

    private string File => Path.Combine(_directory, "suyuan.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_file_that_another_silo_runs_on_is_locked()
    {
        await using var running = await Open(new StorageOptions { Path = File });

        Assert.Equal($"Storage:Path: '{File}' is locked by another process.", await Sentence(new StorageOptions { Path = File }));
    }

    [Fact]
    public async Task A_file_can_be_opened_again_after_it_was_closed()
    {
        await (await Open(new StorageOptions { Path = File })).DisposeAsync();
        await (await Open(new StorageOptions { Path = File })).DisposeAsync();
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused_and_left_as_it_is()
    {
        await Make("create table theirs (x)");

        Assert.Equal($"Storage:Path: '{File}' is a SQLite database of another program.", await Sentence(new StorageOptions { Path = File }));

        await using var connection = new SqliteConnection($"Data Source={File}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var tables = new SqliteCommand("select group_concat(name) from sqlite_master", connection);
        Assert.Equal("theirs", await tables.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000), TestContext.Current.CancellationToken);

        Assert.Equal($"Storage:Path: '{File}' is not a SQLite database.", await Sentence(new StorageOptions { Path = File }));
    }

    [Fact]
    public async Task A_path_below_a_file_cannot_be_created()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_directory, "plain"), "", TestContext.Current.CancellationToken);
        var path = Path.Combine(_directory, "plain", "suyuan.db");

        Assert.Equal(
            $"Storage:Path: '{path}' cannot be opened or created; check that its directory may be written.",
            await Sentence(new StorageOptions { Path = path }));
    }

    [Fact]
    public async Task A_path_that_is_a_directory_cannot_be_opened()
    {
        Directory.CreateDirectory(File);

        Assert.Contains($"'{File}' cannot be opened", await Sentence(new StorageOptions { Path = File }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "is locked by another process")]
    [InlineData(8, "or its directory is read-only")]
    [InlineData(11, "is damaged")]
    [InlineData(13, "there is no room left")]
    [InlineData(14, "cannot be opened or created")]
    [InlineData(26, "is not a SQLite database")]
    public void Every_code_of_SQLite_has_its_sentence(int code, string words)
    {
        var sentence = SqliteSentences.Of(new SqliteException("", code), "/data/suyuan.db");

        Assert.StartsWith("Storage:Path: ", sentence, StringComparison.Ordinal);
        Assert.Contains("/data/suyuan.db", sentence, StringComparison.Ordinal);
        Assert.Contains(words, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named() => Assert.Equal(
        "Storage:ConnectionString: PostgreSQL at 127.0.0.1:1 cannot be reached.",
        await Sentence(Postgres("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d")));

    [Fact]
    public void A_certificate_that_is_not_trusted_is_said_so() => Assert.Contains(
        "showed a certificate",
        PostgresSentences.Of(new NpgsqlException("", new System.Security.Authentication.AuthenticationException()), "Host=database;Port=5432"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_silo_that_may_not_migrate_says_what_its_schema_lacks()
    {
        var options = Postgres(await server.NewDatabase());
        options.Migrate = false;

        Assert.Matches("^Storage:Migrate is false and the schema lacks postgresql/0001-grain-states.sql and [0-9]+ more: run --migrate-only", await Sentence(options));

        await server.Drop(options.ConnectionString!);
    }

    [Fact]
    public async Task A_database_that_is_missing_is_named()
    {
        var target = new NpgsqlConnectionStringBuilder(await server.NewDatabase());
        await server.Drop(target.ToString());

        Assert.Equal(
            $"Storage:ConnectionString: there is no database '{target.Database}' at {target.Host}:{target.Port}.",
            await Sentence(Postgres(target.ToString())));
    }

    [Fact]
    public async Task A_user_that_is_not_accepted_is_named_without_the_password()
    {
        var target = new NpgsqlConnectionStringBuilder(await server.NewDatabase()) { Username = "nobody_known", Password = "secret" };

        var sentence = await Sentence(Postgres(target.ToString()));

        Assert.Contains("does not accept the user 'nobody_known'", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_said_so() => Assert.StartsWith(
        "Storage:ConnectionString cannot be read: ", await Sentence(Postgres("Hots=x")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Cluster:Mode", "cluster", "Storage:ConnectionString is missing")]
    [InlineData("Cluster:Mode", "many", "Cluster:Mode must be Single")]
    [InlineData("Storage:MaxBatch", "0", "Storage:MaxBatch is out of range")]
    [InlineData("Storage:MaxBatch", "many", "Storage:MaxBatch")]
    [InlineData("Storage:QueueLimit", "0", "Storage:QueueLimit is out of range")]
    [InlineData("WakeUp:RetryPeriod", "00:00:10", "WakeUp:RetryPeriod")]
    [InlineData("Clock:Speed", "0", "Clock:Speed")]
    [InlineData("Clock:Speed", "NaN", "Clock:Speed")]
    public void A_key_with_a_bad_value_is_named(string key, string value, string words)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        var refusal = Assert.Throws<StorageStartException>(() => StorageOptions.From(configuration));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_configuration_it_is_a_file_below_data()
    {
        var options = StorageOptions.From(new ConfigurationBuilder().Build());

        Assert.Equal((StorageDialect.Sqlite, Path.Combine("data", "suyuan.db"), true, 256, 4096), (options.Dialect, options.Path, options.GroupCommit, options.MaxBatch, options.QueueLimit));
    }

    private static StorageOptions Postgres(string connectionString) => new() { Dialect = StorageDialect.PostgreSql, ConnectionString = connectionString };

    private static Task<ProductDatabase> Open(StorageOptions options) => ProductDatabase.Open(options, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static async Task<string> Sentence(StorageOptions options) =>
        (await Assert.ThrowsAsync<StorageStartException>(() => Open(options))).Message;

    private async Task Make(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
