using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suyuan.Storage;
using Suyuan.Tests.Operations;
using Suyuan.Tests.Product;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>
/// A database as operators are told to set it up: the script of roles run by psql, the schema made by the migration's login, and
/// opened by a silo's, which may not migrate.
/// </summary>
public sealed class DatabaseUnderRoles(PostgresServer server) : TestDatabase
{
    private static readonly string[] Logins = ["migration", "silo", "api", "reader"];

    // Groups are the server's, and two databases that make them at once would be in each other's way.
    private static readonly SemaphoreSlim OneScript = new(1);

    // Logins are the server's, not the database's: names that no other test run has.
    private readonly string _ours = Guid.NewGuid().ToString("N")[..12];

    private string _administrator = "";

    internal override StorageOptions Options { get; } = new() { Dialect = StorageDialect.PostgreSql, Migrate = false };

    /// <param name="login">migration, silo, api or reader.</param>
    public string ConnectionString(string login) => new NpgsqlConnectionStringBuilder(_administrator) { Username = Name(login), Password = _ours, Pooling = false }.ToString();

    public string Administrator => _administrator;

    protected override async Task Prepare()
    {
        _administrator = await server.NewDatabase();
        await RunScript();
        // Over a schema that is there already, and over one that is not: both are what the next migration finds.
        await Migrate();
        await RunScript();
        await Migrate();
        Options.ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString("silo")) { Pooling = true }.ToString();
    }

    protected override async Task Remove()
    {
        await server.Drop(_administrator);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_administrator) { Database = "postgres" }.ToString());
        await connection.OpenAsync();
        foreach (var login in Logins)
        {
            await using var drop = new NpgsqlCommand($"drop role {Name(login)}", connection);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private string Name(string login) => $"suyuan_{login}_{_ours}";

    private async Task Migrate() => await (await ProductDatabase.Open(
        new StorageOptions { Dialect = StorageDialect.PostgreSql, ConnectionString = ConnectionString("migration"), ReadWindow = Options.ReadWindow },
        NullLogger.Instance,
        CancellationToken.None)).DisposeAsync();

    private async Task RunScript()
    {
        var target = new NpgsqlConnectionStringBuilder(_administrator);
        var start = new ProcessStartInfo(Path.Combine(PostgresServer.FindBinaries("psql"), "psql")) { RedirectStandardError = true };
        foreach (var argument in (string[])["-X", "-q", "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, "-d", target.Database!,
            .. Logins.SelectMany(login => (string[])["-v", $"{login}={Name(login)}"]),
            "-f", Path.Combine(OperationsFiles.Folder, "postgresql", "roles.sql")])
            start.ArgumentList.Add(argument);
        start.Environment["PGPASSWORD"] = target.Password;
        foreach (var login in Logins)
            start.Environment[$"SUYUAN_{login.ToUpperInvariant()}_PASSWORD"] = _ours;
        await OneScript.WaitAsync();
        try
        {
            using var psql = Process.Start(start)!;
            var said = await psql.StandardError.ReadToEndAsync();
            await psql.WaitForExitAsync();
            Assert.True(psql.ExitCode is 0 && said.Length is 0, said);
        }
        finally
        {
            OneScript.Release();
        }
    }
}

public sealed class ProductUnderRoles(PostgresServer server) : RunningProduct(new DatabaseUnderRoles(server));
