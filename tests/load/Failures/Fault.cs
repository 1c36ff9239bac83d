namespace Suyuan.Load.Failures;

/// <summary>What can happen to a cluster.</summary>
internal enum Fault
{
    None = 0,

    /// <summary>A silo dies, and another takes its place; again and again.</summary>
    SilosKilled,

    /// <summary>An API node dies and comes back.</summary>
    ApiKilled,

    /// <summary>PostgreSQL is stopped in order, and started.</summary>
    DatabaseStopped,

    /// <summary>PostgreSQL falls as in a power cut, and recovers.</summary>
    DatabaseCrashed,

    /// <summary>A silo stands still long enough to be declared dead, and goes on as if nothing had been.</summary>
    SiloFrozen,

    /// <summary>All silos die at once; deadlines pass while nobody is there.</summary>
    Outage,

    /// <summary>One silo after the other is stopped in order and started.</summary>
    RollingRestart,
}

/// <summary>Does to a cluster what can happen to one. Each ends with everything running again.</summary>
internal static class Faults
{
    /// <summary>Longer than the silos need to declare one of them dead.</summary>
    private static readonly TimeSpan Stiffness = TimeSpan.FromSeconds(15);

    public static async Task Strike(this ProcessCluster cluster, Fault fault, Random random, CancellationToken cancellation)
    {
        var one = random.Next(ProcessCluster.SiloCount);
        switch (fault)
        {
            case Fault.SilosKilled:
                for (var kill = 0; kill < 3; kill++)
                {
                    var silo = (one + kill) % ProcessCluster.SiloCount;
                    await cluster.KillSilo(silo);
                    await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 4)), cancellation);
                    await cluster.StartSilo(silo, cancellation);
                }

                break;
            case Fault.ApiKilled:
                var api = random.Next(ProcessCluster.ApiCount);
                await cluster.KillApi(api);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
                await cluster.StartApi(api, cancellation);
                break;
            case Fault.DatabaseStopped or Fault.DatabaseCrashed:
                await cluster.Postgres.Stop(fault is Fault.DatabaseStopped ? "fast" : "immediate");
                await Task.Delay(TimeSpan.FromSeconds(random.Next(2, 7)), cancellation);
                await cluster.Postgres.Start();
                break;
            case Fault.SiloFrozen:
                await cluster.Silo(one).Freeze();
                await Task.Delay(Stiffness, cancellation);
                await cluster.Silo(one).Thaw();
                await Replace(cluster, one, cancellation);
                break;
            case Fault.Outage:
                for (var silo = 0; silo < ProcessCluster.SiloCount; silo++)
                    await cluster.KillSilo(silo);
                await Task.Delay(TimeSpan.FromSeconds(8), cancellation);
                await Task.WhenAll(Enumerable.Range(0, ProcessCluster.SiloCount).Select(silo => cluster.StartSilo(silo, cancellation)));
                break;
            case Fault.RollingRestart:
                for (var silo = 0; silo < ProcessCluster.SiloCount; silo++)
                {
                    var code = await cluster.StopSilo(silo);
                    if (code != 0)
                        throw new InvalidOperationException($"Silo {silo} ended with {code}.");
                    await cluster.StartSilo(silo, cancellation);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>One that was declared dead ends itself when it learns of it; whoever runs it starts it again.</summary>
    private static async Task Replace(ProcessCluster cluster, int silo, CancellationToken cancellation)
    {
        for (var waited = 0; waited < 300 && cluster.Silo(silo).IsRunning; waited++)
            await Task.Delay(100, cancellation);
        if (cluster.Silo(silo).IsRunning)
            return;
        await cluster.KillSilo(silo);
        await cluster.StartSilo(silo, cancellation);
    }
}
