using System.Globalization;
using System.Text;

namespace Suyuan.Load.Comparing;

/// <summary>All figures of all runs, as tables of medians with minimum and maximum.</summary>
internal sealed class Findings
{
    private readonly Dictionary<(string Measure, string Contender), List<double>> _figures = [];
    private readonly List<string> _measures = [];

    /// <summary>Ratios that were promised: what of whom against what of whom.</summary>
    private static readonly (string Measure, string Of, string Against, string Promise)[] Promises =
    [
        ("registrations/s", "b", "d", "≥ 1.1"), ("commands/s", "b", "d", "≥ 1.4"), ("reads/s", "b", "d", "≥ 2"),
        ("registration: CPU-ms per 1,000, all", "b", "d", "≤ 1.0"), ("read: CPU-ms per 1,000, all", "b", "d", "≤ 0.4"),
        ("registrations/s", "b", "d1", "≥ 0.6"), ("commands/s", "b", "d1", "≥ 0.6"), ("reads/s", "b", "d1", "≥ 2"),
        ("registrations/s", "b1", "b", "≥ 0.6"), ("commands/s", "b1", "b", "≥ 0.6"), ("reads/s", "b1", "b", "≥ 0.6"),
        ("registration: CPU-ms per 1,000, all", "c", "b1", "≤ 1.15"), ("command: CPU-ms per 1,000, all", "c", "b1", "≤ 1.15"), ("read: CPU-ms per 1,000, all", "c", "b1", "≤ 1.15"),
        ("registrations/s", "a", "b", "≥ 0.5"),
    ];

    public void Add(Contender contender, Rates rates)
    {
        foreach (var (name, rate) in (ReadOnlySpan<(string, Rate)>)[("registration", rates.Registrations), ("command", rates.Commands), ("read", rates.Reads)])
        {
            Add($"{name}s/s", contender.Key, rate.Felt.PerSecond);
            Add($"{name}: p50 ms", contender.Key, rate.Felt.Milliseconds(50));
            Add($"{name}: p99 ms", contender.Key, rate.Felt.Milliseconds(99));
            Add($"{name}: CPU-ms per 1,000, service", contender.Key, rate.Service);
            Add($"{name}: CPU-ms per 1,000, database", contender.Key, rate.Database);
            Add($"{name}: CPU-ms per 1,000, all", contender.Key, rate.Service + rate.Database);
            Add($"{name}: CPU-ms per 1,000, callers", contender.Key, rate.Callers);
            if (contender.Postgres && name is not "read")
                Add($"{name}: WAL bytes", contender.Key, rate.WalEach);
        }
    }

    public void Add(Contender contender, Burst burst, int rungs)
    {
        foreach (var (name, fired) in (ReadOnlySpan<(string, Fired)>)[("cold", burst.Cold), ("warm", burst.Warm), ("under load", burst.Loaded)])
        {
            Add($"burst {name}: missing after two minutes", contender.Key, rungs - fired.Count);
            Add($"burst {name}: all durable after s", contender.Key, fired.Last.TotalSeconds);
            Add($"burst {name}: lateness p99 s", contender.Key, fired.Percentile99.TotalSeconds);
        }

        Add("registrations during the burst, share of calm", contender.Key, burst.Share);
        Add("memory idle, MB", contender.Key, burst.IdleBytes / 1e6);
        Add("memory per 100,000 cases in use, MB", contender.Key, burst.HeldMegabytes(rungs));
    }

    public void Add(Physical physical)
    {
        Add("registrations/s", "e", physical.PerSecond);
        Add("registration: CPU-ms per 1,000, database", "e", physical.Database);
        Add("registration: WAL bytes", "e", physical.Wal);
    }

    /// <summary>Median of what was found so far; null when nothing was.</summary>
    public double? Median(string measure, string contender) => _figures.TryGetValue((measure, contender), out var all) ? Middle(all) : null;

    public string Markdown()
    {
        string[] contenders = [.. _figures.Keys.Select(key => key.Contender).Distinct().Order(StringComparer.Ordinal)];
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", contenders.Select(key => $"({key})"))} |");
        table.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(contenders.Select(_ => " ---: |"))}");
        foreach (var measure in _measures)
            table.AppendLine(CultureInfo.InvariantCulture, $"| {measure} | {string.Join(" | ", contenders.Select(key => Cell(measure, key)))} |");
        table.AppendLine().AppendLine("| ratio of medians | | promised | found |").AppendLine("| --- | --- | --- | ---: |");
        foreach (var (measure, of, against, promise) in Promises)
            if (Median(measure, of) is { } one && Median(measure, against) is { } other)
                table.AppendLine(CultureInfo.InvariantCulture, $"| {measure} | ({of}) / ({against}) | {promise} | {one / other:0.00} |");
        return table.ToString();
    }

    private void Add(string measure, string contender, double figure)
    {
        if (!_measures.Contains(measure))
            _measures.Add(measure);
        if (!_figures.TryGetValue((measure, contender), out var all))
            _figures.Add((measure, contender), all = []);
        all.Add(figure);
    }

    private string Cell(string measure, string contender) =>
        !_figures.TryGetValue((measure, contender), out var all) ? "–"
        : all.Count is 1 ? Shown(all[0])
        : $"{Shown(Middle(all))} ({Shown(all.Min())}–{Shown(all.Max())})";

    private static string Shown(double figure) => figure.ToString(Math.Abs(figure) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.##" }, CultureInfo.InvariantCulture);

    private static double Middle(List<double> all)
    {
        var sorted = all.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
