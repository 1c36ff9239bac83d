using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Suyuan.Load.Reckoning;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>One cluster under mixed work: struck, watched until it serves again, and reckoned.</summary>
internal sealed class Trial : IAsyncDisposable
{
    /// <summary>What reminder and timer have missed is found by the sweep, a minute after its grace at the latest.</summary>
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan ServingPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>So many acknowledgements are work going on, before a fault and after it.</summary>
    private const int Serving = 40;

    private static readonly LawBook Law = LawBook.Load();

    private readonly ProcessCluster _cluster;
    private readonly Strikes _strikes;
    private readonly ImmutableArray<HttpClient> _clients;
    private readonly Caller _caller;
    private readonly Traffic _traffic;

    private Trial(ProcessCluster cluster, Strikes strikes, int seed)
    {
        (_cluster, _strikes) = (cluster, strikes);
        _clients =
        [
            .. cluster.Apis.Select(api => new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
            {
                BaseAddress = api.Address,
                Timeout = TimeSpan.FromSeconds(30),
            }),
        ];
        _caller = new Caller(_clients);
        _traffic = new Traffic(_caller, seed);
    }

    /// <param name="before">The version that it begins with, when it is to be upgraded; null: this one.</param>
    /// <param name="quick">Short and with quick probes; otherwise the product's own, and a silo that is gone is waited for until it is declared dead.</param>
    public static async Task<Trial> Begin(Build? before, int seed, bool quick, CancellationToken cancellation)
    {
        var cluster = await ProcessCluster.Begin(before ?? Build.Current, quick ? 2 : null, cancellation);
        return new Trial(cluster, new Strikes(cluster, before, new Random(seed)), seed);
    }

    /// <summary>One fault under work, and what the records say right after it.</summary>
    public async Task<Blow> Strike(Fault fault, CancellationToken cancellation)
    {
        var found = new List<string>();
        var over = false;
        var working = _traffic.Run(() => Volatile.Read(ref over) || cancellation.IsCancellationRequested, cancellation);
        await Served("before", found, cancellation);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await _strikes.Strike(fault, cancellation);
        }
        catch (FailureFoundException failure)
        {
            found.Add(failure.Message);
        }

        var ended = Stopwatch.GetTimestamp();
        await Served("after", found, cancellation);
        var done = Stopwatch.GetTimestamp();
        Volatile.Write(ref over, true);
        await working;

        var acknowledged = _caller.Acknowledged.Where(at => at >= began && at <= done).Order().ToImmutableArray();
        var silence = acknowledged.Prepend(began).Zip(acknowledged.Append(done), Stopwatch.GetElapsedTime).Max();
        var back = acknowledged.FirstOrDefault(at => at >= ended, done);
        // Rungs may still wait for the sweep; all else stands from the moment it was acknowledged.
        var findings = await Reckon(DateTimeOffset.MinValue, cancellation);
        return new Blow(
            fault, Stopwatch.GetElapsedTime(began, ended), acknowledged.Count(at => at < ended), silence, Stopwatch.GetElapsedTime(ended, back), [.. found, .. findings.All, .. Heard()]);
    }

    /// <summary>When everything that was due has been done: all of it, rungs and ledger too.</summary>
    public async Task<Reckoned> Settle(CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        DateTimeOffset until;
        int overdue;
        var waited = Stopwatch.StartNew();
        do
        {
            await Task.Delay(500, cancellation);
            until = TimeProvider.System.GetUtcNow() - Grace;
            overdue = await Records.Overdue(connection, postgres: true, until, cancellation);
        }
        while (overdue > 0 && waited.Elapsed < SettlePatience);

        var settled = waited.Elapsed;
        var records = await Records.Read(connection, postgres: true, cipher: null, cancellation);
        var findings = HistoryCheck.Of(_traffic.Heard, records, Law, until);
        var ledger = await _caller.Ask(HttpMethod.Get, "supervisor", "/v1/audit/ledger/verify?area=510300", null, null, cancellation);
        var verdict = ledger is { } answer ? answer.Read<SeenVerdict>() : null;
        return new Reckoned(
            _traffic.Heard.Count, _traffic.Acts, _traffic.Reads, _traffic.StaleReads, _caller.Requests, _caller.Repeats, _caller.Refusals.ToImmutableDictionary(), findings, overdue, settled,
            [.. records.Fired.Select(rung => rung.FiredAt - rung.DueAt).Order()],
            verdict is { Intact: true } && verdict.Registered == _traffic.Heard.Count,
            [.. findings.All, .. verdict?.Findings ?? [], .. Heard(), .. overdue > 0 ? (string[])[$"{overdue} wake-ups are still overdue"] : []]);
    }

    /// <summary>Where the logs stay.</summary>
    public string KeepLogs() => _cluster.KeepLogs();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _cluster.DisposeAsync();
    }

    private ImmutableArray<string> Heard()
    {
        var heard = ImmutableArray.CreateBuilder<string>();
        while (_caller.Findings.TryDequeue(out var finding))
            heard.Add(finding);
        return heard.ToImmutable();
    }

    private async Task<Findings> Reckon(DateTimeOffset until, CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        return HistoryCheck.Of(_traffic.Heard, await Records.Read(connection, postgres: true, cipher: null, cancellation), Law, until);
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_cluster.Postgres.Beside);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private async Task Served(string when, List<string> found, CancellationToken cancellation)
    {
        var (from, waited) = (_caller.Acknowledged.Count, Stopwatch.StartNew());
        while (_caller.Acknowledged.Count < from + Serving)
        {
            if (waited.Elapsed > ServingPatience)
            {
                found.Add($"{when} the fault only {_caller.Acknowledged.Count - from} requests were answered in {waited.Elapsed.TotalSeconds:0} s");
                return;
            }

            await Task.Delay(50, cancellation);
        }
    }
}

/// <summary>What one fault did.</summary>
/// <param name="Took">From the first act of violence until everything runs again.</param>
/// <param name="Acknowledged">In that time.</param>
/// <param name="Silence">The longest time in which nobody was answered.</param>
/// <param name="Back">From when everything ran again until somebody was answered.</param>
internal sealed record Blow(Fault Fault, TimeSpan Took, int Acknowledged, TimeSpan Silence, TimeSpan Back, ImmutableArray<string> Findings);

/// <summary>What is left of a trial when it has come to rest.</summary>
/// <param name="Settled">How long it took until nothing was overdue.</param>
/// <param name="Late">How late each rung was, soonest first.</param>
/// <param name="Findings">Everything that is wrong, in sentences.</param>
internal sealed record Reckoned(
    int Registrations, int Acts, int Reads, int StaleReads, int Requests, int Repeats, ImmutableDictionary<string, int> Refusals, Findings History, int Overdue, TimeSpan Settled,
    ImmutableArray<TimeSpan> Late, bool LedgerIntact, ImmutableArray<string> Findings);
