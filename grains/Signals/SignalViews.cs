using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Signals;

/// <summary>What the outside sees of a signal.</summary>
internal static class SignalViews
{
    public static SignalView Of(SignalState signal, LawBook law, Actor by, Moment now)
    {
        var sees = law.Allows("signal/personal", by, signal.Concern);
        var values = Masking.Values(signal.Parties, sees, by.Role);
        var view = Clear(signal, law, by, now);
        return sees ? view : view with
        {
            Place = view.Place is { } place ? Masking.Text(place, values) : null,
            Narrative = Masking.Text(view.Narrative, values),
            Parties = [.. view.Parties.Select(party => Masking.Of(party, sees, by.Role))],
        };
    }

    private static SignalView Clear(SignalState signal, LawBook law, Actor by, Moment now) => new()
    {
        Number = MatterNumber.Parse(signal.Number),
        Version = signal.Version,
        Status = signal.Status,
        Grade = signal.Grade.Level,
        Reasons = signal.Grade.Reasons,
        Source = signal.Source,
        Area = signal.Area,
        AreaName = law.Areas.PathOf(signal.Area),
        Place = signal.Spot,
        Category = signal.Category,
        Narrative = signal.Narrative,
        Parties = signal.Parties,
        PeopleInvolved = signal.People,
        VulnerablePersons = signal.Vulnerable,
        OccurredAt = signal.OccurredAt,
        ReportedAt = signal.CreatedAt,
        Lead = new LeadView(signal.Lead, law.Routing.NameOf(signal.Lead, law.Areas).Zh, signal.CreatedAt),
        Reports = signal.Reports,
        DuplicateOf = signal.DuplicateOf,
        Dispute = signal.Dispute,
        Finding = signal.Finding,
        Clocks = DisputeViews.Clocks(signal, law, now),
        Possible = law.Matters.Possible(signal, by),
    };
}
