using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Permissions;

/// <summary>Ways in which somebody might come to see what is somebody else's: each is tried over the real pipeline, and refused.</summary>
public abstract class AttemptTests(RunningProduct product)
{
    private const string Village = "510304104218";

    private const string Telephone = "13990001234";

    private static readonly Actor Neighbour = new("neighbour", Role.Clerk, AgencyId.Parse("510321119-centre"), AreaCode.Parse("510321119"));

    private static readonly Actor Handler = new("handler", Role.Handler, AgencyId.Parse("510304-labour"));

    private static readonly Actor Window = new("window", Role.Clerk, AgencyId.Parse("510304104-centre"), AreaCode.Parse("510304104"));

    private static readonly Actor Committee = new("committee", Role.Leader, AgencyId.Parse("510304104-committee"));

    private static readonly Actor Coordinator = new("coordinator", Role.Coordinator, AgencyId.Parse("510304-coordinator"));

    private static readonly Actor Court = new("court", Role.Court, AgencyId.Parse("510304-court"));

    private static readonly Actor Npc = new("npc", Role.Supervisor, Area: AreaCode.Parse("510304"));

    private static readonly string[] Parts = ["", "/history", "/clocks", "/clocks/triage-1", "/clocks.ics", "/services", "/exit-conditions", "/triage/suggestion"];

    [Fact]
    public async Task Numbers_walked_in_sequence_tell_nothing_of_which_exist()
    {
        var known = await Register();
        var (digits, answers) = (int.Parse(known[10..16], System.Globalization.CultureInfo.InvariantCulture), new HashSet<string>());
        for (var sequence = Math.Max(1, digits - 3); sequence < digits + 4; sequence++)
        {
            var number = Suyuan.Disputes.DisputeNumber.Of(AreaCode.Parse(known[..6]), int.Parse(known[6..10], System.Globalization.CultureInfo.InvariantCulture), sequence).ToString();
            foreach (var who in (Actor[])[Neighbour, Handler])
                answers.Add(Told(await product.SendAs(who, "GET", $"/v1/disputes/{number}"), number));
        }

        Assert.Equal((404, "unknown-dispute"), (int.Parse(Assert.Single(answers).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), Assert.Single(answers).Split(' ')[1]));
    }

