using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>From registrations to one warning, its levels and its end, over the real pipeline.</summary>
public abstract class WarningApiTests(RunningProduct product)
{
    private const string County = "510311";

    [Fact]
    public async Task D_4_8_Claims_against_one_employer_are_one_warning_that_rises_and_is_acknowledged_anew()
    {
        const string village = "510311100006";
        await Claim(village, "四方建筑工程有限公司", 5);
        await Look();
        var yellow = (await Open(village))[0];
        var number = (string)yellow["number"]!;
        var acknowledged = await Post(village, number, "acknowledge", "{}");

        await Claim(village, "四方建筑工程有限公司", 25);
        await Look();

        var red = await product.Get($"/v1/areas/{village}/warnings/{number}");
        Assert.Equal(("yellow", "acknowledged"), ((string)yellow["data"]!["level"]!, (string)acknowledged.Json!["status"]!));
        Assert.Equal(("red", "raised", 30, "same-employer"), ((string)red.Json!["level"]!, (string)red.Json["status"]!, (int)red.Json["count"]!, (string)red.Json["rule"]!));
        Assert.Single(await Open(village));
        Assert.Contains("30 件", (string)red.Json["words"]!["zh"]!, StringComparison.Ordinal);
        var clocks = red.Json["clocks"]!.AsArray().Select(clock => ((string)clock!["id"]!, (string)clock["status"]!, (string)clock["due"]!["ruleId"]!)).ToArray();
        Assert.Contains(("warning-acknowledgement-2", "running", "policy-warning-ack-red"), clocks);
        Assert.Equal(
            ["warning-red", "warning-yellow"],
            (await Kinds($"{village[..9]}-centre")).Where(kind => kind.StartsWith("warning-", StringComparison.Ordinal)).Distinct().Order());
        Assert.Contains("warning-red", await Kinds($"{County}-coordinator"));
    }

    [Fact]
    public async Task D_9_5_A_red_warning_puts_each_of_its_disputes_on_special_watch_once_and_those_that_come_later_too()
    {
        const string village = "510311204002";
        var numbers = new List<string>();
        for (var claim = 0; claim < 70; claim++)
            numbers.Add(await Register(village, claim % 2 == 0 ? "WAG" : "LAB", "长河建设公司", people: 1));
        var other = await Register(village, "NEI", "长河建设公司", people: 1);
        var elsewhere = await Register(village, "WAG", "短河建设公司", people: 1);
        await Look();
        var warning = (string)(await Open(village))[0]["number"]!;
        await Told(warning);

        var late = await Register(village, "WAG", "长河建设公司", people: 1);
        await product.Restart(TimeSpan.FromMinutes(1));
        await Look();
        await Told(warning);

        Assert.Equal(0, await Look());
        foreach (var number in (string[])[numbers[0], numbers[63], numbers[69], late])
        {
            var view = (await product.Get($"/v1/disputes/{number}")).Json!;
            Assert.Equal(("red", "red-warning"), ((string)view["watch"]!["grade"]!, (string)view["watch"]!["reasons"]![0]!["rule"]!));
            Assert.Equal(("red-warning", warning), ((string)view["risks"]![0]!["factor"]!, (string)view["risks"]![0]!["reference"]!));
        }

        Assert.Equal((71, 71), (await Entries("watch-rule"), await Entries("risks")));
        Assert.Equal(71, await product.Database.Count($"select count(*) from red_warning where warning = '{warning}'"));
        Assert.Equal(71, await product.Database.Count($"select count(*) from dispute where area = '{village}' and watch = 'red'"));
        Assert.Null((await product.Get($"/v1/disputes/{other}")).Json!["watch"]);
        Assert.Null((await product.Get($"/v1/disputes/{elsewhere}")).Json!["watch"]);

        Task<long> Entries(string act) =>
            product.Database.Count($"select count(*) from dispute_event e join dispute d on d.number = e.number where d.area = '{village}' and e.act = '{act}'");
    }

    [Fact]
    public async Task Looking_again_changes_nothing_and_so_does_whitespace_in_a_name()
    {
        const string village = "510311102201";
        await Claim(village, "大山砖厂", 4);
        await Claim(village, " 大山 砖厂", 1);
        await Look();
        var first = await Open(village);

        Assert.Equal(0, await Look());

        Assert.Equal((string)first[0]["updatedAt"]!, (string)(await Open(village))[0]["updatedAt"]!);
        Assert.Single(first);
    }

