using System.Collections.Immutable;
using Dapper;
using HdrHistogram;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Load.Bench;
using Suyuan.Load.Product;

namespace Suyuan.Load.Notices;

/// <summary>
/// From the instant of a rung to its place in the inbox, as so many rungs a second come due. The disputes are written beforehand, each
/// with a clock by the hour whose first rung lies at its own instant; the product finds them as it would after any start.
/// </summary>
internal sealed class Lateness(NoticesOptions options, TextWriter output)
{
    private const string Rule = "policy-warning-ack-red";
    private const int AtOnce = 512;

    /// <summary>Until the product listens and has its reminders in hand.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Half = TimeSpan.FromHours(1);

    public async Task<int> Run(CancellationToken cancellation)
    {
        var agencies = Cause.Agencies(options.Agencies);
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        var count = options.Rate * (int)options.Window.TotalSeconds;
        var first = TimeProvider.System.GetUtcNow() + Start + TimeSpan.FromSeconds(count / 200.0);
        await Seed(place, agencies, first, count, cancellation);
        await using var product = await ProductProcess.Start(place, speed: 1, cancellation);
        await output.WriteLineAsync($"{count} rungs at {options.Rate}/s for {agencies.Length} agencies; the product was ready {(first - TimeProvider.System.GetUtcNow()).TotalSeconds:0.0} s before the first");
        if (first < TimeProvider.System.GetUtcNow())
            throw new InvalidOperationException("Writing the disputes took longer than was reckoned with: the first rungs were due before the product stood.");
        await Task.Delay(first - TimeProvider.System.GetUtcNow(), cancellation);
        var spent = product.Spent;
        await Task.Delay(options.Window + TimeSpan.FromSeconds(10), cancellation);
        spent = product.Spent - spent;

        var lateness = new LongHistogram(1, 600_000_000, 3);
        var fired = new LongHistogram(1, 600_000_000, 3);
        await using var connection = await place.Open(cancellation);
        string Micros(string column) => place.IsPostgres ? $"(extract(epoch from {column}) * 1000000)::bigint" : column;
        var rows = await connection.QueryAsync<(long Due, long Fired, long Taken)>(
            $"""
            select {Micros("r.due_at")}, {Micros("r.fired_at")}, coalesce({Micros("n.taken_at")}, 0)
              from rung_fired r left join notification n on n.number = r.number and n.kind = 'half-gone'
             where r.rung = 'half' and r.clock_id like 'event-%'
            """);
        var (seen, missing) = (0, 0);
        foreach (var (due, firedAt, taken) in rows)
        {
            seen++;
            if (taken == 0)
            {
                missing++;
                continue;
            }

            fired.RecordValue(Math.Clamp(firedAt - due, 1, 600_000_000));
            lateness.RecordValue(Math.Clamp(taken - due, 1, 600_000_000));
        }

        await output.WriteLineAsync(
            $"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}: {seen} of {count} rungs fired, {missing} without a place in the inbox; "
            + $"fired late p50 {At(fired, 50):0} ms, p99 {At(fired, 99):0} ms, max {fired.GetMaxValue() / 1000.0:0} ms; "
            + $"rung to inbox p50 {At(lateness, 50):0} ms, p99 {At(lateness, 99):0} ms, max {lateness.GetMaxValue() / 1000.0:0} ms; "
            + $"{spent.TotalSeconds:0.0} s of the product's CPU");
        await output.WriteLineAsync($"the product ended with {await product.Stop()}");
        return seen == count && missing == 0 ? 0 : 1;
    }

    private static double At(LongHistogram histogram, double percentile) => histogram.GetValueAtPercentile(percentile) / 1000.0;

    private async Task Seed(ProductPlace place, ImmutableArray<string> agencies, DateTimeOffset first, int count, CancellationToken cancellation)
    {
        await using var silo = await BenchSilo.Start(place, cancellation);
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var written = await Task.WhenAll(some.Select(index =>
                silo.Writer.Write(SeededDisputes.Row(Waiting(index, AgencyId.Parse(agencies[index % agencies.Length]), first.AddSeconds((double)index / options.Rate) - Half)))));
            if (written.Contains(false))
                throw new InvalidOperationException("A number of the bench was taken.");
        }
    }

    private static DisputeState Waiting(int index, AgencyId holder, DateTimeOffset since)
    {
        var now = new Moment(since);
        var before = SeededDisputes.Registered(holder.Area.ToString(), index + 1, now);
        var scene = SeededDisputes.SceneAt(now);
        var after = before.Start(scene, ClockKeys.OfEvent(Rule), Rule, holder.ToString(), "试");
        return Chronicle.Record(before, after, scene, "events", null, null);
    }
}
