using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Suyuan.Load.Reckoning;
using Suyuan.Load.Rehearsing;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>
/// A cluster of processes under mixed work while it is struck, and the reckoning: what clients were told against what is stored, and
/// every rung told anew from the histories.
/// </summary>
internal sealed class FailureRun(TextWriter output, int seed)
{
    private static readonly Person Auditor = new("supervisor");

    /// <summary>What reminder and timer have missed is found by the sweep, a minute after its grace at the latest.</summary>
    private static readonly TimeSpan QuietPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    /// <summary>Random faults for so long.</summary>
    public static Task<int> Long(FailureOptions options, TextWriter output, CancellationToken cancellation)
    {
        var random = new Random(options.Seed);
        return new FailureRun(output, options.Seed).Run(Sequence(), cancellation);

        // Begins to count when the first is asked for: the cluster stands then.
        IEnumerable<Fault> Sequence()
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < options.Lasting;)
                yield return options.Faults[random.Next(options.Faults.Length)];
        }
    }

    /// <returns>0 when nothing acknowledged was lost or doubled, no rung missed, and the ledger is intact.</returns>
    public async Task<int> Run(IEnumerable<Fault> faults, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var cluster = await ProcessCluster.Begin(cancellation);
        await output.WriteLineAsync($"seed {seed}: {ProcessCluster.SiloCount} silos, {ProcessCluster.ApiCount} API nodes and PostgreSQL stand after {watch.Elapsed.TotalSeconds:0} s");
        var told = new Told();
        var clients = cluster.Addresses.Select(address => Line.Client(address)).ToImmutableArray();
        var lines = clients.Select((client, index) => new Line(client, told, seed + index)).ToImmutableArray();
        try
        {
            var traffic = new Traffic(lines, told, seed);
            var over = false;
            var working = traffic.Run(() => Volatile.Read(ref over) || cancellation.IsCancellationRequested, cancellation);
            var (struck, random) = (0, new Random(seed));
            foreach (var fault in faults)
            {
                if (working.IsCompleted)
                    break;
                await Task.Delay(Between, cancellation);
                var (before, begun) = (told.Done.Count, watch.Elapsed);
                await cluster.Strike(fault, random, cancellation);
                await output.WriteLineAsync($"{begun.TotalSeconds,6:0} s  {Kebab.Of(fault),-18}{(watch.Elapsed - begun).TotalSeconds,5:0.0} s, {told.Done.Count - before} acts acknowledged meanwhile");
                struck++;
            }

            await Task.Delay(Between, cancellation);
            Volatile.Write(ref over, true);
            await working;
            var drivenFor = watch.Elapsed;
            return await Reckon(cluster, lines[0], traffic, told, struck, drivenFor, cancellation);
        }
        finally
        {
            foreach (var line in lines)
                line.Dispose();
            foreach (var client in clients)
                client.Dispose();
        }
    }

    private async Task<int> Reckon(ProcessCluster cluster, Line line, Traffic traffic, Told told, int struck, TimeSpan driven, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(cluster.Postgres.Connection);
        await connection.OpenAsync(cancellation);
        var waited = Stopwatch.StartNew();
        DateTimeOffset until;
        int overdue;
        do
        {
            await Task.Delay(500, cancellation);
            until = DateTimeOffset.UtcNow - Grace;
            overdue = await Records.Overdue(connection, postgres: true, until, cancellation);
        }
        while (overdue > 0 && waited.Elapsed < QuietPatience);

        var ledger = (await line.Get(Auditor, "/v1/audit/ledger/verify?area=510300", cancellation)).Read<SeenVerdict>();
        var records = await Records.Read(connection, postgres: true, cancellation);
        var verdict = Verdict.Of(records, told, LawBook.Load(), until);
        var leads = await Leads(connection, cancellation);
        var wrongLeads = traffic.Leads.Count(lead => leads.GetValueOrDefault(lead.Key) != lead.Value);
        var late = records.Fired.Select(rung => (rung.FiredAt - rung.DueAt).TotalSeconds).Order().ToImmutableArray();
        await output.WriteLineAsync(
            $"{struck} faults in {driven.TotalSeconds:0} s: {told.Registered.Count} registrations and {told.Done.Values.Sum()} acts acknowledged ({told.Requests} requests, {told.Repeats} sent again), {traffic.Reads} readings");
        await output.WriteLineAsync(
            $"lost {verdict.Lost.Length}, doubled {verdict.Duplicated.Length}, rungs due {verdict.Due}, missed {verdict.Missed.Length}, still overdue {overdue}, wrong leads {wrongLeads}, "
            + $"contradictions {told.Contradictions.Count}, ledger {(ledger.Intact ? "intact" : "BROKEN")}");
        await output.WriteLineAsync($"rungs fired {late.Length}: late p50 {At(late, 0.5):0.00} s, p99 {At(late, 0.99):0.0} s, max {At(late, 1):0.0} s");
        foreach (var finding in verdict.Lost.Concat(verdict.Duplicated).Concat(verdict.Missed).Concat(told.Contradictions).Concat(ledger.Findings).Take(20))
            await output.WriteLineAsync($"  {finding}");
        foreach (var (code, count) in told.Refusals)
            await output.WriteLineAsync($"  {code}: {count}");
        return verdict.IsClean && overdue == 0 && wrongLeads == 0 && told.Contradictions.IsEmpty && ledger.Intact && told.Registered.Count > 0 ? 0 : 1;
    }

    private static async Task<Dictionary<string, string>> Leads(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var leads = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand("select number, lead from dispute", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            leads.Add(reader.GetString(0), reader.GetString(1));
        return leads;
    }

    private static double At(ImmutableArray<double> sorted, double share) => sorted.IsEmpty ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}
