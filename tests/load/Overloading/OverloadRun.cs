using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Suyuan.Load.Bench;
using Suyuan.Load.Comparing;
using Suyuan.Load.Driving;
using Suyuan.Load.Product;

namespace Suyuan.Load.Overloading;

/// <summary>
/// More registrations than the product can take, up to ten times as many, while commands and reads go on at a small steady rate and
/// time limits fall due. Nobody who was told yes may be missing afterwards.
/// </summary>
internal sealed class OverloadRun(OverloadOptions options, TextWriter output)
{
    /// <summary>Commands and reads a second beside the registrations, all the time.</summary>
    private const int Beside = 20;

    private const int BesideConnections = 8;

    private const int CasesEach = 4;

    private static readonly double[] Times = [0.5, 1, 2, 10];

    /// <returns>0 when nothing that was acknowledged is missing and every rung fired.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        await using var postgres = await Postgres.Begin(options.Port);
        var lost = 0;
        foreach (var contender in options.Contenders)
        {
            await output.WriteLineAsync($"({contender.Key}) {contender.Title}, {Environment.ProcessorCount} cores");
            if (options.Scan.Length > 0)
                await Scan(contender, postgres, cancellation);
            await using var place = await ProductPlace.Make(postgres.Connection, keep: false, cancellation);
            lost += await Try(contender, place, cancellation);
        }

