using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>
/// Looks at what was registered lately and finds what is worth a warning (研判预警). Pure. First the rules about one organisation or
/// one large group, then counts from the villages up, then growth: what one has told, the next leaves out, so that one incident is
/// one warning.
/// </summary>
internal sealed class WarningScan(Watched watched, Baseline? baseline, ImmutableArray<RecentCount> recent, DateOnly today, WarningPolicy policy)
{
    private const int MostSamples = 5;

    private readonly List<Finding> _found = [];
    private readonly List<Told> _told = [];

    /// <param name="told">Open warnings and lifted ones of the watched areas, and those above and below.</param>
    public ImmutableArray<Finding> Look(ImmutableArray<Told> told)
    {
        _told.AddRange(told);
        foreach (var rule in policy.Subjects)
            (rule.Measure is SubjectRule.People ? LargeGroups(rule) : Organisations(rule)).ForEach(Add);
        if (baseline is not null)
        {
            foreach (var rule in (string[])[WarningRule.Count, WarningRule.Growth])
                foreach (var level in watched.Areas.Select(area => area.Level).Distinct())
                    if (policy.RatesOf(rule, level) is { IsEmpty: false } rates)
                        Counted(rule, level, rates).ForEach(Add);
        }

        return [.. _found];
    }

    private void Add(Finding finding)
    {
        _found.Add(finding);
        if (!_told.Any(told => told.IsOpen && told.Key == finding.Key))
            _told.Add(finding.AsTold);
    }

    /// <summary>Many claims against one organisation.</summary>
    private List<Finding> Organisations(SubjectRule rule)
    {
        var since = today.AddDays(1 - rule.WindowDays);
        return
        [
            .. from row in recent
               where row.Subject is not null && row.Day >= since && rule.Concerns(row.Category)
               where !_told.Any(told => told.Tells(row) && !(told.IsOpen && told.Key == Told.KeyOf(rule.Id, default, null, row.Subject)))
               group row by row.Subject into claims
               let level = rule.LevelOf(claims.Sum(row => row.Count))
               let places = claims.Select(row => row.Area).Distinct().ToArray()
               // What lies in one county is that county's; the city looks at what goes across.
               where level is not WarningLevel.None
                   && places.Select(Township).Distinct().Count() >= rule.LeastTownships
                   && (watched.Top.Level is not AreaLevel.City || places.Select(place => place[..6]).Distinct().Count() > 1)
               orderby claims.Key
               select new Finding(
                   rule.Id, Around(places), Common(claims), claims.Key, level, claims.Sum(row => row.Count), null, rule.From[(int)level - 1], since, today,
                   SamplesOf(claims)),
        ];
    }

    /// <summary>Many people in one dispute.</summary>
    private List<Finding> LargeGroups(SubjectRule rule)
    {
        var since = today.AddDays(1 - rule.WindowDays);
        return
        [
            .. from row in recent
               where row.People >= rule.From[0] && row.Day >= since && rule.Concerns(row.Category) && watched.Top.Level is not AreaLevel.City
               let area = AreaCode.Parse(row.Area)
               where !_told.Any(told => told.Tells(row) && !(told.IsOpen && told.Key == Told.KeyOf(rule.Id, area, row.Category, null)))
               group row by (area, row.Category) into groups
               let level = rule.LevelOf(groups.Max(row => row.People))
               orderby groups.Key.area, groups.Key.Category
               select new Finding(
                   rule.Id, groups.Key.area, groups.Key.Category, null, level, groups.Max(row => row.People), null, rule.From[(int)level - 1], since, today,
                   [groups.MaxBy(row => row.People)!.Sample]),
        ];
    }

    private List<Finding> Counted(string rule, AreaLevel level, ImmutableArray<AlarmRate> rates)
    {
        var found = new List<Finding>();
        var open = _told.Where(told => told.IsOpen && told.Rule == rule).Select(told => told.Key).ToHashSet();
        var moving = Moving(rule, level);
        var whole = rule is WarningRule.Growth ? Days(moving, (_, _, _) => false) : [];
        foreach (var (place, days) in Days(moving, (told, area, category) => told.HidesFrom(rule, area, category)))
        {
            var area = watched.Areas[place];
            var series = new List<CountedSeries>();
            for (var one = 0; one < watched.SeriesPerArea; one++)
                series.AddRange(rule is WarningRule.Growth ? [Growing(place, one, days, whole[place])] : policy.Windows.Select(window => Window(place, one, days, window)));
            var lines = rates.Select(rate => AlarmLines.Of(
                [.. series.Select(one => one.Series)], rate.PerAreaYear * baseline!.ShareOfYear(today), rate.LeastCount)).ToArray();
            // The categories come first; what one of them tells, all together leave out.
            foreach (var (index, counted) in series.Index())
            {
                var one = counted.Of == watched.Total ? Without(counted, days, found.Where(finding => finding.Area == area)) : counted;
                var height = (WarningLevel)lines.Count(line => one.Count >= line[index]);
                var category = watched.CategoryAt(one.Of);
                var key = Told.KeyOf(rule, area, category, null);
                if (height is WarningLevel.None || (!open.Contains(key) && one.OfToday <= 0))
                    continue;
                var finding = new Finding(
                    rule, area, category, null, height, one.Count, Math.Round(one.Series.Expected, 2), lines[(int)height - 1][index],
                    today.AddDays(1 - one.Window), today, []);
                // Of several windows the one that says most.
                var other = found.FindIndex(known => known.Key == key);
                if (other < 0)
                    found.Add(finding);
                else if (finding.Level > found[other].Level)
                    found[other] = finding;
            }
        }

        return [.. found.Select(finding => finding with { Samples = SamplesOf(recent.Where(row => IsOf(row, finding))) })];
    }

