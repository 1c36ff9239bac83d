using System.Collections.Concurrent;
using System.Collections.Immutable;
using Suyuan.Load.Notices;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>
/// Mixed work on all API nodes: registrations, commands and readings. What was acknowledged is remembered; an answer that does not
/// come is asked for again under the same key, so that in the end every request has one.
/// </summary>
internal sealed class Traffic(ImmutableArray<Line> lines, Told told, int seed)
{
    private const int CallersOfLine = 4;

    private static readonly Person Clerk = new("clerk");

    private static readonly ImmutableArray<string> Agencies = Cause.Agencies(30);

    private static int _turn;

    public ConcurrentDictionary<string, string> Leads { get; } = new();

    private long _reads;

    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Works until told to stop; then everything that was begun is brought to its end.</summary>
    public Task Run(Func<bool> over, CancellationToken cancellation) => Task.WhenAll(lines.SelectMany(line => Enumerable.Range(0, CallersOfLine).Select(async _ =>
    {
        while (!over())
            await One(line, Interlocked.Increment(ref _turn), cancellation);
    })));

    private async Task One(Line line, int turn, CancellationToken cancellation)
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
        var number = (await Done(line, "/v1/disputes", registration, $"{key}-register", cancellation)).Read<SeenRegistration>().Number;
        told.Registered.TryAdd(number, $"{key}-register");
        await Act(line, number, "triage", new { category = "NEI" }, key, cancellation);
        await Act(line, number, "assign", new { lead }, key, cancellation);
        Leads[number] = lead;
        var read = await line.Get(Clerk, $"/v1/disputes/{number}", cancellation);
        if (!read.Succeeded || read.Read<SeenDispute>().Lead.Agency != lead)
            told.Contradictions.Enqueue($"{number}: {lead} was told to lead, and the dispute says {(read.Succeeded ? read.Read<SeenDispute>().Lead.Agency : read.Problem().Code)}");
        Interlocked.Increment(ref _reads);
        await Act(line, number, "contact", new { method = "telephone", outcome = "unreachable" }, key, cancellation);
        // Half of a limit of two hours is over in a few seconds: deadlines that come due while everything falls.
        await Act(line, number, "events", new { @event = "escalation-signs", at = DateTimeOffset.UtcNow.AddHours(-1).AddSeconds(3 + (turn % 20)) }, key, cancellation);
    }

    private async Task Act(Line line, string number, string act, object body, string key, CancellationToken cancellation)
    {
        await Done(line, $"/v1/disputes/{number}/{act}", body, $"{key}-{act}", cancellation);
        Told.Count(told.Done, (number, act));
    }

    private static async Task<Answer> Done(Line line, string path, object body, string key, CancellationToken cancellation)
    {
        var answer = await line.Post(Clerk, path, body, key, cancellation);
        return answer.Succeeded ? answer : throw new InvalidOperationException($"{path} was refused: {answer.Problem()}");
    }
}
