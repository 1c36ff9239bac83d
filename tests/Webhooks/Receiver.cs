using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>A real HTTP server on loopback that does what a test tells it: answers, fails, or keeps one waiting.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly ConcurrentQueue<Heard> _all = [];

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Says of a request, by its place (0, 1, 2 …), what to do with it.</summary>
    public Func<int, HttpContext, Task> Behaves { get; set; } = Takes;

    public Uri Address => new(_app.Urls.First() + "/hook?of=test");

    public int Port => Address.Port;

    /// <summary>Everything that came, in order.</summary>
    public ImmutableArray<Heard> All => [.. _all];

    public static Task Takes(int place, HttpContext http) => Answers(204)(place, http);

    public static Func<int, HttpContext, Task> Answers(int status) => (_, http) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Ends the connection in the middle.</summary>
    public static Task Resets(int place, HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Answers nothing until the caller has gone.</summary>
    public static async Task Hangs(int place, HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <param name="certificate">Speaks TLS with it.</param>
    public static async Task<Receiver> Start(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Hear);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The next one that nobody has asked for yet; waits for it.</summary>
    public ValueTask<Heard> Next() => _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Hear(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var heard = new Heard(
            http.Request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        var place = _all.Count;
        _all.Enqueue(heard);
        _heard.Writer.TryWrite(heard);
        await Behaves(place, http);
    }
}

internal sealed record Heard(ImmutableDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public JsonNode Event => JsonNode.Parse(Body)!;

    public long Sequence => (long)Event["data"]!["sequence"]!;
}
