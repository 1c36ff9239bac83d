using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>Disputes by area, series and week of the past.</summary>
internal sealed class Weekly
{
    private readonly Watched _watched;
    private readonly double[][] _counts;

    private Weekly(Watched watched, int weeks)
    {
        (_watched, Weeks) = (watched, weeks);
        _counts = new double[watched.Areas.Length * watched.SeriesPerArea][];
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] = new double[weeks];
    }

    public int Weeks { get; }

    public double this[int area, int series, int week] => Of(area, series)[week];

    public static Weekly Of(Watched watched, IEnumerable<DayCount> past, DateOnly from, int weeks)
    {
        var weekly = new Weekly(watched, weeks);
        foreach (var row in past)
        {
            var day = row.Day.DayNumber - from.DayNumber;
            if (day < 0 || day >= weeks * 7)
                continue;
            foreach (var area in watched.PlacesOf(row.Area))
            {
                weekly.Of(area, watched.Total)[day / 7] += row.Count;
                if (watched.PlaceOf(row.Category) is { } category)
                    weekly.Of(area, category)[day / 7] += row.Count;
            }
        }

        return weekly;
    }

    public double Sum(int area, int series) => Of(area, series).Sum();

    /// <summary>Cuts weeks that lie more than four standard deviations, and three disputes more, above what a series has in such a week.</summary>
    public void Cut(double[,] weights, double[] exposure)
    {
        for (var area = 0; area < _watched.Areas.Length; area++)
        {
            for (var series = 0; series < _watched.SeriesPerArea; series++)
            {
                var rate = Sum(area, series) / exposure[series];
                if (rate == 0)
                    continue;
                var counts = Of(area, series);
                for (var week = 0; week < Weeks; week++)
                {
                    var usual = rate * weights[series, week];
                    counts[week] = Math.Min(counts[week], usual + (4 * Math.Sqrt(usual)) + 3);
                }
            }
        }
    }

    private double[] Of(int area, int series) => _counts[(area * _watched.SeriesPerArea) + series];
}
