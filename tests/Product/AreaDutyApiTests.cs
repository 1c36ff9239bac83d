using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Grids, duties, coverage and levels, as callers put and find them.</summary>
public abstract class AreaDutyApiTests(RunningProduct product)
{
    private const string TwoGrids = """{"grids":[{"number":1,"name":"一网格","workerPost":"专职网格员","households":80},{"number":2,"name":"二网格"}]}""";

    [Fact]
    public async Task D_4_12_Grids_are_put_kept_and_named_by_a_registration()
    {
        const string path = "/v1/areas/510304104212/grids";
        var put = await product.Send("PUT", path, TwoGrids, "operator", headers: ("If-Match", "\"0\""));
        var stale = await product.Send("PUT", path, TwoGrids.Replace("二网格", "另一网格", StringComparison.Ordinal), "operator", headers: ("If-Match", "\"0\""));
        var other = await product.Send("PUT", path, """{"grids":[]}""", "leader", "510321-housing");
        await product.Restart(TimeSpan.Zero);
        var got = await product.Get(path);

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (put.Status, put.ETag));
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.Forbidden), (stale.Status, other.Status));
        Assert.Equal(["510304104212-G01", "510304104212-G02"], got.Json!["grids"]!.AsArray().Select(grid => (string)grid!["code"]!));

        var registered = await product.Post("/v1/disputes", WithGrid("510304104212-G01"));
        var unknown = await product.Post("/v1/disputes", WithGrid("510304104212-G09"));
        var elsewhere = await product.Post("/v1/disputes", WithGrid("510304104218-G01"));

        Assert.Equal("510304104212-G01", (string)(await product.Get($"/v1/disputes/{registered.Json!["number"]}")).Json!["grid"]!);
        Assert.All([unknown, elsewhere], answer => Assert.Equal("unknown-grid", (string)answer.Json!["errors"]!["grid"]![0]!["code"]!));

        var history = await product.Get("/v1/area-duties/area-duty-510304104212/history");
        Assert.Equal(["put-grids"], history.Json!["items"]!.AsArray().Select(step => (string)step!["act"]!));
    }

    [Fact]
    public async Task F6_An_area_puts_its_own_unit_and_assignment_follows_it()
    {
        const string path = "/v1/areas/510304105204/duties";
        var before = await product.Get($"{path}?category=NEI");
        var put = await product.Send("PUT", path, """{"duties":[{"duty":"handling","category":"NEI","unit":"510304105-justice-office","deputy":"510304105-centre","reason":"村委会换届"}]}""", "operator");
        var after = await product.Get($"{path}?category=NEI");
        var number = await product.Register("510304105204");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        var assigned = await product.Act(number, "assign");

        Assert.Equal("510304105204-committee", (string)before.Json!["items"]![0]!["unit"]!["agency"]!);
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal(("510304105-justice-office", "own"), ((string)after.Json!["items"]![0]!["unit"]!["agency"]!, (string)after.Json["items"]![0]!["rule"]!));
        Assert.Equal("510304105-justice-office", (string)assigned["lead"]!["agency"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Send("PUT", path, "{}", "handler")).Status);
    }

    [Fact]
    public async Task D_2_6_Every_gap_is_named_page_by_page()
    {
        // Examples stand in for the mediators of a county until it has entered one of its own.
        var examples = await product.Get("/v1/coverage/gaps?area=510321100");
        Assert.Equal((HttpStatusCode.OK, 0), (examples.Status, examples.Json!["items"]!.AsArray().Count));
        var entered = await product.Send(
            "PUT", "/v1/mediators/mediator-rong1",
            """{"name":"钱一","kind":"full-time","organisation":"510321-committee","fields":["FAM"],"areas":["510321100"],"capacity":5}""", "leader", "510321-committee");
        Assert.True(entered.Status is HttpStatusCode.OK, entered.Text);

        var first = await product.Get("/v1/coverage/gaps?area=510321100&limit=30");
        var second = await product.Get($"/v1/coverage/gaps?area=510321100&limit=30&cursor={first.Json!["next"]}");

        Assert.DoesNotContain(first.Json["items"]!.AsArray(), gap => (string?)gap!["category"] is "FAM");
        Assert.Equal(first.Json["cells"]!.GetValue<int>() - first.Json["covered"]!.GetValue<int>(), first.Json["missing"]![0]!["count"]!.GetValue<int>());
        Assert.Equal(("mediator", 30), ((string)first.Json["items"]![0]!["missing"]!, second.Json!["items"]!.AsArray().Count));
        Assert.Equal("unknown-area", (string)(await product.Get("/v1/coverage/gaps?area=519999")).Json!["errors"]!["area"]![0]!["code"]!);
    }

    [Fact]
    public async Task D_1_1_Routing_says_on_which_level_a_case_begins_and_the_way_up()
    {
        var routing = await product.Get("/v1/routing?area=510304104218&category=NEI");

        Assert.Equal("village", (string)routing.Json!["level"]!);
        Assert.Contains("从最低的村（社区）一级办起", (string)routing.Json["levelWhy"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["510304104218-committee", "510304104-committee", "510304-committee", "510300-committee"],
            routing.Json["wayUp"]!.AsArray().Select(step => (string)step!["unit"]!["agency"]!));
        Assert.Equal("heshi-court-district", (string)(await product.Get("/v1/areas/510304104218")).Json!["overlays"]![0]!["id"]!);
    }

    [Fact]
    public async Task D_4_14_The_share_settled_on_each_level_can_be_read()
    {
        await Settled("510304109201", "village");
        await Settled("510304109201", "county");
        await Settled("510304109202", "township");

        var settlement = await product.Get("/v1/areas/510304109/settlement");

        Assert.Equal((3, 2, 66.67m), (settlement.Json!["closed"]!.GetValue<int>(), settlement.Json["local"]!.GetValue<int>(), settlement.Json["localRate"]!.GetValue<decimal>()));
        Assert.Equal([1, 1, 1, 0], settlement.Json["levels"]!.AsArray().Select(level => level!["count"]!.GetValue<int>()));
        Assert.Equal("period-reversed", (string)(await product.Get("/v1/areas/510304109/settlement?from=2024-02-02&to=2024-02-01")).Json!["errors"]!["to"]![0]!["code"]!);
    }

    private static string WithGrid(string grid)
    {
        var body = JsonNode.Parse(RunningProduct.Registration("510304104212"))!.AsObject();
        body["grid"] = grid;
        return body.ToJsonString();
    }

    private async Task Settled(string area, string level)
    {
        var number = await product.Register(area);
        await product.Act(number, "triage", """{"category":"NEI"}""");
        var lead = (string)(await product.Act(number, "assign"))["lead"]!["agency"]!;
        await product.Act(number, "accept", role: "handler", agency: lead);
        await product.Act(number, "contact", """{"method":"telephone","outcome":"reached"}""", "handler", lead);
        await product.Act(number, "agreements", """{"form":"oral","signedOn":"DAY","terms":"互不追究。"}""".Replace("DAY", $"{product.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}", StringComparison.Ordinal), "handler", lead);
        await product.Act(number, "answer", """{"method":"in-person","text":"已经办结。"}""", "handler", lead);
        await product.Act(number, "close", $$"""{"settledAt":"{{level}}"}""", "handler", lead);
    }
}

public sealed class AreaDutiesOnSqliteTests(ProductOnSqlite product) : AreaDutyApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class AreaDutiesOnPostgresTests(ProductOnPostgres product) : AreaDutyApiTests(product), IClassFixture<ProductOnPostgres>;
