using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Procedural events, armed limits and silences over the whole product.</summary>
public abstract class ProcedureApiTests(RunningProduct product)
{
    [Fact]
    public async Task The_events_are_listed_with_what_they_do()
    {
        var answer = await product.Get("/v1/rules/events");

        var served = answer.Json!["items"]!.AsArray().Single(one => (string?)one!["id"] == "traffic-determination-served")!;
        Assert.Equal(["traffic-review-apply", "traffic-mediation-apply"], served["starts"]!.AsArray().Select(rule => (string?)rule));
        Assert.Equal(("case", false, "道路交通事故认定书送达"), ((string?)served["scope"], (bool)served["scheduled"]!, (string?)served["name"]!["zh"]));
    }

    [Fact]
    public async Task An_event_starts_its_limits_and_the_party_sees_its_own()
    {
        var registered = (await product.Post("/v1/disputes", RunningProduct.Registration())).Json!;
        var number = (string)registered["number"]!;

        var view = await product.Act(number, "events", """{"event":"judgment-served"}""", "clerk");

        var clock = Clock(view, "event-court-appeal-judgment-1");
        Assert.Equal(("running", "parties", "court-appeal-judgment"), ((string?)clock["status"], (string?)clock["holder"], (string?)clock["due"]!["ruleId"]));
        Assert.Equal("judgment-served", (string?)view["events"]![0]!["event"]);
        var progress = await product.Send("GET", $"/v1/progress/{number}", role: "", headers: ("X-Access-Code", (string)registered["accessCode"]!));
        Assert.Contains("event-court-appeal-judgment-1", progress.Json!["yours"]!.AsArray().Select(one => (string?)one!["id"]));
        Assert.Equal(1, await product.Database.Count($"select count(*) from deadline where number = '{number}' and clock_id = 'event-court-appeal-judgment-1' and status = 'running'"));
    }

    [Fact]
    public async Task The_same_event_again_is_answered_and_writes_nothing()
    {
        var number = await product.Register();
        var at = product.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        var body = new JsonObject { ["event"] = "complaint-received", ["at"] = at }.ToJsonString();
        var first = await product.Post($"/v1/disputes/{number}/events", body);

        var second = await product.Post($"/v1/disputes/{number}/events", body);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, first.ETag), (first.Status, second.Status, second.ETag));
    }

    [Theory]
    [InlineData("""{"event":"no-such-event"}""", HttpStatusCode.BadRequest, "unknown-event")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "required")]
    [InlineData("""{"event":"complaint-received","at":"2190-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "date-out-of-range")]
    [InlineData("""{"event":"petition-year-ended"}""", HttpStatusCode.UnprocessableEntity, "event-of-agency")]
    [InlineData("""{"event":"confirmation-applied"}""", HttpStatusCode.UnprocessableEntity, "event-has-act")]
    public async Task What_cannot_be_recorded_is_refused_in_words(string body, HttpStatusCode status, string code)
    {
        var number = await product.Register();

        var answer = await product.Post($"/v1/disputes/{number}/events", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, answer.Code is "invalid" ? (string?)answer.Json!["errors"]!.AsObject().Single().Value![0]!["code"] : answer.Code);
        Assert.DoesNotContain('{', (string)answer.Json!["detail"]!);
    }

    [Fact]
    public async Task An_event_that_is_counted_already_is_refused()
    {
        var number = await product.Register();
        await product.Act(number, "events", """{"event":"complaint-received"}""", "clerk");
        product.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await product.Post($"/v1/disputes/{number}/events", """{"event":"complaint-received"}""", "clerk");

        Assert.Equal((HttpStatusCode.Conflict, "event-counted-already"), (again.Status, again.Code));
        Assert.Contains("event-court-filing-decision-1", (string)again.Json!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_armed_limit_has_no_end_until_its_event_comes()
    {
        var number = await Accepted("TRA");

        var armed = Clock((await product.Get($"/v1/disputes/{number}")).Json!, "conclude-1");
        Assert.Equal("armed", (string?)armed["status"]);
        Assert.Null(armed["due"]);
        Assert.Equal(4, armed["awaits"]!["events"]!.AsArray().Count);
        Assert.Equal(1, await product.Database.Count($"select count(*) from deadline where number = '{number}' and clock_id = 'conclude-1' and status = 'armed' and due_at is null"));

        var begun = Clock(await product.Act(number, "events", """{"event":"loss-fixed"}"""), "conclude-1");
        Assert.Equal(("running", "财产损失确定"), ((string?)begun["status"], (string?)begun["due"]!["trigger"]!["event"]));
        Assert.Equal(1, await product.Database.Count($"select count(*) from deadline where number = '{number}' and clock_id = 'conclude-1' and status = 'running' and due_at is not null"));
    }

    [Fact]
    public async Task A_silence_has_its_effect_once_though_nothing_ran_when_its_limit_ended()
    {
        var number = await Accepted("MED");
        var end = (string?)Clock((await product.Get($"/v1/disputes/{number}")).Json!, "conclude-1")["due"]!["end"];

        await product.Restart(TimeSpan.FromDays(120));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep)));

        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal("not-agreed", (string?)view["stage"]);
        Assert.Equal(["administrative-mediation", "lawsuit"], view["routes"]!.AsArray().Select(route => (string?)route!["id"]));
        Assert.StartsWith(end!, (string?)Clock(view, (string)view["routes"]![1]!["clockId"]!)["due"]!["trigger"]!["at"], StringComparison.Ordinal);
        Assert.Equal(1, await product.Database.Count($"select count(*) from dispute_event where number = '{number}' and act = 'silence-mediation-failed'"));
        Assert.Equal(1, await product.Database.Count($"select count(*) from notification where number = '{number}' and kind = 'silence-mediation-failed'"));
    }

    private async Task<string> Accepted(string category)
    {
        var number = await product.Register(category: category);
        await product.Act(number, "triage", $$"""{"category":"{{category}}"}""");
        await product.Act(number, "assign", """{"lead":"510304104-committee"}""");
        await product.Act(number, "accept");
        return number;
    }

    private static JsonNode Clock(JsonNode view, string id) => view["clocks"]!.AsArray().Single(clock => (string?)clock!["id"] == id)!;
}

public sealed class ProcedureApiOnSqlite(ProductOnSqlite product) : ProcedureApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ProcedureApiOnPostgres(ProductOnPostgres product) : ProcedureApiTests(product), IClassFixture<ProductOnPostgres>;
