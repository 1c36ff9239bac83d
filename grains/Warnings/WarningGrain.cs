using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>One warning. Every decision is in <see cref="WarningRules"/>.</summary>
[GrainType("warning")]
internal sealed class WarningGrain(
    [PersistentState(StorageNames.WarningState, StorageNames.Provider)] IPersistentState<WarningState> stored, MatterTools tools)
    : MatterGrain<WarningState>(stored, tools), IWarningGrain
{
    public async Task<bool> Raise(RaiseWarning raise)
    {
        if (State is { Exists: true, IsOpen: false })
            return false;
        var context = new ActContext(Actor.Clockwork);
        var raised = State.Exists
            ? await Do("rise", raise, context, (warning, scene) => WarningRules.Rise(warning, raise, scene))
            : await Open("raise", raise, context, scene => WarningRules.Begin(raise, scene));
        return raised.Succeeded ? true : throw new InvalidOperationException($"{Number} could not be raised: {raised.Refusal.Code}.");
    }

    public Task<WarningView?> View(Actor by)
    {
        if (!State.Exists)
            DeactivateOnIdle();
        return Task.FromResult(State.Exists ? WarningViews.Of(State, Law, by, Now) : null);
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
