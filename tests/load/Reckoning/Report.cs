using System.Collections.Immutable;
using System.Globalization;
using HdrHistogram;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Reckoning;

/// <summary>The figures of a rehearsal, one line each.</summary>
internal sealed class Report(TextWriter writer)
{
    private const int MostFindings = 10;

    public async Task Write(Records records, Verdict verdict, Told told, SeenVerdict ledger, double speed, TimeSpan took)
    {
        await Line("registered", $"{told.Registered.Count}");
        foreach (var standing in (string[])["exited", "open", "merged"])
            await Line(standing, $"{records.Disputes.Count(dispute => dispute.Standing == standing)}");
        await Line("steps", $"{records.Steps.Length}");
        await Line("clocks", $"{records.Clocks.Length}");
        await Line("rungs due", $"{verdict.Due}");
        await Line("fired", $"{records.Fired.Length}");
        await Line("late", Lateness(records.Fired, speed));
        await Line("caught by", Counts(records.Fired.CountBy(rung => rung.Cause)));
        await Findings("missed", verdict.Missed);
        await Findings("duplicated", verdict.Duplicated);
        await Findings("lost", verdict.Lost);
        await Line("ledger", ledger.Intact ? $"intact: {ledger.Registered} = {ledger.Open} + {ledger.Exited} + {ledger.Merged}, {ledger.Seals} seals" : "NOT INTACT");
        foreach (var finding in ledger.Findings.Take(MostFindings))
            await Line("", finding);
        await Line("requests", $"{told.Requests}, {told.Repeats} of them repeated under the same key");
        await Line("acts", Counts(told.Done.GroupBy(done => done.Key.Act).Select(act => KeyValuePair.Create(act.Key, act.Sum(done => done.Value)))));
        await Line("refusals", Counts(told.Refusals));
        await Findings("contradictions", [.. told.Contradictions]);
        await Line("real time", string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0} s, {took.TotalDays * speed:0} days of the product's clock"));
    }

    private static string Lateness(ImmutableArray<FiredRung> fired, double speed)
    {
        const long Most = 1_000_000_000_000;
        var late = new LongHistogram(Most, 3);
        foreach (var rung in fired)
            late.RecordValue(Math.Clamp((long)(rung.FiredAt - rung.DueAt).TotalMilliseconds, 0, Most));
        string Of(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0} s ({milliseconds / 1000 / speed:0.000} s real)");
        return late.TotalCount is 0 ? "-" : $"p50 {Of(late.GetValueAtPercentile(50))}, p99 {Of(late.GetValueAtPercentile(99))}, max {Of(late.GetMaxValue())}";
    }

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")) is { Length: > 0 } text ? text : "none";

    private async Task Findings(string name, ImmutableArray<string> findings)
    {
        await Line(name, $"{findings.Length}");
        foreach (var finding in findings.Take(MostFindings))
            await Line("", finding);
    }

    private Task Line(string name, string value) => writer.WriteLineAsync($"{name,-16}{value}");
}
