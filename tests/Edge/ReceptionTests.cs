using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Suyuan.Edge;
using Suyuan.Overload;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>Bodies that are slow, too large or too many, over real sockets.</summary>
public sealed class ReceptionTests
{
    [Fact]
    public async Task Who_sends_slowly_holds_no_place_and_is_told_to_stop()
    {
        await using var edge = await SocketEdge.Start(("Overload:IntakeAtOnce", "1"), ("Overload:IntakeWaiting", "0"));
        var reception = edge.Services.GetRequiredService<Reception>();
        await using var slow = await edge.Open();
        await slow.Send($"{Head(edge, 200)}{{\"narrative\":");
        await edge.Until(() => reception.Held > 0);

        Assert.Equal(1, edge.Services.GetRequiredService<Lanes>().Of(Lane.Intake).CurrentAvailablePermits);
        await using var other = await edge.Open();
        await other.Send($"{Head(edge, 2)}{{}}");
        var served = await other.Answer();
        // Its clock may start a moment after its first bytes have come.
        await edge.Until(() =>
        {
            edge.Patience.Advance(TimeSpan.FromSeconds(30));
            return reception.Held is 0;
        });
        var told = await slow.Answer();

        Assert.Contains("\"code\":\"unavailable\"", served, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 408 ", told, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body-too-slow\"", told, StringComparison.Ordinal);
        Assert.Contains("Connection: close", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_bodies_together_have_a_bound()
    {
        await using var edge = await SocketEdge.Start(("Edge:BodyBytes", $"{2 * 1024 * 1024}"));
        var reception = edge.Services.GetRequiredService<Reception>();
        var some = new byte[1_000_000];
        await using var first = await edge.Open();
        await using var second = await edge.Open();
        foreach (var line in (Line[])[first, second])
        {
            await line.Send(Head(edge, 1_040_000));
            await line.Send(some);
        }

        await edge.Until(() => reception.Held >= 2 * some.Length);
        await using var third = await edge.Open();
        await third.Send(Head(edge, 1_040_000));
        await third.Send(some);
        var told = await third.Answer();

        Assert.StartsWith("HTTP/1.1 503 ", told, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"intake-full\"", told, StringComparison.Ordinal);
        Assert.Contains("Retry-After:", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/disputes", 1024 * 1024, "1 MiB")]
    [InlineData("/v1/disputes/51030420260000015/exit", 512 * 1024, "512 KiB")]
    [InlineData("/v1/triage/suggest", 512 * 1024, "512 KiB")]
    [InlineData("/dev/token", 16 * 1024, "16 KiB")]
    public async Task What_is_announced_or_grows_too_large_is_refused(string path, int most, string said)
    {
        await using var edge = await SocketEdge.Start();
        await using var announcing = await edge.Open();
        await announcing.Send(Head(edge, most + 1, path));
        await using var growing = await edge.Open();
        await growing.Send(Head(edge, null, path));
        await growing.Send([.. System.Text.Encoding.ASCII.GetBytes($"{most + 1:x}\r\n"), .. new byte[most + 1], .. "\r\n0\r\n\r\n"u8]);

        foreach (var told in (string[])[await announcing.Answer(), await growing.Answer()])
        {
            Assert.StartsWith("HTTP/1.1 413 ", told, StringComparison.Ordinal);
            Assert.Contains(said, told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("7fffffff0\r\n{}")]
    [InlineData("ZZ\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}ZZ\r\n")]
    public async Task Chunks_of_no_size_are_the_caller_s_fault(string chunks)
    {
        var edge = await SocketEdge.Start();
        string told;
        await using (edge)
        {
            await using var line = await edge.Open();
            await line.Send(Head(edge, null) + chunks);
            told = await line.Answer();
        }

        Assert.StartsWith("HTTP/1.1 400 ", told, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body-unreadable\"", told, StringComparison.Ordinal);
        Assert.Contains("Connection: close", told, StringComparison.Ordinal);
        Assert.Empty(edge.Thrown);
    }

    /// <summary>Two lengths of one body are how a request is smuggled past a proxy that believes the other (RFC 9112 6.3).</summary>
    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    public async Task A_body_of_two_lengths_is_refused_and_its_connection_ends(string rest)
    {
        await using var edge = await SocketEdge.Start();
        foreach (var path in (string[])["POST /v1/disputes/51030420260000015/accept", "GET /v1/disputes"])
        {
            await using var line = await edge.Open();
            await line.Send($"{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {edge.Token()}\r\nContent-Type: application/json\r\n{rest}");
            var told = await line.Answer();

            Assert.StartsWith("HTTP/1.1 400 ", told, StringComparison.Ordinal);
            Assert.Contains("\"code\":\"body-unreadable\"", told, StringComparison.Ordinal);
            Assert.Contains("Connection: close", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(200, "{\"narrative\":", false)]
    [InlineData(200, "{\"narrative\":", true)]
    [InlineData(200, "", false)]
    [InlineData(null, "ff\r\n{", false)]
    [InlineData(null, "ff\r\n{", true)]
    [InlineData(null, "ZZ\r\n", false)]
    [InlineData(null, "ffffffffffffffff\r\n", false)]
    public async Task Whoever_goes_in_the_middle_of_a_body_is_let_go(int? length, string sent, bool reset)
    {
        const int Callers = 20;
        var edge = await SocketEdge.Start();
        var reception = edge.Services.GetRequiredService<Reception>();
        await using (edge)
        {
            for (var caller = 0; caller < Callers; caller++)
            {
                await using var line = await edge.Open();
                await line.Send(Head(edge, length) + sent);
                if (reset)
                {
                    // What is reset before it was read was never asked.
                    await edge.Until(() => reception.Held > 0);
                    line.Reset();
                    await edge.Until(() => reception.Held is 0);
                }
                else
                {
                    line.End();
                }
            }

            await edge.Until(() => reception.Broken is Callers);
        }

        Assert.Equal(0, reception.Held);
        Assert.Empty(edge.Thrown);
    }

    [Fact]
    public async Task A_head_that_does_not_end_ends_the_connection()
    {
        await using var edge = await SocketEdge.Start(("Edge:HeadTimeout", "00:00:01"));
        await using var slow = await edge.Open();
        await slow.Send("POST /v1/disputes HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

        Assert.StartsWith("HTTP/1.1 408 ", await slow.Answer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8_300, 0, "414")]
    [InlineData(10, 30_000, "431")]
    public async Task A_head_that_is_too_large_is_refused(int path, int header, string status)
    {
        await using var edge = await SocketEdge.Start();
        await using var line = await edge.Open();
        await line.Send($"GET /{new string('a', path)} HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('b', header)}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", await line.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_holds_so_many_connections_and_no_more()
    {
        await using var edge = await SocketEdge.Start(("Edge:ConnectionsPerAddress", "2"));
        var share = edge.Services.GetRequiredService<ConnectionShare>();
        var first = await edge.Open();
        await using var second = await edge.Open();
        foreach (var line in (Line[])[first, second])
            Assert.StartsWith("HTTP/1.1 200 ", await Alive(line), StringComparison.Ordinal);
        await using var third = await edge.Open();
        Assert.Equal("", await Alive(third));

        await first.DisposeAsync();
        // The server hears of it on a thread of its own.
        string said;
        do
        {
            await using var again = await edge.Open();
            said = await Alive(again);
        }
        while (said.Length is 0);

        Assert.StartsWith("HTTP/1.1 200 ", said, StringComparison.Ordinal);
        Assert.Equal(1, share.Known);
    }

    [Fact]
    public async Task The_server_is_told_all_of_its_bounds()
    {
        await using var edge = await SocketEdge.Start(("Edge:MaxConnections", "77"), ("Edge:KeepAlive", "00:00:20"));
        var limits = edge.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(
            (77L, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), 240.0, 1024L * 1024),
            (limits.MaxConcurrentConnections, limits.KeepAliveTimeout, limits.RequestHeadersTimeout, limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MaxRequestBodySize));
    }

    private static async Task<string> Alive(Line line)
    {
        try
        {
            await line.Send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        catch (IOException)
        {
            // Closed before anything was said.
        }

        return await line.Answer();
    }

    /// <param name="length">Null: chunked.</param>
    private static string Head(SocketEdge edge, int? length, string path = "/v1/disputes") =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {edge.Token()}\r\nContent-Type: application/json\r\n"
        + $"{(length is null ? "Transfer-Encoding: chunked" : $"Content-Length: {length}")}\r\n\r\n";
}
