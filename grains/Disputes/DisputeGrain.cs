using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Operations;
using Suyuan.Privacy;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// Orchestrates one dispute: elapse time, decide, write once. Every decision is in the rules; every effect outside is a
/// row of the same write. Placed where it is first called: intake calls it on its own silo.
/// </summary>
[GrainType("dispute"), PreferLocalPlacement]
internal sealed class DisputeGrain(
    [PersistentState(StorageNames.DisputeState, StorageNames.Provider)] IPersistentState<DisputeState> stored,
    LawInForce law,
    IReadModel reads,
    WakeUpOptions wakeUp,
    WakeUpGate gate,
    ProductMeter meter,
    NoticeBell bell,
    TimeProvider clock,
    ILogger<DisputeGrain> logger)
    : Grain, IDisputeGrain, IRemindable
{
    private Alarm? _alarm;

    /// <summary>What the database holds: what may be shown while a write is under way.</summary>
    private DisputeState _durable = new();

    /// <summary>For who asks for it again, or for parts of it one after the other.</summary>
    private ShownView? _shown;

    private string Number => GrainKeys.Identity(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = this.AsReference<IDisputeGrain>();
        _alarm = new Alarm(this, wakeUp, clock, () => gate.Ring(Number, () => self.Wake(WakeCause.Timer)));
        _durable = stored.State;
        // Another silo may have counted by a version that was put since this one last looked.
        if (!stored.State.Clocks.All(clock => clock.Counted is not { } due || law.Current.Rules.Knows(due)))
            await law.Refresh(cancellationToken);
        await Wake(WakeCause.Activation);
    }

    public async Task<Registered> Register(Admission admission, ActContext context)
    {
        if (!stored.State.Exists)
        {
            await Commit(IntakeRules.Register(DisputeNumber.Parse(Number), admission, SceneFor(context.By)));
            meter.Registered();
        }

        return DisputeViews.Registered(stored.State, law.Current, Moment.Now(clock));
    }

    public Task<Registered?> Receipt() =>
        Task.FromResult(stored.State.Exists ? DisputeViews.Registered(stored.State, law.Current, Moment.Now(clock)) : null);

    public async Task<Result<DisputeView>> Act(DisputeCommand command, ActContext context)
    {
        if (!Sees("dispute/read", context.By))
            return Unknown();
        if (!Sees("dispute/act", context.By))
            return Refusal.Because(RefusalCode.NotYourRole, new Fact("role", Kebab.Of(context.By.Role)), new Fact("act", DisputeActs.NameOf(command)));
        var survivor = command is Merge { Into: { } into } && DisputeNumber.TryParse(into, null, out var number)
            && await GrainFactory.Dispute(number).SeenBy("dispute/read", context.By) is not null
            ? await GrainFactory.Dispute(number).AsSurvivor()
            : null;
        var own = command is Assign { Lead: null } ? await AreaDuties.Above(GrainFactory, stored.State.Area, law.Current.Areas) : OwnDuties.None;
        var scene = SceneFor(context.By) with { Survivor = survivor, Own = own };
        var before = stored.State.Blank();
        var elapsed = await Erased(Elapsing.Elapse(before, scene with { By = Actor.Clockwork }, WakeCause.Command), scene);
        // Ranking reads a whole list: nobody needs it for what will be refused.
        if (MediatorCase.For(command, elapsed) is { } facts
            && scene.Law.Acts.Check(scene.Law.Acts[DisputeActs.NameOf(command)], elapsed, scene.By, scene.Now, scene.Law) is null)
            scene = scene with { Candidates = await Ranked(facts) };
        var decided = DisputeRules.Act(elapsed, command, context, scene);
        if (!decided.Succeeded && ReferenceEquals(elapsed, before) && await stored.WasBehind())
        {
            _durable = stored.State;
            return await Act(command, context);
        }

        var after = decided.Succeeded ? await Erased(decided.Value, scene) : elapsed;
        if (!ReferenceEquals(after, before))
            await Commit(after);
        if (stored.State.TellSurvivorAt is not null)
            await TellSurvivor();
        await CarryOut();
        meter.Commanded("dispute", DisputeActs.NameOf(command), decided.Refusal);
        if (decided.Succeeded)
            return DisputeViews.Of(stored.State, scene.Law, context.By, scene.Now);
        logger.Refused(Number, DisputeActs.NameOf(command), decided.Refusal.Code);
        return decided.Refusal;
    }

    public Task<DisputeView?> View(Actor by) => Task.FromResult(Show(by)?.View);

    public Task<Shown?> Look(Actor by, long known) => Task.FromResult(Show(by)?.For(known));

    public async Task<Result<Unmasked>> Unmask(Unmask ask, ActContext context)
    {
        if (!Sees("dispute/read", context.By))
            return Unknown();
        if (!Sees("dispute/unmask", context.By))
            return Refusal.Because(RefusalCode.NotYourRole, new Fact("role", Kebab.Of(context.By.Role)), new Fact("act", UnmaskRules.Act));
        var before = stored.State.Blank();
        var elapsed = Elapsing.Elapse(before, SceneFor(Actor.Clockwork), WakeCause.Command);
        var decided = UnmaskRules.Unmask(elapsed, ask, context, SceneFor(context.By));
        var after = decided.Succeeded ? decided.Value : elapsed;
        if (!ReferenceEquals(after, before))
            await Commit(after);
        meter.Commanded("dispute", UnmaskRules.Act, decided.Refusal);
        if (decided.Succeeded)
            return new Unmasked(DisputeNumber.Parse(Number), stored.State.Version, UnmaskRules.Shown(stored.State, ask));
        logger.Refused(Number, UnmaskRules.Act, decided.Refusal.Code);
        return decided.Refusal;
    }

    public Task<Sight?> SeenBy(string permission, Actor by)
    {
        if (!_durable.Exists)
            DeactivateOnIdle();
        return Task.FromResult(Sees(_durable, permission, by) ? law.Current.Confidential.SightOf(_durable, by, law.Current) : null);
    }

    public Task<ExitConditionsView?> ExitConditions(Actor by)
    {
        if (!stored.State.Exists)
            DeactivateOnIdle();
        return Task.FromResult(Sees("dispute/read", by) ? DisputeViews.ExitConditions(stored.State, law.Current, Moment.Now(clock)) : null);
    }

    public Task<Result<ProgressView>> Progress(string accessCode)
    {
        // An unknown number and a wrong code look alike, and take alike: an unknown one stays activated as a known one does.
        var opens = AccessCodes.Match(stored.State.AccessCode, accessCode) && stored.State.Exists;
        return Task.FromResult<Result<ProgressView>>(opens
            ? DisputeViews.Progress(stored.State, law.Current, Moment.Now(clock))
            : Refusal.Because(RefusalCode.WrongAccessCode));
    }

    public async Task<Result<PersonalExport>> Export(string accessCode)
    {
        // As with the progress: nothing tells an unknown number from a wrong code.
        if (!(AccessCodes.Match(stored.State.AccessCode, accessCode) && stored.State.Exists))
            return Refusal.Because(RefusalCode.WrongAccessCode);
        return Exports.Of(stored.State, await reads.Histories([Number], CancellationToken.None), law.Current, Moment.Now(clock));
    }

    public Task<SurvivorFacts?> AsSurvivor() =>
        Task.FromResult(_durable.Exists ? new SurvivorFacts(_durable.Stage, _durable.RegisteredAt) : null);

    public Task<CaseFacts?> ForMediation() => Task.FromResult(_durable.Exists ? MediatorCase.Of(_durable) : null);

    public Task<bool> Claims(int ticket) => Task.FromResult(_durable.Claims(ticket));

    public async Task MediatorGone(int ticket)
    {
        if (!stored.State.Claims(ticket))
            return;
        var scene = SceneFor(Actor.Clockwork) with { Candidates = await Ranked(MediatorCase.Of(stored.State)) };
        var before = stored.State.Blank();
        var after = MediatorErrands.Gone(Elapsing.Elapse(before, scene, WakeCause.Command), ticket, scene);
        if (!ReferenceEquals(after, before))
            await Commit(after);
        await CarryOut();
    }

    public async Task Wake(WakeCause cause)
    {
        var before = stored.State.Blank();
        var scene = SceneFor(Actor.Clockwork);
        var after = Elapsing.Elapse(before, scene, cause);
        // What cannot be erased now must not keep it from being activated: the alarm comes back to it at once.
        if (cause is not WakeCause.Activation)
            after = await Erased(after, scene);
        // The sweep comes for what the database holds overdue: a silo that was cut off may have written it after this one had read.
        if (ReferenceEquals(after, before) && cause is WakeCause.Sweep && await stored.WasBehind())
        {
            _durable = stored.State;
            await Wake(cause);
            return;
        }

        if (ReferenceEquals(after, before))
            // Timers and reminders may ring a hair before the instant: without this the next try is a whole retry period away.
            _alarm!.Set(before.NextWakeAt);
        else
            await Commit(after);
        if (stored.State.TellSurvivorAt <= clock.GetUtcNow())
            await TellSurvivor();
        // A mediator may be waiting for this activation; the alarm rings again when it is there.
        if (cause is not WakeCause.Activation)
            await CarryOut();
    }

    public Task Linked(DisputeNumber duplicate) => Noted((dispute, scene) => CompetenceRules.Linked(dispute, duplicate, scene));

    public Task Supervised(SupervisionNote note) => Noted((dispute, scene) => SupervisionRules.Noted(dispute, note, scene));

    public Task Warned(MatterNumber warning) => Noted((dispute, scene) => WatchStay.Warned(dispute, warning, scene));

    public async Task Recount(long edition)
    {
        await law.AtLeast(edition);
        if (!stored.State.Exists)
            return;
        var scene = SceneFor(Actor.Clockwork);
        var before = stored.State.Blank();
        var after = RecountRules.Recount(Elapsing.Elapse(before, scene, WakeCause.Command), scene);
        if (!ReferenceEquals(after, before))
            await Commit(after);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (reminderName == StorageNames.WakeUp)
        {
            await Wake(WakeCause.Reminder);
            return;
        }

        // Left by another version: nothing here answers to it.
        logger.UnknownReminder(Number, reminderName);
        if (await this.GetReminder(reminderName) is { } stranger)
            await this.UnregisterReminder(stranger);
    }

    /// <summary>What another grain tells of this dispute; a dispute that was never registered hears nothing.</summary>
    private async Task Noted(Func<DisputeState, Scene, DisputeState> note)
    {
        if (!stored.State.Exists)
        {
            DeactivateOnIdle();
            return;
        }

        var scene = SceneFor(Actor.Clockwork);
        var before = stored.State.Blank();
        var after = note(Elapsing.Elapse(before, scene, WakeCause.Command), scene);
        if (!ReferenceEquals(after, before))
            await Commit(after);
    }

    /// <summary>
    /// A duplicate tells the dispute that survives, after its own write and as often as it takes: the number makes it count once.
    /// While the other cannot be reached, the reminder and the sweep come back to it.
    /// </summary>
    private async Task TellSurvivor()
    {
        try
        {
            await GrainFactory.Dispute(stored.State.MergedInto!.Value).Linked(DisputeNumber.Parse(Number));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            logger.SurvivorNotTold(e, Number);
            _alarm!.Set(clock.GetUtcNow() + wakeUp.RetryPeriod);
            return;
        }

        await Commit(stored.State.Blank() with { TellSurvivorAt = null });
    }

    /// <summary>
    /// Carries out what the last write wants of mediators, and what follows from their answers, until nothing is open. What
    /// fails stays in the state and is tried again a retry period later, or by whoever activates this next.
    /// </summary>
    private async Task CarryOut()
    {
        try
        {
            while (stored.State.Errands is [var errand, ..])
            {
                var answer = await Ask(errand);
                await Commit(MediatorErrands.Done(stored.State.Blank(), errand, answer, SceneFor(Actor.Clockwork)));
            }
        }
        catch (Exception failure)
        {
            logger.ErrandFailed(failure, Number);
            var retry = clock.GetUtcNow() + wakeUp.RetryPeriod;
            _alarm!.Set(stored.State.Clocks.Min(known => known.NextEventAt) is { } due && due < retry ? due : retry);
        }
    }

    /// <summary>Null for a place that was given back.</summary>
    private async Task<PlaceAnswer?> Ask(Errand errand)
    {
        var mediator = GrainFactory.Matter<IMediatorGrain>(MatterNumber.Parse(errand.Mediator));
        var number = DisputeNumber.Parse(Number);
        if (errand.Reserve)
            return await mediator.Reserve(new PlaceWanted(number, errand.Ticket, errand.Seat, MediatorCase.PartiesOf(stored.State)));
        await mediator.Release(number, errand.Ticket, errand.Served);
        return null;
    }

    private Task<Ranking> Ranked(CaseFacts facts) => GrainFactory.GetGrain<IMediatorQueryGrain>(0).Rank(facts);

    /// <summary>The same with what is due to be erased erased; the earlier steps are read for it, which nothing else here needs.</summary>
    private async Task<DisputeState> Erased(DisputeState dispute, Scene scene)
    {
        if (!ErasureRules.IsDue(dispute, scene.Now))
            return dispute;
        var history = await reads.Histories([Number], CancellationToken.None);
        return history.Length == stored.State.LastStep
            ? ErasureRules.Erase(dispute, history, scene)
            : throw new TimeoutException("The history could not be read as it was written.");
    }

    /// <summary>One write with everything in it.</summary>
    private async Task Commit(DisputeState next)
    {
        await this.Commit(stored, next with { Version = stored.State.Version + 1 });
        _durable = stored.State;
        meter.Written(_durable.Written);
        bell.Ring(_durable.Written.Notices);
        _alarm!.Set(_durable.NextWakeAt);
    }

    /// <summary>What one may not know of does not exist for one.</summary>
    private bool Sees(string permission, Actor? by) => Sees(stored.State, permission, by);

    private bool Sees(DisputeState dispute, string permission, Actor? by) =>
        dispute.Exists
        && law.Current.Allows(permission, by, dispute.Concern)
        && (dispute.Restrictions.IsEmpty || law.Current.Allows("dispute/read-restricted", by, dispute.Concern));

    private ShownView? Show(Actor by)
    {
        if (!stored.State.Exists)
            DeactivateOnIdle();
        return Sees("dispute/read", by) ? _shown = ShownView.Of(_shown, stored.State, law.Current, by, Moment.Now(clock)) : null;
    }

    private Scene SceneFor(Actor by) => new(law.Current, by, Moment.Now(clock));

    private Refusal Unknown()
    {
        DeactivateOnIdle();
        return Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", Number));
    }
}
