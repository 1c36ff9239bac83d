using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Mediators;
using Suyuan.Privacy;
using Suyuan.Projection;

namespace Suyuan.Tests.Support;

/// <summary>
/// One dispute and its present. Commands and time are applied in the order in which the grain does it: a blank write,
/// what time alone did, the command, one version more when anything changed.
/// </summary>
internal sealed class Life(DisputeState state, DateTimeOffset now)
{
    private readonly List<EventRow> _steps = [.. state.Written.Steps];
    private readonly List<RungRow> _rungs = [.. state.Written.Rungs];
    private readonly List<NoticeRow> _notices = [.. state.Written.Notices];
    private readonly List<ClockMoveRow> _moves = [];
    private readonly Dictionary<string, ClockRow> _clocks = state.Project().Clocks.ToDictionary(row => row.ClockId);

    public DisputeState State { get; private set; } = state;

    public Moment Now { get; private set; } = new(now);

    /// <summary>The whole history, as the table holds it.</summary>
    public ImmutableArray<EventRow> Steps => [.. _steps];

    /// <summary>Every rung that fired, in the order of firing.</summary>
    public ImmutableArray<RungRow> Rungs => [.. _rungs];

    public ImmutableArray<NoticeRow> Notices => [.. _notices];

    /// <summary>The table of clocks, as the writes so far have left it.</summary>
    public IReadOnlyDictionary<string, ClockRow> ClockRows => _clocks;

    /// <summary>Ends that changes of law have moved, as the table holds them.</summary>
    public ImmutableArray<ClockMoveRow> Moves => [.. _moves];

    /// <summary>What is decided by; a change of law changes it.</summary>
    public LawBook Law { get; private set; } = Given.Law;

    /// <summary>The ranking that an act gets which needs a mediator; null: none is fetched.</summary>
    public Ranking? Candidates { get; set; }

    public Scene SceneOf(Actor by, SurvivorFacts? survivor = null) => new(Law, by, Now, survivor, Candidates);

    /// <summary>The mediator of a place cannot go on.</summary>
    public Life Gone(int ticket)
    {
        var before = State.Blank();
        var after = MediatorErrands.Gone(Elapsing.Elapse(before, SceneOf(Actor.Clockwork), WakeCause.Command), ticket, SceneOf(Actor.Clockwork));
        if (!ReferenceEquals(after, before))
            Commit(after);
        return this;
    }

    /// <summary>Carries out what the last write wants of mediators, as the grain does, until nothing is open.</summary>
    /// <param name="told">What the mediator's list says; by default there is room.</param>
    public Life CarryOut(Func<Errand, Unfit>? told = null)
    {
        while (State.Errands is [var errand, ..])
        {
            var answer = errand.Reserve
                ? new PlaceAnswer(told?.Invoke(errand) ?? Unfit.None, AgencyId.Parse("510304104-committee"), errand.Seat is Seat.Invited ? MediatorKind.Deputy : MediatorKind.PartTime)
                : null;
            Commit(MediatorErrands.Done(State.Blank(), errand, answer, SceneOf(Actor.Clockwork)));
        }

        return this;
    }

    public Clock Clock(string id) => State.Clocks.Single(clock => clock.Id == id);

    /// <summary>Lets the clock of the world go on; nobody looks at the dispute yet.</summary>
    public Life To(string instant) => To(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    public Life To(DateTimeOffset instant)
    {
        Now = new Moment(instant);
        return this;
    }

    public Life After(TimeSpan time) => To(Now.At + time);

    /// <summary>True when time had something to do.</summary>
    public bool Wake(WakeCause cause = WakeCause.Reminder)
    {
        var before = State.Blank();
        var after = Erased(Elapsing.Elapse(before, SceneOf(Actor.Clockwork), cause));
        var changed = !ReferenceEquals(after, before);
        if (changed)
            Commit(after);
        return changed;
    }

    /// <summary>The law has changed, and the dispute is counted again. True when that changed anything.</summary>
    public bool Recount(LawBook law)
    {
        Law = law;
        var before = State.Blank();
        var after = RecountRules.Recount(Elapsing.Elapse(before, SceneOf(Actor.Clockwork), WakeCause.Command), SceneOf(Actor.Clockwork));
        var changed = !ReferenceEquals(after, before);
        if (changed)
            Commit(after);
        return changed;
    }

    public Result<DisputeState> Do(
        DisputeCommand command, Actor by, string? commandId = null, int? expected = null, SurvivorFacts? survivor = null)
    {
        var before = State.Blank();
        var elapsed = Erased(Elapsing.Elapse(before, SceneOf(Actor.Clockwork), WakeCause.Command));
        var decided = DisputeRules.Act(elapsed, command, new ActContext(by, commandId, expected), SceneOf(by, survivor));
        var after = decided.Succeeded ? Erased(decided.Value) : elapsed;
        if (!ReferenceEquals(after, before))
            Commit(after);
        return decided;
    }

    /// <summary>A step on the way to what a test is about, a minute after the one before.</summary>
    public Life With(DisputeCommand command, Actor by, SurvivorFacts? survivor = null)
    {
        After(TimeSpan.FromMinutes(1));
        var done = Do(command, by, survivor: survivor);
        return done.Succeeded
            ? this
            : throw new InvalidOperationException($"{command.GetType().Name} in {State.Stage}: {Told(done.Refusal)}");
    }

    /// <summary>Code and field of a refusal, with those of its faults.</summary>
    public static string Told(Refusal? refusal) => refusal switch
    {
        null => "done",
        { Errors.IsEmpty: false } => string.Join(' ', refusal.Errors.Select(Told)),
        { Field: null } => $"{refusal.Code}",
        _ => $"{refusal.Field}:{refusal.Code}",
    };

    /// <summary>As the grain does it: with the steps that are stored.</summary>
    private DisputeState Erased(DisputeState dispute) =>
        ErasureRules.IsDue(dispute, Now) ? ErasureRules.Erase(dispute, Steps, SceneOf(Actor.Clockwork)) : dispute;

    private void Commit(DisputeState next)
    {
        State = next with { Version = State.Version + 1 };
        foreach (var row in State.Written.Erasing?.Steps ?? [])
            _steps[row.Sequence - 1] = _steps[row.Sequence - 1] with { Data = row.Data, DataHash = row.DataHash };
        _steps.AddRange(State.Written.Steps);
        _rungs.AddRange(State.Written.Rungs);
        _notices.AddRange(State.Written.Notices);
        _moves.AddRange(State.Project().Moves);
        foreach (var row in State.Project().Clocks)
            _clocks[row.ClockId] = row;
    }
}
