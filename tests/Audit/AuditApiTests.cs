using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Areas;
using Suyuan.Audit;
using Suyuan.Identity;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Audit;

/// <summary>Over the whole product: what is kept, who may see it, and that every way of touching it is found.</summary>
public abstract class AuditApiTests(RunningProduct product)
{
    private static readonly Actor Supervisor = new("supervisor-1", Role.Supervisor, null, AreaCode.Parse("510300"));

    private static readonly Actor Clerk = new("clerk-1", Role.Clerk, null, AreaCode.Parse("510304104"));

    private AuditTrail Trail => product.Services.GetRequiredService<AuditTrail>();

    [Fact]
    public async Task Who_read_a_dispute_and_who_was_turned_away_stand_beside_it()
    {
        var number = await product.Register();
        var stranger = new Actor("clerk-far", Role.Clerk, null, AreaCode.Parse("510321"));
        await product.SendAs(Clerk, "GET", $"/v1/disputes/{number}");
        await product.SendAs(Clerk, "GET", $"/v1/disputes/{number}");
        await product.SendAs(Clerk, "GET", $"/v1/disputes/{number}/history?limit=10");
        Assert.Equal(HttpStatusCode.NotFound, (await product.SendAs(stranger, "GET", $"/v1/disputes/{number}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.SendAs(new Actor("operator-1", Role.Operator), "GET", $"/v1/disputes/{number}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await product.SendAs(null, "GET", $"/v1/disputes/{number}")).Status);
        Assert.Equal("wrong-access-code", (await product.SendAs(null, "GET", $"/v1/progress/{number}", headers: ("X-Access-Code", "WRONGCODE"))).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await product.SendAs(stranger, "POST", $"/v1/disputes/{number}/accept", "{}")).Status);

        var seen = await Items($"/v1/disputes/{number}/audit");

        Assert.Equal(
            [
                ("clerk-1", "GET /v1/disputes/{number}", 200, null, 2), ("clerk-1", "GET /v1/disputes/{number}/history", 200, null, 1),
                ("clerk-far", "GET /v1/disputes/{number}", 404, "unknown-dispute", 1), ("clerk-far", "POST /v1/disputes/{number}/accept", 404, "unknown-dispute", 1),
                ("operator-1", "GET /v1/disputes/{number}", 403, "not-your-role", 1), (null, "GET /v1/progress/{number}", 404, "wrong-access-code", 1),
            ],
            seen.Select(item => ((string?)item!["actor"], (string)item["address"]!, (int)item["status"]!, (string?)item["code"], (int)item["times"]!))
                .Order(Comparer<(string?, string, int, string?, int)>.Create((x, y) => string.CompareOrdinal($"{x.Item1 ?? "~"}{x.Item2}", $"{y.Item1 ?? "~"}{y.Item2}"))));
        Assert.All(seen, item => Assert.Equal("510304104218", (string?)item!["area"]));
        // What succeeded as a command is in the history and not twice.
        Assert.DoesNotContain(seen, item => (string?)item!["permission"] is "dispute/register");
    }

    [Fact]
    public async Task Looking_into_the_trail_is_kept_too()
    {
        var number = await product.Register("510302001");
        await Items($"/v1/disputes/{number}/audit");

        var own = await Items($"/v1/audit/entries?permission=dispute/audit&target={number}");
        var looked = await Items("/v1/audit/entries?permission=audit/read");

        Assert.Equal([("supervisor-1", $"GET /v1/disputes/{{number}}/audit")], own.Select(item => ((string?)item!["actor"], (string?)item["address"])));
        Assert.Contains(looked, item => (string?)item!["asked"] == $"permission&target={number}");
    }

    [Fact]
    public async Task A_supervisor_sees_the_trail_of_the_own_area_and_nobody_else_any()
    {
        var (near, far) = (await product.Register(), await product.Register("510321001"));
        await product.Get($"/v1/disputes/{near}");
        await product.Get($"/v1/disputes/{far}");
        Assert.True(await Trail.Flush());
        var ofCounty = new Actor("supervisor-county", Role.Supervisor, null, AreaCode.Parse("510321"));
        var ofTownship = new Actor("supervisor-township", Role.Supervisor, null, AreaCode.Parse("510304104"));

        var county = (await product.SendAs(ofCounty, "GET", "/v1/audit/entries?permission=dispute/read&limit=200")).Json!["items"]!.AsArray();
        var township = (await product.SendAs(ofTownship, "GET", "/v1/audit/entries?permission=dispute/read&limit=200")).Json!["items"]!.AsArray();

        Assert.Contains(far, county.Select(item => (string?)item!["target"]));
        Assert.DoesNotContain(near, county.Select(item => (string?)item!["target"]));
        Assert.Contains(near, township.Select(item => (string?)item!["target"]));
        Assert.DoesNotContain(far, township.Select(item => (string?)item!["target"]));
        Assert.Equal("not-your-area", (await product.SendAs(ofCounty, "GET", "/v1/audit/entries?area=510304")).Code);
        Assert.Equal("unknown-dispute", (await product.SendAs(ofCounty, "GET", $"/v1/disputes/{near}/audit")).Code);
        Assert.Equal("not-your-area", (await product.SendAs(ofTownship, "GET", "/v1/audit/entries/export?area=510304&from=2024-01-01&to=2024-03-01&reason=x")).Code);
        Assert.Equal("audit-of-whole-county", Code(await product.SendAs(ofTownship, "GET", "/v1/audit/entries/export?area=510304104&from=2024-01-01&to=2024-03-01&reason=x")));
        foreach (var role in new[] { "clerk", "handler", "leader", "court", "operator", "coordinator" })
            Assert.Equal("not-your-role", (await product.Get("/v1/audit/entries", role)).Code);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_filters_choose()
    {
        var number = await product.Register("510311001");
        for (var place = 0; place < 5; place++)
        {
            await product.SendAs(Supervisor with { Id = $"pages-{place}" }, "GET", $"/v1/disputes/{number}");
            product.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var found = new List<string>();
        var next = $"/v1/audit/entries?target={number}&permission=dispute/read&limit=2";
        Assert.True(await Trail.Flush());
        for (string? cursor = null; ;)
        {
            var page = (await product.SendAs(Supervisor, "GET", cursor is null ? next : $"{next}&cursor={cursor}")).Json!;
            found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["actor"]!));
            cursor = (string?)page["next"];
            if (cursor is null)
                break;
        }

        Assert.Equal(["pages-4", "pages-3", "pages-2", "pages-1", "pages-0"], found);
        Assert.Equal(["pages-3"], (await Items("/v1/audit/entries?actor=pages-3")).Select(item => (string?)item!["actor"]));
        Assert.Equal("cursor-invalid", Code(await product.SendAs(Supervisor, "GET", "/v1/audit/entries?cursor=nonsense")));
        Assert.Equal("number-out-of-range", Code(await product.SendAs(Supervisor, "GET", "/v1/audit/entries?limit=201")));
        Assert.Equal("period-reversed", Code(await product.SendAs(Supervisor, "GET", "/v1/audit/entries/export?area=510311&from=2024-02-01&to=2024-01-01&reason=x")));
        Assert.Equal("period-too-long", Code(await product.SendAs(Supervisor, "GET", "/v1/audit/entries/export?area=510311&from=2024-01-01&to=2024-06-01&reason=x")));
        Assert.Equal("required", Code(await product.SendAs(Supervisor, "GET", "/v1/audit/entries/export?area=510311&from=2024-01-01&to=2024-02-01")));
    }

