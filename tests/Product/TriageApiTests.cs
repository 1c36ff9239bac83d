using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Triage help as callers find it: advice with reasons, on a narrative or on a registered dispute.</summary>
public abstract class TriageApiTests(RunningProduct product)
{
    private const string Address = "/v1/triage/suggest";

    private const string Wages = """{"narrative":"包工头拖欠我们十二个农民工的工资，工地上人都走完了。","areaCode":"510304104218"}""";

    [Fact]
    public async Task A_narrative_is_answered_with_category_channel_unit_and_every_reason()
    {
        var answer = await product.Post(Address, Wages, "clerk");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var first = answer.Json!["suggestions"]![0]!;
        Assert.Equal(("WAG", "labour-mediation", "510304104-labour-centre"), ((string)first["category"]!, (string)first["channel"]!["id"]!, (string)first["lead"]!["agency"]!));
        Assert.Equal((int)first["score"]!, first["because"]!.AsArray().Sum(reason => (int)reason!["weight"]!));
        Assert.Contains(first["because"]!.AsArray(), reason => (string)reason!["rule"]! == "wag-arrears" && (string)reason["words"]![0]!["text"]! == "农民工");
        Assert.Equal("group", (string)Assert.Single(answer.Json["alerts"]!.AsArray())!["id"]!);
        Assert.Contains("date", answer.Json["ask"]!.AsArray().Select(ask => (string)ask!["id"]!));
        Assert.Equal((int)first["confidence"]!, (int)answer.Json["confidence"]!);
    }

    [Fact]
    public async Task D_9_6_Of_a_registered_dispute_the_help_names_category_channel_and_unit_and_changes_nothing()
    {
        var number = Number(await product.Post("/v1/disputes", RunningProduct.Registration(narrative: "隔壁猪圈臭，粪水流到我院坝。")));

        var before = await product.Get($"/v1/disputes/{number}");
        var advice = await product.Get($"/v1/disputes/{number}/triage/suggestion", "clerk");
        var after = await product.Get($"/v1/disputes/{number}");

        var first = advice.Json!["suggestions"]![0]!;
        Assert.Equal(("NEI", "people-mediation", "510304104218-committee"), ((string)first["category"]!, (string)first["channel"]!["id"]!, (string)first["lead"]!["agency"]!));
        Assert.DoesNotContain("place", advice.Json["ask"]!.AsArray().Select(ask => (string)ask!["id"]!));
        Assert.Equal((before.ETag, "registered"), (after.ETag, (string)after.Json!["stage"]!));
        Assert.Equal(HttpStatusCode.NotModified, (await product.Get($"/v1/disputes/{number}/triage/suggestion", "clerk", ("If-None-Match", advice.ETag!))).Status);
    }

    [Fact]
    public async Task What_was_proposed_stays_in_the_history_beside_what_was_chosen()
    {
        var number = await product.Register();

        await product.Act(number, "triage", """{"category":"NEI","suggested":{"category":"ENV","version":"triage-2026.11"}}""", "clerk", "510304104-centre");
        var step = (await product.Get($"/v1/disputes/{number}/history")).Json!["items"]!.AsArray().Single(item => (string)item!["act"]! == "triage")!;

        Assert.Equal(("NEI", "ENV", "triage-2026.11"), Said(JsonNode.Parse((string)step["data"]!)!["said"]!));
    }

    [Theory]
    [InlineData("""{"category":"NEI","suggested":{}}""", "suggested.category,suggested.version")]
    [InlineData("""{"category":"NEI","suggested":{"category":"XXX","version":"1"}}""", "suggested.category")]
    public async Task A_proposal_that_could_not_be_is_refused(string body, string fields)
    {
        var number = await product.Register();

        var answer = await product.Post($"/v1/disputes/{number}/triage", body, "clerk", "510304104-centre");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.Status, answer.Code));
        Assert.Equal(fields, string.Join(',', answer.Json!["errors"]!.AsObject().Select(error => error.Key)));
        Assert.Equal("registered", (string)(await product.Get($"/v1/disputes/{number}")).Json!["stage"]!);
    }

    [Theory]
    [InlineData("{}", "narrative")]
    [InlineData("""{"narrative":"话","areaCode":"519999","category":"XXX"}""", "areaCode,category")]
    [InlineData("""{"narrative":"话","colour":"red"}""", "colour")]
    [InlineData("""{"narrative":"\u0000"}""", "narrative")]
    public async Task Bad_input_is_named_field_by_field(string body, string fields)
    {
        var answer = await product.Post(Address, body, "clerk");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.Status, answer.Code));
        Assert.Equal(fields, string.Join(',', answer.Json!["errors"]!.AsObject().Select(error => error.Key)));
    }

    [Fact]
    public async Task Whoever_may_not_act_may_not_ask_and_whoever_may_not_read_is_not_told()
    {
        var number = await product.Register();

        Assert.Equal(HttpStatusCode.Forbidden, (await product.Post(Address, Wages, "operator")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await product.Post(Address, Wages, "")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Get($"/v1/disputes/{number}/triage/suggestion", "operator")).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.Get($"/v1/disputes/{number}/triage/suggestion", "supervisor")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "unknown-dispute"), Refused(await product.Get($"/v1/disputes/{Suyuan.Disputes.DisputeNumber.Of(Suyuan.Areas.AreaCode.Parse("510304"), 2024, 999_999)}/triage/suggestion")));
    }

    private static string Number(Answer registered) => (string)registered.Json!["number"]!;

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private static (string, string, string) Said(JsonNode said) =>
        ((string)said["category"]!, (string)said["suggested"]!["category"]!, (string)said["suggested"]!["version"]!);
}

public sealed class TriageOnSqliteTests(ProductOnSqlite product) : TriageApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class TriageOnPostgresTests(ProductOnPostgres product) : TriageApiTests(product), IClassFixture<ProductOnPostgres>;
