using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// 法律援助法第44条: with fewer than seven days left of a party's own time, aid may be given first and the papers made up
/// later. So whoever is asked for aid is told at once which right is about to lapse.
/// </summary>
internal static class LegalAidRules
{
    /// <summary>The rights that lapse within the days of urgency, the nearest first. An agreed instalment is a duty and no right.</summary>
    public static ImmutableArray<Clock> AboutToLapse(this DisputeState dispute, Scene scene) =>
    [
        .. dispute.Clocks
            .Where(clock => clock is { Status: ClockStatus.Running, Duty: Duty.Party }
                && !clock.Key.StartsWith(ClockKeys.Instalment, StringComparison.Ordinal)
                && clock.Due.DueAt > scene.Now.At
                && clock.Due.DueAt - scene.Now.At < TimeSpan.FromDays(scene.Law.Policy.LegalAidUrgentDays))
            .OrderBy(clock => clock.Due.DueAt),
    ];

    /// <summary>Agencies that were asked for legal aid and have not given it yet.</summary>
    public static IEnumerable<AgencyId> OwnersOfLegalAid(this DisputeState dispute) => dispute.Services
        .Where(service => service is { Kind: ServiceKind.LegalAid, Outcome: null })
        .Select(service => service.Owner)
        .Distinct();

    /// <summary>
    /// A window that begins with fewer days than that is never reminded of them by the ladder: whoever was asked for aid
    /// before hears of it as it begins.
    /// </summary>
    public static DisputeState WithLegalAidTold(this DisputeState after, DisputeState before, Scene scene)
    {
        foreach (var clock in after.AboutToLapse(scene).Where(clock => before.Clocks.All(old => old.Id != clock.Id || !old.IsOpen || old.Due.DueAt > clock.Due.DueAt)))
            foreach (var owner in before.OwnersOfLegalAid().Intersect(after.OwnersOfLegalAid()))
                after = after.Notify(scene, owner, "right-about-to-lapse", Lapse.Of(clock, scene.Law));
        return after;
    }
}

/// <summary>A right that lapses at the end of a party's own clock, as notices tell it.</summary>
internal sealed record Lapse(string Clock, string Rule, DateOnly End, Sentence IfMissed)
{
    public static Lapse Of(Clock clock, LawBook law) =>
        new(clock.Id, clock.Due.RuleId, clock.Due.End, IfMissedOf(clock, law)!);

    /// <summary>What the rule attaches to the end, in both languages; null where it says so in one only.</summary>
    public static Sentence? IfMissedOf(Clock clock, LawBook law) =>
        law.Rules.Of(clock.Due) is { OnExpiry.Length: > 0, OnExpiryZh.Length: > 0 } rule ? new Sentence(rule.OnExpiryZh, rule.OnExpiry) : null;
}
