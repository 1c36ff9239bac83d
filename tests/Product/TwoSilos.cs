using Orleans.TestingHost;
using Suyuan.Storage;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Two silos over one PostgreSQL.</summary>
public abstract class TwoSilos(PostgresServer server) : IAsyncLifetime
{
    private readonly PostgresTestDatabase _database = new(server);

    private protected PostgresTestDatabase Database => _database;

    private protected InProcessTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ServiceId = TestDatabase.Service;
        builder.ConfigureSilo((_, silo) => silo.AddSuyuanGrains(new WakeUpOptions()).AddSuyuanStorage(_database.Opened));
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
