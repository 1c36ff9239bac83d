using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Load.Rehearsing;
using Suyuan.Projection;

namespace Suyuan.Load.Warnings;

/// <summary>
/// Disputes as they come when nothing is amiss: the published shares of categories, the volume of the city, villages of very
/// different size, quiet weekends and holidays, wages in January. Independent of each other, but for what is asked to scatter.
/// </summary>
internal sealed class CalmCity(LawBook law, int volume, double scatter, Random random)
{
    private static readonly ImmutableArray<double> Week = [0.35, 1.35, 1.25, 1.2, 1.2, 1.15, 0.5];

    private const double OnHolidays = 0.25;

    private const double WagesInJanuary = 5;

    private readonly ImmutableArray<(string Code, double Weight)> _villages = Weighted(law, random);

    /// <summary>All disputes of some days, counted by village, category and day.</summary>
    public List<RecentCount> Days(DateOnly from, int days)
    {
        var rows = new List<RecentCount>();
        var cumulated = new double[_villages.Length];
        for (var day = from; day < from.AddDays(days); day = day.AddDays(1))
        {
            if (cumulated[^1] == 0 || (scatter > 0 && day.DayOfWeek is DayOfWeek.Monday))
                Cumulate(cumulated);
            var counted = new Dictionary<(string, string), int>();
            for (var come = Poisson(volume / 365.0 * WeightOf(day)); come > 0; come--)
            {
                var village = _villages[Find(cumulated, random.NextDouble() * cumulated[^1])].Code;
                var category = CategoryOf(village, day);
                if (category is not null)
                    counted[(village, category)] = counted.GetValueOrDefault((village, category)) + 1;
            }

            rows.AddRange(counted.Select(one => new RecentCount(one.Key.Item1, one.Key.Item2, day, null, one.Value, 0, "")));
        }

        return rows;
    }

    public string AnyVillage() => _villages[random.Next(_villages.Length)].Code;

    private double WeightOf(DateOnly day) =>
        law.Calendar.IsHoliday(day) ? OnHolidays
        : law.Calendar.IsWorkday(day) && Week[(int)day.DayOfWeek] < 1 ? Week[1]
        : Week[(int)day.DayOfWeek];

    /// <summary>Labour comes five times as often in January; so that the rest stays as it is, the others' draws are not touched.</summary>
    private string? CategoryOf(string village, DateOnly day)
    {
        var category = CategoryShares.Draw(village, random);
        if (day.Month is not 1 || category is "LAB" || random.NextDouble() > LabourShare * (WagesInJanuary - 1))
            return category;
        return "LAB";
    }

    private const double LabourShare = 0.012;

    private void Cumulate(double[] cumulated)
    {
        var sum = 0.0;
        for (var i = 0; i < cumulated.Length; i++)
            cumulated[i] = sum += _villages[i].Weight * (scatter > 0 ? Scattered() : 1);
    }

    private double Scattered() => Math.Exp((scatter * Normal()) - (scatter * scatter / 2));

    private static int Find(double[] cumulated, double point)
    {
        var place = Array.BinarySearch(cumulated, point);
        return Math.Min(place < 0 ? ~place : place, cumulated.Length - 1);
    }

    private int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 20; mean -= 20)
            count += Poisson(20);
        for (var (product, limit) = (random.NextDouble(), Math.Exp(-mean)); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Sizes differ by an order of magnitude, as villages do.</summary>
    private static ImmutableArray<(string, double)> Weighted(LawBook law, Random random) =>
    [
        .. law.Areas.All.Where(area => area.Level is AreaLevel.Village)
            .Select(area => (area.Code.ToString(), Math.Exp(0.7 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))),
    ];
}
