using Suyuan.Deadlines;
using Suyuan.Projection;
using Suyuan.Storage;

namespace Suyuan.Operations;

/// <summary>
/// After the database was away: what fell due meanwhile lost its timer with its activation, and the reminder comes back a retry
/// period later, the sweep after its grace. So the silo that felt it asks until the database answers, and then has everything swept
/// that is overdue, without grace. Every further failure begins it anew; the other nets stay as they are.
/// </summary>
internal sealed partial class OutageWatch(OutageSignal outage, IReadModel reads, IGrainFactory grains, WakeUpOptions wakeUp, TimeProvider clock, ILogger<OutageWatch> logger)
    : BackgroundService
{
    /// <summary>Rounds of one shard: more than the sweep of an ordinary minute, and never without end.</summary>
    private const int MostRounds = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await outage.Heard(stoppingToken);
                do
                    await Task.Delay(wakeUp.OutageProbe, clock, stoppingToken);
                while (!await reads.IsReachable(stoppingToken));
                await CatchUp();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task CatchUp()
    {
        try
        {
            var woken = await Task.WhenAll(Enumerable.Range(0, wakeUp.SweepShards).Select(Shard));
            LogBack(woken.Sum());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotYet(failure);
            // Away again, or the sweep's own silo is: asked once more. Anything else must not end the silo, and the minute's sweep says it too.
            if (failure is OrleansException or TimeoutException)
                outage.Ring();
        }
    }

    private async Task<int> Shard(int shard)
    {
        var (woken, found) = (0, wakeUp.SweepBatch);
        for (var round = 0; round < MostRounds && found >= wakeUp.SweepBatch; round++)
            woken += found = await grains.GetGrain<ISweepGrain>(GrainKeys.Sweep(shard)).CatchUp();
        return woken;
    }

    [LoggerMessage(1, LogLevel.Warning, "The database is back after a failure; {Woken} grains that were overdue have been woken")]
    private partial void LogBack(int woken);

    [LoggerMessage(2, LogLevel.Warning, "What the database's absence left overdue could not be swept yet; tried again")]
    private partial void LogNotYet(Exception failure);
}
