using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Suyuan.Load.Product;
using Suyuan.Silo;
using Suyuan.Storage;

namespace Suyuan.Load.Bench;

/// <summary>A silo in this process, on the product's own storage, with the bench grains beside the product's.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ProductDatabase _database;
    private readonly ProductPlace _place;

    private BenchSilo(WebApplication app, ProductDatabase database, ProductPlace place)
    {
        _app = app;
        _database = database;
        _place = place;
    }

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Writes as grains do, without them.</summary>
    public IStateWriter Writer => _app.Services.GetRequiredService<IStateWriter>();

    /// <summary>The product's clock.</summary>
    public TimeProvider Clock => _database.Clock;

    /// <param name="speed">Seconds of the product's clock in one real second.</param>
    public static async Task<BenchSilo> Start(ProductPlace place, CancellationToken cancellation, double speed = 1)
    {
        var storage = new StorageOptions
        {
            Dialect = place.IsPostgres ? StorageDialect.PostgreSql : StorageDialect.Sqlite,
            Path = Path.Combine(place.Folder, "suyuan.db"),
            ConnectionString = place.IsPostgres ? place.Connection : null,
            Speed = speed,
        };
        var database = await ProductDatabase.Open(storage, NullLogger.Instance, cancellation);
        await Trigger(place, database, cancellation);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Urls", (string?)place.Address.ToString())]);
        builder.Logging.ClearProviders();
        builder.AddSuyuanSilo(new SiloSettings(storage, new WakeUpOptions().At(speed), Clustered: false, HostsApi: false, "suyuan", "bench", place.Ports[1], place.Ports[2]), database, database.Clock);
        var app = builder.Build();
        await app.StartAsync(cancellation);
        return new BenchSilo(app, database, place);
    }

    /// <summary>Commits of the database so far; SQLite keeps no count.</summary>
    public async Task<long?> Transactions()
    {
        if (!_place.IsPostgres)
            return null;
        // Backends hand in their counts with a delay of up to a second.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await using var connection = await _place.Open(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>("select xact_commit from pg_stat_database where datname = current_database()");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task Trigger(ProductPlace place, ProductDatabase database, CancellationToken cancellation)
    {
        using var script = new StreamReader(typeof(BenchSilo).Assembly.GetManifestResourceStream(place.IsPostgres ? "trigger-postgresql.sql" : "trigger-sqlite.sql")!);
        await using var connection = await database.States.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(await script.ReadToEndAsync(cancellation), cancellationToken: cancellation));
    }
}
