using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Suyuan.Tests.Api;

/// <summary>The edge with no cluster behind it: all that must be answered before a grain is asked.</summary>
public sealed class EdgeTests(EdgeWithoutCluster edge) : IClassFixture<EdgeWithoutCluster>
{
    private readonly WebApplication _app = edge.App;

    [Theory]
    [InlineData("GET", "/v1/rules", null, 401, "unauthenticated")]
    [InlineData("GET", "/v1/nowhere", null, 404, "no-such-address")]
    [InlineData("DELETE", "/v1/rules", null, 405, "method-not-allowed")]
    [InlineData("GET", "/v1/rules", "clerk", 503, "unavailable")]
    [InlineData("GET", "/v1/disputes", "operator", 403, "not-your-role")]
    [InlineData("POST", "/v1/disputes", "supervisor", 403, "not-your-role")]
    [InlineData("GET", "/v1/disputes/51030420260000015", "clerk", 503, "unavailable")]
    [InlineData("GET", "/v1/disputes/51030420260000016", "clerk", 400, "wrong-check-character")]
    [InlineData("GET", "/v1/disputes/5103", "clerk", 400, "invalid")]
    [InlineData("GET", "/v1/disputes?stage=lost", "clerk", 400, "invalid")]
    [InlineData("GET", "/v1/disputes?limit=0", "clerk", 400, "invalid")]
    [InlineData("GET", "/v1/disputes?colour=red", "clerk", 400, "invalid")]
    [InlineData("GET", "/v1/progress/51030420260000015", null, 400, "invalid")]
    public async Task Every_error_is_a_problem_document(string method, string path, string? role, int status, string code)
    {
        using var answer = await Send(new HttpRequestMessage(new HttpMethod(method), path), role);

        await IsProblem(answer, status, code);
    }

    [Theory]
    [InlineData("{,}", "application/json", 400, "not-json")]
    [InlineData("{\"foo\":1}", "application/json", 400, "invalid")]
    [InlineData("{}", "text/plain", 415, "unsupported-media-type")]
    public async Task A_bad_body_never_reaches_a_grain(string body, string mediaType, int status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/disputes") { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        using var answer = await Send(request, "clerk");

        await IsProblem(answer, status, code);
    }

    [Fact]
    public async Task A_body_over_one_mebibyte_is_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/disputes") { Content = JsonContent.Create(new string('x', 1024 * 1024)) };
        using var answer = await Send(request, "clerk");

        await IsProblem(answer, 413, "payload-too-large");
    }

    [Fact]
    public async Task An_empty_body_is_an_object_without_members()
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Post, "/v1/disputes/51030420260000015/exit"), "clerk");

        await IsProblem(answer, 503, "unavailable");
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("If-Match", "7", "if-match-invalid")]
    [InlineData("Idempotency-Key", "a b", "idempotency-key-invalid")]
    public async Task A_malformed_condition_has_a_code_of_its_own(string header, string value, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/disputes/51030420260000015/exit");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await Send(request, "clerk");

        await IsProblem(answer, 400, code);
    }

    [Fact]
    public void Every_address_of_the_API_asks_for_a_token_except_the_party_s_pages_and_published_figures()
    {
        var endpoints = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal));

        Assert.Equal(
            ["/v1/areas/{code}/statistics", "/v1/progress/{number}", "/v1/progress/{number}/export"],
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not { Policy: not null }).Select(endpoint => endpoint.RoutePattern.RawText!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_role_that_may_not_is_told_which_may()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/disputes");
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await Send(request, "operator");

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            "Your role (operator) may not do or see this. Roles that may: clerk, grid-worker, mediator, handler, leader, coordinator, court, supervisor. "
                + "Hand it to somebody who may; if your role is wrong, ask your administrator.",
            problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 503)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/docs/", 200)]
    [InlineData("/docs/scalar.js", 200)]
    public async Task Health_and_documentation_need_no_token(string path, int status)
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, path), null);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("{}", "role")]
    [InlineData("""{"role":"party"}""", "role")]
    [InlineData("""{"role":"handler"}""", "agency")]
    [InlineData("""{"role":"grid-worker"}""", "area")]
    [InlineData("""{"role":"grid-worker","area":"12"}""", "area")]
    [InlineData("""{"role":"clerk","agency":"housing"}""", "agency")]
    [InlineData("""{"role":"clerk","name":""}""", "name")]
    public async Task A_trial_token_says_what_is_missing(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _app.GetTestClient().PostAsync(new Uri("/dev/token", UriKind.Relative), content, TestContext.Current.CancellationToken);

        var problem = await IsProblem(answer, 400, "invalid");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData(null, "https://issuer.example", "Auth:Audience")]
    [InlineData("suyuan", null, "Auth:Authority")]
    [InlineData("suyuan", "http://issuer.example", "Auth:Authority")]
    public void Production_does_not_start_without_an_issuer(string? audience, string? authority, string key)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => EdgeWithoutCluster.Build(Environments.Production, ("Auth:Audience", audience), ("Auth:Authority", authority)));

        Assert.StartsWith(key, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_gives_no_trial_tokens()
    {
        await using var production = EdgeWithoutCluster.Build(Environments.Production, ("Auth:Audience", "suyuan"), ("Auth:Authority", "https://issuer.example"));
        await production.StartAsync(TestContext.Current.CancellationToken);
        using var answer = await production.GetTestClient().PostAsJsonAsync("/dev/token", new { role = "clerk" }, TestContext.Current.CancellationToken);

        await IsProblem(answer, 404, "no-such-address");
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, string? role)
    {
        var client = _app.GetTestClient();
        if (role is not null)
        {
            using var issued = await client.PostAsJsonAsync("/dev/token", new { role }, TestContext.Current.CancellationToken);
            var token = await issued.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> IsProblem(HttpResponseMessage answer, int status, string code)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            (status, code, "application/problem+json", "zh-CN"),
            ((int)answer.StatusCode, problem.GetProperty("code").GetString(), answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentLanguage.Single()));
        return problem;
    }
}
