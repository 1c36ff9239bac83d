using System.Collections.Immutable;
using System.Diagnostics;
using Suyuan.Areas;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.Load.Warnings;

/// <summary>
/// Does the counting rule keep its promise, and what does it find? Plays calm years through the pure rule, day by day over all areas,
/// and counts warnings; then puts clusters into them and sees when they are found.
/// </summary>
internal sealed class CalmYear(CalmYearOptions options, TextWriter output)
{
    /// <summary>After so many days somebody has seen that it was nothing.</summary>
    private const int DaysUntilLifted = 3;

    private const int Days = 364;

    private static readonly DateOnly Begin = new(2025, 1, 6);

    private static readonly LawBook Law = LawBook.Load();

    private static WarningPolicy Policy => Law.Warnings;

    private readonly ImmutableArray<Watched> _watches =
    [
        .. Law.Areas.All.Where(area => area.Level is AreaLevel.County or AreaLevel.City)
            .OrderBy(area => area.Level).ThenBy(area => area.Code)
            .Select(area => new Watched(Law.Areas, area.Code, Law.Routing.Categories.Select(category => category.Code))),
    ];

    public async Task Run(CancellationToken cancellation)
    {
        await output.WriteLineAsync($"seed {options.Seed}, {options.Years} year(s), {options.Volume} disputes a year, villages' weeks scatter by {options.Scatter} %");
        var random = new Random(options.Seed);
        var raised = new Dictionary<(string Rule, AreaLevel Area), int[]>();
        var found = new ClusterTable();
        var watch = Stopwatch.StartNew();
        for (var year = 0; year < options.Years; year++)
        {
            var city = new CalmCity(Law, options.Volume, options.Scatter / 100.0, random);
            var before = Policy.BaselineDays + Policy.RecentDays;
            var all = city.Days(Begin.AddDays(-before), before + Days);
            Play(all, raised, cancellation);
            Inject(city, all, random, found, cancellation);
        }

        await output.WriteLineAsync($"played in {watch.Elapsed.TotalSeconds:0} s");
        await SayAlarms(raised);
        await found.Say(output);
    }

