using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Dapper;
using Npgsql;
using Suyuan.ClusterHook;
using Suyuan.Load.Product;

namespace Suyuan.Load.Failures;

/// <summary>A cluster as it is run: silos and API nodes as processes of their own over one PostgreSQL, all on the loopback address.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    public const int SiloCount = 3;
    public const int ApiCount = 2;

    private readonly Guard _guard = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-cluster-").FullName;
    private readonly int[] _siloPorts;
    private readonly int? _probeSeconds;
    private bool _keepsLogs;

    private ProcessCluster(int? probeSeconds)
    {
        _probeSeconds = probeSeconds;
        var ports = FreePorts.Find((SiloCount * 3) + ApiCount);
        _siloPorts = ports[..SiloCount];
        Silos =
        [
            .. Enumerable.Range(0, SiloCount).Select(silo => Node($"silo{silo}", ports[ApiCount + (SiloCount * 2) + silo], build => build.Silo, new()
            {
                ["Cluster__SiloPort"] = Text(_siloPorts[silo]),
                ["Cluster__GatewayPort"] = Text(ports[SiloCount + silo]),
            })),
        ];
        Apis = [.. Enumerable.Range(0, ApiCount).Select(api => Node($"api{api}", ports[(SiloCount * 2) + api], build => build.Api, []))];
    }

    public PostgresProcess Postgres { get; private set; } = null!;

    public ImmutableArray<ClusterNode> Silos { get; }

    public ImmutableArray<ClusterNode> Apis { get; }

    /// <param name="build">Which version of the product it begins with.</param>
    /// <param name="probeSeconds">When a probe of one silo by another has failed; null: as the product has it.</param>
    public static async Task<ProcessCluster> Begin(Build build, int? probeSeconds, CancellationToken cancellation)
    {
        var cluster = new ProcessCluster(probeSeconds);
        try
        {
            cluster.Postgres = await PostgresProcess.Begin(cancellation, cluster._guard);
            // The first brings the schema up to date; the others find it so.
            await cluster.Silos[0].Start(build, cancellation);
            await Task.WhenAll(cluster.Silos[1..].Concat(cluster.Apis).Select(node => node.Start(build, cancellation)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the other silos have declared one dead.</summary>
    public async Task<bool> IsDead(ClusterNode silo, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Postgres.Beside);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "select status from orleansmembershiptable where port = @port order by generation desc limit 1",
            new { port = _siloPorts[Silos.IndexOf(silo)] }, cancellationToken: cancellation)) is (int)SiloStatus.Dead;
    }

    /// <summary>Where the logs of its processes stay, for whoever wants to know why.</summary>
    public string KeepLogs()
    {
        _keepsLogs = true;
        return _folder;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Apis.Concat(Silos))
            await node.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        await _guard.DisposeAsync();
        if (!_keepsLogs)
            Directory.Delete(_folder, recursive: true);
    }

    private ClusterNode Node(string name, int port, Func<Build, string> assembly, Dictionary<string, string> own)
    {
        var address = new Uri($"http://127.0.0.1:{Text(port)}");
        return new ClusterNode(name, address, build => (assembly(build), Settings(build, address, own)), _folder, _guard);
    }

    private Dictionary<string, string> Settings(Build build, Uri address, Dictionary<string, string> own)
    {
        var settings = new Dictionary<string, string>(own)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Urls"] = address.ToString(),
            ["Cluster__Mode"] = "Cluster",
            ["Cluster__ClusterId"] = "failures",
            ["Storage__ConnectionString"] = Postgres.Connection,
            // So that what reminders and timers have missed is found within a run and not within a coffee break.
            ["WakeUp__SweepGrace"] = "00:00:10",
            // Silos of the version before stand beside these and cannot read what is encrypted.
            ["Personal__Encrypt"] = "false",
            // So that the tokens of one node are good at the other.
            ["Auth__DevelopmentKey"] = "a key for rehearsals on the loopback address only",
            // What holds here is whether anything is lost, not how often one machine's callers may ask.
            ["RateLimits__Scale"] = "1000000",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        };
        if (build.Hook is not { } hook || !own.ContainsKey("Cluster__SiloPort"))
            return settings;
        settings["DOTNET_STARTUP_HOOKS"] = hook;
        settings["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = AssemblyName.GetAssemblyName(hook).Name!;
        if (_probeSeconds is { } seconds)
            settings[HookStartup.ProbeSeconds] = Text(seconds);
        return settings;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
