using System.Collections.Immutable;
using Suyuan.Changes;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>Starting, stopping and moving the clocks of a dispute or a matter. Every change of a clock goes through here and is marked for the read model.</summary>
internal static class Clockwork
{
    extension<T>(T owner)
        where T : IClocked<T>
    {
        /// <summary>Starts a clock by the version of the rule that governs the trigger's day.</summary>
        public T Start(Scene scene, string key, string rule, string holder, string trigger, DateTimeOffset? at = null)
        {
            var from = new Moment(at ?? scene.Now.At);
            // A trigger older than the oldest version we hold is counted by that one; its explanation names the version.
            var limit = scene.Law.Rules.FindOrOldest(rule, from.Day);
            var since = new TriggerEvent(trigger, from.At);
            var due = DueDates.Compute(scene.Law.Events.Worded(limit, since), since, scene.Law.Calendar, [], []);
            var started = owner.Start(scene, key, limit.Duty, holder, due);
            // A date that the law only takes note of is nobody's duty.
            return limit.Direction is CountDirection.Event ? started.Replace(started.Clocks[^1].Ended(ClockStatus.Met, from.At)) : started;
        }

        /// <summary>Starts a clock whose end was computed elsewhere: an agreed day.</summary>
        public T Start(Scene scene, string key, Duty duty, string holder, DueDate due)
        {
            var clock = new Clock
            {
                Id = owner.NextIdOf(key),
                Key = key,
                Status = ClockStatus.Running,
                Duty = duty,
                Holder = holder,
                Due = due,
                KnownSince = scene.Now.At,
                AtEnd = scene.Law.Expiries.AtEndOf(due.RuleId, duty),
            };
            return owner.Added(clock.WithNextRung(owner, scene));
        }

        /// <summary>Puts up a clock that waits for its starting event: shown, and without an end.</summary>
        public T Arm(Scene scene, string key, string rule, string holder, ImmutableArray<string> events)
        {
            var limit = scene.Law.Rules.FindOrOldest(rule, scene.Now.Day);
            return owner.Added(new Clock
            {
                Id = owner.NextIdOf(key),
                Key = key,
                Status = ClockStatus.Armed,
                Duty = limit.Duty,
                Holder = holder,
                KnownSince = scene.Now.At,
                Awaits = new Awaited(rule, limit.Version, events, scene.Now.At),
            });
        }

        /// <summary>What an armed clock waited for has come: it runs from then, or from when it was armed if that is later.</summary>
        public T Begin(Scene scene, Clock armed, string trigger, DateTimeOffset at)
        {
            var awaits = armed.Awaits!;
            var since = new TriggerEvent(at < awaits.Since ? "受理" : trigger, at < awaits.Since ? awaits.Since : at);
            var limit = scene.Law.Rules.FindOrOldest(awaits.Rule, new Moment(since.At).Day);
            return owner.Replace((armed with
            {
                Status = ClockStatus.Running,
                Duty = limit.Duty,
                Due = DueDates.Compute(limit, since, scene.Law.Calendar, [], []),
                KnownSince = scene.Now.At,
                AtEnd = scene.Law.Expiries.AtEndOf(limit.Id, limit.Duty),
            }).WithNextRung(owner, scene));
        }

        /// <summary>Counts a clock anew from a procedural event: the old one ends, a new one with the next ordinal begins and says why.</summary>
        public T Restart(Scene scene, Clock old, ProceduralEvent why, DateTimeOffset at) =>
            owner.Replace(old.Ended(ClockStatus.Cancelled, scene.Now.At)).Start(scene, old.Key, old.RuleId, old.Holder, why.AsRestart, at);

        public Clock? OpenClock(string key) =>
            owner.Clocks.FirstOrDefault(clock => clock.Key == key && clock.IsOpen);

        /// <summary>The duty was done.</summary>
        public T Meet(Scene scene, params ReadOnlySpan<string> keys) =>
            owner.End(scene.Now.At, ClockStatus.Met, keys);

        /// <summary>The duty was done, at an instant that may lie back.</summary>
        public T Meet(DateTimeOffset at, params ReadOnlySpan<string> keys) =>
            owner.End(at, ClockStatus.Met, keys);

        /// <summary>What the clocks waited for can no longer happen.</summary>
        public T Cancel(Scene scene, params ReadOnlySpan<string> keys) =>
            owner.End(scene.Now.At, ClockStatus.Cancelled, keys);

        public T CancelAll(Scene scene, Func<Clock, bool> which) =>
            owner.Clocks.Where(clock => clock.IsOpen && which(clock))
                .Aggregate(owner, (state, clock) => state.Replace(clock.Ended(ClockStatus.Cancelled, scene.Now.At)));

        /// <summary>
        /// The clocks that can stand still for a reason their rule allows. One that has run out cannot: nothing of it is left. Nor
        /// can the parties' own: whether force majeure stays them is for the court to say.
        /// </summary>
        public ImmutableArray<Clock> Suspendable(Scene scene, string reason) =>
        [
            .. owner.Clocks.Where(clock => clock.Status is ClockStatus.Running && !clock.IsOverdue(scene.Now.At) && !clock.IsOwn()
                && scene.Law.Rules.Of(clock.Due).MaySuspendFor(reason)),
        ];

        /// <summary>Puts a changed clock in the place of the old one. Its row is written again only if it says something else: a rung that fires changes none.</summary>
        public T Replace(Clock changed)
        {
            var old = owner.Clocks.First(clock => clock.Id == changed.Id);
            var after = owner.WithClocks(owner.Clocks.Replace(old, changed), owner.ClockCounts);
            return DisputeProjection.Row(owner.Number, old) == DisputeProjection.Row(owner.Number, changed) ? after : after.Mark(changed.Id);
        }

        private string NextIdOf(string key) =>
            $"{key}{(key.EndsWith('-') ? "" : "-")}{owner.ClockCounts.GetValueOrDefault(key) + 1}";

        private T Added(Clock clock)
        {
            var superseded = owner.Clocks.Where(old => old.Key == clock.Key && !old.IsOpen && !owner.Written.Clocks.Contains(old.Id));
            return owner.WithClocks(
                owner.Clocks.RemoveRange(superseded).Add(clock),
                owner.ClockCounts.SetItem(clock.Key, owner.ClockCounts.GetValueOrDefault(clock.Key) + 1)).Mark(clock.Id);
        }

        private T End(DateTimeOffset at, ClockStatus status, ReadOnlySpan<string> keys)
        {
            foreach (var clock in owner.Clocks)
            {
                if (clock.IsOpen && keys.Contains(clock.Key))
                    owner = owner.Replace(clock.Ended(status, at));
            }

            return owner;
        }

        private T Mark(string clockId) => owner.Written.Clocks.Contains(clockId)
            ? owner
            : owner.WithWritten(owner.Written with { Clocks = owner.Written.Clocks.Add(clockId) });
    }

