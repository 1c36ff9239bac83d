using System.Diagnostics;
using Dapper;
using Suyuan.Load.Bench;
using Suyuan.Load.Driving;
using Suyuan.Load.Product;

namespace Suyuan.Load.Comparing;

/// <summary>All rungs of one instant, by what the database says of their commits.</summary>
/// <param name="Count">How many became durable.</param>
/// <param name="Last">From the instant until the last was durable.</param>
internal sealed record Fired(int Count, TimeSpan Last, TimeSpan Percentile99)
{
    public override string ToString() => $"{Count} durable, the last after {Last.TotalSeconds:0.00} s, p99 {Percentile99.TotalSeconds:0.00} s";
}

/// <summary>
/// Many rungs due at one instant, three times: first with nobody in memory, then with everybody there, then also while callers
/// register as fast as they are answered.
/// </summary>
internal sealed record Burst(Fired Cold, Fired Warm, Fired Loaded, double CalmRate, double MeanwhileRate, long IdleBytes, long HeldBytes)
{
    private const int Instants = 3;

    /// <summary>How long the calm rate is looked at before the last instant.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public double Share => MeanwhileRate / CalmRate;

    /// <summary>Memory that 100,000 open cases take which are all in use, reckoned from those of the burst.</summary>
    public double HeldMegabytes(int rungs) => (HeldBytes - IdleBytes) / 1e6 * (100_000.0 / rungs);

    public static async Task<Burst> Measure(Contender contender, ProductPlace place, CompareOptions options, CancellationToken cancellation)
    {
        var first = TimeProvider.System.GetUtcNow() + options.Lead;
        var instants = Enumerable.Range(0, Instants).Select(instant => first + options.Gap * instant).ToArray();
        await BurstSeeds.Write(contender, place, options.Rungs, instants, cancellation);
        await using var running = await contender.Start(place, cancellation);
        using var meters = running.Meters();
        var registration = running.Requests.Registration(Somewhere.Village);
        Loop Registering() => new(place.Address, options.Callers, null, _ => new Registering(registration));

        await using (Registering().Begin(cancellation))
            await Task.Delay(options.Warm, TimeProvider.System, cancellation);
        if (first - TimeProvider.System.GetUtcNow() is { Ticks: < 0 } late)
            throw new InvalidOperationException($"The machine was too slow to be ready for the first instant, by {-late.TotalSeconds:0} s: give it a longer --lead.");
        var idle = meters.Resident();
        var cold = await Wait(running, options.Rungs, 0, instants[0], cancellation);
        var held = meters.Resident();
        var warm = await Wait(running, options.Rungs, 1, instants[1], cancellation);

        await Until(instants[2] - Calm - options.Warm / 2, cancellation);
        var loop = Registering();
        await using var driven = loop.Begin(cancellation);
        await Until(instants[2] - Calm, cancellation);
        var begun = Stopwatch.GetTimestamp();
        var loaded = await Wait(running, options.Rungs, 2, instants[2], cancellation);
        var due = begun + Ticks(Calm);
        return new Burst(cold, warm, loaded, loop.Between(begun, due), loop.Between(due, due + Ticks(loaded.Last)), idle, held);
    }

    public override string ToString() =>
        $"  burst cold     {Cold}\n  burst warm     {Warm}\n  burst loaded   {Loaded}; registrations {CalmRate:0}/s before, {MeanwhileRate:0}/s meanwhile ({Share:P0})\n"
        + $"  memory         {IdleBytes / 1e6:0} MB idle, {HeldBytes / 1e6:0} MB with all in use";

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private static async Task Until(DateTimeOffset instant, CancellationToken cancellation)
    {
        if (instant - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait)
            await Task.Delay(wait, TimeProvider.System, cancellation);
    }

    private static async Task<Fired> Wait(Running running, int rungs, int instant, DateTimeOffset due, CancellationToken cancellation)
    {
        await Until(due, cancellation);
        await using var connection = await running.Place.Open(cancellation);
        while (TimeProvider.System.GetUtcNow() - due < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellation);
            if (await connection.ExecuteScalarAsync<long>(Sql("count(*)")) >= rungs)
                break;
        }

        // PostgreSQL tells when each row's transaction was committed; SQLite only when the product acted.
        var late = (await connection.QueryAsync<double>(Sql(running.Place.IsPostgres ? "extract(epoch from pg_xact_commit_timestamp(xmin) - due_at)::float8" : "(fired_at - due_at) / 1e6"))).Order().ToArray();
        return late.Length == 0 ? new Fired(0, Patience, Patience) : new Fired(late.Length, TimeSpan.FromSeconds(late[^1]), TimeSpan.FromSeconds(late[(int)Math.Ceiling(late.Length * 0.99) - 1]));

        string Sql(string columns) => running.Contender.IsPlain
            ? $"select {columns} from notice where number like 'burst-%' and rung = {instant + 1}"
            : $"select {columns} from rung_fired where clock_id like '{BurstSeeds.Clock(instant)}-%' and rung = 'half'";
    }
}
