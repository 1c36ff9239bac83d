using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;

namespace Suyuan.Load.Failures;

/// <summary>Does to a cluster what can happen to one. Each ends with everything running again, on this version.</summary>
internal sealed class Strikes(ProcessCluster cluster, Build? before, Random random)
{
    /// <summary>By when a silo that says nothing must have been declared dead.</summary>
    private static readonly TimeSpan DeathPatience = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);

    private FrozenDictionary<Fault, Func<CancellationToken, Task>> Table => new Dictionary<Fault, Func<CancellationToken, Task>>
    {
        [Fault.SilosKilled] = SilosKilled,
        [Fault.ApiKilled] = ApiKilled,
        [Fault.DatabaseStopped] = cancellation => DatabaseAway("fast", cancellation),
        [Fault.DatabaseCrashed] = cancellation => DatabaseAway("immediate", cancellation),
        [Fault.SiloFrozen] = cancellation => Apart(silo => silo.Freeze(), silo => silo.Thaw(), cancellation),
        [Fault.SiloCutOff] = cancellation => Apart(silo => silo.Cut(), silo => silo.Mend(), cancellation),
        [Fault.Outage] = AllSilosKilled,
        [Fault.RollingRestart] = cancellation => Roll(Build.Current, cancellation),
        [Fault.RollingUpgrade] = Upgrade,
    }.ToFrozenDictionary();

    /// <exception cref="FailureFoundException">A process did what it must not.</exception>
    public Task Strike(Fault fault, CancellationToken cancellation) => Table[fault](cancellation);

    private async Task SilosKilled(CancellationToken cancellation)
    {
        var first = random.Next(ProcessCluster.SiloCount);
        for (var kill = 0; kill < 2; kill++)
        {
            var silo = cluster.Silos[(first + kill) % ProcessCluster.SiloCount];
            await silo.Kill();
            await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 4)), cancellation);
            await silo.Start(Build.Current, cancellation);
        }
    }

    private async Task ApiKilled(CancellationToken cancellation)
    {
        var api = One(cluster.Apis);
        await api.Kill();
        await api.Start(Build.Current, cancellation);
    }

    private async Task DatabaseAway(string mode, CancellationToken cancellation)
    {
        await cluster.Postgres.Stop(mode);
        await Task.Delay(TimeSpan.FromSeconds(random.Next(2, 7)), cancellation);
        await cluster.Postgres.Start();
    }

    private async Task Apart(Func<ClusterNode, Task> part, Func<ClusterNode, Task> join, CancellationToken cancellation)
    {
        var silo = One(cluster.Silos);
        await part(silo);
        for (var waited = Stopwatch.StartNew(); !await cluster.IsDead(silo, cancellation); await Task.Delay(250, cancellation))
        {
            if (waited.Elapsed > DeathPatience)
                throw new FailureFoundException($"{silo.Name} said nothing for {waited.Elapsed.TotalSeconds:0} s and was not declared dead.");
        }

        // Longer, so that it comes back to a cluster that has gone on without it.
        await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 5)), cancellation);
        await join(silo);
        await silo.Ended();
        await silo.Start(Build.Current, cancellation);
    }

    private async Task AllSilosKilled(CancellationToken cancellation)
    {
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Kill()));
        await Task.Delay(Outage, cancellation);
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Start(Build.Current, cancellation)));
    }

    private async Task Roll(Build to, CancellationToken cancellation)
    {
        foreach (var node in cluster.Silos.Concat(cluster.Apis))
            await Replace(node, to, cancellation);
    }

    private async Task Upgrade(CancellationToken cancellation)
    {
        var first = cluster.Silos[0];
        await Replace(first, Build.Current, cancellation);
        // What the new one has stored must be good enough for the old ones, and for whoever has to go back.
        await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
        await Replace(first, before ?? throw new InvalidOperationException("There is no version before."), cancellation);
        await Roll(Build.Current, cancellation);
    }

    private static async Task Replace(ClusterNode node, Build by, CancellationToken cancellation)
    {
        await node.Stop();
        await node.Start(by, cancellation);
    }

    private ClusterNode One(ImmutableArray<ClusterNode> nodes) => nodes[random.Next(nodes.Length)];
}