    public static Clock Suspended(this Clock clock, DateTimeOffset at) =>
        clock with { Status = ClockStatus.Suspended, SuspendedSince = at, Next = null };

    /// <summary>
    /// Starts a suspended clock again. The day of suspension did not count any more, the day of resumption counts: the
    /// end moves by exactly the days between.
    /// </summary>
    public static Clock Resumed<T>(this Clock clock, T owner, Scene scene, string reason)
        where T : IClocked<T>
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
        }).WithNextRung(owner, scene);
    }

    public static Clock Extended<T>(this Clock clock, T owner, Scene scene, Extension extension)
        where T : IClocked<T> => (clock with
        {
            KnownSince = scene.Now.At,
            Due = Recounting.Again(scene.Law, clock.Due with { Extensions = clock.Due.Extensions.Add(extension) }),
        }).WithNextRung(owner, scene);

    /// <summary>One that was never started cannot have been met: it is void.</summary>
    public static Clock Ended(this Clock clock, ClockStatus status, DateTimeOffset at) => clock with
    {
        Status = clock.Status is ClockStatus.Armed ? ClockStatus.Cancelled : status,
        EndedAt = at,
        SuspendedSince = null,
        Next = null,
    };

    /// <summary>
    /// The earliest rung that has not fired. Warnings that lay before the system knew of this end were nobody's to
    /// give; an end that was already past then is announced at once.
    /// </summary>
    public static Clock WithNextRung<T>(this Clock clock, T owner, Scene scene)
        where T : IClocked<T>
    {
        foreach (var rung in scene.Law.Ladder.RungsOf(clock.StartedAt, clock.Due, clock.Duty, $"{owner.Number}/{clock.Id}"))
        {
            if (scene.Law.Ladder.HasSpoken(rung.Step, clock.Fired) || (rung.At <= clock.KnownSince && rung.Step.Kind is (RungKind.Fraction or RungKind.Before)))
                continue;
            return clock with { Next = new NextRung(rung.Step.Id, rung.At < clock.KnownSince ? clock.KnownSince : rung.At) };
        }

        return clock with { Next = null };
    }
}
