using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Suyuan.Load.Driving;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>
/// A caller before two nodes, as behind a load balancer: what is not answered, or answered 503 or 429, is asked again of the other node
/// under the same key until patience ends. Every other failure is a finding, and so is a 503 that does not say when to come back.
/// </summary>
internal sealed class Caller(ImmutableArray<HttpClient> nodes)
{
    /// <summary>No outage of a test lasts so long; who still has no answer by then has lost something.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private int _requests;
    private int _repeats;

    /// <summary>Answers that must not be, and acknowledgements that contradict each other.</summary>
    public ConcurrentQueue<string> Findings { get; } = new();

    /// <summary>How often each kind of answer other than success was heard.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new();

    /// <summary>Instants at which something was acknowledged, as <see cref="Stopwatch"/> ticks.</summary>
    public ConcurrentQueue<long> Acknowledged { get; } = new();

    public int Requests => _requests;

    public int Repeats => _repeats;

    /// <returns>The answer with success; null when there was none, which is a finding.</returns>
    /// <param name="key">Idempotency key; null for a reading.</param>
    public async Task<Answer?> Ask(HttpMethod method, string role, string path, object? body, string? key, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var turn = Interlocked.Increment(ref _requests); ; turn++)
        {
            if (await Once(nodes[turn % nodes.Length], method, role, path, body, key, cancellation) is { } answer)
            {
                if (answer.Succeeded)
                {
                    Acknowledged.Enqueue(Stopwatch.GetTimestamp());
                    return answer;
                }

                Findings.Enqueue($"{key ?? "a reading"}: {method} {path} was answered {(int)answer.Status} {answer.Problem().Code} {answer.Problem().Detail}");
                return null;
            }

            if (waited.Elapsed > Patience)
            {
                Findings.Enqueue($"{key ?? "a reading"}: {method} {path} found no answer in {waited.Elapsed.TotalSeconds:0} s");
                return null;
            }

            Interlocked.Increment(ref _repeats);
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <returns>Null for an answer that was lost, or that asks to come again.</returns>
    private async Task<Answer?> Once(HttpClient node, HttpMethod method, string role, string path, object? body, string? key, CancellationToken cancellation)
    {
        try
        {
            if (!_tokens.TryGetValue(role, out var token))
            {
                var given = await Asking.Once(node, HttpMethod.Post, "/dev/token", new { role, area = Tokens.WholeCity }, null, null, cancellation);
                if (!given.Succeeded)
                    return null;
                token = _tokens[role] = given.Read<SeenToken>().Token;
            }

            var answer = await Asking.Once(node, method, path, body, key, token, cancellation);
            if (answer.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                return answer;
            if (!answer.ComesBack)
                Findings.Enqueue($"{method} {path} was answered {(int)answer.Status} without Retry-After");
            Told.Count(Refusals, $"{(int)answer.Status} {answer.Problem().Code}");
            return null;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // The answer is lost, not the act: the key tells the product that it is the same request.
            Told.Count(Refusals, lost is TaskCanceledException ? "no answer in time" : "connection lost");
            return null;
        }
    }
}
