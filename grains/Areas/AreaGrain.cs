using Suyuan.Changes;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>One area. A county's hands out number blocks and seals what was registered since its last seal.</summary>
[GrainType("area")]
internal sealed class AreaGrain(
    [PersistentState(StorageNames.AreaState, StorageNames.Provider)] IPersistentState<AreaState> stored,
    IReadModel reads,
    IAuditReads audit,
    LawInForce law,
    WakeUpOptions wakeUp,
    TimeProvider clock)
    : Grain, IAreaGrain, IRemindable
{
    private IGrainTimer? _timer;

    private AreaCode Code => AreaCode.Parse(GrainKeys.Identity(this.GetPrimaryKeyString()));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (stored.State.SealsFrom is not null)
            Arm();
        return Task.CompletedTask;
    }

    public async Task<Result<NumberBlock>> TakeNumbers(int year, int count)
    {
        var taken = AreaRules.TakeNumbers(stored.State, year, count, Moment.Now(clock), wakeUp.RetryPeriod);
        if (!taken.Succeeded)
            return taken.Refusal;
        await Commit(taken.Value.State);
        Arm();
        return taken.Value.Block;
    }

    public async Task Seal()
    {
        var most = law.Current.Policy.SealSize;
        var trail = await audit.End(Code.ToString(), CancellationToken.None);
        while (true)
        {
            var receipts = await reads.UnsealedReceipts(Code.ToString(), most, CancellationToken.None);
            if (receipts.IsEmpty && (trail?.Sequence ?? 0) <= stored.State.Audited)
                return;
            var now = Moment.Now(clock);
            await Commit(AreaRules.Seal(stored.State, Code, receipts, now, trail) with { SealsFrom = stored.State.SealsFrom ?? now.At + wakeUp.RetryPeriod });
            Arm();
            if (receipts.Length < most)
                return;
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Seal();

    private Task Commit(AreaState next) => this.Commit(stored, next);

    /// <summary>Seals each period while active; the reminder brings an inactive county back to it.</summary>
    private void Arm() =>
        _timer ??= this.RegisterGrainTimer(static area => area.Seal(), this, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
}
