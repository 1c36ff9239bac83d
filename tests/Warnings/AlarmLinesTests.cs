using CsCheck;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>The promise of the counting rule: however many series an area has, calm crosses their lines no oftener than the budget.</summary>
public sealed class AlarmLinesTests
{
    private static readonly Gen<Series> OneSeries =
        Gen.Select(Gen.Double[-4, 2.5], Gen.Double[0.02, 1], Gen.Double[0.5, 200], (size, today, shape) => new Series(Math.Pow(10, size), Math.Pow(10, size) * today, shape));

    [Fact]
    public void All_lines_together_keep_the_budget() =>
        Gen.Select(OneSeries.Array[1, 30], Gen.Double[-6, -1], Gen.Int[2, 12]).Sample((series, size, least) =>
        {
            var budget = Math.Pow(10, size);
            var lines = AlarmLines.Of(series, budget, least);
            Assert.True(series.Index().Sum(one => Chance(one.Item, lines[one.Index])) <= budget * (1 + 1e-9));
            Assert.All(series.Index(), one => Assert.True(lines[one.Index] >= least && lines[one.Index] > one.Item.Expected));
        });

    [Fact]
    public void The_budget_is_used_not_only_kept()
    {
        var series = Enumerable.Range(1, 40).Select(size => new Series(size, size / 7.0, 30)).ToArray();

        var lines = AlarmLines.Of(series, 0.01, 2);

        Assert.InRange(series.Index().Sum(one => Chance(one.Item, lines[one.Index])), 0.006, 0.01);
    }

    [Fact]
    public void A_smaller_budget_never_lowers_a_line() =>
        Gen.Select(OneSeries.Array[1, 20], Gen.Double[-5, -2]).Sample((series, size) =>
        {
            var (many, few) = (AlarmLines.Of(series, Math.Pow(10, size), 3), AlarmLines.Of(series, Math.Pow(10, size - 1), 3));
            Assert.All(many.Zip(few), lines => Assert.True(lines.First <= lines.Second));
        });

    /// <summary>Played day by day: crossings of a week's sliding window, counted against the sum of the days' chances.</summary>
    [Fact]
    public void Calm_crosses_a_line_as_often_as_promised()
    {
        var random = new Random(20_261_123);
        const double rate = 0.6;
        const double perDay = 0.004;
        var series = new Series(7 * rate, rate, double.PositiveInfinity);
        var line = AlarmLines.Of([series], perDay, 2)[0];
        var days = new Queue<int>(Enumerable.Repeat(0, 6));
        var crossings = 0;
        const int played = 400_000;
        for (var day = 0; day < played; day++)
        {
            var before = days.Sum();
            var today = Poisson(rate, random);
            if (before < line && before + today >= line)
                crossings++;
            days.Enqueue(today);
            days.Dequeue();
        }

        Assert.Equal(Chance(series, line) * played, crossings, 4 * Math.Sqrt(Chance(series, line) * played) * 2);
        Assert.True(crossings <= perDay * played);
    }

    private static double Chance(Series series, int line) =>
        Tails.Of(series.Expected, series.Shape).From(line) - Tails.Of(series.Expected - series.Today, series.Shape).From(line);

    private static int Poisson(double mean, Random random)
    {
        var (count, product) = (0, random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }
}
