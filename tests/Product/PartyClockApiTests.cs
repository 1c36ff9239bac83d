using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The parties' own time over HTTP: what a party reads of it, and that asking for mediation is kept as evidence.</summary>
public abstract class PartyClockApiTests(RunningProduct product)
{
    [Fact]
    public async Task A_party_reads_its_own_time_with_days_left_and_what_is_lost()
    {
        var (number, code) = await Register("2021-01-05");

        var progress = await Progress(number, code);

        var own = progress["yours"]!.AsArray().Single()!;
        Assert.Equal(("limitation-1", 3, "civil-limitation"), ((string)own["id"]!, (int)own["daysLeft"]!, (string)own["due"]!["ruleId"]!));
        Assert.Equal(("对方提出时效抗辩的，法院不再保护该请求", "loses court protection if pleaded"), ((string?)own["ifMissed"]!["zh"], (string?)own["ifMissed"]!["en"]));
        Assert.Contains("当事人自己的期限", (string)own["dutyInWords"]!["zh"]!, StringComparison.Ordinal);
        Assert.Contains("以登记的纠纷发生之日", (string)own["remark"]!["zh"]!, StringComparison.Ordinal);
        Assert.Null(progress["limitationInterrupted"]);
    }

    [Fact]
    public async Task Asking_a_committee_interrupts_limitation_and_failure_lets_it_begin_anew()
    {
        var (number, code) = await Register("2021-01-05");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign");
        var accepted = await product.Act(number, "accept", role: "mediator");

        Assert.Equal("第12条", (string?)accepted["limitationInterrupted"]!["article"]);
        Assert.Equal((string?)accepted["registeredAt"], (string?)accepted["limitationInterrupted"]!["at"]);
        Assert.Equal((string?)accepted["registeredAt"], (string?)(await Progress(number, code))["limitationInterrupted"]!["at"]);
        var history = await product.Get($"/v1/disputes/{number}/history");
        var evidence = history.Json!["items"]!.AsArray().Single(step => (string)step!["act"]! is "limitation-interrupted")!;
        Assert.Contains("诉讼时效", (string)evidence["basis"]!, StringComparison.Ordinal);
        Assert.Equal(1, await product.Database.Count($"select count(*) from deadline where number = '{number}' and clock_id = 'limitation-1' and status = 'interrupted'"));

        var failed = await product.Act(number, "fail", """{"outcome":"not-agreed","reason":"分歧过大","routes":["lawsuit"]}""", "mediator");

        Assert.Equal("limitation-2", (string?)failed["routes"]![0]!["clockId"]);
        var own = (await Progress(number, code))["yours"]!.AsArray().Single()!;
        Assert.Equal(("limitation-2", "2027-01-04"), ((string?)own["id"], (string?)own["due"]!["end"])); // 2 January 2027 is a Saturday
    }

    [Fact]
    public async Task Clocks_are_chosen_by_duty_and_status_and_each_is_explained()
    {
        var (number, _) = await Register("2021-01-05");

        var ours = await Clocks(number, "?duty=agency");
        var theirs = await Clocks(number, "?duty=party&status=running");
        var none = await Clocks(number, "?duty=party&status=interrupted");
        var one = await product.Get($"/v1/disputes/{number}/clocks/limitation-1");
        var wrong = await product.Get($"/v1/disputes/{number}/clocks?duty=nobody&status=broken");

        Assert.Equal(["triage-1"], ours);
        Assert.Equal(["limitation-1"], theirs);
        Assert.Empty(none);
        Assert.Contains("民法典", (string)one.Json!["due"]!["sentence"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(["duty", "status"], wrong.Json!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Legal_aid_is_urgent_while_a_right_is_about_to_lapse()
    {
        var (number, _) = await Register("2021-01-05");

        var asked = await product.Act(number, "services", """{"kind":"legal-aid","owner":"510304-legal-aid"}""");

        Assert.Contains("legalaid-urgent", asked["clocks"]!.AsArray().Select(clock => (string?)clock!["due"]!["ruleId"]));
        Assert.Equal(1, await product.Database.Count(
            $"select count(*) from notification where number = '{number}' and agency = '510304-legal-aid' and severity = 'urgent' and kind = 'service-asked-urgent'"));
    }

    private async Task<(string Number, string Code)> Register(string occurredOn)
    {
        var registration = JsonNode.Parse(RunningProduct.Registration())!;
        registration["occurredOn"] = occurredOn;
        var answer = await product.Post("/v1/disputes", registration.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return ((string)answer.Json!["number"]!, (string)answer.Json["accessCode"]!);
    }

    private async Task<JsonNode> Progress(string number, string code) =>
        (await product.Get($"/v1/progress/{number}", role: "", headers: ("X-Access-Code", code))).Json!;

    private async Task<string[]> Clocks(string number, string query) =>
        [.. (await product.Get($"/v1/disputes/{number}/clocks{query}")).Json!["items"]!.AsArray().Select(clock => (string)clock!["id"]!)];
}

public sealed class PartyClockApiOnSqlite(ProductOnSqlite product) : PartyClockApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class PartyClockApiOnPostgres(ProductOnPostgres product) : PartyClockApiTests(product), IClassFixture<ProductOnPostgres>;
