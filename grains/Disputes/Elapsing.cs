using Suyuan.Deadlines;
using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>
/// What time alone does to a dispute: rungs fire, windows close, silence has its effect, rules of special watch begin to hold.
/// In order of instants, each once, however long nobody looked. Runs on every wake-up and before every command.
/// </summary>
internal static class Elapsing
{
    /// <summary>The same object when nothing was due.</summary>
    public static DisputeState Elapse(DisputeState dispute, Scene scene, WakeCause cause)
    {
        while (dispute.Clocks.Where(clock => clock.NextEventAt <= scene.Now.At).MinBy(clock => clock.NextEventAt) is { } clock)
        {
            dispute = clock.IsEndAwaited && clock.NextEventAt == clock.Due.DueAt
                ? ExpiryRules.Expire(dispute, clock, scene)
                : Fire(dispute, clock, scene, cause);
            dispute = WatchEntry.Look(dispute, scene);
        }

        return RetentionRules.Elapse(dispute.WatchAt <= scene.Now.At ? WatchEntry.Look(dispute, scene) : dispute, scene);
    }

    private static DisputeState Fire(DisputeState before, Clock clock, Scene scene, WakeCause cause)
    {
        var (after, said) = Rungs.Fire(before, clock, scene, cause, dispute => dispute.OwnersOfLegalAid());
        // Whom to name is the coordinator's duty and no delay of the case.
        if (scene.Law.Ladder.Find(said.Rung)!.Kind is RungKind.Due && clock.Duty is not Duty.Party && clock.Key is not ClockKeys.NameLeader)
            after = after with { Overdue = after.Overdue + 1 };
        return Chronicle.Record(before, after, scene, "rung", null, said);
    }
}
