using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Audit;

/// <summary>In whose chain an entry belongs: where the thing lies that was asked for, or else where who asked answers for. Pure.</summary>
internal static class AuditPlaces
{
    /// <summary>The batch by chain, each entry with its area; the order within a chain is the batch's.</summary>
    /// <param name="places">Areas of the targets that exist.</param>
    public static ImmutableArray<(AreaCode County, AuditBatch Batch)> Split(AuditBatch batch, IReadOnlyDictionary<string, AreaCode> places, AreaTree tree) =>
    [
        .. batch.Entries.Select(entry => (Area: AreaOf(entry, places, tree), Entry: entry))
            .GroupBy(placed => placed.Area.County)
            .Select(county => (county.Key, batch with { Entries = [.. county.Select(placed => placed.Entry with { Area = placed.Area.ToString() })] })),
    ];

    // What a caller typed makes no chain: only areas that the city has do.
    private static AreaCode AreaOf(AuditEntry entry, IReadOnlyDictionary<string, AreaCode> places, AreaTree tree) =>
        entry.Target is { } target && places.TryGetValue(target, out var there) && tree.Exists(there.County) ? there
        : Known(entry.Area, tree) ?? Known(entry.ActorArea, tree) ?? tree.City.Code;

    private static AreaCode? Known(string? text, AreaTree tree) => AreaCode.TryParse(text, null, out var area) && tree.Exists(area) ? area : null;
}
