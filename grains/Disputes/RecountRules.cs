using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// What a change of law does to a dispute or a matter: its running clocks are counted again, in one step of the history that says
/// which ends moved. An explanation that names another calendar or version is a change too, and recorded.
/// </summary>
internal static class RecountRules
{
    public static DisputeState Recount(DisputeState before, Scene scene) =>
        Recount(before, scene, (from, to, act, basis, said) => Chronicle.Record(from, to, scene, act, basis, said));

    /// <summary>The same object when no change concerns it.</summary>
    /// <param name="record">Adds the step: act, basis, details.</param>
    public static T Recount<T>(T before, Scene scene, Func<T, T, string, string?, object, T> record)
        where T : IClocked<T>
    {
        var after = before;
        var changes = new List<ChangeInForce>();
        var moves = ImmutableArray.CreateBuilder<MoveSaid>();
        foreach (var clock in before.Clocks.Where(clock => clock.Status is ClockStatus.Running))
        {
            if (Recounting.Under(scene.Law, clock.Due, scene.Now) is not { } recounted)
                continue;
            changes.Add(recounted.By);
            var changed = clock with { Due = recounted.Due };
            if (changed.Due.DueAt == clock.Due.DueAt)
            {
                after = after.Replace(changed);
                continue;
            }

            moves.Add(new MoveSaid(clock.Id, clock.Due.End, changed.Due.End, recounted.By.Edition));
            after = Moved(after, clock, (changed with { KnownSince = scene.Now.At }).WithNextRung(before, scene), recounted.By.Edition, scene);
        }

        return changes.MaxBy(change => change.Edition) is { } latest
            ? record(before, after, "recounted", latest.Basis, new RecountSaid(latest.Edition, moves.ToImmutable()))
            : before;
    }

    private static T Moved<T>(T owner, Clock from, Clock to, long edition, Scene scene)
        where T : IClocked<T>
    {
        var moved = owner.Replace(to);
        moved = moved.WithWritten(moved.Written with
        {
            Moves = (moved.Written.Moves ?? []).Add(new ClockMoveRow(edition, moved.Number, to.Id, to.Due.RuleId, from.Due.DueAt, to.Due.DueAt, scene.Now.At)),
        });
        var said = new EndMovedSaid(to.Id, to.Due.RuleId, from.Due.End, to.Due.End, edition);
        AgencyId[] hearers = AgencyId.TryParse(to.Holder, null, out var holder) && holder != moved.Lead ? [moved.Lead, holder] : [moved.Lead];
        return hearers.Aggregate(moved, (state, hearer) =>
            state.Notify(scene, hearer, to.Due.DueAt < from.Due.DueAt ? "end-moved-earlier" : "end-moved", said));
    }

    private sealed record RecountSaid(long Edition, ImmutableArray<MoveSaid> Moves);

    private sealed record MoveSaid(string Clock, DateOnly From, DateOnly To, long Edition);

    private sealed record EndMovedSaid(string Clock, string Rule, DateOnly From, DateOnly To, long Edition);
}
