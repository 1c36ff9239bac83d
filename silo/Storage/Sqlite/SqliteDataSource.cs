using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Suyuan.Storage;

/// <summary>Opens the file the same way for everyone: write-ahead log, commits that survive a power cut, patience with other writers.</summary>
internal sealed class SqliteDataSource(string path) : DbDataSource
{
    // FULL: in WAL mode anything less loses acknowledged commits when the power goes.
    private const string Settings = "pragma busy_timeout = 10000; pragma synchronous = full;";

    public string Path => path;

    public override string ConnectionString { get; } = Describe(path, pooling: true);

    public SqliteConnection Open() => Open(ConnectionString);

    /// <summary>A connection that is closed for good when disposed, so that whatever it had begun is rolled back.</summary>
    public SqliteConnection OpenAlone() => Open(Describe(path, pooling: false));

    /// <summary>Closes the pooled connections of this file, so that it can be moved or deleted.</summary>
    public void Release()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection() => Open();

    // Nothing in SQLite waits for a network; there is no asynchronous way to open a file.
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => new(OpenDbConnection());

    private static string Describe(string path, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = pooling,
    }.ToString();

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
