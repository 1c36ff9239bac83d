using Microsoft.Extensions.Logging;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Meetings;
using Suyuan.Operations;
using Suyuan.Warnings;

namespace Suyuan;

/// <summary>
/// Starts the grains that must always be there: sweeps, recounts, watches, hot fields and coordinating bodies. Their reminders stay once they are set, so a silo that
/// cannot reach one of them (it lies on another that is just starting or dying) starts all the same, and tries again beside its work.
/// </summary>
/// <param name="meetings">The coordinating body of every area with a standing schedule too.</param>
internal sealed partial class StandingGrains(IGrainFactory grains, WakeUpOptions wakeUp, bool meetings, LawInForce law, ILogger<StandingGrains> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>A start must not wait for one body after the other.</summary>
    private const int BodiesAtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _again = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(StandingGrains), ServiceLifecycleStage.Active, Start, Stop);

    public void Dispose() => _stopping.Dispose();

    private async Task Start(CancellationToken cancellation)
    {
        if (!await AllStarted())
            _again = Again();
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _again.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Again()
    {
        do
            // Waiting for other processes is real waiting, however fast the product's clock.
            await Task.Delay(Pause, TimeProvider.System, _stopping.Token);
        while (!await AllStarted());
    }

    private async Task<bool> AllStarted()
    {
        try
        {
            for (var shard = 0; shard < wakeUp.SweepShards; shard++)
            {
                await grains.GetGrain<ISweepGrain>(GrainKeys.Sweep(shard)).Start();
                await grains.GetGrain<IRecountGrain>(GrainKeys.Recount(shard)).Start();
            }

            await grains.GetGrain<IKeyGrain>(GrainKeys.Keys).Start();
            foreach (var area in law.Current.Areas.All.Where(area => area.Level is AreaLevel.County or AreaLevel.City))
                await grains.GetGrain<IWarningWatchGrain>(GrainKeys.WarningWatch(area.Code)).Start();
            foreach (var field in law.Current.HotFields.Rows)
                await grains.Matter<IHotFieldGrain>(HotFieldState.NumberOf(field)).Stand();
            if (meetings)
            {
                foreach (var some in law.Current.Areas.All.Where(area => law.Current.Meetings.Of(area.Level) is not null).Chunk(BodiesAtOnce))
                    await Task.WhenAll(some.Select(area => grains.Matter<ICoordinatingBodyGrain>(CoordinatingBodyState.NumberOf(area.Code)).Stand()));
            }

            return true;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogNotStarted(failure);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not every standing grain could be reached yet; trying again")]
    private partial void LogNotStarted(Exception failure);
}
