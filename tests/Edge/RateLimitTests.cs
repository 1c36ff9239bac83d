using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Identity;
using Suyuan.Overload;
using Suyuan.Tests.Api;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>Asking too often, over the real pipeline, by a clock that the test moves.</summary>
public sealed class RateLimitTests
{
    private const string Progress = "/v1/progress/51030420260000015";

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task An_address_that_asks_too_often_waits_and_another_does_not()
    {
        await using var app = await Start();
        for (var i = 0; i < 30; i++)
            Assert.Equal(400, (await Ask(app, Progress, "192.0.2.1")).Response.StatusCode);

        var refused = await Ask(app, Progress, "192.0.2.1");
        Assert.Equal((429, "2"), (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString()));
        Assert.Equal("application/problem+json", refused.Response.ContentType);
        Assert.Equal(400, (await Ask(app, Progress, "192.0.2.2")).Response.StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(400, (await Ask(app, Progress, "192.0.2.1")).Response.StatusCode);
    }

    [Fact]
    public async Task An_actor_who_asks_too_often_waits_whatever_address_and_token_he_comes_with()
    {
        // A tenth of the table: a hundred reads at once.
        await using var app = await Start(("RateLimits:Scale", "0.1"));
        for (var i = 0; i < 100; i++)
            Assert.Equal(503, (await Ask(app, "/v1/rules", $"192.0.2.{i + 1}", Token(app, "one"))).Response.StatusCode);

        var refused = await Ask(app, "/v1/rules", "192.0.2.200", Token(app, "one"));
        Assert.Equal((429, "1"), (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString()));
        Assert.Equal(503, (await Ask(app, "/v1/rules", "192.0.2.200", Token(app, "another"))).Response.StatusCode);
    }

    [Fact]
    public async Task A_forged_token_uses_up_nobody_s_rate_but_its_sender_s()
    {
        await using var app = await Start(("RateLimits:Scale", "0.1"));
        var good = Token(app, "one");
        for (var i = 0; i < 200; i++)
            Assert.Equal(401, (await Ask(app, "/v1/rules", "192.0.2.1", good[..^4])).Response.StatusCode);

        Assert.Equal(503, (await Ask(app, "/v1/rules", "192.0.2.2", good)).Response.StatusCode);
    }

    [Fact]
    public async Task Health_is_never_counted_and_addresses_that_there_are_not_are()
    {
        await using var app = await Start(("RateLimits:Scale", "0.1"));
        for (var i = 0; i < 60; i++)
            Assert.Equal((200, i < 30 ? 404 : 429), ((await Ask(app, "/health/live", "192.0.2.1")).Response.StatusCode, (await Ask(app, "/admin.php", "192.0.2.1")).Response.StatusCode));
    }

    [Theory]
    [InlineData("192.0.2.0/24", "198.51.100.9", 400)]
    [InlineData(null, "198.51.100.9", 429)]
    [InlineData("203.0.113.1", "198.51.100.9", 429)]
    public async Task Only_a_known_proxy_is_believed_who_the_caller_is(string? known, string forwarded, int status)
    {
        await using var app = await Start(known is null ? [] : [("Edge:KnownProxies:0", known)]);
        for (var i = 0; i < 30; i++)
            await Ask(app, Progress, "192.0.2.1", forwarded: $"198.51.100.{100 + i}");

        Assert.Equal(status, (await Ask(app, Progress, "192.0.2.1", forwarded: forwarded)).Response.StatusCode);
    }

    private async Task<WebApplication> Start(params (string, string?)[] settings)
    {
        var app = EdgeWithoutCluster.Build(Environments.Development, services => services.AddKeyedSingleton<TimeProvider>(Lanes.Clock, _clock), settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string Token(WebApplication app, string name) =>
        ((IssuedToken)((IValueHttpResult)app.Services.GetRequiredService<DevelopmentTokens>().Answer(new TokenRequest { Role = Role.Clerk, Name = name })).Value!).Token;

    private static Task<HttpContext> Ask(WebApplication app, string path, string address, string? token = null, string? forwarded = null) => app.GetTestServer().SendAsync(
        http =>
        {
            http.Request.Method = "GET";
            http.Request.Path = path;
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            if (token is not null)
                http.Request.Headers.Authorization = $"Bearer {token}";
            if (forwarded is not null)
                http.Request.Headers["X-Forwarded-For"] = forwarded;
        },
        TestContext.Current.CancellationToken);
}
