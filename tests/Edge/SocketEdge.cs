using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Overload;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>The real pipeline on real sockets, with no cluster behind it: what gets through is answered 503 <c>unavailable</c>.</summary>
internal sealed class SocketEdge : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MeterListener _thrown = new();

    private SocketEdge(WebApplication app, FakeTimeProvider patience)
    {
        (_app, Patience) = (app, patience);
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        _thrown.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "aspnetcore.diagnostics.exceptions" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _thrown.SetMeasurementEventCallback<long>((_, _, tags, _) => Thrown.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        _thrown.Start();
    }

    /// <summary>By which bodies and rates are timed.</summary>
    public FakeTimeProvider Patience { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>What was thrown through the handler of faults, by the names of its types.</summary>
    public ConcurrentQueue<string> Thrown { get; } = [];

    public Uri Address => new(_app.Urls.Single());

    public static async Task<SocketEdge> Start(params (string Key, string? Value)[] settings)
    {
        var patience = new FakeTimeProvider();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        // The client would wait for a silo.
        builder.Services.RemoveAll<IHostedService>();
        builder.AddSuyuanApi();
        builder.Services.AddKeyedSingleton<TimeProvider>(Lanes.Clock, patience);
        var app = builder.Build().UseSuyuanApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SocketEdge(app, patience);
    }

    public string Token() => ((IssuedToken)((IValueHttpResult)Services.GetRequiredService<DevelopmentTokens>().Answer(new TokenRequest { Role = Role.Clerk })).Value!).Token;

    public async Task<Line> Open()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, TestContext.Current.CancellationToken);
        return new Line(client);
    }

    /// <summary>A probe that is never made to wait passes the time.</summary>
    public async Task Until(Func<bool> reached)
    {
        while (!reached())
        {
            await using var line = await Open();
            await line.Send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            await line.Answer();
        }
    }

    /// <summary>Returns when the last request has ended, whether anybody waits for its answer or not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _thrown.Dispose();
    }
}

/// <summary>One connection, byte by byte.</summary>
internal sealed class Line(TcpClient client) : IAsyncDisposable
{
    public ValueTask Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public async ValueTask Send(byte[] bytes) => await client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Nothing more will be sent; whether it listens is not known.</summary>
    public void End() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>As a caller whose machine has gone: the connection is reset.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();
    }

    /// <summary>All that is said until there is an end to it; empty when the connection was closed without a word.</summary>
    public async Task<string> Answer()
    {
        var text = new StringBuilder();
        var buffer = new byte[16_384];
        try
        {
            for (int read; (read = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                if (IsWhole(text.ToString()))
                    break;
            }
        }
        catch (IOException)
        {
            // Closed hard.
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsWhole(string text)
    {
        if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is not (> 0 and var end))
            return false;
        var length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null
            ? text.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            : Encoding.UTF8.GetByteCount(text[(end + 4)..]) >= int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
