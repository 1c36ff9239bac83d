using System.Collections.Immutable;
using System.Diagnostics;
using HdrHistogram;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>
/// What other agencies feel of one whose receiver is down: from a request to the delivery that it causes, before, during and after; then the
/// same hours again on a new product where nobody is down. The product's clock runs so fast that the outage is a day of it, and days differ
/// by themselves (open cases grow, every morning has its lists): only the same day without the outage says what the outage does.
/// </summary>
internal sealed class Neighbours(NoticesOptions options, TextWriter output)
{
    private const int Agencies = 10;
    private const int Callers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> Run(CancellationToken cancellation)
    {
        if (options.Postgres is not null)
            throw new UsageException("A fast clock is for one machine: neighbours runs on SQLite.");
        var agencies = Cause.Agencies(Agencies);
        var speed = Math.Ceiling(TimeSpan.FromDays(1) / options.Window);
        await output.WriteLineAsync($"one of {Agencies} agencies does not answer for {options.Window.TotalSeconds:0} s, a day of a clock that runs {speed:0} times as fast; all get the same work");
        var with = await Days(agencies, speed, agencies[0], cancellation);
        await output.WriteLineAsync("the same days, nobody down");
        var without = await Days(agencies, speed, null, cancellation);
        await output.WriteLineAsync(
            $"that day, with to without: p50 {with.GetValueAtPercentile(50) / (double)without.GetValueAtPercentile(50):0.00}, "
            + $"p99 {with.GetValueAtPercentile(99) / (double)without.GetValueAtPercentile(99):0.00}");
        return 0;
    }

    /// <param name="dead">Which agency's receiver is silent on the second day, or null for nobody's.</param>
    /// <returns>Microseconds from request to delivery of the others' notices on the second day.</returns>
    private async Task<LongHistogram> Days(ImmutableArray<string> agencies, double speed, string? dead, CancellationToken cancellation)
    {
        await using var receiver = await Receiver.Start();
        await using var place = await ProductPlace.Make(null, keep: false, cancellation);
        place.Besides["Webhooks__Allow__0"] = "127.0.0.1/32";
        place.Besides["Webhooks__PlainHttp"] = "true";
        await using var product = await ProductProcess.Start(place, speed, cancellation);
        using var http = Line.Client(place.Address, Callers);
        using var line = new Line(http, new Told(), options.Seed, Callers, losesAnswers: false);
        await Hooks.Set(line, agencies, receiver, cancellation);
        var cause = new Cause(line, options.Seed);
        var turn = 0;
        await Part("warm", options.Window / 6);
        await Part("day before", options.Window);
        receiver.Behave(agency => agency == dead ? Reception.Silent : Reception.Taken);
        var day = await Part(dead is null ? "that day" : "one down", options.Window);
        receiver.Behave(_ => Reception.Taken);
        await Part("day after", options.Window);
        await output.WriteLineAsync($"the product ended with {await product.Stop()}");
        return day;

        async Task<LongHistogram> Part(string name, TimeSpan window)
        {
            var asked = new System.Collections.Concurrent.ConcurrentDictionary<string, DateTimeOffset>();
            var before = receiver.Deliveries.Count;
            var spent = product.Spent;
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
            {
                while (watch.Elapsed < window)
                {
                    var at = TimeProvider.System.GetUtcNow();
                    var mine = Interlocked.Increment(ref turn);
                    var number = await cause.Dispute(mine, agencies, 0, cancellation);
                    if (mine % agencies.Length != 0)
                        asked[number] = at;
                    // Steady work, not as much as fits: what is compared is waiting.
                    await Task.Delay(60, cancellation);
                }
            }));
            spent = product.Spent - spent;
            Dictionary<string, DateTimeOffset> came;
            do
            {
                await Task.Delay(200, cancellation);
                came = receiver.Deliveries.Skip(before).Where(delivery => delivery.Number is not null && delivery.Reception is Reception.Taken)
                    .GroupBy(delivery => delivery.Number!).ToDictionary(group => group.Key, group => group.Min(delivery => delivery.At));
            }
            while (asked.Keys.Any(number => !came.ContainsKey(number)) && watch.Elapsed < window + Patience);

            var felt = new LongHistogram(1, 600_000_000, 3);
            foreach (var (number, at) in asked)
            {
                if (came.TryGetValue(number, out var delivered))
                    felt.RecordValue(Math.Max(1, (long)(delivered - at).TotalMicroseconds));
            }

            await output.WriteLineAsync(
                $"{name,-12}{felt.TotalCount,6} notices of the others ({asked.Count - felt.TotalCount} not delivered), p50 {felt.GetValueAtPercentile(50) / 1000.0,7:0.0} ms, "
                + $"p99 {felt.GetValueAtPercentile(99) / 1000.0,7:0.0} ms, max {felt.GetMaxValue() / 1000.0,7:0.0} ms; {spent.TotalSeconds:0.0} s of CPU");
            return felt;
        }
    }
}
