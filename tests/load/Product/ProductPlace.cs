using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Suyuan.Load.Product;

/// <summary>A fresh place for one run of the product: folder, database, ports, key. Everything goes when it is disposed.</summary>
internal sealed class ProductPlace : IAsyncDisposable
{
    private readonly string? _administrator;
    private readonly bool _keep;

    private ProductPlace(string folder, string? administrator, bool keep)
    {
        Folder = folder;
        _administrator = administrator;
        _keep = keep;
    }

    public string Folder { get; }

    /// <summary>Where the product makes its keys for personal data: it runs in Development.</summary>
    public string KeyFile => Path.Combine(Folder, "keys.json");

    public bool IsPostgres => _administrator is not null;

    /// <summary>Connection string of the product's database, for reading beside the product.</summary>
    public required string Connection { get; init; }

    /// <summary>Settings of this run besides those that every run has, by their names as environment variables.</summary>
    public Dictionary<string, string> Besides { get; } = [];

    /// <summary>API, silo and gateway.</summary>
    public int[] Ports { get; } = FreePorts.Find(3);

    public Uri Address => new($"http://127.0.0.1:{Ports[0]}");

    /// <param name="postgres">Administrator's connection string; null for SQLite.</param>
    public static async Task<ProductPlace> Make(string? postgres, bool keep, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("suyuan-load-").FullName;
        if (postgres is null)
            return new ProductPlace(folder, null, keep) { Connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "suyuan.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString() };
        var name = $"suyuan_load_{Path.GetFileName(folder)["suyuan-load-".Length..].ToLowerInvariant()}";
        await Run(postgres, $"create database \"{name}\"", cancellation);
        return new ProductPlace(folder, postgres, keep) { Connection = new NpgsqlConnectionStringBuilder(postgres) { Database = name }.ToString() };
    }

    /// <summary>Configuration of the product process, as environment variables.</summary>
    public Dictionary<string, string> Settings(double speed)
    {
        var settings = Usual(speed);
        foreach (var (key, value) in Besides)
            settings[key] = value;
        return settings;
    }

    private Dictionary<string, string> Usual(double speed) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Urls"] = Address.ToString(),
        ["Api__Host"] = "true",
        ["Cluster__Mode"] = IsPostgres ? "Cluster" : "Single",
        ["Cluster__ClusterId"] = "rehearsal",
        ["Cluster__SiloPort"] = Ports[1].ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = Ports[2].ToString(CultureInfo.InvariantCulture),
        ["Storage__Path"] = Path.Combine(Folder, "suyuan.db"),
        ["Storage__ConnectionString"] = IsPostgres ? Connection : "",
        ["Clock__Speed"] = speed.ToString(CultureInfo.InvariantCulture),
        // What a run counts is its own: nobody's standing meetings come in between.
        ["Coordination__StandingMeetings"] = "false",
        // One token speaks for all callers of most runs.
        ["Overload__PerCaller"] = "100000",
        ["RateLimits__Scale"] = "1000000",
        ["Edge__ConnectionsPerAddress"] = "100000",
        // So that the tokens outlive a killed process.
        ["Auth__DevelopmentKey"] = "a key for rehearsals on the loopback address only",
    };

    /// <summary>A connection of our own, beside the product's.</summary>
    public async Task<DbConnection> Open(CancellationToken cancellation)
    {
        DbConnection connection = IsPostgres ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_keep)
            return;
        if (_administrator is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Run(_administrator, $"drop database if exists \"{new NpgsqlConnectionStringBuilder(Connection).Database}\" with (force)", CancellationToken.None);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task Run(string postgres, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
