using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Suyuan.Tests.Api;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>What browsers are told: headers, and whose pages may ask.</summary>
public sealed class BrowserTests(EdgeWithoutCluster edge) : IClassFixture<EdgeWithoutCluster>
{
    private static readonly (string, string?)[] Issuer = [("Auth:Audience", "suyuan"), ("Auth:Authority", "https://issuer.example")];

    [Theory]
    [InlineData("/v1/rules")]
    [InlineData("/v1/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/v1/progress/51030420260000015")]
    public async Task Every_answer_forbids_to_guess_frame_keep_and_load(string path)
    {
        var headers = (await Ask(edge.App, path)).Response.Headers;

        Assert.Equal(
            ("nosniff", "DENY", "no-referrer", "no-store", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
            (headers.XContentTypeOptions.ToString(), headers.XFrameOptions.ToString(), headers["Referrer-Policy"].ToString(), headers.CacheControl.ToString(), headers.ContentSecurityPolicy.ToString()));
        Assert.False(headers.ContainsKey("Server"));
    }

    [Fact]
    public async Task The_reference_may_load_its_own_script_and_nobody_else_s()
    {
        var policy = (await Ask(edge.App, "/docs/")).Response.Headers.ContentSecurityPolicy.ToString();

        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "https", true)]
    [InlineData("Production", "http", false)]
    [InlineData("Development", "https", false)]
    public async Task Who_came_by_https_is_told_to_come_by_nothing_else(string environment, string scheme, bool told)
    {
        await using var app = EdgeWithoutCluster.Build(environment, Issuer);
        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(told, (await Ask(app, "/health/live", http => http.Request.Scheme = scheme)).Response.Headers.ContainsKey("Strict-Transport-Security"));
    }

    [Fact]
    public async Task No_origin_is_known_by_default()
    {
        var answer = await Ask(edge.App, "/v1/disputes", http => Preflight(http, "https://elsewhere.example"));

        Assert.DoesNotContain(answer.Response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://mediation.example", true)]
    [InlineData("https://mediation.example.evil.example", false)]
    [InlineData("null", false)]
    public async Task A_configured_origin_may_ask_and_no_other(string origin, bool may)
    {
        await using var app = EdgeWithoutCluster.Build(Environments.Production, [.. Issuer, ("Edge:Origins:0", "https://mediation.example")]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var headers = (await Ask(app, "/v1/disputes", http => Preflight(http, origin))).Response.Headers;

        Assert.Equal(may ? origin : "", headers.AccessControlAllowOrigin.ToString());
        Assert.False(headers.ContainsKey("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("Edge:Origins:0", "*")]
    [InlineData("Edge:Origins:0", "http://mediation.example")]
    [InlineData("Edge:Origins:0", "https://mediation.example/")]
    [InlineData("Edge:KnownProxies:0", "0.0.0.0/0")]
    [InlineData("Edge:KnownProxies:0", "gateway")]
    [InlineData("Edge:HeadTimeout", "00:00:00")]
    [InlineData("Edge:BodyBytes", "1")]
    [InlineData("Edge:ConnectionsPerAddress", "0")]
    [InlineData("RateLimits:Scale", "0")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => EdgeWithoutCluster.Build(Environments.Production, [.. Issuer, (key, value)]));

        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal), Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    private static void Preflight(HttpContext http, string origin)
    {
        http.Request.Method = "OPTIONS";
        http.Request.Headers.Origin = origin;
        http.Request.Headers.AccessControlRequestMethod = "POST";
    }

    private static Task<HttpContext> Ask(Microsoft.AspNetCore.Builder.WebApplication app, string path, Action<HttpContext>? more = null) => app.GetTestServer().SendAsync(
        http =>
        {
            http.Request.Method = "GET";
            http.Request.Path = path;
            more?.Invoke(http);
        },
        TestContext.Current.CancellationToken);
}