    private CountedSeries Window(int place, int series, int[,] days, int window)
    {
        var (from, count) = (today.AddDays(1 - window), Sum(days, series, window, 0));
        var ofToday = baseline!.Expected(place, series, today);
        return new CountedSeries(
            series, window, count, days[series, 0],
            new Series(baseline.Expected(place, series, from, today), ofToday, baseline.Shape(place, series, today)));
    }

    private CountedSeries Without(CountedSeries total, int[,] days, IEnumerable<Finding> told)
    {
        foreach (var category in told.Select(finding => watched.PlaceOf(finding.Category)).OfType<int>().Distinct())
            total = total with { Count = total.Count - Sum(days, category, total.Window, 0), OfToday = total.OfToday - days[category, 0] };
        return total;
    }

    /// <summary>The last days as what the weeks before let expect: the usual rate, corrected by what those weeks brought.</summary>
    /// <param name="whole">With what other warnings tell: had they left it out, the weeks before would look quieter than they were.</param>
    private CountedSeries Growing(int place, int series, int[,] days, int[,] whole)
    {
        var (recentDays, beforeDays, prior) = (policy.GrowthRecent, policy.GrowthBefore, (double)policy.PriorStrength);
        var before = Sum(whole, series, beforeDays, recentDays);
        var usualBefore = baseline!.Expected(place, series, today.AddDays(1 - recentDays - beforeDays), today.AddDays(-recentDays));
        var usual = baseline.Expected(place, series, today.AddDays(1 - recentDays), today);
        var corrected = (prior + before) / (prior + usualBefore);
        var shape = 1 / ((1 / (prior + before)) + baseline.Besides(place, series, today));
        return new CountedSeries(
            series, recentDays, Sum(days, series, recentDays, 0), days[series, 0],
            new Series(usual * corrected, baseline.Expected(place, series, today) * corrected, shape));
    }

    /// <summary>Places of the areas of a level where something came today, or where a warning is open.</summary>
    private HashSet<int> Moving(string rule, AreaLevel level)
    {
        var open = _told.Where(told => told.IsOpen && told.Rule == rule).Select(told => told.Area).ToHashSet();
        return
        [
            .. from row in recent
               from place in watched.PlacesOf(row.Area)
               where watched.Areas[place].Level == level && (row.Day == today || open.Contains(watched.Areas[place]))
               select place,
        ];
    }

    /// <summary>Counts of these areas by series and days back from today, without what is hidden.</summary>
    private Dictionary<int, int[,]> Days(HashSet<int> places, Func<Told, AreaCode, string?, bool> isHidden)
    {
        var days = places.ToDictionary(place => place, _ => new int[watched.SeriesPerArea, policy.RecentDays]);
        foreach (var row in recent)
        {
            var back = today.DayNumber - row.Day.DayNumber;
            if (back < 0 || back >= policy.RecentDays)
                continue;
            var telling = _told.Where(told => told.Tells(row)).ToArray();
            foreach (var place in watched.PlacesOf(row.Area))
            {
                if (!days.TryGetValue(place, out var counts))
                    continue;
                var area = watched.Areas[place];
                if (!telling.Any(told => isHidden(told, area, null)))
                    counts[watched.Total, back] += row.Count;
                if (watched.PlaceOf(row.Category) is { } category && !telling.Any(told => isHidden(told, area, row.Category)))
                    counts[category, back] += row.Count;
            }
        }

        return days;
    }

    private static int Sum(int[,] days, int series, int count, int skip)
    {
        var sum = 0;
        for (var back = skip; back < skip + count && back < days.GetLength(1); back++)
            sum += days[series, back];
        return sum;
    }

    private static bool IsOf(RecentCount row, Finding finding) =>
        row.Day >= finding.From && (finding.Category is null || row.Category == finding.Category)
        && row.Area.StartsWith(AreaTree.PrefixOf(finding.Area), StringComparison.Ordinal);

    private static ImmutableArray<string> SamplesOf(IEnumerable<RecentCount> rows) =>
        [.. rows.OrderByDescending(row => row.Day).ThenBy(row => row.Sample, StringComparer.Ordinal).Select(row => row.Sample).Distinct().Take(MostSamples)];

    private static string Township(string area) => area.Length > 9 ? area[..9] : area;

    private static string? Common(IEnumerable<RecentCount> rows) => rows.Select(row => row.Category).Distinct().ToArray() is [var only] ? only : null;

    /// <summary>The lowest area that holds all of them.</summary>
    private AreaCode Around(string[] places)
    {
        foreach (var length in (int[])[12, 9, 6])
            if (places.All(place => place.Length >= length) && places.Select(place => place[..length]).Distinct().Count() == 1)
                return AreaCode.Parse(places[0][..length]);
        return watched.Top;
    }

    private readonly record struct CountedSeries(int Of, int Window, int Count, int OfToday, Series Series);
}
