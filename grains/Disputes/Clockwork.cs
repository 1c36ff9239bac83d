using System.Collections.Immutable;
using Suyuan.Changes;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>Starting, stopping and moving the clocks of a dispute. Every change of a clock goes through here and is marked for the read model.</summary>
internal static class Clockwork
{
    /// <summary>Starts a clock by the version of the rule that governs the trigger's day.</summary>
    public static DisputeState Start(
        this DisputeState dispute, Scene scene, string key, string rule, string holder, string trigger, DateTimeOffset? at = null)
    {
        var from = new Moment(at ?? scene.Now.At);
        // A trigger older than the oldest version we hold is counted by that one; its explanation names the version.
        var limit = scene.Law.Rules.FindOrOldest(rule, from.Day);
        var since = new TriggerEvent(trigger, from.At);
        var due = DueDates.Compute(scene.Law.Events.Worded(limit, since), since, scene.Law.Calendar, [], []);
        var started = dispute.Start(scene, key, limit.Duty, holder, due);
        // A date that the law only takes note of is nobody's duty.
        return limit.Direction is CountDirection.Event ? started.Replace(started.Clocks[^1].Ended(ClockStatus.Met, from.At)) : started;
    }

    /// <summary>Starts a clock whose end was computed elsewhere: an agreed day.</summary>
    public static DisputeState Start(this DisputeState dispute, Scene scene, string key, Duty duty, string holder, DueDate due)
    {
        var clock = new Clock
        {
            Id = dispute.NextIdOf(key),
            Key = key,
            Status = ClockStatus.Running,
            Duty = duty,
            Holder = holder,
            Due = due,
            KnownSince = scene.Now.At,
            AtEnd = scene.Law.Expiries.AtEndOf(due.RuleId, duty),
        };
        return dispute.Added(clock.WithNextRung(dispute, scene));
    }

    /// <summary>Puts up a clock that waits for its starting event: shown, and without an end.</summary>
    public static DisputeState Arm(this DisputeState dispute, Scene scene, string key, string rule, string holder, ImmutableArray<string> events)
    {
        var limit = scene.Law.Rules.FindOrOldest(rule, scene.Now.Day);
        return dispute.Added(new Clock
        {
            Id = dispute.NextIdOf(key),
            Key = key,
            Status = ClockStatus.Armed,
            Duty = limit.Duty,
            Holder = holder,
            KnownSince = scene.Now.At,
            Awaits = new Awaited(rule, limit.Version, events, scene.Now.At),
        });
    }

    /// <summary>What an armed clock waited for has come: it runs from then, or from when it was armed if that is later.</summary>
    public static DisputeState Begin(this DisputeState dispute, Scene scene, Clock armed, string trigger, DateTimeOffset at)
    {
        var awaits = armed.Awaits!;
        var since = new TriggerEvent(at < awaits.Since ? "受理" : trigger, at < awaits.Since ? awaits.Since : at);
        var limit = scene.Law.Rules.FindOrOldest(awaits.Rule, new Moment(since.At).Day);
        return dispute.Replace((armed with
        {
            Status = ClockStatus.Running,
            Duty = limit.Duty,
            Due = DueDates.Compute(limit, since, scene.Law.Calendar, [], []),
            KnownSince = scene.Now.At,
            AtEnd = scene.Law.Expiries.AtEndOf(limit.Id, limit.Duty),
        }).WithNextRung(dispute, scene));
    }

    /// <summary>Counts a clock anew from a procedural event: the old one ends, a new one with the next ordinal begins and says why.</summary>
    public static DisputeState Restart(this DisputeState dispute, Scene scene, Clock old, ProceduralEvent why, DateTimeOffset at) =>
        dispute.Replace(old.Ended(ClockStatus.Cancelled, scene.Now.At)).Start(scene, old.Key, old.RuleId, old.Holder, why.AsRestart, at);

    public static Clock? OpenClock(this DisputeState dispute, string key) =>
        dispute.Clocks.FirstOrDefault(clock => clock.Key == key && clock.IsOpen);

    /// <summary>The duty was done.</summary>
    public static DisputeState Meet(this DisputeState dispute, Scene scene, params ReadOnlySpan<string> keys) =>
        dispute.End(scene.Now.At, ClockStatus.Met, keys);

    /// <summary>The duty was done, at an instant that may lie back.</summary>
    public static DisputeState Meet(this DisputeState dispute, DateTimeOffset at, params ReadOnlySpan<string> keys) =>
        dispute.End(at, ClockStatus.Met, keys);

    /// <summary>What the clocks waited for can no longer happen.</summary>
    public static DisputeState Cancel(this DisputeState dispute, Scene scene, params ReadOnlySpan<string> keys) =>
        dispute.End(scene.Now.At, ClockStatus.Cancelled, keys);

    public static DisputeState CancelAll(this DisputeState dispute, Scene scene, Func<Clock, bool> which) =>
        dispute.Clocks.Where(clock => clock.IsOpen && which(clock))
            .Aggregate(dispute, (state, clock) => state.Replace(clock.Ended(ClockStatus.Cancelled, scene.Now.At)));

