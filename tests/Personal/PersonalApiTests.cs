using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Operations;
using Suyuan.Signals;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Personal;

/// <summary>Who sees what of the parties, how one comes to see more, how one finds them, and how keys are changed under all of it.</summary>
public abstract class PersonalApiTests(EncryptedProduct product)
{
    private const string Telephone = "13990001234";

    private const string IdNumber = "510304198001010017";

    private static readonly Actor Window = new("window", Role.Clerk, AgencyId.Parse("510304104-centre"), AreaCode.Parse("510304104"));

    private static readonly Actor County = new("county", Role.Coordinator, AgencyId.Parse("510304-coordinator"), AreaCode.Parse("510304"));

    private static readonly Actor Npc = new("npc", Role.Supervisor, Area: AreaCode.Parse("510304"));

    private static readonly Actor Neighbour = new("neighbour", Role.Clerk, AgencyId.Parse("510321119-centre"), AreaCode.Parse("510321119"));

    private static readonly Actor Operator = new("operator", Role.Operator);

    [Fact]
    public async Task Who_leads_sees_clear_who_coordinates_sees_ends_who_supervises_sees_neither_name_nor_number()
    {
        var number = await Register();

        Assert.Equal(("李四方", IdNumber, Telephone, "贡井区和平路1号"), await Applicant(Window, number));
        Assert.Equal(("李四方", "510304****17", "139****34", "贡井区和平路****"), await Applicant(County, number));
        Assert.Equal(("李某", null, null, null), await Applicant(Npc, number));
        var told = (await product.SendAs(Npc, "GET", $"/v1/disputes/{number}")).Text;
        Assert.DoesNotContain("李四方", told, StringComparison.Ordinal);
        Assert.Contains("李某称王某占道", told, StringComparison.Ordinal);
        Assert.DoesNotContain("李四方", (await product.SendAs(Npc, "GET", "/v1/disputes?area=510304&limit=200")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unmasking_needs_a_reason_and_is_a_step_that_tells_why_and_not_what()
    {
        var number = await Register();
        var before = await Steps(number);

        var bare = await product.SendAs(County, "POST", $"/v1/disputes/{number}/unmaskings", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, bare.Status);
        Assert.Contains("\"reason\"", bare.Text, StringComparison.Ordinal);
        Assert.Equal(before.Count, (await Steps(number)).Count);

        var seen = await product.SendAs(County, "POST", $"/v1/disputes/{number}/unmaskings", """{"fields":["telephone"],"reason":"核对送达电话"}""", ("Idempotency-Key", "see-1"));
        Assert.Equal((HttpStatusCode.OK, Telephone, null), (seen.Status, (string?)seen.Json!["parties"]![0]!["telephone"], (string?)seen.Json["parties"]![0]!["idNumber"]));
        await product.SendAs(County, "POST", $"/v1/disputes/{number}/unmaskings", """{"fields":["telephone"],"reason":"核对送达电话"}""", ("Idempotency-Key", "see-1"));

        var after = await Steps(number);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal(("unmask", "county"), ((string?)after[^1]!["act"], (string?)after[^1]!["actorId"]));
        Assert.Contains("核对送达电话", (string)after[^1]!["data"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })!, StringComparison.Ordinal);
        Assert.DoesNotContain(Telephone, after.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("139****34", (await Applicant(County, number)).Telephone);
        Assert.True((bool)(await product.Get($"/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);
    }

    [Fact]
    public async Task Who_may_not_know_of_it_unmasks_nothing()
    {
        var number = await Register();

        Assert.Equal("unknown-dispute", (await product.SendAs(Neighbour, "POST", $"/v1/disputes/{number}/unmaskings", """{"reason":"好奇"}""")).Code);
        Assert.Equal((HttpStatusCode.Forbidden, "not-your-role"), await product.SendAs(Npc, "POST", $"/v1/disputes/{number}/unmaskings", """{"reason":"检查"}""") is var refused ? (refused.Status, refused.Code!) : default);
    }

    [Fact]
    public async Task A_telephone_or_identity_number_finds_one_s_own_disputes_and_nobody_else_s()
    {
        var number = await Register();

        Assert.Contains(number, await Found(Window, """{"telephone":"+86 139-9000-1234"}"""));
        Assert.Contains(number, await Found(County, $$"""{"idNumber":"{{IdNumber}}"}"""));
        Assert.Empty(await Found(Neighbour, $$"""{"telephone":"{{Telephone}}"}"""));
        Assert.Empty(await Found(Window, """{"telephone":"13990001235"}"""));
        Assert.Equal("not-your-role", (await product.SendAs(Npc, "POST", "/v1/disputes/lookups", $$"""{"telephone":"{{Telephone}}"}""")).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await product.SendAs(Window, "POST", "/v1/disputes/lookups", "{}")).Status);
    }

    [Fact]
    public async Task An_encrypted_title_is_found_by_a_part_of_it()
    {
        var number = await Register();

        Assert.Contains(number, await Listed("牛圈臭气"));
        Assert.Contains(number, await Listed(number));
        Assert.DoesNotContain(number, await Listed("拖欠工资"));
    }

    [Fact]
    public async Task Under_a_new_key_everything_is_written_anew_and_the_old_key_may_go_only_then()
    {
        var number = await Register();
        var before = (await product.SendAs(Window, "GET", $"/v1/disputes/{number}")).Text;
        var history = (await Steps(number)).ToJsonString();
        var keys = product.Grains.GetGrain<IKeyGrain>(GrainKeys.Keys);
        var (old, next) = (product.Ring.Current.Active.Id, $"k{product.Ring.Current.Keys.Count + 10}");

        product.Ring.Next([next, .. product.Ring.Current.Keys.Keys]);
        product.Ring.Reload();
        var early = await Assert.ThrowsAsync<StorageStartException>(() => product.Database.Opened.UseKeys(new TestRing(next), true, TestContext.Current.CancellationToken));
        Assert.Contains($"'{old}'", early.Message, StringComparison.Ordinal);
        var during = await product.SendAs(Operator, "GET", "/v1/system/keys");
        Assert.Equal((HttpStatusCode.OK, true), (during.Status, (bool)during.Json!["rewriting"]!));
        while (await keys.Rewrite() > 0)
        {
        }

        var use = (await product.SendAs(Operator, "GET", "/v1/system/keys")).Json!;
        Assert.Equal((next, 0, false), ((string)use["active"]!, (long)use["clear"]!, (bool)use["rewriting"]!));
        Assert.All(use["keys"]!.AsArray(), key => Assert.Equal((string)key!["id"]! == next, (long)key["values"]! > 0));
        Assert.Contains(use["keys"]!.AsArray(), key => (string)key!["id"]! == old && (bool)key["mayGo"]!);
        Assert.Equal((before, history), ((await product.SendAs(Window, "GET", $"/v1/disputes/{number}")).Text, (await Steps(number)).ToJsonString()));
        Assert.True((bool)(await product.Get($"/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);

        // Without the old key, read from the database alone.
        product.Ring.Next(next);
        product.Ring.Reload();
        await product.Database.Opened.UseKeys(product.Ring, true, TestContext.Current.CancellationToken);
        await product.Restart(TimeSpan.FromMinutes(1));
        Assert.Equal(("李四方", IdNumber, Telephone, "贡井区和平路1号"), await Applicant(Window, number));
    }

    [Fact]
    public async Task What_a_narrative_is_like_lies_encrypted_and_that_of_an_earlier_release_does_so_soon()
    {
        var number = await Register();
        var keys = product.Grains.GetGrain<IKeyGrain>(GrainKeys.Keys);
        var sealedWords = await Words();
        var clear = product.Database.Opened.Rows.Open(RowCipher.Words, number, sealedWords);
        Assert.Equal((true, WordMark.Of("李四方称王某占道，养牛。")), (sealedWords.StartsWith("enc:1:", StringComparison.Ordinal), clear));
        await Rewritten();
        await product.Database.Execute($"update mark set words = '{clear}' where number = '{number}'");
        await Rewritten();
        Assert.Equal(clear, await Words());

        // As it is after the walk of a release that left them clear.
        await product.Database.Execute("update encryption_key set places = null");
        await Rewritten();

        var again = await Words();
        Assert.Equal((true, clear), (again.StartsWith("enc:1:", StringComparison.Ordinal), product.Database.Opened.Rows.Open(RowCipher.Words, number, again)));

        async Task<string> Words() => Assert.Single(await product.Database.List<string>($"select words from mark where number = '{number}'"));

        async Task Rewritten()
        {
            while (await keys.Rewrite() > 0)
            {
            }
        }
    }

    [Fact]
    public async Task Nobody_but_the_operator_sees_keys() =>
        Assert.Equal("not-your-role", (await product.SendAs(County, "GET", "/v1/system/keys")).Code);

    [Fact]
    public async Task A_step_can_be_encrypted_anew_and_nothing_else_of_it_changed()
    {
        var number = await Register();

        foreach (var change in (string[])["act = 'exit'", "data = '{}'", "hash = 'x'", "data = '\"enc:1:k1:AAAA\"', act = 'exit'"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute($"update dispute_event set {change} where number = '{number}'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute($"delete from dispute_event where number = '{number}'"));
    }

    private async Task<string> Register()
    {
        var answer = await product.Post("/v1/disputes", $$"""
            {"areaCode":"510304104218","category":"NEI","title":"李四方与王某牛圈臭气纠纷","narrative":"李四方称王某占道，养牛。","source":"visit","parties":[
             {"role":"applicant","kind":"person","name":"李四方","idNumber":"{{IdNumber}}","telephone":"139 9000 1234","address":"贡井区和平路1号"},
             {"role":"respondent","kind":"person","name":"王某"}]}
            """.Replace("139 9000 1234", Telephone, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return (string)answer.Json!["number"]!;
    }

    private async Task<(string? Name, string? IdNumber, string? Telephone, string? Address)> Applicant(Actor by, string number)
    {
        var party = (await product.SendAs(by, "GET", $"/v1/disputes/{number}")).Json!["parties"]![0]!;
        return ((string?)party["name"], (string?)party["idNumber"], (string?)party["telephone"], (string?)party["address"]);
    }

    private async Task<JsonArray> Steps(string number) => (await product.SendAs(Window, "GET", $"/v1/disputes/{number}/history?limit=200")).Json!["items"]!.AsArray();

    private async Task<List<string>> Listed(string text) =>
        [.. (await product.SendAs(County, "GET", $"/v1/disputes?limit=200&q={Uri.EscapeDataString(text)}")).Json!["items"]!.AsArray().Select(item => (string)item!["number"]!)];

    private async Task<List<string>> Found(Actor by, string body)
    {
        var answer = await product.SendAs(by, "POST", "/v1/disputes/lookups", body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json!["items"]!.AsArray().Select(item => (string)item!["number"]!)];
    }
}

public sealed class PersonalOnSqlite(EncryptedOnSqlite product) : PersonalApiTests(product), IClassFixture<EncryptedOnSqlite>;

public sealed class PersonalOnPostgres(EncryptedOnPostgres product) : PersonalApiTests(product), IClassFixture<EncryptedOnPostgres>;
