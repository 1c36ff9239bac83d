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
                : Fire(dispute, clock, clock.Next!, scene, cause);
        }

        return dispute;
    }

    private static DisputeState Fire(DisputeState before, Clock clock, NextRung next, Scene scene, WakeCause cause)
    {
        var rung = scene.Law.Ladder.Find(next.Rung)!;
        var fired = new RungRow(before.Number, clock.Id, next.Rung, next.At, scene.Now.At, Kebab.Of(cause));
        var after = before.Replace((clock with { Fired = clock.Fired.Add(next.Rung) }).WithNextRung(before, scene));
        after = after with { Written = after.Written with { Rungs = after.Written.Rungs.Add(fired) } };
        var lapses = clock.Duty is Duty.Party ? Lapse.IfMissedOf(clock, scene.Law) : null;
        var said = new RungSaid(clock.Id, next.Rung, next.At, clock.Due.End, IsLate(fired, scene) ? Kebab.Of(cause) : null, lapses);
        // Holder and leader are one agency, and so may be superior and coordinator: an agency hears it once.
        foreach (var hearer in rung.Audience.SelectMany(audience => Hearers(audience, after, clock)).Distinct().ToArray())
            after = after.Notify(scene, hearer, rung.NoticeKind, Kebab.Of(rung.Severity), said);
        return Chronicle.Record(before, after, scene, "rung", null, said);
    }

    private static bool IsLate(RungRow rung, Scene scene) => rung.FiredAt - rung.DueAt > scene.Law.Policy.LateAfter;

    /// <summary>Whom a rung reaches: the holder, its leader, the level above, the coordinator, the lead, whoever owes legal aid.</summary>
    private static IEnumerable<AgencyId> Hearers(string audience, DisputeState dispute, Clock clock)
    {
        var holder = AgencyId.TryParse(clock.Holder, null, out var agency) ? agency : dispute.Lead;
        return audience switch
        {
            "superior" => [Hierarchy.SuperiorOf(holder)],
            "coordinator" => [Routing.Coordinator(dispute.Area)],
            "lead" => [dispute.Lead],
            LadderStep.LegalAid => dispute.OwnersOfLegalAid(),
            _ => [holder],
        };
    }

    /// <param name="Late">Which net caught it, when it was caught late; otherwise absent.</param>
    /// <param name="IfMissed">Of a party's own clock: what the party loses at its end.</param>
    private sealed record RungSaid(string Clock, string Rung, DateTimeOffset DueAt, DateOnly End, string? Late, Sentence? IfMissed);
}