        return lost is 0 ? 0 : 1;
    }

    /// <summary>Closed loops with the lanes wide open: how many at once are worth admitting.</summary>
    private async Task Scan(Contender contender, Postgres postgres, CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(postgres.Connection, keep: false, cancellation);
        foreach (var lane in (string[])["IntakeAtOnce", "CommandsAtOnce", "ReadsAtOnce", "PerCaller"])
            place.Besides[$"Overload__{lane}"] = "10000";
        await using var running = await contender.Start(place, cancellation);
        var cases = Cases.Make(running.Requests, Cases.Preparation, options.Scan.Max(), each: 1, cancellation);
        var registrations = Registrations(place.Address, options.Scan.Max());
        (string Kind, Func<int, Work> Work)[] kinds =
            [("registrations", caller => registrations[caller]), ("commands", caller => new Commanding(cases[caller])), ("reads", caller => new Looking(cases[caller]))];
        foreach (var (kind, work) in kinds)
        {
            foreach (var callers in (int[])[options.Scan[^1], .. options.Scan])
            {
                var felt = await new Loop(place.Address, callers, null, work).Run(TimeSpan.FromSeconds(2), options.Window, () => { }, () => { }, cancellation);
                await output.WriteLineAsync($"  {kind,-14}{callers,4} at once: {felt.PerSecond,7:0}/s  p50 {felt.Milliseconds(50):0} ms  p99 {felt.Milliseconds(99):0} ms");
            }
        }
    }

    private async Task<int> Try(Contender contender, ProductPlace place, CancellationToken cancellation)
    {
        var first = TimeProvider.System.GetUtcNow() + options.Lead;
        var rungs = new SteadyRungs(place, first, options.Rungs, (options.Window * (Times.Length + 2)) + options.Lead);
        await rungs.Write(cancellation);
        await using var running = await contender.Start(place, cancellation);
        var registrations = Registrations(place.Address, options.Connections);
        var capacity = await Capacity("before", place.Address, registrations, cancellation);
        var cases = Cases.Make(running.Requests, Cases.Preparation, BesideConnections, CasesEach, cancellation);
        if (first - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } early)
            await Task.Delay(early, TimeProvider.System, cancellation);

        Phase[] phases = [.. Times.Select(times => new Phase($"{times}×", capacity * times, options.Window)), new Phase($"{Times[0]}× again", capacity * Times[0], options.Window * 2)];
        Phase[] beside = [.. phases.Select(phase => phase with { Rate = Beside })];
        var acknowledged = Enumerable.Range(0, options.Connections).Select(_ => new List<string>()).ToArray();
        var begun = TimeProvider.System.GetUtcNow();
        if (begun + TimeSpan.FromTicks(phases.Sum(phase => phase.Length.Ticks)) > rungs.Last)
            await output.WriteLineAsync($"  the machine was too slow to be ready for the rungs, by {(begun - first).TotalSeconds:0} s: give it a longer --lead");
        var asked = await Task.WhenAll(
            new OpenLoop(place.Address, options.Connections, phases, caller => registrations[caller], (caller, reply) => acknowledged[caller].Add(Number(reply))).Run(cancellation),
            new OpenLoop(place.Address, BesideConnections, beside, caller => new Commanding(cases[caller])).Run(cancellation),
            new OpenLoop(place.Address, BesideConnections, beside, caller => new Looking(cases[caller])).Run(cancellation));
        // Beside other work a machine is not the same a minute later; and the last rungs are given the time that any of them had.
        await Capacity("afterwards", place.Address, registrations, cancellation);
        return await Report(place, rungs, begun, capacity, phases, asked, [.. acknowledged.SelectMany(numbers => numbers)], cancellation);
    }

    private async Task<double> Capacity(string when, Uri address, Registering[] registrations, CancellationToken cancellation)
    {
        var felt = await new Loop(address, OverloadOptions.Callers, null, caller => registrations[caller]).Run(options.Warm, options.Window, () => { }, () => { }, cancellation);
        await output.WriteLineAsync($"  capacity {when} {felt.PerSecond:0}/s by {OverloadOptions.Callers} callers who wait, p50 {felt.Milliseconds(50):0} ms, p99 {felt.Milliseconds(99):0} ms");
        return felt.PerSecond;
    }

    private async Task<int> Report(
        ProductPlace place, SteadyRungs rungs, DateTimeOffset begun, double capacity, Phase[] phases, IReadOnlyList<Asked>[] asked, string[] acknowledged, CancellationToken cancellation)
    {
        var felt = asked.Select(one => Pressure.Of(phases, one)).ToArray();
        var table = new StringBuilder();
        table.AppendLine("| registrations | offered/s | admitted/s | goodput | p50 / p99 ms | turned away | command p99 ms | read p99 ms | rungs due | late p99 s |");
        table.AppendLine("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        var (at, missed) = (begun, 0);
        foreach (var (index, phase) in phases.Index())
        {
            var (intake, commands, reads) = (felt[0][index], felt[1][index], felt[2][index]);
            var (due, fired, late) = await rungs.Between(at, at + phase.Length, cancellation);
            missed += due - fired;
            at += phase.Length;
            table.AppendLine(CultureInfo.InvariantCulture, $"| {phase.Name} | {intake.Offered:#,0} of {phase.Rate:#,0} | {intake.Admitted:#,0} | {intake.Admitted / Math.Min(capacity, phase.Rate):0.00} | {Shown(intake)} | {intake.Said} | {Also(commands)} | {Also(reads)} | {due}{(fired < due ? $", {due - fired} not fired" : "")} | {late.TotalSeconds:0.0} |");
        }

        var burst = TimeSpan.FromTicks(phases[..^1].Sum(phase => phase.Length.Ticks));
        var recovered = Pressure.Recovered(asked[0], burst, burst + phases[^1].Length, felt[0][0].P99);
        var missing = acknowledged.Length - await Stored(place, acknowledged, cancellation);
        await output.WriteLineAsync($"\n{table}");
        await output.WriteLineAsync(
            $"  after the burst as on a calm day: {(recovered is { } seconds ? $"{seconds.TotalSeconds:0} s" : "not within the run")}; "
            + $"registrations acknowledged {acknowledged.Length:#,0}, of these missing {missing}; rungs not fired {missed}");
        return missing + missed;
    }

    private static string Shown(Pressure felt) => string.Create(CultureInfo.InvariantCulture, $"{felt.P50.TotalMilliseconds:0} / {felt.P99.TotalMilliseconds:0}");

    private static string Also(Pressure felt) =>
        string.Create(CultureInfo.InvariantCulture, $"{felt.P99.TotalMilliseconds:0}{(felt.Refusals.Count is 0 ? "" : $" ({felt.Said})")}");

    /// <summary>Of the numbers that callers were told, those that stand; a number told twice stands once.</summary>
    private static async Task<int> Stored(ProductPlace place, string[] numbers, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        var stored = 0;
        foreach (var some in numbers.Distinct().Chunk(10_000))
            stored += await connection.ExecuteScalarAsync<int>("select count(*) from dispute where number = any(@some)", new { some });
        return stored;
    }

    private static string Number(Reply reply)
    {
        var json = new Utf8JsonReader(reply.Body);
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.PropertyName && json.ValueTextEquals("number"u8) && json.Read())
                return json.GetString()!;
        }

        throw new InvalidOperationException("A registration was answered without a number.");
    }

    /// <summary>Each connection is a caller of its own.</summary>
    private static Registering[] Registrations(Uri address, int callers) =>
        [.. Enumerable.Range(0, callers).Select(caller => new Registering(new Requests(address, Tokens.Of("clerk", subject: $"clerk-{caller}")).Registration(Somewhere.Village)))];
}
