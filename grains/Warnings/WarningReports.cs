using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>Precision and missed incidents (预警准确率、漏报). Pure.</summary>
internal static class WarningReports
{
    public static ImmutableArray<WarningReportRow> Rows(ImmutableArray<MatterRow> warnings, Moment now) =>
    [
        .. from row in warnings
           let listed = HistoryJson.Read<WarningListed>(row.Data)
           group listed by (listed.Level, listed.Rule) into some
           orderby some.Key.Level descending, some.Key.Rule
           let isTrue = some.Count(one => one.Outcome is WarningOutcome.True)
           let isFalse = some.Count(one => one.Outcome is WarningOutcome.FalseAlarm)
           select new WarningReportRow(
               some.Key.Level, some.Key.Rule, some.Count(), isTrue, isFalse,
               some.Count(one => one.AcknowledgedAt <= one.AcknowledgeBy),
               some.Count(one => one.AcknowledgedAt is not null || one.AcknowledgeBy < now.At),
               isTrue + isFalse == 0 ? null : Math.Round((double)isTrue / (isTrue + isFalse), 4)),
    ];

    /// <summary>
    /// Incidents that nothing had told of: no warning or signal from the days before about their place and kind, or against the same
    /// organisation.
    /// </summary>
    /// <param name="before">Rows of warnings and signals.</param>
    public static ImmutableArray<string> Missed(ImmutableArray<IncidentRow> incidents, ImmutableArray<MatterRow> before, TimeSpan quiet) =>
    [
        .. incidents.Where(incident => !before.Any(row => row.CreatedAt < incident.At && row.CreatedAt >= incident.At - quiet && IsAbout(row, incident)))
            .Select(incident => incident.Number),
    ];

    private static bool IsAbout(MatterRow row, IncidentRow incident) =>
        (row.Kind is WarningNumbers.Kind && row.Subject is { } subject && subject == incident.Subject)
        || (row is { Subject: null } or { Kind: not WarningNumbers.Kind }
            && (row.Category is null || incident.Category is null || row.Category == incident.Category)
            && (incident.Area.StartsWith(AreaTree.PrefixOf(AreaCode.Parse(row.Area)), StringComparison.Ordinal)
                || (incident.Area.Length < row.Area.Length && row.Area.StartsWith(incident.Area, StringComparison.Ordinal))));
}
