using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>Which categories an area has more of than is usual, the hottest first. Pure.</summary>
internal static class HotFieldTable
{
    public static ImmutableArray<HotField> Of(Watched watched, int area, Baseline? usual, ImmutableArray<RecentCount> recent, DateOnly today, LawBook law)
    {
        var days = law.Warnings.Windows[^1];
        return
        [
            .. from row in recent
               where watched.PlaceOf(row.Category) is not null
               group row by row.Category into rows
               let count = rows.Sum(row => row.Count)
               let series = watched.PlaceOf(rows.Key)!.Value
               let expected = usual?.Expected(area, series, today.AddDays(1 - days), today)
               let odds = expected is { } mean ? Tails.Of(mean, usual!.Shape(area, series, today)).From(count) : (double?)null
               let score = odds is { } chance ? Math.Round(-Math.Log10(Math.Max(chance, 1e-18)), 1) : (double?)null
               orderby score descending, count descending, rows.Key
               select new HotField(
                   rows.Key!, new Deadlines.Sentence(law.Routing.Category(rows.Key!)!.Zh, law.Routing.Category(rows.Key!)!.En), days, count,
                   expected is { } value ? Math.Round(value, 2) : null, score),
        ];
    }
}
