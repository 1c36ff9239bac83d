using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>One warning. Every decision is in <see cref="WarningRules"/>.</summary>
[GrainType("warning")]
internal sealed class WarningGrain(
    [PersistentState(StorageNames.WarningState, StorageNames.Provider)] IPersistentState<WarningState> stored, MatterTools tools, IWarningReads reads)
    : MatterGrain<WarningState>(stored, tools), IWarningGrain
{
    /// <summary>Disputes told at once: a surge must not drown in its own warning.</summary>
    private const int Batch = 64;

    public async Task<bool> Raise(RaiseWarning raise)
    {
        if (State is { Exists: true, IsOpen: false })
            return false;
        var context = new ActContext(Actor.Clockwork);
        var raised = State.Exists
            ? await Do("rise", raise, context, (warning, scene) => WarningRules.Rise(warning, raise, scene))
            : await Open("raise", raise, context, (blank, scene) => WarningRules.Begin(blank, raise, scene));
        return raised.Succeeded ? true : throw new InvalidOperationException($"{Number} could not be raised: {raised.Refusal.Code}.");
    }

    public async Task<int> TellDisputes()
    {
        if (WarningRules.ClusterOf(State, Law) is not { } cluster)
            return 0;
        var untold = await reads.Untold(cluster, Batch, CancellationToken.None);
        var told = await Task.WhenAll(untold.Select(number => Reached(() => GrainFactory.Dispute(DisputeNumber.Parse(number)).Warned(Number))));
        // A message to itself, so that whoever acknowledges meanwhile comes in between. Nothing is lost with it: its watch calls again.
        if (untold.Length == Batch && told.Contains(true))
            this.AsReference<IWarningGrain>().TellDisputes().Ignore();
        return untold.Length;
    }

    public Task<WarningView?> View(Actor by)
    {
        if (!State.Exists)
            DeactivateOnIdle();
        return Task.FromResult(Sees(by) ? WarningViews.Of(State, Law, by, Now) : null);
    }

    public Task<Result<WarningView>> Acknowledge(AcknowledgeWarning command, ActContext context) =>
        Seen("acknowledge", command, context, (warning, scene) => WarningBounds.Check(command) is { } malformed ? malformed : WarningRules.Acknowledge(warning, scene));

    public Task<Result<WarningView>> Handle(HandleWarning command, ActContext context) =>
        Seen("handle", command, context, (warning, scene) => WarningBounds.Check(command) is { } malformed ? malformed : WarningRules.Handle(warning, command, scene));

    public Task<Result<WarningView>> Lift(LiftWarning command, ActContext context) =>
        Seen("lift", command, context, (warning, scene) => WarningBounds.Check(command) is { } malformed ? malformed : WarningRules.Lift(warning, command, scene));

    private async Task<Result<WarningView>> Seen(string act, object command, ActContext context, Func<WarningState, Scene, Result<WarningState>> decide)
    {
        var done = await Do(act, command, context, decide);
        return done.Succeeded ? WarningViews.Of(done.Value, Law, context.By, Now) : done.Refusal;
    }
}
