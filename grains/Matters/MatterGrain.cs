using Microsoft.Extensions.Logging;
using Suyuan.Agencies;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Operations;

namespace Suyuan.Matters;

/// <summary>What every matter's grain needs besides its state.</summary>
internal sealed record MatterTools(
    LawInForce Law, WakeUpOptions WakeUp, WakeUpGate Gate, NoticeBell Bell, TimeProvider Clock, ILoggerFactory Loggers, ProductMeter Meter);

/// <summary>
/// Orchestrates one matter: elapse time, decide, write once. Every decision is in the rules of its kind; every effect outside is a
/// row of the same write, or follows from what is written and is done again until it has succeeded.
/// </summary>
internal abstract class MatterGrain<TState>(IPersistentState<TState> stored, MatterTools tools) : Grain, IMatterGrain, IRemindable
    where TState : MatterState<TState>
{
    private Alarm? _alarm;

    protected TState State => stored.State;

    protected LawBook Law => tools.Law.Current;

    protected MatterNumber Number => MatterNumber.Parse(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = this.AsReference<IMatterGrain>();
        _alarm = new Alarm(this, tools.WakeUp, tools.Clock, () => tools.Gate.Ring(Number.ToString(), () => self.Wake(WakeCause.Timer)));
        // Another silo may have counted by a version that was put since this one last looked.
        if (!State.Clocks.All(clock => clock.Counted is not { } due || Law.Rules.Knows(due)))
            await tools.Law.Refresh(cancellationToken);
        await Wake(WakeCause.Activation);
    }

    public async Task Wake(WakeCause cause)
    {
        if (!State.Exists)
            return;
        var before = State.Blank();
        var after = Elapsed(before, cause);
        // The sweep comes for what the database holds overdue: a silo that was cut off may have written it after this one had read.
        if (ReferenceEquals(after, before) && cause is WakeCause.Sweep && await stored.WasBehind())
        {
            await Wake(cause);
            return;
        }

        if (ReferenceEquals(after, before))
            // Timers and reminders may ring a hair before the instant: without this the next try is a whole retry period away.
            _alarm!.Set(before.NextWakeAt);
        else
            await Commit(after);
        await Follow();
    }

    public async Task Recount(long edition)
    {
        await tools.Law.AtLeast(edition);
        if (!State.Exists)
            return;
        var scene = SceneFor(Actor.Clockwork);
        var before = State.Blank();
        var after = RecountRules.Recount(
            Elapsed(before, WakeCause.Command), scene, (from, to, act, basis, said) => MatterRules.Record(from, to, scene, act, basis, said));
        if (!ReferenceEquals(after, before))
            await Commit(after);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake(WakeCause.Reminder);

    /// <summary>What follows when a clock has ended to which <c>Deadlines/expiries.csv</c> gives an effect. Pure.</summary>
    protected virtual TState AtEnd(TState matter, Clock clock, Scene scene) => matter;

    /// <summary>What the matter does at its own instant, <see cref="MatterState{TSelf}.WakeAt"/>, which it moves or clears. Pure.</summary>
    protected virtual TState AtTime(TState matter, Scene scene) => (TState)(matter with { WakeAt = null });

    /// <summary>
    /// What other grains are to do because of what is written here. Runs after every write and on every wake-up, so it must be
    /// idempotent, and cheap when there is nothing to do.
    /// </summary>
    protected virtual Task Follow() => Task.CompletedTask;

    /// <summary>Calls another grain because of what is written here. False when it could not be reached: the matter's next wake-up tries again.</summary>
    protected async Task<bool> Reached(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            Logger.NotReached(failure, Number.ToString());
            return false;
        }
    }

    /// <summary>Opens the matter; asked again under the same key, answers what was opened.</summary>
    protected async Task<Result<TState>> Open(string act, object said, ActContext context, Func<TState, Scene, Result<TState>> begin)
    {
        if (Law.RefusesRole(MatterTable.ToOpen(Number.Kind), context.By) is { } refused)
            return refused;
        var opened = MatterRules.Open(State, Number, act, said, context, SceneFor(context.By), begin);
        if (!opened.Succeeded)
        {
            tools.Meter.Commanded(Number.Kind, act, opened.Refusal);
            if (!State.Exists)
                DeactivateOnIdle();
            return opened;
        }

        if (!ReferenceEquals(opened.Value, State))
        {
            await Commit(opened.Value);
            await Follow();
        }

        tools.Meter.Commanded(Number.Kind, act, null);
        return State;
    }

    /// <summary>Opens the matter at the word of another of the system's own grains. Opened already, it stays as it is.</summary>
    protected async Task OpenOnce(string act, object said, Func<TState, Scene, Result<TState>> begin)
    {
        if (State.Exists)
            return;
        var opened = await Open(act, said, new ActContext(Actor.Clockwork), begin);
        if (!opened.Succeeded)
            throw new InvalidOperationException($"{Number} could not be opened: {opened.Refusal.Code}.");
    }

    /// <summary>Does one act. What time alone did stays done even when the act is refused.</summary>
    protected async Task<Result<TState>> Do(string act, object said, ActContext context, Func<TState, Scene, Result<TState>> decide)
    {
        if (Refuses(context.By) is { } refused)
            return refused;
        var before = State.Blank();
        var elapsed = Elapsed(before, WakeCause.Command);
        var decided = MatterRules.Act(elapsed, act, said, context, SceneFor(context.By), decide);
        if (!decided.Succeeded && ReferenceEquals(elapsed, before) && await stored.WasBehind())
            return await Do(act, said, context, decide);
        var after = decided.Succeeded ? decided.Value : elapsed;
        if (!ReferenceEquals(after, before))
        {
            await Commit(after);
            await Follow();
        }

        tools.Meter.Commanded(Number.Kind, act, decided.Refusal);
        return decided.Succeeded ? State : decided;
    }

    /// <summary>A change that nobody asked for and that is worth no step of the history: what was carried out of what is written.</summary>
    protected Task Note(TState next) => Commit(next);

    /// <summary>Null when the actor may know of it and act on it; in which status, by whom and how is then the table of acts' to say.</summary>
    protected Refusal? Refuses(Actor? by) =>
        !Sees(by) ? Unknown()
        : Law.Allows(MatterTable.ToAct(Number.Kind), by, State.Concern) ? null
        : Law.RefusesRole(MatterTable.ToAct(Number.Kind), by) ?? Refusal.Because(RefusalCode.NotYourCase, new Fact("lead", State.Lead.ToString()));

    /// <summary>It exists, and the actor may know of it.</summary>
    protected bool Sees(Actor? by) => State.Exists && Law.Allows(MatterTable.Read(Number.Kind), by, State.Concern);

    protected Refusal Unknown()
    {
        DeactivateOnIdle();
        return Refusal.Because(RefusalCode.UnknownMatter, new Fact("number", Number.ToString()));
    }

    protected Moment Now => Moment.Now(tools.Clock);

    protected Scene SceneFor(Actor by) => new(Law, by, Now);

    protected ILogger Logger => field ??= tools.Loggers.CreateLogger(GetType());

    private TState Elapsed(TState before, WakeCause cause)
    {
        var scene = SceneFor(Actor.Clockwork);
        var after = MatterRules.Elapse(before, scene, cause, AtEnd);
        return after.WakeAt <= scene.Now.At ? AtTime(after, scene) : after;
    }

    private async Task Commit(TState next)
    {
        await this.Commit(stored, (TState)(next with { Version = State.Version + 1 }));
        tools.Meter.Written(State.Written);
        Bell(State);
        _alarm!.Set(State.NextWakeAt);
    }

    private void Bell(TState written) => tools.Bell.Ring(written.Written.Notices);
}
