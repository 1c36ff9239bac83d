using System.Globalization;
using Suyuan.Load.Product;
using Suyuan.Silo;

namespace Suyuan.Load.Failures;

/// <summary>A cluster as it is run: silos and API nodes as processes of their own over one PostgreSQL, all on the loopback address.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    public const int SiloCount = 3;
    public const int ApiCount = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-cluster-").FullName;
    private readonly int[] _ports = FreePorts.Find((SiloCount * 3) + ApiCount);
    private readonly ProductProcess?[] _silos = new ProductProcess?[SiloCount];
    private readonly ProductProcess?[] _apis = new ProductProcess?[ApiCount];

    private ProcessCluster(PostgresProcess postgres) => Postgres = postgres;

    public PostgresProcess Postgres { get; }

    public IEnumerable<Uri> Addresses => Enumerable.Range(0, ApiCount).Select(ApiAddress);

    public static async Task<ProcessCluster> Begin(CancellationToken cancellation)
    {
        var cluster = new ProcessCluster(await PostgresProcess.Begin(cancellation));
        try
        {
            // The first brings the schema up to date; the others find it so.
            await cluster.StartSilo(0, cancellation);
            await Task.WhenAll(Enumerable.Range(1, SiloCount - 1).Select(silo => cluster.StartSilo(silo, cancellation)));
            await Task.WhenAll(Enumerable.Range(0, ApiCount).Select(api => cluster.StartApi(api, cancellation)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ProductProcess Silo(int silo) => _silos[silo] ?? throw new InvalidOperationException($"Silo {silo} does not run.");

    public ProductProcess Api(int api) => _apis[api] ?? throw new InvalidOperationException($"API node {api} does not run.");

    public async Task StartSilo(int silo, CancellationToken cancellation) => _silos[silo] = await ProductProcess.Start(
        typeof(SiloSettings).Assembly.Location,
        _folder,
        $"silo{silo}",
        Address(_ports[silo * 3]),
        Settings(Address(_ports[silo * 3]), new()
        {
            ["Cluster__SiloPort"] = Text(_ports[(silo * 3) + 1]),
            ["Cluster__GatewayPort"] = Text(_ports[(silo * 3) + 2]),
        }),
        cancellation);

    public async Task StartApi(int api, CancellationToken cancellation) => _apis[api] = await ProductProcess.Start(
        typeof(Suyuan.Http.Health).Assembly.Location, _folder, $"api{api}", ApiAddress(api), Settings(ApiAddress(api), []), cancellation);

    /// <summary>SIGKILL.</summary>
    public async Task KillSilo(int silo)
    {
        await Silo(silo).Kill();
        await Silo(silo).DisposeAsync();
        _silos[silo] = null;
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopSilo(int silo)
    {
        var code = await Silo(silo).Stop();
        await Silo(silo).DisposeAsync();
        _silos[silo] = null;
        return code;
    }

    public async Task KillApi(int api)
    {
        await Api(api).Kill();
        await Api(api).DisposeAsync();
        _apis[api] = null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _apis.Concat(_silos))
        {
            if (process is not null)
                await process.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Uri ApiAddress(int api) => Address(_ports[(SiloCount * 3) + api]);

    private Dictionary<string, string> Settings(Uri address, Dictionary<string, string> besides) => new(besides)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Urls"] = address.ToString(),
        ["Cluster__Mode"] = "Cluster",
        ["Cluster__ClusterId"] = "failures",
        ["Storage__ConnectionString"] = Postgres.Connection,
        // So that the tokens of one node are good at the other.
        ["Auth__DevelopmentKey"] = "a key for rehearsals on the loopback address only",
    };

    private static Uri Address(int port) => new($"http://127.0.0.1:{Text(port)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