    /// <summary>
    /// The clocks that can stand still for a reason their rule allows. One that has run out cannot: nothing of it is left. Nor
    /// can the parties' own: whether force majeure stays them is for the court to say.
    /// </summary>
    public static ImmutableArray<Clock> Suspendable(this DisputeState dispute, Scene scene, string reason) =>
    [
        .. dispute.Clocks.Where(clock => clock.Status is ClockStatus.Running && !clock.IsOverdue(scene.Now.At) && !clock.IsOwn()
            && scene.Law.Rules.Of(clock.Due).MaySuspendFor(reason)),
    ];

    public static Clock Suspended(this Clock clock, DateTimeOffset at) =>
        clock with { Status = ClockStatus.Suspended, SuspendedSince = at, Next = null };

    /// <summary>
    /// Starts a suspended clock again. The day of suspension did not count any more, the day of resumption counts: the
    /// end moves by exactly the days between.
    /// </summary>
    public static Clock Resumed(this Clock clock, DisputeState dispute, Scene scene, string reason)
    {
        var from = new Moment(clock.SuspendedSince!.Value).Day;
        var to = scene.Now.Day.AddDays(-1);
        var excluded = to < from ? clock.Due.Excluded : clock.Due.Excluded.Add(new ExcludedInterval(from, to, reason));
        return (clock with
        {
            Status = ClockStatus.Running,
            SuspendedSince = null,
            KnownSince = scene.Now.At,
            Due = Recounting.Again(scene.Law, clock.Due with { Excluded = excluded }),
        }).WithNextRung(dispute, scene);
    }

    public static Clock Extended(this Clock clock, DisputeState dispute, Scene scene, Extension extension) => (clock with
    {
        KnownSince = scene.Now.At,
        Due = Recounting.Again(scene.Law, clock.Due with { Extensions = clock.Due.Extensions.Add(extension) }),
    }).WithNextRung(dispute, scene);

    /// <summary>One that was never started cannot have been met: it is void.</summary>
    public static Clock Ended(this Clock clock, ClockStatus status, DateTimeOffset at) => clock with
    {
        Status = clock.Status is ClockStatus.Armed ? ClockStatus.Cancelled : status,
        EndedAt = at,
        SuspendedSince = null,
        Next = null,
    };

    /// <summary>Puts a changed clock in the place of the old one.</summary>
    public static DisputeState Replace(this DisputeState dispute, Clock changed) =>
        (dispute with { Clocks = dispute.Clocks.Replace(dispute.Clocks.First(clock => clock.Id == changed.Id), changed) }).Mark(changed.Id);

    /// <summary>
    /// The earliest rung that has not fired. Warnings that lay before the system knew of this end were nobody's to
    /// give; an end that was already past then is announced at once.
    /// </summary>
    public static Clock WithNextRung(this Clock clock, DisputeState dispute, Scene scene)
    {
        foreach (var rung in scene.Law.Ladder.RungsOf(clock.StartedAt, clock.Due, clock.Duty, $"{dispute.Number}/{clock.Id}"))
        {
            if (scene.Law.Ladder.HasSpoken(rung.Step, clock.Fired) || (rung.At <= clock.KnownSince && rung.Step.Kind is (RungKind.Fraction or RungKind.Before)))
                continue;
            return clock with { Next = new NextRung(rung.Step.Id, rung.At < clock.KnownSince ? clock.KnownSince : rung.At) };
        }

        return clock with { Next = null };
    }

    private static string NextIdOf(this DisputeState dispute, string key) =>
        $"{key}{(key.EndsWith('-') ? "" : "-")}{dispute.ClockCounts.GetValueOrDefault(key) + 1}";

    private static DisputeState Added(this DisputeState dispute, Clock clock)
    {
        var superseded = dispute.Clocks.Where(old => old.Key == clock.Key && !old.IsOpen && !dispute.Written.Clocks.Contains(old.Id));
        return (dispute with
        {
            ClockCounts = dispute.ClockCounts.SetItem(clock.Key, dispute.ClockCounts.GetValueOrDefault(clock.Key) + 1),
            Clocks = dispute.Clocks.RemoveRange(superseded).Add(clock),
        }).Mark(clock.Id);
    }

    private static DisputeState End(this DisputeState dispute, DateTimeOffset at, ClockStatus status, ReadOnlySpan<string> keys)
    {
        foreach (var clock in dispute.Clocks)
        {
            if (clock.IsOpen && keys.Contains(clock.Key))
                dispute = dispute.Replace(clock.Ended(status, at));
        }

        return dispute;
    }

    private static DisputeState Mark(this DisputeState dispute, string clockId) => dispute.Written.Clocks.Contains(clockId)
        ? dispute
        : dispute with { Written = dispute.Written with { Clocks = dispute.Written.Clocks.Add(clockId) } };
}
