namespace Suyuan.Warnings;

/// <summary>
/// How probable it is that a count reaches a number: upper tails of the negative binomial distribution, which is a Poisson count
/// whose own mean is uncertain. Numbers so small that they no longer matter are 0.
/// </summary>
internal sealed class Tails
{
    private const double Negligible = 1e-18;

    private readonly int _first;
    private readonly double[] _tails;

    private Tails(int first, double[] tails)
    {
        _first = first;
        _tails = tails;
    }

    /// <summary>The least number whose tail is below <see cref="Negligible"/>.</summary>
    public int End => _first + _tails.Length;

    /// <param name="mean">Expected count, 0 or more.</param>
    /// <param name="shape">How certain that mean is; its relative variance is one over this. Infinite: a Poisson count.</param>
    public static Tails Of(double mean, double shape)
    {
        if (mean <= 0)
            return new Tails(0, [1]);
        // From the most probable number outward, each term from its neighbour; divided by their sum at the end. So nothing underflows.
        var mode = (int)(double.IsInfinity(shape) ? mean : Math.Max(0, (shape - 1) / shape) * mean);
        var (below, above) = (new List<double>(), new List<double> { 1 });
        for (var n = mode; n > 0 && below.LastOrDefault(1) > Negligible; n--)
            below.Add(below.LastOrDefault(1) / Step(n - 1));
        for (var n = mode; above[^1] > Negligible; n++)
            above.Add(above[^1] * Step(n));
        var first = mode - below.Count;
        var tails = new double[below.Count + above.Count];
        for (var i = 0; i < tails.Length; i++)
            tails[i] = i < below.Count ? below[below.Count - 1 - i] : above[i - below.Count];
        for (var i = tails.Length - 2; i >= 0; i--)
            tails[i] += tails[i + 1];
        var all = tails[0];
        for (var i = 0; i < tails.Length; i++)
            tails[i] /= all;
        return new Tails(first, tails);

        // P(n + 1) / P(n)
        double Step(int n) => double.IsInfinity(shape) ? mean / (n + 1) : (shape + n) / (n + 1) * (mean / (mean + shape));
    }

    /// <summary>Probability that the count is <paramref name="number"/> or more.</summary>
    public double From(int number) => number <= _first ? 1 : number < End ? _tails[number - _first] : 0;
}
