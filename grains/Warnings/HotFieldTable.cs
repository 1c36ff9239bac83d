using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;
using Suyuan.Screenings;

namespace Suyuan.Warnings;

/// <summary>Which categories an area has more of than is usual, the hottest first. Pure.</summary>
internal static class HotFieldTable
{
    /// <summary>The same with what the area was told to look at more closely; a field that had nothing lately stands at the end.</summary>
    public static ImmutableArray<HotField> WithNamed(
        ImmutableArray<HotField> fields, AreaCode area, DateOnly today, ImmutableArray<ScreeningListed> screenings, LawBook law)
    {
        var named = law.HotFields.In(today).Select(row => row.Category).Distinct()
            .Select(category => law.HotFields.Find(area, category, today)).OfType<HotFieldRow>()
            .ToDictionary(row => row.Category, row => Named(row, area, screenings, law.Areas));
        return
        [
            .. fields.Select(field => field with { Named = named.GetValueOrDefault(field.Category) }),
            .. from row in named
               where fields.All(field => field.Category != row.Key)
               orderby row.Key
               let category = law.Routing.Category(row.Key)!
               select new HotField(row.Key, new Deadlines.Sentence(category.Zh, category.En), law.Warnings.Windows[^1], 0, null, null, row.Value),
        ];
    }

    /// <summary>
    /// First day of the last screening that covered all of an area: of one campaign for it, or, where each part had its own, of the part
    /// that was screened longest ago.
    /// </summary>
    public static DateOnly? LastScreened(AreaCode area, string category, ImmutableArray<ScreeningListed> screenings, AreaTree tree)
    {
        var whole = screenings.Where(screening => screening.Covers(area, category)).Max(screening => (DateOnly?)screening.From);
        // What touches no part of it need not be asked of its parts.
        if (!screenings.Any(screening => screening.Scope.Any(scope => scope != area && scope.IsWithin(area))))
            return whole;
        DateOnly?[] parts = [.. tree.ChildrenOf(area).Select(part => LastScreened(part.Code, category, screenings, tree))];
        var longestAgo = parts.Length > 0 && parts.All(part => part is not null) ? parts.Min() : null;
        return longestAgo is null || whole > longestAgo ? whole : longestAgo;
    }

    private static NamedHotField Named(HotFieldRow row, AreaCode area, ImmutableArray<ScreeningListed> screenings, AreaTree tree)
    {
        var last = LastScreened(area, row.Category, screenings, tree);
        return new NamedHotField(row.Words, row.From, row.To, row.WatchGrades, row.SignalPoints, row.ScreenDays, last, row.ScreenBy(last));
    }

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
