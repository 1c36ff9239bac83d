using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>What the outside sees of a warning.</summary>
internal static class WarningViews
{
    public static WarningView Of(WarningState warning, LawBook law, Actor by, Moment now) => new()
    {
        Number = MatterNumber.Parse(warning.Number),
        Version = warning.Version,
        Status = warning.Status,
        Level = warning.Level,
        Rule = warning.Found!.Rule,
        Words = WarningRules.Words(warning.Found, law),
        Area = warning.Area,
        AreaName = law.Areas.PathOf(warning.Area),
        Lead = new LeadView(warning.Lead, law.Routing.NameOf(warning.Lead, law.Areas).Zh, warning.CreatedAt),
        Category = warning.Category,
        Subject = warning.Subject,
        Count = warning.Found.Count,
        Expected = warning.Found.Expected,
        Line = warning.Found.Line,
        From = warning.Found.From,
        To = warning.Found.To,
        Samples = warning.Found.Samples,
        RaisedAt = warning.CreatedAt,
        LevelSince = warning.LevelSince,
        AcknowledgedAt = warning.AcknowledgedAt,
        Measures = warning.Measures,
        Outcome = warning.Outcome,
        LiftedAt = warning.LiftedAt,
        Clocks = DisputeViews.Clocks(warning, law, now),
        Possible = law.Matters.Possible(warning, by),
    };
}
