using System.Net;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Operations;

/// <summary>What a balancer is told.</summary>
public abstract class ReadinessTests(OperatedProduct product)
{
    [Fact]
    public async Task Ready_is_said_by_every_check()
    {
        var ready = await product.Get("/health/ready", role: "");

        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal(["cluster", "database", "draining", "law", "silo"], ready.Json!["checks"]!.AsObject().Select(check => check.Key).Order());
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("clerk", HttpStatusCode.Forbidden)]
    [InlineData("leader", HttpStatusCode.Forbidden)]
    [InlineData("coordinator", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK)]
    public async Task The_dashboard_is_for_operators(string role, HttpStatusCode status)
    {
        foreach (var page in (string[])["/dashboard/", "/dashboard/version", "/dashboard/DashboardCounters", "/dashboard/Reminders"])
            Assert.Equal(status, (await product.Get(page, role)).Status);
    }

    [Fact]
    public async Task The_dashboard_shows_no_state_and_no_log_to_anybody()
    {
        var number = await product.Register();

        var state = await product.Get($"/dashboard/GrainState?grainId=dispute-{number}&grainType=Suyuan.Disputes.DisputeGrain", "operator");
        var log = await product.Get("/dashboard/Trace", "operator");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (state.Status, log.Status));
    }

    [Fact]
    public async Task A_refusal_stands_in_the_log_with_its_number_and_the_callers_trace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var number = await product.Register();
        await product.Post($"/v1/disputes/{number}/exit", "{}", headers: ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));

        var record = Assert.Single(product.Kept.Records, record => record.Values.TryGetValue("Number", out var named) && named == number);
        Assert.Equal(("exit", "NotInThisStage", Trace), (record.Values["Act"], record.Values["Code"], record.Values["TraceId"]));
    }
}

public sealed class ReadinessOnSqliteTests(OperatedOnSqlite product) : ReadinessTests(product), IClassFixture<OperatedOnSqlite>;

public sealed class ReadinessOnPostgresTests(OperatedOnPostgres product) : ReadinessTests(product), IClassFixture<OperatedOnPostgres>;

/// <summary>Each takes its product down, so each has one of its own.</summary>
public sealed class LeavingTests(PostgresServer server)
{
    [Fact]
    public async Task A_process_that_goes_says_so_first_and_serves_meanwhile() => await With(async product =>
    {
        var stopped = product.App.StopAsync(TestContext.Current.CancellationToken);
        var ready = await product.Get("/health/ready", role: "");
        var live = await product.Get("/health/live", role: "");
        var number = await product.Register();
        Assert.False(stopped.IsCompleted);

        product.Clock.Advance(OperatedProduct.Drain);
        await stopped;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (ready.Status, (string?)ready.Json!["checks"]!["draining"]!["status"]));
        Assert.Equal((HttpStatusCode.OK, 18), (live.Status, number.Length + 1));
    });

    [Fact]
    public async Task Without_its_database_it_lives_and_is_not_ready() => await With(async product =>
    {
        await DatabaseAway.Begin(product);
        var (away, live) = (await product.Get("/health/ready", role: ""), await product.Get("/health/live", role: ""));
        await DatabaseAway.End(product);
        var back = await product.Get("/health/ready", role: "");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK), (away.Status, live.Status, back.Status));
        Assert.Equal(
            ["unhealthy", "unhealthy"], ((string[])["database", "cluster"]).Select(check => (string?)away.Json!["checks"]![check]!["status"]));
    });

    private async Task With(Func<OperatedOnPostgres, Task> test)
    {
        await using var product = new OperatedOnPostgres(server);
        await product.InitializeAsync();
        await test(product);
    }
}