    [Fact]
    public async Task No_part_of_a_dispute_is_open_to_those_whose_it_is_not()
    {
        var number = await Register();
        foreach (var part in Parts)
        {
            Assert.Equal((part, HttpStatusCode.OK), (part, (await product.SendAs(Window, "GET", $"/v1/disputes/{number}{part}")).Status));
            foreach (var who in (Actor[])[Neighbour, Handler])
                Assert.Equal((part, HttpStatusCode.NotFound), (part, (await product.SendAs(who, "GET", $"/v1/disputes/{number}{part}")).Status));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await product.SendAs(Neighbour, "GET", $"/v1/audit/ledger/receipts/{number}")).Status);
        Assert.Equal("unknown-dispute", (await product.SendAs(Neighbour, "GET", $"/v1/mediators?dispute={number}")).Code);
    }

    [Fact]
    public async Task Another_s_tag_opens_nothing()
    {
        var number = await Register();
        var tag = (await product.SendAs(Window, "GET", $"/v1/disputes/{number}")).ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await product.SendAs(Window, "GET", $"/v1/disputes/{number}", null, ("If-None-Match", tag))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await product.SendAs(Neighbour, "GET", $"/v1/disputes/{number}", null, ("If-None-Match", tag))).Status);
        Assert.Equal("unknown-dispute", (await product.SendAs(Neighbour, "POST", $"/v1/disputes/{number}/triage", """{"category":"NEI"}""", ("If-Match", tag))).Code);
        Assert.Equal("unknown-dispute", (await product.SendAs(Neighbour, "POST", $"/v1/disputes/{number}/triage", "{}", ("If-Match", "\"1\""))).Code);
    }

    [Fact]
    public async Task Another_s_cursor_leads_into_one_s_own_list_only()
    {
        await Register();
        await Register();
        var page = await product.SendAs(Coordinator, "GET", "/v1/disputes?limit=1");
        var cursor = (string)page.Json!["next"]!;

        var own = await Numbers(Coordinator, $"/v1/disputes?limit=200&cursor={cursor}");
        Assert.NotEmpty(own);
        Assert.DoesNotContain(await Numbers(Neighbour, $"/v1/disputes?limit=200&cursor={cursor}"), number => number.StartsWith("510304", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/disputes?q=510304")]
    [InlineData("/v1/disputes?area=510304")]
    [InlineData("/v1/disputes?lead=510304104-centre")]
    [InlineData("/v1/disputes?sort=due")]
    [InlineData("/v1/signals?area=510304")]
    [InlineData("/v1/areas/510304/warnings")]
    [InlineData("/v1/supervision-orders?agency=510304-housing")]
    public async Task A_filter_that_names_another_s_brings_nothing(string path)
    {
        await Register();
        await product.Post("/v1/supervision-orders", """{"agency":"510304-housing","grade":"important","what":"请说明整改措施。"}""");

        Assert.Equal([], (await Numbers(Neighbour, path)).Where(number => number.Contains("510304", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_telephone_number_finds_nobody()
    {
        var number = await Register();

        Assert.Contains(number, await Numbers(Window, $"/v1/disputes?q={number}"));
        Assert.Empty(await Numbers(Coordinator, $"/v1/disputes?q={Telephone}"));
        Assert.Empty(await Numbers(Neighbour, $"/v1/disputes?q={Telephone}"));
    }

    [Fact]
    public async Task Another_s_inbox_and_stream_do_not_exist()
    {
        foreach (var path in new[] { "inbox", "inbox/stream" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await product.SendAs(Window, "GET", $"/v1/agencies/510304104-centre/{path}")).Status));
            foreach (var who in new[] { Neighbour, Handler, Court, Npc with { Area = AreaCode.Parse("510321") } })
                Assert.Equal((path, "no-such-agency"), (path, (await product.SendAs(who, "GET", $"/v1/agencies/510304104-centre/{path}")).Code));
        }
    }

    [Theory]
    [InlineData("/v1/reports/response")]
    [InlineData("/v1/reports/resolutions")]
    [InlineData("/v1/reports/warnings")]
    [InlineData("/v1/reports/signals")]
    public async Task A_report_is_of_one_s_own_area_and_says_so_when_another_s_is_asked_for(string path)
    {
        var asked = await product.SendAs(Coordinator, "GET", $"{path}?area=510321");
        Assert.Equal((HttpStatusCode.Forbidden, "not-your-area"), (asked.Status, asked.Code));
        Assert.Equal(HttpStatusCode.Forbidden, (await product.SendAs(Coordinator, "GET", $"{path}?area=510300")).Status);

        var own = await product.SendAs(Coordinator, "GET", path);
        Assert.Equal((HttpStatusCode.OK, "510304"), (own.Status, (string?)own.Json!["area"]));
    }

    [Fact]
    public async Task What_is_another_s_can_be_made_no_target_of_one_s_own_act()
    {
        var theirs = await product.Register("510321119003");
        var mine = await Register();

        var merged = await product.SendAs(Window, "POST", $"/v1/disputes/{mine}/merge", $$"""{"into":"{{theirs}}","reason":"同一事项","told":"telephone"}""");
        var unknown = await product.SendAs(Window, "POST", $"/v1/disputes/{mine}/merge", """{"into":"51032120240000011","reason":"同一事项","told":"telephone"}""");
        Assert.Equal((int)merged.Status >= 400, (int)unknown.Status >= 400);
        Assert.NotEqual(HttpStatusCode.OK, merged.Status);
        var ordered = await product.SendAs(Coordinator, "POST", "/v1/supervision-orders", $$"""{"agency":"510304-housing","grade":"important","what":"请说明。","dispute":"{{theirs}}"}""");
        Assert.Equal("unknown-dispute", (string?)ordered.Json!["errors"]?["dispute"]?[0]?["code"] ?? ordered.Code);
    }

    [Fact]
    public async Task What_arose_elsewhere_cannot_be_linked_to_find_out_whether_it_exists()
    {
        var signal = await product.SendAs(Neighbour, "POST", "/v1/signals", """
            {"source":"grid","areaCode":"510321119003","narrative":"沟渠被堵，两组互指。","parties":[{"role":"applicant","kind":"person","name":"李四方"}]}
            """);
        Assert.Equal((HttpStatusCode.Created, signal.Text), (signal.Status, signal.Text));
        var assessment = await product.SendAs(Coordinator, "POST", "/v1/risk-assessments", $$"""
            {"kind":"project","title":"城北污水处理厂建设","summary":"在城北新建污水处理厂。","plannedOn":"{{product.Clock.GetUtcNow().AddDays(60):yyyy-MM-dd}}","vitalInterests":true,"stabilityIssue":true,"reason":"临近居民区"}
            """);
        Assert.Equal((HttpStatusCode.Created, assessment.Text), (assessment.Status, assessment.Text));

        foreach (var number in (string[])[(string)signal.Json!["number"]!, "signal-nobody"])
        {
            var linked = await product.SendAs(Coordinator, "POST", $"/v1/risk-assessments/{(string)assessment.Json!["number"]!}/link", $$"""{"number":"{{number}}"}""");
            Assert.Equal((HttpStatusCode.BadRequest, "unknown-matter"), (linked.Status, (string?)linked.Json!["errors"]?["number"]?[0]?["code"]));
        }
    }

    [Fact]
    public async Task Another_s_idempotency_key_brings_no_receipt()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await product.SendAs(Window, "POST", "/v1/disputes", RunningProduct.Registration(), key);

        var second = await product.SendAs(Neighbour, "POST", "/v1/disputes", RunningProduct.Registration(), key);

        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.NotEqual((string?)first.Json!["accessCode"], (string?)second.Json!["accessCode"]);
        Assert.NotEqual((string?)first.Json["number"], (string?)second.Json["number"]);
    }

    [Fact]
    public async Task F39_The_court_reads_what_was_agreed_and_not_what_was_said()
    {
        var number = await Mediated();
        await product.Act(number, "agreements", """{"form":"written","signedOn":"2024-01-02","scope":"full","terms":"三日内清理牛圈。","instalments":[]}""", "leader", "510304104-committee");
        Assert.Equal(HttpStatusCode.NotFound, (await product.SendAs(Court, "GET", $"/v1/disputes/{number}")).Status);
        await product.Act(number, "confirmation", """{"step":"apply"}""", "leader", "510304104-committee");

        var seen = await product.SendAs(Court, "GET", $"/v1/disputes/{number}");
        Assert.Equal((HttpStatusCode.OK, "三日内清理牛圈。"), (seen.Status, (string?)seen.Json!["agreement"]!["terms"]));
        var (court, ours) = (await product.SendAs(Court, "GET", $"/v1/disputes/{number}/history"), await product.SendAs(Committee, "GET", $"/v1/disputes/{number}/history"));
        Assert.Contains("王某承认占道", ours.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王某承认占道", court.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王某承认占道", (await product.SendAs(Npc, "GET", $"/v1/disputes/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(Hashes(ours), Hashes(court));
    }

    [Fact]
    public async Task A_dispute_of_a_minor_is_known_to_those_who_handle_it()
    {
        var number = await Register(risks: "minor-party");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", """{"lead":"510304104-committee"}""");

        await Knows(number, [Committee, Coordinator], [Window with { Agency = null }, Npc, Neighbour, Handler, Court]);
        Assert.Equal("minor", (string?)(await product.SendAs(Committee, "GET", $"/v1/disputes/{number}")).Json!["restrictions"]![0]!["mark"]);
    }

    [Fact]
    public async Task An_identity_number_of_a_minor_and_a_criminal_case_restrict_a_dispute_too()
    {
        var young = await Register(idNumber: "510304201501010017");
        var grown = await Register(idNumber: "510304198001010013");
        await Knows(young, [Coordinator], [Npc]);
        await Knows(grown, [Coordinator, Npc], []);

        await product.Act(grown, "risks", """{"factor":"criminal-link","reason":"已经刑事立案","reference":"case-1"}""");
        await Knows(grown, [Coordinator], [Npc]);
    }

    [Fact]
    public async Task D_10_5i_Psychological_service_is_known_to_who_gives_it_and_to_the_lead()
    {
        var number = await Mediated();
        await product.Act(number, "services", """{"kind":"psychological-comfort","owner":"510304-youth-league","note":"当事人情绪低落"}""", "leader", "510304104-committee");

        var (giver, lead, window) = (new Actor("health", Role.Handler, AgencyId.Parse("510304-youth-league")), Committee, Window);
        Assert.Single((await product.SendAs(giver, "GET", $"/v1/disputes/{number}/services")).Json!["items"]!.AsArray());
        Assert.Single((await product.SendAs(lead, "GET", $"/v1/disputes/{number}/services")).Json!["items"]!.AsArray());
        foreach (var who in (Actor[])[window, Npc, Coordinator])
        {
            Assert.Empty((await product.SendAs(who, "GET", $"/v1/disputes/{number}/services")).Json!["items"]!.AsArray());
            foreach (var part in Parts)
                Assert.DoesNotContain("psycholog", (await product.SendAs(who, "GET", $"/v1/disputes/{number}{part}")).Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("情绪低落", (await product.SendAs(who, "GET", $"/v1/disputes/{number}/history")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("情绪低落", (await product.SendAs(giver, "GET", $"/v1/disputes/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_number_and_a_wrong_code_are_answered_alike_and_shut_alike()
    {
        var registered = await product.Post("/v1/disputes", RunningProduct.Registration());
        var (number, code) = ((string)registered.Json!["number"]!, (string)registered.Json["accessCode"]!);
        var unknown = Suyuan.Disputes.DisputeNumber.Of(AreaCode.Parse("510304"), 2024, 999_999).ToString();
        for (var tries = 0; tries < 5; tries++)
        {
            var (wrong, none) = (await Progress(number, "22222222"), await Progress(unknown, "22222222"));
            Assert.Equal((Told(wrong, number), HttpStatusCode.NotFound), (Told(none, unknown), none.Status));
            Assert.Equal(wrong.Headers.Select(header => header.Key), none.Headers.Select(header => header.Key));
        }

        foreach (var (one, with) in new[] { (number, "22222222"), (unknown, "22222222"), (number, code) })
        {
            var shut = await Progress(one, with);
            Assert.Equal(((HttpStatusCode)429, "too-many-wrong-codes", TimeSpan.FromMinutes(15)), (shut.Status, shut.Code, shut.Headers.RetryAfter?.Delta));
        }

        product.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, (await Progress(number, code)).Status);
        for (var looks = 0; looks < 8; looks++)
            Assert.Equal(HttpStatusCode.OK, (await Progress(number, code)).Status);
    }

    private Task<Answer> Progress(string number, string code) => product.SendAs(null, "GET", $"/v1/progress/{number}", null, ("X-Access-Code", code));

    private async Task Knows(string number, Actor[] who, Actor[] not)
    {
        foreach (var (by, knows) in who.Select(by => (by, true)).Concat(not.Select(by => (by, false))))
        {
            var seen = (await product.SendAs(by, "GET", $"/v1/disputes/{number}")).Status is HttpStatusCode.OK;
            var history = (await product.SendAs(by, "GET", $"/v1/disputes/{number}/history")).Status is HttpStatusCode.OK;
            var listed = (await Numbers(by, $"/v1/disputes?q={number}")).Contains(number);
            Assert.Equal((by.Id, knows, knows, knows), (by.Id, seen, history, listed));
        }
    }

    private async Task<string[]> Numbers(Actor by, string path) =>
        (await product.SendAs(by, "GET", path)).Json?["items"] is JsonArray items ? [.. items.Select(item => (string)item!["number"]!)] : [];

    private static string[] Hashes(Answer history) => [.. history.Json!["items"]!.AsArray().Select(step => (string)step!["hash"]!)];

    /// <summary>All of an answer that may differ between what exists and what does not.</summary>
    private static string Told(Answer answer, string number) => $"{(int)answer.Status} {answer.Code} {answer.Text.Replace(number, "…", StringComparison.Ordinal)}";

    private async Task<string> Register(string? risks = null, string? idNumber = null)
    {
        var registration = JsonNode.Parse(RunningProduct.Registration(Village))!.AsObject();
        registration["parties"]![0]!["telephone"] = Telephone;
        if (idNumber is not null)
            registration["parties"]![0]!["idNumber"] = idNumber;
        if (risks is not null)
            registration["risks"] = new JsonArray(risks);
        var answer = await product.Post("/v1/disputes", registration.ToJsonString());
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        return (string)answer.Json!["number"]!;
    }

    private async Task<string> Mediated()
    {
        var number = await Register();
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", """{"lead":"510304104-committee"}""");
        await product.Act(number, "accept", "{}", "leader", "510304104-committee");
        await product.Act(number, "contact", """{"method":"telephone","outcome":"reached","note":"王某承认占道"}""", "leader", "510304104-committee");
        return number;
    }
}

public sealed class AttemptsOnSqlite(ProductOnSqlite product) : AttemptTests(product), IClassFixture<ProductOnSqlite>;

public sealed class AttemptsOnPostgres(ProductOnPostgres product) : AttemptTests(product), IClassFixture<ProductOnPostgres>;
