using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>A signal from the first report to a dispute or to its lifting, over the real pipeline.</summary>
public abstract class SignalApiTests(RunningProduct product)
{
    [Fact]
    public async Task D_9_5_A_signal_is_graded_verified_and_becomes_a_dispute_with_its_history()
    {
        const string village = "510321107002";
        var reported = await Report(village, "两家因宅基地界址打架，扬言还要动手，家里有老人。", people: 6);
        var number = (string)reported.Json!["number"]!;

        var verified = await Act(number, "verify", """{"finding":"true","note":"现场属实"}""");
        var registered = await Act(number, "register", """{"category":"HOU"}""");
        var again = await Act(number, "register", """{"category":"HOU"}""");

        Assert.Equal((HttpStatusCode.Created, "red"), (reported.Status, (string)reported.Json["grade"]!));
        Assert.Equal(["violence", "vulnerable", "people"], reported.Json["reasons"]!.AsArray().Select(reason => (string)reason!["reason"]!));
        Assert.Equal("policy-signal-verify-red", (string)reported.Json["clocks"]![0]!["due"]!["ruleId"]!);
        Assert.Equal("verified", (string)verified.Json!["status"]!);
        var dispute = (string)registered.Json!["dispute"]!["number"]!;
        Assert.Equal(("registered", dispute), ((string)registered.Json["signal"]!["status"]!, (string)registered.Json["signal"]!["dispute"]!));
        Assert.Equal((HttpStatusCode.Conflict, "not-in-this-stage"), (again.Status, again.Code));
        var view = (await product.Get($"/v1/disputes/{dispute}")).Json!;
        Assert.Equal((number, "grid", "HOU", 6), ((string)view["signal"]!, (string)view["source"]!, (string)view["category"]!, (int)view["peopleInvolved"]!));
        Assert.Contains(number, (string)(await product.Get($"/v1/disputes/{dispute}/history")).Json!["items"]![0]!["data"]!, StringComparison.Ordinal);
        var history = (await product.Get($"/v1/signals/{number}/history")).Json!["items"]!.AsArray();
        Assert.Equal(["report", "verify", "register"], history.Select(step => (string)step!["act"]!));
        Assert.DoesNotContain("宅基地界址", history.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retried_register_answers_the_same_dispute()
    {
        var number = (string)(await Report("510321110201", "村民反映灌溉水渠被堵。")).Json!["number"]!;
        await Act(number, "verify", """{"finding":"true","note":"属实"}""");

        var first = await Act(number, "register", "{}", ("Idempotency-Key", "register-once"));
        var second = await Act(number, "register", "{}", ("Idempotency-Key", "register-once"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal((string)first.Json!["dispute"]!["number"]!, (string)second.Json!["dispute"]!["number"]!);
    }

    [Fact]
    public async Task The_same_incident_reported_again_is_counted_with_the_first_and_may_make_it_graver()
    {
        const string village = "510321112002";
        var first = await Report(village, "砖厂拖欠工资，十几名工人情绪激动。", category: "WAG", organisation: "古文砖厂");

        var second = await Report(village, "古文砖厂欠薪，工人扬言堵门。", category: "WAG", organisation: "古文砖厂", people: 40, source: "hotline");

        var number = (string)first.Json!["number"]!;
        Assert.Equal((number, "duplicate"), ((string)second.Json!["duplicateOf"]!, (string)second.Json["status"]!));
        var counted = (await product.Get($"/v1/signals/{number}")).Json!;
        Assert.Equal((2, 40, "red"), ((int)counted["reports"]!, (int)counted["peopleInvolved"]!, (string)counted["grade"]!));
        Assert.Equal(["yellow", "red"], new[] { (string)first.Json["grade"]!, (string)counted["grade"]! });
        Assert.Single((await product.Get($"/v1/signals?area={village}&open=true")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Two_reports_at_once_are_still_one_incident()
    {
        const string village = "510321113002";

        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Report(village, "河口镇米厂欠薪。", category: "WAG", organisation: "河口米厂")));

        var firsts = reports.Where(report => report.Json!["duplicateOf"] is null).ToArray();
        var number = (string)Assert.Single(firsts).Json!["number"]!;
        Assert.All(reports.Except(firsts), report => Assert.Equal(number, (string)report.Json!["duplicateOf"]!));
        Assert.Equal(6, (int)(await product.Get($"/v1/signals/{number}")).Json!["reports"]!);
    }

    [Fact]
    public async Task What_is_an_open_dispute_already_is_counted_there()
    {
        const string village = "510321114002";
        var dispute = await product.Register(village, "NEI");

        var reported = await product.Post("/v1/signals", Body(village, "邻居牛圈臭气熏天，多次交涉无果。", "NEI", null, null, "public"));

        Assert.Equal((dispute, "duplicate"), ((string)reported.Json!["duplicateOf"]!, (string)reported.Json["status"]!));
        Assert.Single((await product.Get($"/v1/signals?subject={dispute}")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_retried_report_is_one_report_and_another_under_its_key_is_refused()
    {
        const string village = "510321115201";
        var key = ("Idempotency-Key", "report-once");
        var body = Body(village, "水库边有人私搭。", null, null, null, "grid");

        var first = await product.Post("/v1/signals", body, headers: key);
        var second = await product.Post("/v1/signals", body, headers: key);
        var other = await product.Post("/v1/signals", Body(village, "另一件事。", null, null, null, "grid"), headers: key);

        Assert.Equal((string)first.Json!["number"]!, (string)second.Json!["number"]!);
        Assert.Equal(("reported", 1), ((string)second.Json["status"]!, (int)second.Json["reports"]!));
        Assert.Equal("idempotency-key-reused", other.Code);
    }

    [Fact]
    public async Task D_4_9_Unclear_is_verified_again_and_false_ones_make_the_rate()
    {
        const string township = "510321116";
        const string one1 = "510321116003";
        const string two1 = "510321116004";
        var (one, two) = ((string)(await Report(one1, "听说要堵路。")).Json!["number"]!, (string)(await Report(two1, "有人反映噪声。")).Json!["number"]!);
        await Act(one, "verify", """{"finding":"unclear","note":"没有找到人"}""");
        var unclear = (await product.Get($"/v1/signals/{one}")).Json!;

        await Act(one, "verify", """{"finding":"false","note":"谣传"}""");
        await Act(two, "verify", """{"finding":"true","note":"属实"}""");
        await Act(two, "lift", """{"reason":"已当场调停"}""");

        Assert.Equal("unclear", (string)unclear["status"]!);
        Assert.Contains("signal-verification-2", unclear["clocks"]!.AsArray().Select(clock => (string)clock!["id"]!));
        var report = (await product.Get($"/v1/reports/signals?area={township}")).Json!;
        Assert.Equal((2, 1, 1, 0.5m), ((int)report["reported"]!, (int)report["true"]!, (int)report["false"]!, (decimal)report["falseRate"]!));
        Assert.Equal("lifted", (string)(await product.Get($"/v1/signals/{two}")).Json!["status"]!);
    }

    [Fact]
    public async Task D_9_10_The_share_found_before_a_party_filed_is_reported()
    {
        const string village = "510321117002";
        await product.Register(village);
        var number = (string)(await Report(village, "排查发现两户争水。", source: "screening")).Json!["number"]!;
        await Act(number, "verify", """{"finding":"true","note":"属实"}""");
        await Act(number, "register", "{}");

        var report = (await product.Get($"/v1/reports/signals?area={village}")).Json!;

        Assert.Equal((2, 1, 0.5m, 1), ((int)report["disputes"]!, (int)report["found"]!, (decimal)report["foundShare"]!, (int)report["becameDisputes"]!));
    }

    [Theory]
    [InlineData("outpost", "police")]
    [InlineData("correction", "transfer")]
    [InlineData("aftercare", "transfer")]
    [InlineData("contact-station", "visit")]
    public async Task D_5s_9_5j_7_5j_8_14_5_Stations_and_correction_are_sources_too(string source, string door)
    {
        var number = (string)(await Report("510321118003", $"来自{source}的情况反映。", source: source)).Json!["number"]!;
        await Act(number, "verify", """{"finding":"true","note":"属实"}""");

        var registered = await Act(number, "register", "{}");

        Assert.Equal(door, (string)(await product.Get($"/v1/disputes/{(string)registered.Json!["dispute"]!["number"]!}")).Json!["source"]!);
    }

    [Theory]
    [InlineData("source")]
    [InlineData("areaCode")]
    [InlineData("narrative")]
    public async Task What_is_missing_is_named(string field)
    {
        var body = JsonNode.Parse(Body("510321119003", "x", null, null, null, "grid"))!.AsObject();
        body.Remove(field);

        var refused = await product.Post("/v1/signals", body.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal([field], refused.Json!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("supervisor", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("grid-worker", HttpStatusCode.Created)]
    public async Task Who_may_report(string role, HttpStatusCode expected) =>
        Assert.Equal(expected, (await product.Post("/v1/signals", Body("510321120003", $"{role}上报。", null, null, null, "grid"), role)).Status);

    [Fact]
    public async Task A_signal_of_another_township_does_not_exist_for_you()
    {
        var number = (string)(await Report("510321121002", "山林界址。")).Json!["number"]!;

        var refused = await product.Post($"/v1/signals/{number}/verify", """{"finding":"true","note":"x"}""", "handler", "510304104-centre");
        var unknown = await product.Get("/v1/signals/signal-nobody");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-matter"), (refused.Status, refused.Code));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-matter"), (unknown.Status, unknown.Code));
    }

    private async Task<Answer> Report(
        string area, string narrative, int? people = null, string? category = null, string? organisation = null, string source = "grid")
    {
        var answer = await product.Post("/v1/signals", Body(area, narrative, category, organisation, people, source));
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        return answer;
    }

    private Task<Answer> Act(string number, string act, string body, params (string, string)[] headers) => product.Post($"/v1/signals/{number}/{act}", body, headers: headers);

    private static string Body(string area, string narrative, string? category, string? organisation, int? people, string source)
    {
        var body = new JsonObject
        {
            ["source"] = source,
            ["areaCode"] = area,
            ["narrative"] = narrative,
            ["parties"] = new JsonArray(organisation is null
                ? new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = source is "public" ? "李四方" : narrative[..Math.Min(40, narrative.Length)] }
                : new JsonObject { ["role"] = "respondent", ["kind"] = "organisation", ["name"] = organisation }),
        };
        if (category is not null)
            body["category"] = category;
        if (people is not null)
            body["peopleInvolved"] = people;
        return body.ToJsonString();
    }
}

public sealed class SignalApiOnSqlite(ProductOnSqlite product) : SignalApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class SignalApiOnPostgres(ProductOnPostgres product) : SignalApiTests(product), IClassFixture<ProductOnPostgres>;