    [Fact]
    public async Task D_4_9_A_false_alarm_is_lifted_as_one_counted_as_one_and_not_told_again()
    {
        const string village = "510311105201";
        await Claim(village, "飞龙烟花厂", 5);
        await Look();
        var number = (string)(await Open(village))[0]["number"]!;

        var early = await Post(village, number, "handle", """{"measures":"已约谈"}""");
        await Post(village, number, "acknowledge", "{}");
        await Post(village, number, "handle", """{"measures":"已约谈"}""");
        var lifted = await Post(village, number, "lift", """{"outcome":"false-alarm","reason":"同一批登记"}""");
        await Look();

        Assert.Equal((HttpStatusCode.Conflict, "not-in-this-stage"), (early.Status, early.Code));
        Assert.Equal(("lifted", "false-alarm"), ((string)lifted.Json!["status"]!, (string)lifted.Json["outcome"]!));
        Assert.Empty(await Open(village));
        var report = (await product.Get($"/v1/reports/warnings?area={village}")).Json!;
        var row = report["rows"]!.AsArray().Single()!;
        Assert.Equal(("yellow", 1, 1, 0, 0m), ((string)row["level"]!, (int)row["raised"]!, (int)row["falseAlarms"]!, (int)row["true"]!, (decimal)row["precision"]!));
        Assert.Equal(1, (int)row["acknowledgedInTime"]!);
        var history = (await product.Get($"/v1/warnings/{number}/history")).Json!["items"]!.AsArray();
        Assert.Equal(["raise", "acknowledge", "handle", "lift"], history.Select(step => (string)step!["act"]!));
    }

    [Fact]
    public async Task After_a_lift_more_of_the_same_is_another_warning()
    {
        const string village = "510311106201";
        await Claim(village, "永安机械厂", 5);
        await Look();
        var first = (string)(await Open(village))[0]["number"]!;
        await Post(village, first, "acknowledge", "{}");
        await Post(village, first, "lift", """{"outcome":"true","reason":"已支付"}""");
        product.Clock.Advance(TimeSpan.FromDays(1));

        await Claim(village, "永安机械厂", 5);
        await Look();

        var second = Assert.Single(await Open(village));
        Assert.NotEqual(first, (string)second["number"]!);
        Assert.Equal(5, (int)second["data"]!["count"]!);
    }

    [Fact]
    public async Task A_red_warning_that_nobody_acknowledges_is_overdue_after_two_hours()
    {
        const string village = "510311107201";
        await Register(village, "LAB", null, people: 30);
        await Look();
        var number = (string)(await Open(village))[0]["number"]!;

        product.Clock.Advance(TimeSpan.FromMinutes(121));
        await product.Grains.Matter(MatterNumber.Parse(number)).Wake(WakeCause.Reminder);

        var clock = (await product.Get($"/v1/warnings/{number}")).Json!["clocks"]!.AsArray().Single()!;
        Assert.True((bool)clock["overdue"]!);
        Assert.Equal("group-size", (string)(await product.Get($"/v1/warnings/{number}")).Json!["rule"]!);
        Assert.Contains("due", await Kinds($"{village[..9]}-centre"));
    }

    [Fact]
    public async Task An_incident_that_nothing_had_told_of_is_missed_and_one_with_a_warning_before_is_not()
    {
        const string told = "510311109201";
        const string untold = "510311110201";
        await Claim(told, "黄市运输公司", 5);
        await Look();
        product.Clock.Advance(TimeSpan.FromMinutes(5));
        await Register(told, "WAG", "黄市运输公司", people: 50);
        var missed = await Register(untold, "NEI", null, people: 50);
        product.Clock.Advance(TimeSpan.FromMinutes(5));
        await Look();

        var report = (await product.Get($"/v1/reports/warnings?area={told}")).Json!;
        var other = (await product.Get($"/v1/reports/warnings?area={untold}")).Json!;

        Assert.Equal((1, 0), ((int)report["incidents"]!, (int)report["missed"]!));
        Assert.Equal((1, 1), ((int)other["incidents"]!, (int)other["missed"]!));
        Assert.Equal([missed], other["missedNumbers"]!.AsArray().Select(number => (string)number!));
    }

