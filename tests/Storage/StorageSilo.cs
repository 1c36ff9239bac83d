using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>A silo over a fresh database: the product's storage beside Orleans' own provider, and the reminder table.</summary>
public abstract class StorageSilo(TestDatabase database) : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    internal TestDatabase Database => database;

    /// <summary>What grains are given.</summary>
    internal IGrainStorage Product => Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Provider);

    /// <summary>Orleans' provider on the same tables.</summary>
    internal IGrainStorage Stock => Services.GetRequiredKeyedService<IGrainStorage>(StorageRegistration.PlainProvider);

    internal IReminderTable Reminders => Services.GetRequiredService<IReminderTable>();

    internal FreshKeys Fresh => Services.GetRequiredService<FreshKeys>();

    internal IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = TestDatabase.Service;
        builder.ConfigureSilo((_, silo) => silo.AddSuyuanStorage(database.Opened));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteSilo() : StorageSilo(new SqliteTestDatabase());

public sealed class PostgresSilo(PostgresServer server) : StorageSilo(new PostgresTestDatabase(server));

/// <summary>A state with rows.</summary>
internal sealed record NoteState : IProjectedState
{
    public string Text { get; init; } = "";

    public ImmutableArray<string> Steps { get; init; } = [];

    [JsonIgnore]
    public ProjectedRows Rows { get; init; } = new();

    public ProjectedRows Project() => Rows;
}

/// <summary>A state without.</summary>
internal sealed record PlainState
{
    public string Text { get; init; } = "";
}