    /// <summary>Every watch, every evening; what was raised is lifted as false three days later.</summary>
    private void Play(List<RecentCount> all, Dictionary<(string, AreaLevel), int[]> raised, CancellationToken cancellation)
    {
        var told = new List<(Told Told, WarningLevel Level, DateOnly Raised)>();
        var days = all.ToLookup(row => row.Day);
        for (var today = Begin; today < Begin.AddDays(Days); today = today.AddDays(1))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < told.Count; i++)
                if (told[i].Told.IsOpen && today >= told[i].Raised.AddDays(DaysUntilLifted))
                    told[i] = told[i] with { Told = told[i].Told with { Until = today.AddDays(-1) } };
            told.RemoveAll(one => one.Told.Until < today.AddDays(-Policy.RecentDays));
            var recent = Recent(days, today);
            var past = PastOf(all, today);
            foreach (var watched in _watches)
            {
                foreach (var finding in Look(watched, past, recent, [.. told.Select(one => one.Told)], today))
                {
                    var known = told.FindIndex(one => one.Told.IsOpen && one.Told.Key == finding.Key);
                    var reached = known < 0 ? WarningLevel.None : told[known].Level;
                    if (known < 0)
                        told.Add((finding.AsTold, finding.Level, today));
                    else if (finding.Level > reached)
                        told[known] = told[known] with { Level = finding.Level };
                    var counts = raised.TryGetValue((finding.Rule, finding.Area.Level), out var there) ? there : raised[(finding.Rule, finding.Area.Level)] = new int[4];
                    for (var level = reached + 1; level <= finding.Level; level++)
                        counts[(int)level]++;
                }
            }
        }
    }

    /// <summary>Clusters of several sizes and lengths, each alone, in any village and category, on a dozen days of the year.</summary>
    private void Inject(CalmCity city, List<RecentCount> all, Random random, ClusterTable table, CancellationToken cancellation)
    {
        var days = all.ToLookup(row => row.Day);
        foreach (var start in Enumerable.Range(0, 12).Select(month => Begin.AddDays((month * 30) + random.Next(7))))
        {
            var past = PastOf(all, start);
            var baselines = _watches.ToDictionary(watched => watched.Top, watched => BaselineOf(watched, past, start));
            foreach (var (size, length) in ClusterTable.Kinds)
            {
                for (var one = 0; one < Math.Max(1, options.Clusters / 12) && options.Clusters > 0; one++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    table.Add(size, length, Found(new Cluster(city.AnyVillage(), AnyCategory(random), start, length, size), days, baselines, random));
                }
            }
        }
    }

    /// <summary>The first day and the height on which a warning over the cluster's place and category stands, and the levels of area that spoke.</summary>
    private ClusterFound Found(Cluster cluster, ILookup<DateOnly, RecentCount> days, Dictionary<AreaCode, Baseline?> baselines, Random random)
    {
        var come = Enumerable.Range(0, cluster.Size).Select(_ => cluster.Start.AddDays(random.Next(cluster.Length))).CountBy(day => day).ToDictionary();
        var first = come.Keys.Min();
        var watched = _watches.First(one => one.Top == AreaCode.Parse(cluster.Village).County);
        var told = ImmutableArray<Told>.Empty;
        var found = ClusterFound.Not;
        for (var today = first; today <= cluster.Start.AddDays(cluster.Length + 2); today = today.AddDays(1))
        {
            var injected = come.Where(one => one.Key <= today).Select(one => new RecentCount(cluster.Village, cluster.Category, one.Key, null, one.Value, 0, ""));
            var recent = Recent(days, today).AddRange(injected);
            foreach (var finding in new WarningScan(watched, baselines[watched.Top], recent, today, Policy).Look(told))
            {
                if (!told.Any(one => one.Key == finding.Key))
                    told = told.Add(finding.AsTold);
                if (cluster.Village.StartsWith(finding.Area.ToString(), StringComparison.Ordinal) && (finding.Category is null || finding.Category == cluster.Category))
                    found = found.With(finding, today.DayNumber - first.DayNumber);
            }
        }

        return found;
    }

    private static string AnyCategory(Random random) => random.NextDouble() < 0.5 ? "LAB" : random.NextDouble() < 0.5 ? "NEI" : "PRO";

    private static ImmutableArray<Finding> Look(
        Watched watched, (List<DayCount> Rows, List<DayCount> City) past, ImmutableArray<RecentCount> recent, ImmutableArray<Told> told, DateOnly today) =>
        new WarningScan(
            watched, BaselineOf(watched, past, today), [.. recent.Where(row => row.Area.StartsWith(AreaTree.PrefixOf(watched.Top), StringComparison.Ordinal))], today, Policy)
            .Look(told);

    private static Baseline? BaselineOf(Watched watched, (List<DayCount> Rows, List<DayCount> City) past, DateOnly today) =>
        Baseline.Of(
            watched, [.. past.Rows.Where(row => row.Area.StartsWith(AreaTree.PrefixOf(watched.Top), StringComparison.Ordinal))], past.City, today, Law.Calendar, Policy);

    private static (List<DayCount> Rows, List<DayCount> City) PastOf(List<RecentCount> all, DateOnly today)
    {
        var (from, to) = Baseline.PastOf(today, Policy);
        var rows = all.Where(row => row.Day >= from && row.Day <= to).Select(row => new DayCount(row.Area, row.Category, row.Day, row.Count)).ToList();
        return (rows, [.. rows.GroupBy(row => (row.Category, row.Day)).Select(group => new DayCount("", group.Key.Category, group.Key.Day, group.Sum(row => row.Count)))]);
    }

    private static ImmutableArray<RecentCount> Recent(ILookup<DateOnly, RecentCount> days, DateOnly today) =>
        [.. Enumerable.Range(0, Policy.RecentDays).SelectMany(back => days[today.AddDays(-back)])];

    private async Task SayAlarms(Dictionary<(string Rule, AreaLevel Area), int[]> raised)
    {
        await output.WriteLineAsync("false alarms on calm data, of a level or higher, per area-year");
        await output.WriteLineAsync("| rule | area | areas | level | promised at most | found | raised |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var rate in Policy.Rates)
        {
            var areas = _watches.Sum(watched => watched.Areas.Count(area => area.Level == rate.Area)) * options.Years * Days / 365.0;
            var count = raised.GetValueOrDefault((rate.Rule, rate.Area))?[(int)rate.Warning] ?? 0;
            await output.WriteLineAsync(
                $"| {rate.Rule} | {Kebab.Of(rate.Area)} | {areas / options.Years * 365 / Days:0} | {Kebab.Of(rate.Warning)} | {rate.PerAreaYear} | {count / areas:0.####} | {count} |");
        }
    }

    private sealed record Cluster(string Village, string Category, DateOnly Start, int Length, int Size);
}