    [Fact]
    public async Task D_2_1_The_hottest_field_comes_first()
    {
        const string village = "510311105202";
        await Register(village, "ENV", null, people: 1);
        await Register(village, "ENV", null, people: 1);
        await Register(village, "FAM", null, people: 1);

        var fields = (await product.Get($"/v1/areas/{village}/hot-fields")).Json!["items"]!.AsArray();
        var unknown = await product.Get("/v1/areas/510399/hot-fields");

        Assert.Equal([("ENV", 2), ("FAM", 1)], fields.Select(field => ((string)field!["category"]!, (int)field["count"]!)));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-area"), (unknown.Status, unknown.Code));
    }

    [Theory]
    [InlineData("acknowledge", "{}")]
    [InlineData("lift", """{"outcome":"true","reason":"x"}""")]
    public async Task A_warning_has_no_address_under_another_area(string act, string body)
    {
        const string village = "510311112001";
        await Claim(village, "瓦市化工厂", 5);
        await Look();
        var number = (string)(await Open(village))[0]["number"]!;

        var elsewhere = await product.Post($"/v1/areas/510302/warnings/{number}/{act}", body);
        var nobody = await product.Post($"/v1/areas/510302/warnings/warning-nobody/{act}", body);

        Assert.Equal([(HttpStatusCode.NotFound, "unknown-matter"), (HttpStatusCode.NotFound, "unknown-matter")], new[] { (elsewhere.Status, elsewhere.Code), (nobody.Status, nobody.Code) });
    }

    [Theory]
    [InlineData("{}", "outcome")]
    [InlineData("""{"outcome":"true"}""", "reason")]
    public async Task A_bad_lift_is_refused_by_field_and_changes_nothing(string body, string field)
    {
        const string village = "510311111201";
        await Claim(village, "仙市古镇旅游公司", 5);
        await Look();
        var number = (string)(await Open(village))[0]["number"]!;
        await Post(village, number, "acknowledge", "{}");

        var refused = await Post(village, number, "lift", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(field, refused.Json!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal("acknowledged", (string)(await product.Get($"/v1/warnings/{number}")).Json!["status"]!);
    }

    /// <summary>Until it has nobody left to tell; whom it tells by itself meanwhile it need not tell here.</summary>
    private async Task Told(string warning)
    {
        int untold;
        do
            untold = await product.Grains.Matter<IWarningGrain>(MatterNumber.Parse(warning)).TellDisputes();
        while (untold > 0);
    }

    private Task<int> Look() => product.Grains.GetGrain<IWarningWatchGrain>(GrainKeys.WarningWatch(AreaCode.Parse(County))).Look();

    private async Task<JsonNode[]> Open(string area) =>
        [.. (await product.Get($"/v1/areas/{area}/warnings?open=true")).Json!["items"]!.AsArray().Select(item => item!)];

    private Task<Answer> Post(string area, string number, string act, string body) => product.Post($"/v1/areas/{area}/warnings/{number}/{act}", body);

    private async Task Claim(string village, string employer, int claims)
    {
        for (var claim = 0; claim < claims; claim++)
            await Register(village, "WAG", employer, people: 1);
    }

    private async Task<string> Register(string village, string category, string? organisation, int people)
    {
        var body = JsonNode.Parse(RunningProduct.Registration(village, category))!;
        body["peopleInvolved"] = people;
        if (organisation is not null)
            body["parties"]!.AsArray()[1] = new JsonObject { ["role"] = "respondent", ["kind"] = "organisation", ["name"] = organisation };
        var answer = await product.Post("/v1/disputes", body.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return (string)answer.Json!["number"]!;
    }

    private async Task<string[]> Kinds(string agency)
    {
        for (var round = 0; round < 200; round++)
        {
            await product.Grains.Agency(Suyuan.Agencies.AgencyId.Parse(agency)).Take();
            var page = await product.Get($"/v1/agencies/{agency}/inbox?limit=200");
            if (page.Json!["items"]!.AsArray() is { Count: > 0 } notices)
                return [.. notices.Select(notice => (string)notice!["kind"]!)];
        }

        return [];
    }
}

public sealed class WarningApiOnSqlite(ProductOnSqlite product) : WarningApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class WarningApiOnPostgres(ProductOnPostgres product) : WarningApiTests(product), IClassFixture<ProductOnPostgres>;
