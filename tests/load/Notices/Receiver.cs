using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suyuan.Load.Product;

namespace Suyuan.Load.Notices;

/// <summary>What a receiver does with a request.</summary>
internal enum Reception
{
    Taken = 0,
    Failed = 1,
    Reset = 2,
    Silent = 3,
    Slow = 4,
}

/// <summary>One request that came.</summary>
/// <param name="Order">1, 2, 3 … over all requests of one agency.</param>
internal sealed record Delivery(string Agency, string Id, long Sequence, string? Number, Reception Reception, long Order, DateTimeOffset At);

/// <summary>Receivers of webhooks for many agencies on one loopback port, as good or bad as asked.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>Longer than the product waits for an answer.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, long> _orders = new();
    private Func<string, Reception> _mood = _ => Reception.Taken;

    private Receiver(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public ConcurrentQueue<Delivery> Deliveries { get; } = new();

    /// <summary>Notice ids that were answered with success.</summary>
    public ConcurrentDictionary<string, bool> Taken { get; } = new();

    public static async Task<Receiver> Start()
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Find(1)[0]}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app, address);
        app.MapPost("/{agency}", (RequestDelegate)receiver.Receive);
        await app.StartAsync();
        return receiver;
    }

    /// <param name="mood">By agency, for each request anew.</param>
    public void Behave(Func<string, Reception> mood) => Volatile.Write(ref _mood, mood);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Receive(HttpContext http)
    {
        var agency = (string)http.Request.RouteValues["agency"]!;
        var reception = Volatile.Read(ref _mood)(agency);
        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        var data = body.RootElement.GetProperty("data");
        var id = http.Request.Headers["webhook-id"].ToString();
        Deliveries.Enqueue(new Delivery(
            agency, id, data.GetProperty("sequence").GetInt64(), data.TryGetProperty("number", out var number) ? number.GetString() : null, reception,
            _orders.AddOrUpdate(agency, 1, (_, order) => order + 1), TimeProvider.System.GetUtcNow()));
        switch (reception)
        {
            case Reception.Failed:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Reception.Reset:
                http.Abort();
                return;
            case Reception.Silent:
                await Task.Delay(Silence, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                http.Abort();
                return;
            case Reception.Slow:
                Taken[id] = true;
                await http.Response.WriteAsync("o", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(400), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            default:
                Taken[id] = true;
                return;
        }
    }

    public static string Count(IEnumerable<Delivery> deliveries) => string.Join(
        ", ",
        deliveries.GroupBy(delivery => delivery.Reception).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.ToString().ToLowerInvariant()} {group.Count()}")));
}
