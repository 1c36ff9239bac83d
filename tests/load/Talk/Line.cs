using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Suyuan.Load.Talk;

/// <summary>
/// The line to the product, bad at times: an answer that does not come, or a 503, is asked for again under the same
/// Idempotency-Key until patience ends. A share of good answers is thrown away and asked for again, so that the second
/// answer is tried and not only promised.
/// </summary>
internal sealed class Line(HttpClient http, Told told, int seed, int inFlight = Line.InFlight, bool losesAnswers = true) : IDisposable
{
    public const int InFlight = 16;

    private const double ShareOfLostAnswers = 0.02;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<Person, string> _tokens = new();
    private readonly SemaphoreSlim _lines = new(inFlight);

    public static HttpClient Client(Uri address, int inFlight = InFlight) => new(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public Task<Answer> Get(Person by, string path, CancellationToken cancellation) => Ask(HttpMethod.Get, by, path, null, null, cancellation);

    public async Task<Answer> Post(Person by, string path, object body, string key, CancellationToken cancellation)
    {
        var answer = await Ask(HttpMethod.Post, by, path, body, key, cancellation);
        if (!answer.Succeeded || !losesAnswers || !IsLost(key))
            return answer;
        told.Repeated();
        return await Ask(HttpMethod.Post, by, path, body, key, cancellation);
    }

    public void Dispose() => _lines.Dispose();

    private async Task<Answer> Ask(HttpMethod method, Person by, string path, object? body, string? key, CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation))
        {
            await _lines.WaitAsync(cancellation);
            try
            {
                var answer = await Once(method, path, body, key, await Token(by, cancellation), cancellation);
                if (answer.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || waited.Elapsed > Patience)
                    return answer;
                Told.Count(told.Refusals, $"{answer.Problem().Code} (asked again)");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException && !cancellation.IsCancellationRequested && waited.Elapsed < Patience)
            {
                // The answer is lost, not the act: the key tells the product that it is the same request.
            }
            finally
            {
                _lines.Release();
            }

            told.Repeated();
        }
    }

    private Task<Answer> Once(HttpMethod method, string path, object? body, string? key, string? token, CancellationToken cancellation)
    {
        told.Asked();
        return Asking.Once(http, method, path, body, key, token, cancellation);
    }

    private async Task<string> Token(Person by, CancellationToken cancellation)
    {
        if (_tokens.TryGetValue(by, out var known))
            return known;
        var answer = await Once(HttpMethod.Post, "/dev/token", by.Agency is null ? new { role = by.Role, area = by.Area } : new { role = by.Role, agency = by.Agency }, null, null, cancellation);
        return answer.Succeeded
            ? _tokens.GetOrAdd(by, answer.Read<SeenToken>().Token)
            : throw new HttpRequestException($"No token for {by}: {answer.Problem()}");
    }

    private bool IsLost(string key) => new Random(HashCode(key)).NextDouble() < ShareOfLostAnswers;

    // Not string.GetHashCode, which differs in every process: the same seed loses the same answers.
    private int HashCode(string key) => key.Aggregate(seed, (hash, character) => unchecked(hash * 31 + character));
}
