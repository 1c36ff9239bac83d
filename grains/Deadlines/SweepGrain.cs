using System.Globalization;
using Microsoft.Extensions.Logging;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Operations;
using Suyuan.Projection;

namespace Suyuan.Deadlines;

/// <summary>The third net under the deadlines. Holds nothing; asks the read model, and wakes what it finds, a few at a time.</summary>
[GrainType("sweep")]
internal sealed class SweepGrain(IReadModel reads, IMatterReads matters, IInboxReads inboxes, WakeUpOptions wakeUp, ProductMeter meter, TimeProvider clock, ILogger<SweepGrain> logger)
    : Grain, ISweepGrain, IRemindable
{
    /// <summary>Wakes under way at once: catching up after an outage must not drown intake.</summary>
    private const int Parallel = 16;

    private IGrainTimer? _timer;

    private int Shard => int.Parse(GrainKeys.Identity(this.GetPrimaryKeyString()), CultureInfo.InvariantCulture);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(static sweep => sweep.Sweep(), this, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        if (await this.GetReminder(StorageNames.WakeUp) is null)
            await this.RegisterOrUpdateReminder(StorageNames.WakeUp, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
    }

    public Task<int> Sweep() => Sweep(clock.GetUtcNow() - wakeUp.SweepGrace);

    public Task<int> CatchUp() => Sweep(clock.GetUtcNow());

    public Task ReceiveReminder(string reminderName, TickStatus status) => Sweep();

    private async Task<int> Sweep(DateTimeOffset before)
    {
        var overdue = (await reads.OverdueWakeUps(Shard, wakeUp.SweepShards, before, wakeUp.SweepBatch, CancellationToken.None))
            .AddRange(await matters.OverdueWakeUps(Shard, wakeUp.SweepShards, before, wakeUp.SweepBatch, CancellationToken.None));
        if (Shard == 0)
            await RingForgotten(before);
        if (overdue.IsEmpty)
            return 0;
        meter.SweepFound(overdue.Length);
        logger.SweepFound(Shard, overdue.Length);
        foreach (var few in overdue.Chunk(Parallel))
            await Task.WhenAll(few.Select(WakeOne));
        return overdue.Length;
    }

    /// <summary>Notices whose bell nobody heard: a silo died between the transaction and the ringing.</summary>
    private async Task RingForgotten(DateTimeOffset before)
    {
        foreach (var agency in await inboxes.AgenciesWaiting(before, wakeUp.SweepBatch, CancellationToken.None))
            await GrainFactory.Agency(AgencyId.Parse(agency)).Ring();
    }

    private async Task WakeOne(string number)
    {
        try
        {
            await (DisputeNumber.TryParse(number, null, out var dispute)
                ? GrainFactory.Dispute(dispute).Wake(WakeCause.Sweep)
                : GrainFactory.Matter(MatterNumber.Parse(number)).Wake(WakeCause.Sweep));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // One case that cannot be woken must not keep the others asleep.
            logger.SweepFailed(failure, number);
        }
    }
}
