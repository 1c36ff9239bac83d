using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>A rung of the ladder fires: it is noted on the clock, once for ever, and whoever has to hear it gets a notice.</summary>
internal static class Rungs
{
    /// <param name="owesLegalAid">Who hears the rungs that are for whoever owes legal aid.</param>
    /// <returns>What is to be recorded, and its details.</returns>
    public static (T After, RungSaid Said) Fire<T>(T before, Clock clock, Scene scene, WakeCause cause, Func<T, IEnumerable<AgencyId>> owesLegalAid)
        where T : IClocked<T>
    {
        var next = clock.Next!;
        var rung = scene.Law.Ladder.Find(next.Rung)!;
        var fired = new RungRow(before.Number, clock.Id, next.Rung, next.At, scene.Now.At, Kebab.Of(cause));
        var after = before.Replace((clock with { Fired = clock.Fired.Add(next.Rung) }).WithNextRung(before, scene));
        after = after.WithWritten(after.Written with { Rungs = after.Written.Rungs.Add(fired) });
        var lapses = clock.Duty is Duty.Party ? Lapse.IfMissedOf(clock, scene.Law) : null;
        var said = new RungSaid(clock.Id, next.Rung, next.At, clock.Due.End, IsLate(fired, scene) ? Kebab.Of(cause) : null, lapses);
        // Holder and leader are one agency, and so may be superior and coordinator: an agency hears it once.
        foreach (var hearer in rung.Audience.SelectMany(audience => Hearers(audience, after, clock, owesLegalAid)).Distinct().ToArray())
            after = after.Notify(scene, hearer, rung.NoticeKind, Kebab.Of(rung.Severity), said);
        return (after, said);
    }

    private static bool IsLate(RungRow rung, Scene scene) => rung.FiredAt - rung.DueAt > scene.Law.Policy.LateAfter;

    /// <summary>Whom a rung reaches: the holder, its leader, the level above, the coordinator, the lead, whoever owes legal aid.</summary>
    private static IEnumerable<AgencyId> Hearers<T>(string audience, T owner, Clock clock, Func<T, IEnumerable<AgencyId>> owesLegalAid)
        where T : IClocked<T>
    {
        var holder = AgencyId.TryParse(clock.Holder, null, out var agency) ? agency : owner.Lead;
        return audience switch
        {
            "superior" => [Hierarchy.SuperiorOf(holder)],
            "coordinator" => [Routing.Coordinator(owner.Area)],
            "lead" => [owner.Lead],
            LadderStep.LegalAid => owesLegalAid(owner),
            _ => [holder],
        };
    }
}

/// <summary>A fired rung, as history and notices tell it.</summary>
/// <param name="Late">Which net caught it, when it was caught late; otherwise absent.</param>
/// <param name="IfMissed">Of a party's own clock: what the party loses at its end.</param>
internal sealed record RungSaid(string Clock, string Rung, DateTimeOffset DueAt, DateOnly End, string? Late, Sentence? IfMissed);
