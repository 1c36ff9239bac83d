using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>What a party gets to read of the own case. Pure.</summary>
internal static class Exports
{
    /// <summary>Sees names and identities masked.</summary>
    private const Role Outsider = Role.Supervisor;

    public static PersonalExport Of(DisputeState dispute, ImmutableArray<EventRow> history, LawBook law, Moment now)
    {
        // One code was given to whoever registered: of several applicants the first.
        var you = dispute.Parties.FirstOrDefault(party => party.Role is PartyRole.Applicant);
        return new PersonalExport
        {
            Number = DisputeNumber.Parse(dispute.Number),
            At = now.At,
            You = you,
            Others = [.. dispute.Parties.Where(party => !ReferenceEquals(party, you)).Select(party => Masking.Of(party, sees: false, Outsider))],
            Area = dispute.Area,
            AreaName = law.Areas.PathOf(dispute.Area),
            Category = dispute.Category,
            Title = dispute.Title,
            Narrative = dispute.Narrative,
            Amount = dispute.Amount,
            OccurredOn = dispute.OccurredOn,
            Languages = dispute.Languages,
            Agreement = DisputeViews.AgreementOf(dispute),
            Rating = dispute.Rating,
            Progress = DisputeViews.Progress(dispute, law, now),
            Steps = [.. history.Select(step => new ExportedStep(step.Sequence, step.At, step.Act, WordsOf(step.Act, law), UnitOf(step.ActorAgency, law), step.Basis))],
            Recipients = [.. Units(dispute, history).Select(unit => UnitOf(unit, law)).OfType<string>().Distinct()],
            Notice = Notice(dispute, law),
        };
    }

    private static IEnumerable<string?> Units(DisputeState dispute, ImmutableArray<EventRow> history) =>
        history.Select(step => step.ActorAgency).Append(dispute.Lead.ToString()).Concat(dispute.Others).Concat(dispute.Referrers.Select(referrer => referrer.ToString()));

    private static string? UnitOf(string? agency, LawBook law) =>
        AgencyId.TryParse(agency, null, out var id) && law.Routing.Exists(id, law.Areas) ? law.Routing.NameOf(id, law.Areas).Zh : null;

    /// <summary>What time alone did, and the registration, have no row in the table of acts.</summary>
    private static Sentence WordsOf(string act, LawBook law) => law.Acts.Rows.FirstOrDefault(row => row.Name == act) is { } row ? new Sentence(row.Zh, row.En)
        : act is "register" ? new Sentence("登记", "Registered")
        : new Sentence("系统记录", "Noted by the system");

    private static Sentence Notice(DisputeState dispute, LawBook law)
    {
        var rule = law.Retention.RuleOf(dispute);
        var until = dispute.Retention is { } retention ? retention.Until.AddDays(-1) : (DateTimeOffset?)null;
        return new Sentence(
            $"处理目的：依法登记、分流、化解和回访矛盾纠纷。保存期限：{rule.Words.Zh}（依据：{rule.Basis}）{(until is { } day ? $"，至{day:yyyy年M月d日}" : "")}。您可以请求更正或者删除，由登记窗口受理；他人信息已作遮蔽，调解中的陈述依法不提供。",
            $"Held to register, assign, settle and follow up the dispute. Kept: {rule.Words.En} (basis: {rule.Basis}){(until is { } last ? $", until {last:yyyy-MM-dd}" : "")}. You may ask for correction or erasure at the window where it was registered. Others' data are masked, and what was said in mediation is not given out.");
    }
}
