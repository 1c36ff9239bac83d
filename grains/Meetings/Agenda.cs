using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Meetings;

/// <summary>
/// 联席会议议题: what was found for each reason becomes one list in which each dispute, warning or order stands once, with all its
/// reasons, the most urgent reason first and within it what is due first. Pure.
/// </summary>
internal static class Agenda
{
    /// <summary>More than an agenda of this length nobody deals with in one meeting.</summary>
    private const int MostItems = 200;

    /// <param name="found">For each reason what was found, one more than its most where there is more.</param>
    public static AgendaView Of(AreaCode area, Moment now, ImmutableArray<(AgendaRow Row, ImmutableArray<AgendaFinding> Found)> found)
    {
        var items = found
            .SelectMany(one => one.Found.Take(one.Row.Most).Select(finding => (one.Row, Finding: finding)))
            .GroupBy(one => one.Finding.Subject)
            .Select(same => (Rank: same.Min(one => one.Row.Rank), Item: Item([.. same.OrderBy(one => one.Row.Rank)])))
            .OrderBy(one => one.Rank)
            .ThenBy(one => one.Item.DueAt ?? DateTimeOffset.MaxValue)
            .ThenBy(one => one.Item.Subject, StringComparer.Ordinal)
            .Select(one => one.Item)
            .ToImmutableArray();
        return new AgendaView(area, now.At, [.. items.Take(MostItems)], items.Length > MostItems || found.Any(one => one.Found.Length > one.Row.Most));
    }

    private static AgendaItem Item(ImmutableArray<(AgendaRow Row, AgendaFinding Finding)> same)
    {
        var first = same[0].Finding;
        return new AgendaItem(
            first.Subject, first.Area, first.Category, first.Lead,
            [.. same.Select(one => new AgendaReason(one.Row.Reason, one.Row.Words)).DistinctBy(reason => reason.Reason)],
            same.Min(one => one.Finding.DueAt), first.Link);
    }
}

/// <summary>Something open that a reason of the agenda fits.</summary>
internal sealed record AgendaFinding(string Subject, AreaCode Area, string? Category, AgencyId Lead, DateTimeOffset? DueAt, string Link)
{
    public static AgendaFinding Of(DisputeRow row) => new(row.Number, AreaCode.Parse(row.Area), row.Category, AgencyId.Parse(row.Lead), row.NextDueAt, $"/v1/disputes/{row.Number}");

    public static AgendaFinding Of(MatterRow row, LawBook law) =>
        new(row.Number, AreaCode.Parse(row.Area), row.Category, AgencyId.Parse(row.Agency), row.NextDueAt, law.Matters.PathOf(row.Number));
}
