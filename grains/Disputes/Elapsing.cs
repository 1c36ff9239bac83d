using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// What time alone does to a dispute: rungs fire, windows close, silence has its effect. In order of instants, each once,
/// however long nobody looked. Runs on every wake-up and before every command.
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
        }

        return dispute;
    }

    private static DisputeState Fire(DisputeState before, Clock clock, Scene scene, WakeCause cause)
    {
        var (after, said) = Rungs.Fire(before, clock, scene, cause, dispute => dispute.OwnersOfLegalAid());
        return Chronicle.Record(before, after, scene, "rung", null, said);
    }
}
