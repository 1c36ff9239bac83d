using System.Collections.Immutable;

namespace Suyuan.Warnings;

/// <summary>
/// Where the lines lie that make a count a warning. The rule is not a constant but a promise: over all series of an area together
/// the chance that calm brings one of them over its line today is at most the day's share of the yearly rate.
/// </summary>
/// <remarks>
/// A window that ends today grows through today and holds <c>before</c> from the days before. It crosses the line <c>c</c> today
/// when <c>before &lt; c ≤ before + today</c>; the chance of that is P(all ≥ c) − P(before ≥ c), exactly. Each series gets the lowest
/// line whose chance is at most a common one, and the common one is the highest whose sum over all series keeps the promise.
/// A rare category in a hamlet and all disputes of a county so share one budget, and what one cannot use the others can.
/// </remarks>
internal static class AlarmLines
{
    /// <summary>Halvings of the search, in logarithms: far finer than the steps between counts.</summary>
    private const int Halvings = 40;

    /// <summary>One line for each series.</summary>
    /// <param name="budget">How many crossings calm may bring today, over all series.</param>
    public static ImmutableArray<int> Of(ReadOnlySpan<Series> series, double budget, int least)
    {
        var chances = new Chances[series.Length];
        for (var i = 0; i < series.Length; i++)
            chances[i] = Chances.Of(series[i], least);
        var (kept, broken) = (Math.Log(budget / (series.Length + 1)) - 2, 0.0);
        if (Sum(chances, Math.Exp(broken)) <= budget)
            kept = broken;
        for (var i = 0; i < Halvings && kept < broken; i++)
        {
            var middle = (kept + broken) / 2;
            if (Sum(chances, Math.Exp(middle)) <= budget)
                kept = middle;
            else
                broken = middle;
        }

        var common = Math.Exp(kept);
        return [.. chances.Select(chance => chance.LineFor(common))];
    }

    private static double Sum(Chances[] chances, double common)
    {
        var sum = 0.0;
        foreach (var chance in chances)
            sum += chance.At(chance.LineFor(common));
        return sum;
    }

    /// <summary>The chance of crossing each possible line today, from the first that may be one; descending.</summary>
    private readonly record struct Chances(int First, double[] Values)
    {
        public static Chances Of(Series series, int least)
        {
            var all = Tails.Of(series.Expected, series.Shape);
            var before = Tails.Of(series.Expected - series.Today, series.Shape);
            // Below what is expected a line would be crossed every day, and chances do not fall there.
            var first = Math.Max(least, (int)Math.Ceiling(series.Expected) + 1);
            var chances = new double[Math.Max(0, all.End - first)];
            for (var i = chances.Length - 1; i >= 0; i--)
                chances[i] = Math.Max(all.From(first + i) - before.From(first + i), i + 1 < chances.Length ? chances[i + 1] : 0);
            return new Chances(first, chances);
        }

        public int LineFor(double common)
        {
            // Descending: a search for the first that is small enough.
            var (from, to) = (0, Values.Length);
            while (from < to)
            {
                var middle = (from + to) / 2;
                if (Values[middle] <= common)
                    to = middle;
                else
                    from = middle + 1;
            }

            return First + from;
        }

        public double At(int line) => line - First < Values.Length ? Values[line - First] : 0;
    }
}

/// <summary>One count that is watched: a category of an area, or all of them, in one window that ends today.</summary>
/// <param name="Expected">In the whole window.</param>
/// <param name="Today">Of that, today.</param>
/// <param name="Shape">How certain the expectation is.</param>
internal readonly record struct Series(double Expected, double Today, double Shape);
