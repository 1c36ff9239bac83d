using Suyuan.Areas;
using Suyuan.Calendar;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>
/// What is usual: for each area and category how many disputes are to be expected on a day, and how certain that is. Estimated from
/// the past year without its latest weeks, so that what begins now does not make itself usual.
/// </summary>
/// <remarks>
/// A rate is estimated with its county's habit as the beginning (an area's share of all disputes times a category's share in the
/// county), worth <c>prior-strength</c> disputes: a hamlet with one dispute a year still has a rate. How uncertain an expectation is
/// adds up from four sources: the few disputes the rate was seen by, the few the season was seen by, how suddenly the season changed,
/// and what counts of such areas scattered in the past beyond chance. Weeks far beyond what was usual are cut: last year's incident is not this year's habit.
/// </remarks>
internal sealed class Baseline
{
    private readonly Watched _watched;
    private readonly DayProfile _profile;
    private readonly double[,] _rate;
    private readonly double[,] _seen;
    private readonly Dictionary<(AreaLevel Level, bool Total), double> _scatter = [];

    private Baseline(Watched watched, DayProfile profile)
    {
        (_watched, _profile) = (watched, profile);
        _rate = new double[watched.Areas.Length, watched.SeriesPerArea];
        _seen = new double[watched.Areas.Length, watched.SeriesPerArea];
    }

    /// <summary>First and last day that the past of <paramref name="today"/> can have, both included.</summary>
    public static (DateOnly From, DateOnly To) PastOf(DateOnly today, WarningPolicy policy) =>
        (today.AddDays(1 - policy.Windows[^1] - policy.BaselineDays), today.AddDays(-policy.Windows[^1]));

    /// <summary>Null when there is too little of a past to compare with.</summary>
    /// <param name="past">Counts of the watched areas; other days than <see cref="PastOf"/> are left out.</param>
    /// <param name="city">Counts of the whole city, for week and season.</param>
    public static Baseline? Of(
        Watched watched, IReadOnlyCollection<DayCount> past, IReadOnlyCollection<DayCount> city, DateOnly today, WorkingCalendar calendar, WarningPolicy policy)
    {
        var (from, to) = PastOf(today, policy);
        var inside = city.Where(row => row.Day >= from && row.Day <= to);
        var first = inside.Select(row => row.Day).DefaultIfEmpty(to).Min();
        // Whole weeks, from the first that something is known of.
        var weeks = (to.DayNumber - first.DayNumber + 1) / 7;
        if (weeks * 7 < policy.LeastHistory)
            return null;
        from = to.AddDays(1 - (weeks * 7));
        var profile = new DayProfile(watched, city, from, weeks * 7, calendar, policy);
        var baseline = new Baseline(watched, profile);
        baseline.Estimate(Weekly.Of(watched, past, from, weeks), WeightsOf(watched, profile, from, weeks), policy.PriorStrength);
        return baseline;
    }

    /// <summary>How many are to be expected on a day.</summary>
    public double Expected(int area, int series, DateOnly day) => _rate[area, series] * _profile.Of(series, day);

    /// <summary>The same for some days together, both included.</summary>
    public double Expected(int area, int series, DateOnly from, DateOnly to)
    {
        var sum = 0.0;
        for (var day = from; day <= to; day = day.AddDays(1))
            sum += Expected(area, series, day);
        return sum;
    }

    /// <summary>How certain an expectation is: its relative variance is one over this.</summary>
    public double Shape(int area, int series, DateOnly today) => 1 / ((1 / _seen[area, series]) + Besides(area, series, today));

    /// <summary>The relative variance that does not come from the few disputes the rate was seen by.</summary>
    public double Besides(int area, int series, DateOnly today) =>
        (1 / _profile.SeenAround(series, today)) + _profile.SteepAround(series, today) + ScatterOf(area, series);

    /// <summary>The share of a year's budget that belongs to this day: as it has its share of the disputes.</summary>
    public double ShareOfYear(DateOnly day) => _profile.OfDay(day) / 365;

    private double ScatterOf(int area, int series) => _scatter.GetValueOrDefault((_watched.Areas[area].Level, series == _watched.Total));

    /// <summary>Weight of each week for each series.</summary>
    private static double[,] WeightsOf(Watched watched, DayProfile profile, DateOnly from, int weeks)
    {
        var weights = new double[watched.SeriesPerArea, weeks];
        for (var series = 0; series < watched.SeriesPerArea; series++)
            for (var day = 0; day < weeks * 7; day++)
                weights[series, day / 7] += profile.Of(series, from.AddDays(day));
        return weights;
    }

    private void Estimate(Weekly counts, double[,] weights, double prior)
    {
        var (areas, all) = (_watched.Areas, _watched.Total);
        var exposure = Enumerable.Range(0, _watched.SeriesPerArea).Select(series => Enumerable.Range(0, counts.Weeks).Sum(week => weights[series, week])).ToArray();
        counts.Cut(weights, exposure);
        var top = areas.Length - 1;
        var usual = areas.Index().GroupBy(area => area.Item.Level).ToDictionary(
            level => level.Key, level => (level.Average(area => counts.Sum(area.Index, all)) + 0.5) / exposure[all]);
        for (var area = 0; area < areas.Length; area++)
        {
            _seen[area, all] = prior + counts.Sum(area, all);
            _rate[area, all] = _seen[area, all] / ((prior / usual[areas[area].Level]) + exposure[all]);
            for (var series = 0; series < all; series++)
            {
                var share = (counts.Sum(top, series) + 0.5) / (counts.Sum(top, all) + (0.5 * all));
                _seen[area, series] = prior + counts.Sum(area, series);
                _rate[area, series] = _seen[area, series] / ((prior / (_rate[area, all] * share)) + exposure[series]);
            }
        }

        Scatter(counts, weights);
    }

    /// <summary>What the weeks of areas of one level scattered beyond chance, by moments over all their series together.</summary>
    private void Scatter(Weekly counts, double[,] weights)
    {
        foreach (var level in _watched.Areas.Index().GroupBy(area => area.Item.Level))
        {
            foreach (var isTotal in (bool[])[false, true])
            {
                var (beyond, square) = (0.0, 0.0);
                foreach (var (area, _) in level)
                {
                    for (var series = isTotal ? _watched.Total : 0; series < (isTotal ? _watched.SeriesPerArea : _watched.Total); series++)
                    {
                        for (var week = 0; week < counts.Weeks; week++)
                        {
                            var expected = _rate[area, series] * weights[series, week];
                            var off = counts[area, series, week] - expected;
                            beyond += (off * off) - expected;
                            square += expected * expected;
                        }
                    }
                }

                _scatter[(level.Key, isTotal)] = square > 0 ? Math.Max(0, beyond / square) : 0;
            }
        }
    }
}
