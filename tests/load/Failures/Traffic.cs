using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Suyuan.Load.Notices;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>
/// Mixed work: registrations, commands, readings of one case and of lists, and limits whose half is over within seconds. Everything
/// that is begun is brought to its end. A share of good answers is thrown away and asked for again, so that the second answer is tried
/// and not only promised.
/// </summary>
internal sealed class Traffic(Caller caller, int seed)
{
    private const int Callers = 8;

    private const int OneIsAskedTwice = 12;

    private static readonly ImmutableArray<string> Agencies = Cause.Agencies(30);

    /// <summary>How often a silo looks whether it is still one of the cluster, and time for it to go.</summary>
    private static readonly TimeSpan LongestStale = TimeSpan.FromSeconds(15);

    private int _turn;
    private int _reads;
    private int _staleReads;

    /// <summary>One for every registration that was acknowledged.</summary>
    public ConcurrentBag<Heard> Heard { get; } = [];

    public int Reads => _reads;

    /// <summary>Readings that did not show yet what had been acknowledged.</summary>
    public int StaleReads => _staleReads;

    public int Acts => Heard.Sum(heard => heard.Acts.Length);

    /// <summary>Works until told to stop.</summary>
    public Task Run(Func<bool> over, CancellationToken cancellation) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        while (!over())
            await Case(Interlocked.Increment(ref _turn), cancellation);
    }));

    private async Task Case(int turn, CancellationToken cancellation)
    {
        var key = $"{seed}-{turn}";
        var lead = Agencies[turn % Agencies.Length];
        var registration = new
        {
            areaCode = lead[..9],
            category = "NEI",
            narrative = "两家因滴水檐多次争执，请求调解。",
            source = "visit",
            parties = new[] { new { role = "applicant", kind = "person", name = "王某" } },
        };
        if (await Done("/v1/disputes", registration, key, cancellation) is not { } registered)
            return;
        var seen = registered.Read<SeenRegistration>();
        var heard = new Heard(key, seen.Number, seen.Receipt, seen.Lead.Agency, []);
        heard = await Act(heard, "triage", new { category = "NEI" }, cancellation);
        heard = await Act(heard, "assign", new { lead }, cancellation);
        if (heard.InDoubt is null)
            heard = heard with { Lead = lead };
        await Look(heard, cancellation);
        heard = await Act(heard, "contact", new { method = "telephone", outcome = "unreachable" }, cancellation);
        // Half of a limit of two hours is over in a few seconds: deadlines that come due while everything falls.
        heard = await Act(heard, "events", new { @event = "escalation-signs", at = TimeProvider.System.GetUtcNow().AddHours(-1).AddSeconds(3 + (turn % 20)) }, cancellation);
        Heard.Add(heard);
    }

    private async Task<Heard> Act(Heard heard, string act, object body, CancellationToken cancellation)
    {
        if (heard.InDoubt is not null)
            return heard;
        return await Done($"/v1/disputes/{heard.Number}/{act}", body, $"{heard.Key}-{act}", cancellation) is not null
            ? heard with { Acts = heard.Acts.Add(act) }
            : heard with { InDoubt = act };
    }

    /// <summary>
    /// What was acknowledged must be seen by whoever looks next, on whichever node; from a silo that was cut off and does not know it yet
    /// the old may still be read for a moment, which is counted.
    /// </summary>
    private async Task Look(Heard heard, CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); await Read($"/v1/disputes/{heard.Number}", cancellation) is { } answer; await Task.Delay(250, cancellation))
        {
            var seen = answer.Read<SeenDispute>();
            if (heard.Lead is null || (seen.Lead.Agency == heard.Lead && seen.Stage is "assigned"))
                break;
            Interlocked.Increment(ref _staleReads);
            if (waited.Elapsed > LongestStale)
            {
                caller.Findings.Enqueue($"{heard.Number}: {heard.Lead} was told to lead, and {waited.Elapsed.TotalSeconds:0} s later the dispute says {seen.Lead.Agency}, {seen.Stage}");
                break;
            }
        }

        if (heard.Lead is { } agency)
            await Read($"/v1/disputes?lead={agency}&limit=5", cancellation);
    }

    private async Task<Answer?> Read(string path, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return await caller.Ask(HttpMethod.Get, "clerk", path, null, null, cancellation);
    }

    private async Task<Answer?> Done(string path, object body, string key, CancellationToken cancellation)
    {
        var answer = await caller.Ask(HttpMethod.Post, "clerk", path, body, key, cancellation);
        if (answer is not { } first || new Random(Hash(key)).Next(OneIsAskedTwice) != 0)
            return answer;
        var second = await caller.Ask(HttpMethod.Post, "clerk", path, body, key, cancellation);
        if (second is { } again && Identity(again) != Identity(first))
            caller.Findings.Enqueue($"{key} was answered twice, and differently: {Identity(first)}, then {Identity(again)}");
        return answer;
    }

    /// <summary>What must not differ between two answers to one request: time may have moved on, but nobody else works on this case.</summary>
    private static string Identity(Answer answer) =>
        answer.Body.Contains("\"accessCode\"", StringComparison.Ordinal) && answer.Read<SeenRegistration>() is var seen
            ? $"{seen.Number} {seen.AccessCode} {seen.Receipt.Sequence} {seen.Receipt.Hash}"
            : answer.Read<SeenDispute>() is var dispute ? $"{dispute.Number} {dispute.Stage} {dispute.Lead.Agency}" : "";

    // Not string.GetHashCode, which differs in every process: the same seed asks twice for the same.
    private int Hash(string key) => key.Aggregate(seed, (hash, character) => unchecked((hash * 31) + character));
}