    [Fact]
    public async Task What_may_not_leave_unkept_is_kept_when_it_leaves()
    {
        var answer = await product.SendAs(new Actor("operator-now", Role.Operator), "GET", "/v1/agencies/510304-housing/webhooks");

        // Nobody flushed, and no second has passed.
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1, await product.Database.Count("select count(*) from audit_entry where actor = 'operator-now' and permission = 'webhook/manage' and status = 200 and target = '510304-housing'"));
    }

    [Fact]
    public async Task A_stream_leaves_its_beginning_and_its_end()
    {
        await using (await product.Follow("510304-justice"))
            Assert.True(await Trail.Flush());

        Assert.Equal(1, await product.Database.Count("select count(*) from audit_entry where target = '510304-justice' and asked = 'opened' and address = 'GET /v1/agencies/{id}/inbox/stream'"));
    }

    [Fact]
    public async Task An_export_can_be_checked_without_us_and_is_kept_with_its_reason()
    {
        var number = await product.Register("510322001");
        await product.Get($"/v1/disputes/{number}");
        Assert.True(await Trail.Flush());

        var export = await product.SendAs(Supervisor, "GET", "/v1/audit/entries/export?area=510300&from=2024-01-01&to=2024-03-01&reason=%E5%AD%A3%E5%BA%A6%E7%9D%A3%E6%9F%A5");
        var lines = export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var verdict = AuditCheck.Of(lines, []);

        Assert.Equal("application/jsonl", export.ContentType);
        Assert.Empty(verdict.Findings);
        Assert.Contains(verdict.Heads, head => head.County is "510322");
        Assert.Equal(1, await product.Database.Count("select count(*) from audit_entry where permission = 'audit/export' and reason = '季度督查' and target = '510300'"));
        Assert.NotEmpty(AuditCheck.Of(lines[..^1], []).Findings);
    }

    [Fact]
    public async Task The_verdict_names_each_chain_with_the_seal_that_vouches_for_it()
    {
        var number = await product.Register("510303001");
        await product.Get($"/v1/disputes/{number}");
        Assert.True(await Trail.Flush());
        await product.Grains.Area(AreaCode.Parse("510303")).Seal();

        var verdict = (await product.Get("/v1/audit/entries/verify?area=510303", "supervisor")).Json!;
        var ledger = (await product.Get("/v1/audit/ledger/verify?area=510303", "supervisor")).Json!;

        Assert.True((bool)verdict["intact"]!, verdict.ToJsonString());
        var chain = Assert.Single(verdict["chains"]!.AsArray())!;
        Assert.Equal(("510303", (long)chain["entries"]!), ((string?)chain["county"], (long)chain["anchored"]!));
        Assert.True((long)chain["seal"]! >= 1);
        Assert.True((bool)ledger["intact"]!, ledger.ToJsonString());
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'x'")]
    [InlineData("delete from audit_entry")]
    public async Task Nobody_changes_or_removes_a_line(string statement)
    {
        await product.Get($"/v1/disputes/{await product.Register()}");
        Assert.True(await Trail.Flush());

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute(statement));

        Assert.Contains("audit_entry is append-only", refused.Message, StringComparison.Ordinal);
    }

    private async Task<JsonArray> Items(string path)
    {
        Assert.True(await Trail.Flush());
        var answer = await product.SendAs(Supervisor, "GET", path);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json!["items"]!.AsArray();
    }

    private static string? Code(Answer answer) =>
        (string?)answer.Json?["errors"]?.AsObject().SelectMany(field => field.Value!.AsArray()).FirstOrDefault()?["code"] ?? answer.Code;
}

public sealed class AuditApiOnSqlite(ProductOnSqlite product) : AuditApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class AuditApiOnPostgres(ProductOnPostgres product) : AuditApiTests(product), IClassFixture<ProductOnPostgres>;
