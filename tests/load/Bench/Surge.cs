using System.Collections.Immutable;
using System.Diagnostics;
using HdrHistogram;
using Suyuan.Areas;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Bench;

/// <summary>
/// A wage default: thousands of claims against one employer in one village within minutes, while the other counties go on
/// registering. How soon the warning is red, how many warnings there are, and what the others feel. Over HTTP, against the product as
/// a process; callers, product and database share the machine.
/// </summary>
internal sealed class Surge(SurgeOptions options, TextWriter output)
{
    private const long LongestMicroseconds = 120_000_000;

    private const int RedFrom = 30;

    private const string Village = "510304104218";

    private static readonly Person Clerk = new("clerk");

    private static readonly Person Coordinator = new("coordinator");

    private readonly ImmutableArray<string> _elsewhere =
    [
        .. LawBook.Load().Areas.All.Where(area => area.Level is AreaLevel.Village && area.Code.County.ToString() is not "510304").Select(area => area.Code.ToString()),
    ];

    public async Task Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        await using var product = await ProductProcess.Start(place, speed: 1, cancellation);
        using var http = Line.Client(place.Address, 128);
        using var line = new Line(http, new Told(), seed: 0, 128, losesAnswers: false);
        await output.WriteLineAsync($"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}: {options.Rate} registrations a second elsewhere; {options.Claims} claims in {options.Surge.TotalSeconds:0} s");

        // Warm before anything is compared.
        await Elsewhere(line, "warm", options.Calm / 3, cancellation);
        var before = product.Spent;
        var (calm, watch) = (await Elsewhere(line, "calm", options.Calm, cancellation), Stopwatch.StartNew());
        await Say("calm", calm, product.Spent - before, options.Calm);

        before = product.Spent;
        watch.Restart();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var seen = Watch(line, watch, over.Token);
        var (crossed, others) = (Claim(line, watch, cancellation), Elsewhere(line, "surge", options.Surge, cancellation));
        await Task.WhenAll(crossed, others);
        var took = watch.Elapsed;
        await Say("surge", await others, product.Spent - before, took);
        // The last look may still be to come.
        await Task.WhenAny(seen, Task.Delay(TimeSpan.FromSeconds(90), cancellation));
        await over.CancelAsync();
        var red = await seen;
        await output.WriteLineAsync(
            red is { } at
                ? $"claim {RedFrom} answered after {(await crossed).TotalSeconds:0.0} s, red after {at.TotalSeconds:0.0} s: {(at - await crossed).TotalSeconds:0.0} s later"
                : "it did not become red");
        var open = (await line.Get(Coordinator, "/v1/warnings?open=true&limit=200", cancellation)).Read<SeenWarnings>();
        await output.WriteLineAsync($"open warnings in the whole city: {open.Items.Length}");
        foreach (var warning in open.Items)
            await output.WriteLineAsync($"  {warning.Data.Level} {warning.Data.Rule} {warning.Area} {warning.Category} at {warning.Data.Count}");
        var ratio = Milliseconds(await others, 99) / Milliseconds(calm, 99);
        await output.WriteLineAsync($"p99 elsewhere: {ratio:0.00} times that of calm; p50 {Milliseconds(await others, 50) / Milliseconds(calm, 50):0.00} times");
        await output.WriteLineAsync($"the product ended with {await product.Stop()}");
    }

    /// <summary>Registrations at an even rate in the other counties: each is begun when it is due, whether or not the one before is answered.</summary>
    private async Task<HistogramBase> Elsewhere(Line line, string name, TimeSpan window, CancellationToken cancellation)
    {
        var felt = new LongConcurrentHistogram(1, LongestMicroseconds, 3);
        await Evenly((int)(options.Rate * window.TotalSeconds), window, async turn =>
        {
            var begun = Stopwatch.GetTimestamp();
            await Register(line, _elsewhere[turn * 37 % _elsewhere.Length], "NEI", $"某人{turn}", "person", $"{name}-{turn}", cancellation);
            felt.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds));
        }, cancellation);
        return felt;
    }

    /// <returns>When the claim was answered with which the warning must become red.</returns>
    private async Task<TimeSpan> Claim(Line line, Stopwatch watch, CancellationToken cancellation)
    {
        var answered = 0;
        var crossed = TimeSpan.Zero;
        await Evenly(options.Claims, options.Surge, async turn =>
        {
            await Register(line, Village, "WAG", "示例建筑工程有限公司", "organisation", $"claim-{turn}", cancellation);
            if (Interlocked.Increment(ref answered) == RedFrom)
                crossed = watch.Elapsed;
        }, cancellation);
        return crossed;
    }

    private static async Task<TimeSpan?> Watch(Line line, Stopwatch watch, CancellationToken over)
    {
        try
        {
            while (true)
            {
                var warnings = (await line.Get(Coordinator, $"/v1/areas/{Village}/warnings?open=true", over)).Read<SeenWarnings>();
                if (warnings.Items.Any(warning => warning.Data.Level is "red"))
                    return watch.Elapsed;
                await Task.Delay(TimeSpan.FromMilliseconds(500), over);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task Evenly(int count, TimeSpan window, Func<int, Task> act, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var acts = new List<Task>(count);
        for (var turn = 0; turn < count; turn++)
        {
            if (window * ((double)turn / count) - watch.Elapsed is { } early && early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early, cancellation);
            acts.Add(act(turn));
        }

        await Task.WhenAll(acts);
    }

    private static async Task Register(Line line, string village, string category, string name, string kind, string key, CancellationToken cancellation)
    {
        var answer = await line.Post(
            Clerk,
            "/v1/disputes",
            new
            {
                areaCode = village,
                category,
                narrative = new string('诉', 300),
                source = "visit",
                parties = new[] { new { role = "applicant", kind = "person", name = $"工人{key}" }, new { role = "respondent", kind, name } },
            },
            key,
            cancellation);
        if (!answer.Succeeded)
            throw new InvalidOperationException($"The bench was refused: {answer.Problem()}");
    }

    private Task Say(string when, HistogramBase felt, TimeSpan spent, TimeSpan took) => output.WriteLineAsync(
        $"{when,-6} elsewhere: {felt.TotalCount} registrations, p50 {Milliseconds(felt, 50):0.0} ms, p99 {Milliseconds(felt, 99):0.0} ms; the product used {spent.TotalSeconds / took.TotalSeconds:0.00} cores");

    private static double Milliseconds(HistogramBase histogram, double percentile) => histogram.GetValueAtPercentile(percentile) / 1000.0;

    private sealed record SeenWarnings(ImmutableArray<SeenWarning> Items);

    private sealed record SeenWarning(string Number, string Area, string? Category, string? Subject, SeenFound Data);

    private sealed record SeenFound(string Level, string Rule, int Count);
}
