using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Suyuan.Load.Product;
using Suyuan.Storage;

namespace Suyuan.Load.Rotating;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Cases">Registered before the keys change.</param>
/// <param name="Warm">Load before the new key, and after everything lies under it.</param>
/// <param name="Limit">For everything to lie under the new key.</param>
internal sealed record RotateOptions(string? Postgres, int Callers, int Cases, TimeSpan Warm, TimeSpan Limit, bool Keep)
{
    public static RotateOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--callers", "--cases", "--warm", "--limit"], ["--keep"]);
        return new RotateOptions(
            DatabaseChoice.From(line),
            line.Whole("--callers", 8, 1, 256),
            line.Whole("--cases", 500, 1, 100_000),
            TimeSpan.FromSeconds(line.Whole("--warm", 10, 1, 600)),
            TimeSpan.FromMinutes(line.Whole("--limit", 10, 1, 240)),
            line.Has("--keep"));
    }
}

/// <summary>Callers register, act and read without a pause while a key is added, made the active one, and everything is brought under it.</summary>
internal sealed class RotateRun(RotateOptions options, TextWriter output)
{
    private const string Registration = """
        {"areaCode":"510304104218","category":"NEI","narrative":"邻居牛圈臭气熏天，多次交涉无果。","source":"visit","parties":[
         {"role":"applicant","kind":"person","name":"李四方","idNumber":"510304198001010017","telephone":"13990001234","address":"和平路1号"},
         {"role":"respondent","kind":"person","name":"王某"}]}
        """;

    /// <summary>Longer than a silo waits before it looks at the file again.</summary>
    private static readonly TimeSpan Seen = PersonalOptions.UsualRefresh + TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _answers = new();
    private readonly ConcurrentQueue<string> _numbers = [];

    public async Task<int> Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, options.Keep, cancellation);
        await using var product = await ProductProcess.Start(place, 1, cancellation);
        using var http = new HttpClient { BaseAddress = place.Address };
        var (coordinator, operate) = (await Token(http, "coordinator", cancellation), await Token(http, "operator", cancellation));
        for (var registered = 0; registered < options.Cases; registered++)
            await Register(http, coordinator, cancellation);
        await Say($"before: {await Keys(http, operate, cancellation)}");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var callers = Enumerable.Range(0, options.Callers).Select(caller => Task.Run(() => Caller(http, coordinator, caller, over.Token), cancellation)).ToArray();
        await Task.Delay(options.Warm, TimeProvider.System, cancellation);
        var file = place.KeyFile;
        KeyFile.Add(file, "k2", active: false);
        await Task.Delay(Seen, TimeProvider.System, cancellation);
        KeyFile.Activate(file, "k2");
        var watch = Stopwatch.StartNew();
        JsonNode keys;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            keys = await Keys(http, operate, cancellation);
        }
        while (watch.Elapsed < options.Limit && !((string?)keys["active"] is "k2" && !(bool)keys["rewriting"]!));

        await Say($"everything under the new key after {watch.Elapsed.TotalSeconds:0} s: {keys.ToJsonString()}");
        await Task.Delay(options.Warm, TimeProvider.System, cancellation);
        await over.CancelAsync();
        await Task.WhenAll(callers);
        keys = await Keys(http, operate, cancellation);
        var left = keys["keys"]!.AsArray().Where(key => (string?)key!["id"] is not "k2").Sum(key => (long)key!["values"]!) + (long)keys["clear"]!;
        var intact = (bool)(await Ask(http, operate, HttpMethod.Get, "/v1/audit/ledger/verify?area=510300", null, cancellation)).Json!["intact"]!;
        var failed = _answers.Where(answer => !answer.Key.StartsWith('2')).Sum(answer => answer.Value);
        await Say($"answers by status: {string.Join(", ", _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key}: {answer.Value}"))}");
        await Say($"after: {keys.ToJsonString()}");
        await Say($"failed requests {failed}, values under another key or clear {left}, ledger {(intact ? "intact" : "BROKEN")}");
        return failed is 0 && left is 0 && intact ? 0 : 1;
    }

    private async Task Caller(HttpClient http, string token, int caller, CancellationToken over)
    {
        try
        {
            for (var turn = caller; ; turn++)
            {
                var number = _numbers.ElementAt(turn % Math.Min(_numbers.Count, options.Cases));
                await ((turn % 4) switch
                {
                    0 => Register(http, token, over),
                    1 => Counted(http, token, HttpMethod.Post, $"/v1/disputes/{number}/risks", $$"""{"factor":"violence","reason":"扬言报复","reference":"w-{{turn}}-{{caller}}"}""", over),
                    2 => Counted(http, token, HttpMethod.Get, $"/v1/disputes/{number}/history?limit=50", null, over),
                    _ => Counted(http, token, HttpMethod.Get, $"/v1/disputes/{number}", null, over),
                });
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Told to end.
        }
    }

    private async Task Register(HttpClient http, string token, CancellationToken cancellation)
    {
        if ((await Counted(http, token, HttpMethod.Post, "/v1/disputes", Registration, cancellation))?["number"] is { } number)
            _numbers.Enqueue((string)number!);
    }

    private async Task<JsonNode?> Counted(HttpClient http, string token, HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        string answered;
        JsonNode? json = null;
        try
        {
            (answered, json) = await Ask(http, token, method, path, body, cancellation);
        }
        catch (HttpRequestException broken)
        {
            answered = $"{broken.HttpRequestError}";
        }

        _answers.AddOrUpdate(answered, 1, static (_, before) => before + 1);
        return json;
    }

    private static async Task<(string Status, JsonNode? Json)> Ask(HttpClient http, string token, HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return ($"{(int)response.StatusCode}", response.IsSuccessStatusCode ? JsonNode.Parse(text) : null);
    }

    private static async Task<JsonNode> Keys(HttpClient http, string token, CancellationToken cancellation) =>
        (await Ask(http, token, HttpMethod.Get, "/v1/system/keys", null, cancellation)).Json ?? throw new InvalidOperationException("The product does not say which keys there are.");

    private static async Task<string> Token(HttpClient http, string role, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(new Uri("/dev/token", UriKind.Relative), new { role }, cancellation);
        response.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!["token"]!;
    }

    private Task Say(FormattableString line) => output.WriteLineAsync(FormattableString.Invariant(line));
}
