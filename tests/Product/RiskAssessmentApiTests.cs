using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The gate before a major decision, over real silo and database.</summary>
public abstract class RiskAssessmentApiTests(RunningProduct product)
{
    private const string Housing = "510304-housing";

    private const string Coordinator = "510304-coordinator";

    private string Planned => product.Clock.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", null);

    [Fact]
    public async Task D_4_3_A_decision_is_announced_heard_rated_filed_made_and_tracked_and_not_otherwise()
    {
        var dispute = await product.Register();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var announced = await product.Post("/v1/risk-assessments", Announcement("project"), "leader", Housing, key);
        Assert.Equal((HttpStatusCode.Created, "drafted"), (announced.Status, (string?)announced.Json!["status"]));
        var number = (string)announced.Json["number"]!;
        Assert.Equal(number, (string?)(await product.Post("/v1/risk-assessments", Announcement("project"), "leader", Housing, key)).Json!["number"]);
        Assert.Equal((false, "assessment-not-filed"), ((bool)announced.Json["gate"]!["mayDecide"]!, (string?)announced.Json["gate"]!["closed"]));
        Assert.DoesNotContain("decide", announced.Json["possible"]!.AsArray().Select(act => (string?)act));

        var early = await product.Post($"/v1/risk-assessments/{number}/decide", """{"document":"自大府发1号"}""", "leader", Housing);
        Assert.Equal((HttpStatusCode.Conflict, "assessment-not-filed"), (early.Status, early.Code));
        await Done(number, "consult", Hearing("departments"));
        var notHeard = await product.Post($"/v1/risk-assessments/{number}/rate", """{"grade":"low","report":"评1"}""", "leader", Housing);
        Assert.Equal((HttpStatusCode.Conflict, "not-heard-yet"), (notHeard.Status, notHeard.Code));
        await Done(number, "consult", Hearing("affected"));
        var rated = await Done(number, "rate", $$"""
            {"grade":"medium","report":"评1","emergencyPlan":"启动预案。","points":[{"what":"补偿争议","measures":[{"what":"签约","owner":"{{Housing}}","dueOn":"{{Planned}}","beforeDecision":true}]}]}
            """);
        Assert.Equal(("rated", Housing), ((string?)rated["status"], (string?)rated["points"]![0]!["measures"]![0]!["owner"]!["agency"]));
        Assert.Equal("after-measures", (string?)(await Done(number, "file", "{}"))["status"]);
        Assert.Equal("measures-open", (await product.Post($"/v1/risk-assessments/{number}/decide", """{"document":"自大府发1号"}""", "leader", Housing)).Code);
        var ready = await Done(number, "finish-measure", """{"measure":1,"evidence":"已全部签约。"}""");
        Assert.Contains("decide", ready["possible"]!.AsArray().Select(act => (string?)act));
        var decided = await Done(number, "decide", """{"document":"自大府发1号"}""");
        Assert.Equal(("monitored", "assessed"), ((string?)decided["status"], (string?)decided["decision"]!["way"]));

        // Whoever links a dispute must be one who may know of it: the coordinator of the area here, not every department.
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Post($"/v1/risk-assessments/{number}/link", $$"""{"number":"{{dispute}}"}""", "leader", Housing)).Status);
        var linked = await Done(number, "link", $$"""{"number":"{{dispute}}"}""", Coordinator);
        Assert.Equal(1, (int)(await Done(number, "link", $$"""{"number":"{{dispute}}"}""", Coordinator))["arisen"]!["disputes"]!);
        Assert.Equal([dispute], linked["arisen"]!["numbers"]!.AsArray().Select(one => (string?)one));
        foreach (var unknown in (string[])["51030420990000019", "signal-nobody", "webhook-1", "x"])
            Assert.Equal(HttpStatusCode.BadRequest, (await product.Post($"/v1/risk-assessments/{number}/link", $$"""{"number":"{{unknown}}"}""", "coordinator", Coordinator)).Status);
        Assert.Equal(2, (await Done(number, "track", """{"finding":"平稳","calm":true}"""))["clocks"]!.AsArray().Count(clock => ((string)clock!["id"]!).StartsWith("assessment-track", StringComparison.Ordinal)));
        Assert.Equal("trackings-missing", (await product.Post($"/v1/risk-assessments/{number}/close", """{"conclusion":"可控"}""", "leader", Housing)).Code);
        await Done(number, "track", """{"finding":"平稳","calm":true}""");
        Assert.Equal("closed", (string?)(await Done(number, "close", """{"conclusion":"可控"}"""))["status"]);

        var listed = await product.Get($"/v1/risk-assessments?agency={Housing}&status=closed");
        Assert.Equal((number, "medium"), ((string?)listed.Json!["items"]![0]!["number"], (string?)listed.Json["items"]![0]!["data"]!["grade"]));
        var history = (await product.Get($"/v1/risk-assessments/{number}/history")).Json!["items"]!.AsArray();
        Assert.Equal(
            ["announce", "consult", "consult", "rate", "file", "finish-measure", "decide", "link", "track", "track", "close"],
            history.Select(step => (string?)step!["act"]));
        Assert.Equal("unknown-matter", (await product.Get("/v1/risk-assessments/risk-assessment-nobody")).Code);
        Assert.Equal("unknown-matter", (await product.Get("/v1/risk-assessments/supervision-order-1")).Code);
    }

    [Fact]
    public async Task D_4_5_The_report_lists_what_was_decided_without_and_is_refused_to_who_may_not_read_it()
    {
        var number = (string)(await product.Post("/v1/risk-assessments", Announcement("policy"), "leader", "510311-housing")).Json!["number"]!;
        var made = await product.Post(
            $"/v1/risk-assessments/{number}/report-unassessed", $$"""{"decidedOn":"{{product.Clock.GetUtcNow().AddDays(-1):yyyy-MM-dd}}","reason":"已经发文"}""", "coordinator", "510311-coordinator");
        Assert.Equal("monitored", (string?)made.Json!["status"]);

        var report = (await product.Get("/v1/reports/assessments?area=510311")).Json!;

        Assert.Equal((1, 0, 0m), ((int)report["decided"]!, (int)report["assessed"]!, (decimal)report["percent"]!));
        Assert.Equal((number, "unassessed"), ((string?)report["without"]![0]!["number"], (string?)report["without"]![0]!["way"]));
        Assert.Null((await product.Get("/v1/reports/assessments?area=510322")).Json!["percent"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Get("/v1/reports/assessments", "clerk")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Get("/v1/reports/assessments?from=2024-02-02&to=2024-01-01")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Post("/v1/risk-assessments", Announcement("policy"), "mediator")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Post("/v1/risk-assessments", Announcement("policy"), "supervisor")).Status);
    }

    [Fact]
    public async Task D_4_3e_A_restricted_decision_says_what_it_is_about_to_those_alone_who_handle_or_oversee_it()
    {
        var announced = await product.Post("/v1/risk-assessments", Announcement("sensitive-case"), "court", "510302-court");
        Assert.Equal(HttpStatusCode.Created, announced.Status);
        var number = (string)announced.Json!["number"]!;

        var other = await product.Send("GET", $"/v1/risk-assessments/{number}", null, "leader", "510302-housing");
        Assert.Equal((HttpStatusCode.Forbidden, "assessment-restricted"), (other.Status, other.Code));
        Assert.Equal("assessment-restricted", (await product.Post($"/v1/risk-assessments/{number}/drop", """{"reason":"撤回"}""", "leader", "510302-housing")).Code);
        // In another county nobody knows that there is one.
        var elsewhere = await product.Send("GET", $"/v1/risk-assessments/{number}", null, "leader", Housing);
        Assert.Equal((HttpStatusCode.NotFound, "unknown-matter"), (elsewhere.Status, elsewhere.Code));
        Assert.Equal(HttpStatusCode.OK, (await product.Send("GET", $"/v1/risk-assessments/{number}", null, "coordinator", "510302-coordinator")).Status);
        Assert.Equal("重大敏感案件办理", (string?)(await product.Get("/v1/risk-assessments?area=510302")).Json!["items"]![0]!["title"]);
        Assert.DoesNotContain("污水", (await product.Get($"/v1/risk-assessments/{number}/history")).Text, StringComparison.Ordinal);
    }

    private string Announcement(string kind) => new JsonObject
    {
        ["kind"] = kind,
        ["title"] = "城北污水处理厂建设",
        ["summary"] = "在城北新建污水处理厂。",
        ["plannedOn"] = Planned,
        ["vitalInterests"] = true,
        ["stabilityIssue"] = true,
        ["reason"] = "临近居民区",
    }.ToJsonString();

    private string Hearing(string form) => $$"""{"form":"{{form}}","on":"{{product.Clock.GetUtcNow():yyyy-MM-dd}}","heard":50,"against":3,"summary":"多数支持"}""";

    private async Task<JsonNode> Done(string number, string act, string body, string agency = Housing)
    {
        var answer = await product.Post($"/v1/risk-assessments/{number}/{act}", body, agency is Housing ? "leader" : "coordinator", agency);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{act}: {answer.Status} {answer.Text}");
        return answer.Json!;
    }
}

public sealed class RiskAssessmentOnSqliteTests(ProductOnSqlite product) : RiskAssessmentApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class RiskAssessmentOnPostgresTests(ProductOnPostgres product) : RiskAssessmentApiTests(product), IClassFixture<ProductOnPostgres>;
