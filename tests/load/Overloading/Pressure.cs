using System.Globalization;

namespace Suyuan.Load.Overloading;

/// <summary>What one phase was like for those who were admitted.</summary>
/// <param name="Offered">Requests a second that were sent.</param>
/// <param name="Admitted">Requests a second that succeeded.</param>
/// <param name="Refusals">By code, most first; what was not sent and what broke among them.</param>
internal sealed record Pressure(string Name, double Offered, double Admitted, TimeSpan P50, TimeSpan P99, IReadOnlyList<(string Said, long Count)> Refusals)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Pressure> Of(IReadOnlyList<Phase> phases, IReadOnlyList<Asked> asked)
    {
        var all = new List<Pressure>();
        var begun = TimeSpan.Zero;
        foreach (var phase in phases)
        {
            var until = begun + phase.Length;
            all.Add(Of(phase.Name, phase.Length, [.. asked.Where(one => one.At >= begun && one.At < until)]));
            begun = until;
        }

        return all;
    }

    /// <summary>
    /// How long after an instant it took until a whole second's worst in a hundred waited at most twice as long as on a calm day, and
    /// nobody was refused; null when it never came to that.
    /// </summary>
    public static TimeSpan? Recovered(IReadOnlyList<Asked> asked, TimeSpan after, TimeSpan until, TimeSpan calm)
    {
        for (var second = after; second + Second <= until; second += Second)
        {
            var these = asked.Where(one => one.At >= second && one.At < second + Second).ToList();
            if (these.Count > 0 && these.TrueForAll(one => one.Said is null) && Percentile([.. these.Select(one => one.Took)], 0.99) <= 2 * calm)
                return second - after;
        }

        return null;
    }

    public static TimeSpan Percentile(TimeSpan[] times, double share)
    {
        if (times.Length is 0)
            return TimeSpan.Zero;
        Array.Sort(times);
        return times[(int)Math.Ceiling(times.Length * share) - 1];
    }

    public string Said => Refusals.Count is 0 ? "–" : string.Join(", ", Refusals.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count:#,0} {one.Said}")));

    private static Pressure Of(string name, TimeSpan length, IReadOnlyList<Asked> asked)
    {
        TimeSpan[] good = [.. asked.Where(one => one.Said is null).Select(one => one.Took)];
        return new Pressure(
            name,
            asked.Count(one => one.Said is not Asked.NotSent) / length.TotalSeconds,
            good.Length / length.TotalSeconds,
            Percentile(good, 0.5),
            Percentile(good, 0.99),
            [.. asked.Where(one => one.Said is not null).GroupBy(one => one.Said!).Select(said => (said.Key, said.LongCount())).OrderByDescending(said => said.Item2)]);
    }
}
