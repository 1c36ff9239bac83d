using System.Globalization;
using System.Net;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Ledger;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The conventions of the API over the whole product: numbers, retries, versions, lists, proofs.</summary>
public abstract class DisputeApiTests(RunningProduct product)
{
    [Fact]
    public async Task A_registration_answers_with_number_access_code_receipt_lead_and_a_running_clock()
    {
        var answer = await product.Post("/v1/disputes", RunningProduct.Registration());

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var number = (string)answer.Json!["number"]!;
        Assert.Equal($"/v1/disputes/{number}", answer.Headers.Location?.ToString());
        Assert.Matches("^510304[0-9]{10}[0-9X]$", number);
        Assert.Equal(8, ((string)answer.Json["accessCode"]!).Length);
        Assert.Equal(64, ((string)answer.Json["receipt"]!["hash"]!).Length);
        Assert.Equal("510304104-centre", (string?)answer.Json["lead"]!["agency"]);
        Assert.Equal("running", (string?)answer.Json["clocks"]![0]!["status"]);
    }

    [Fact]
    public async Task A_retried_registration_gets_the_first_answer()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await product.Post("/v1/disputes", RunningProduct.Registration(), headers: key);
        var second = await product.Post("/v1/disputes", RunningProduct.Registration(), headers: key);

        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.Equal((string?)first.Json!["number"], (string?)second.Json!["number"]);
        Assert.Equal((string?)first.Json["accessCode"], (string?)second.Json["accessCode"]);
        Assert.Equal((string?)first.Json["receipt"]!["hash"], (string?)second.Json["receipt"]!["hash"]);
    }

    [Fact]
    public async Task Twenty_racing_tries_of_one_registration_make_one_dispute()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => product.Post("/v1/disputes", RunningProduct.Registration(), headers: key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => (string)answer.Json!["number"]!).Distinct());
    }

    [Fact]
    public async Task A_key_used_for_another_registration_is_refused_and_nothing_is_registered()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await product.Post("/v1/disputes", RunningProduct.Registration(), headers: key);
        var before = await Rows();

        var answer = await product.Post("/v1/disputes", RunningProduct.Registration(narrative: "另外一件事"), headers: key);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (answer.Status, answer.Code));
        Assert.Equal(before, await Rows());
    }

    [Fact]
    public async Task What_is_asked_again_is_shown_as_it_is_now_and_to_each_as_it_is_theirs()
    {
        var number = await product.Register();
        var path = $"/v1/disputes/{number}";
        var (coordinator, supervisor) = (await product.Get(path), await product.Send("GET", path, role: "supervisor"));

        Assert.NotEqual(coordinator.Text, supervisor.Text);
        for (var again = 0; again < 2; again++)
        {
            Assert.Equal(coordinator.Text, (await product.Get(path)).Text);
            Assert.Equal(coordinator.Text, (await product.Get(path)).Text);
            Assert.Equal(supervisor.Text, (await product.Send("GET", path, role: "supervisor")).Text);
            Assert.Equal(HttpStatusCode.NotFound, (await product.Send("GET", path, role: "handler", agency: "510321-court")).Status);
        }

        Assert.Equal(HttpStatusCode.NotModified, (await product.Send("GET", path, headers: ("If-None-Match", coordinator.ETag!))).Status);
        await product.Act(number, "triage", """{"category":"FAM"}""");
        foreach (var role in (string[])["coordinator", "supervisor", "coordinator"])
            Assert.Equal("triaged", (string?)(await product.Send("GET", path, role: role)).Json!["stage"]);
        Assert.Equal(HttpStatusCode.OK, (await product.Send("GET", path, headers: ("If-None-Match", coordinator.ETag!))).Status);
    }

    [Fact]
    public async Task A_retried_command_is_done_once()
    {
        var number = await product.Register();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await product.Post($"/v1/disputes/{number}/triage", """{"category":"FAM"}""", headers: key);
        var second = await product.Post($"/v1/disputes/{number}/triage", """{"category":"FAM"}""", headers: key);
        var other = await product.Post($"/v1/disputes/{number}/triage", """{"category":"NEI"}""", headers: key);

        Assert.Equal((HttpStatusCode.OK, first.ETag), (second.Status, second.ETag));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_changes_nothing()
    {
        var number = await product.Register();
        var seen = await product.Get($"/v1/disputes/{number}");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        var before = await Rows();

        var stale = await product.Post($"/v1/disputes/{number}/assign", "{}", headers: ("If-Match", seen.ETag!));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed"), (stale.Status, stale.Code));
        Assert.Equal(before, await Rows());
        var unchanged = await product.Get($"/v1/disputes/{number}", headers: ("If-None-Match", "\"2\""));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.Status);
    }

    [Fact]
    public async Task A_command_in_the_wrong_stage_says_the_stage_and_what_is_possible()
    {
        var number = await product.Register();
        var before = await Rows();

        var answer = await product.Post($"/v1/disputes/{number}/close", "{}");

        Assert.Equal((HttpStatusCode.Conflict, "not-in-this-stage"), (answer.Status, answer.Code));
        Assert.Equal("registered", (string?)answer.Json!["stage"]);
        Assert.Contains("triage", answer.Json["possible"]!.AsArray().Select(act => (string?)act));
        Assert.DoesNotContain('{', (string)answer.Json["detail"]!);
        Assert.Equal(before, await Rows());
    }

    [Fact]
    public async Task Another_agency_may_not_act_for_the_lead()
    {
        var number = await product.Register();
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign");

        var stranger = await product.Post($"/v1/disputes/{number}/accept", "{}", "handler", "510321-justice");
        var above = await product.Post($"/v1/disputes/{number}/accept", "{}", "leader", "510304104-centre");
        var lead = await product.Post($"/v1/disputes/{number}/accept", "{}", "mediator", "510304104218-committee");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-dispute"), (stranger.Status, stranger.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "not-your-case"), (above.Status, above.Code));
        Assert.Equal(HttpStatusCode.OK, lead.Status);
    }

    [Fact]
    public async Task Nobody_without_a_token_sees_anything_but_health_docs_and_progress()
    {
        var number = await product.Register();

        Assert.Equal(HttpStatusCode.Unauthorized, (await product.Get($"/v1/disputes/{number}", role: "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await product.Get("/v1/rules", role: "")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Get($"/v1/disputes/{number}", role: "operator")).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.Get("/health/live", role: "")).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.Get("/health/ready", role: "")).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.Get("/openapi/v1.json", role: "")).Status);
    }

    [Fact]
    public async Task A_supervisor_reads_with_names_masked_and_changes_nothing()
    {
        var number = await product.Register();

        var view = await product.Get($"/v1/disputes/{number}", role: "supervisor");
        var act = await product.Post($"/v1/disputes/{number}/triage", """{"category":"NEI"}""", "supervisor");

        Assert.Equal("李某", (string?)view.Json!["parties"]![0]!["name"]);
        Assert.Equal(HttpStatusCode.Forbidden, act.Status);
    }

    [Fact]
    public async Task A_party_sees_progress_with_number_and_code_and_learns_nothing_from_a_wrong_one()
    {
        var registered = await product.Post("/v1/disputes", RunningProduct.Registration());
        var number = (string)registered.Json!["number"]!;
        var nobodys = DisputeNumber.Of(AreaCode.Parse("510304"), 2031, 999_999);

        var right = await product.Get($"/v1/progress/{number}", role: "", headers: ("X-Access-Code", (string)registered.Json["accessCode"]!));
        var wrong = await product.Get($"/v1/progress/{number}", role: "", headers: ("X-Access-Code", "AAAAAAAA"));
        var unknown = await product.Get($"/v1/progress/{nobodys}", role: "", headers: ("X-Access-Code", "AAAAAAAA"));

        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Equal("何市镇综治中心", (string?)right.Json!["lead"]);
        Assert.Equal((HttpStatusCode.NotFound, "wrong-access-code"), (wrong.Status, wrong.Code));
        Assert.Equal((wrong.Status, wrong.Code), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Lists_filter_page_and_never_lag()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
            numbers.Add(await product.Register("510321100203", "LAN"));
        await product.Act(numbers[2], "triage", """{"category":"LAN"}""");

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await product.Get($"/v1/disputes?area=510321100&category=LAN&stage=registered&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            found.AddRange(page.Json!["items"]!.AsArray().Select(item => (string)item!["number"]!));
            cursor = (string?)page.Json["next"];
        }
        while (cursor is not null);

        Assert.Equal(numbers.Where((_, index) => index != 2).Order(), found.Order());
        var elsewhere = await product.Get("/v1/disputes?area=510302&category=LAN");
        Assert.Empty(elsewhere.Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_receipt_can_be_checked_up_to_its_seal_and_the_ledger_is_intact()
    {
        var number = await product.Register("510303101002");
        await product.Register("510303101002");
        await product.Grains.Area(AreaCode.Parse("510303")).Seal();

        var proof = await product.Get($"/v1/audit/ledger/receipts/{number}");
        var verdict = await product.Get("/v1/audit/ledger/verify?area=510303");

        var hash = Chain.Of("leaf", number, ((int)proof.Json!["receipt"]!["sequence"]!).ToString(CultureInfo.InvariantCulture), (string)proof.Json["receipt"]!["hash"]!);
        foreach (var step in proof.Json["path"]!.AsArray())
        {
            var sibling = (string)step!["hash"]!;
            hash = (string)step["side"]! is "left" ? Chain.Of("node", sibling, hash) : Chain.Of("node", hash, sibling);
        }

        Assert.Equal((string?)proof.Json["seal"]!["merkleRoot"], hash);
        Assert.True((bool)verdict.Json!["intact"]!, verdict.Json.ToJsonString());
        Assert.Equal((2L, 2L, 0L), ((long)verdict.Json["registered"]!, (long)verdict.Json["open"]!, (long)verdict.Json["unsealed"]!));
    }

    [Fact]
    public async Task Problems_speak_the_callers_language()
    {
        var chinese = await product.Get("/v1/rules/no-such-rule");
        var english = await product.Get("/v1/rules/no-such-rule", headers: ("Accept-Language", "en"));

        Assert.Equal(("unknown-rule", "没有这条期限规则"), (chinese.Code, (string?)chinese.Json!["title"]));
        Assert.Equal(("unknown-rule", "No such rule"), (english.Code, (string?)english.Json!["title"]));
    }

    [Fact]
    public async Task Law_areas_and_routing_can_be_looked_up()
    {
        var rule = await product.Get("/v1/rules/consumer-mediation-conclude");
        var area = await product.Get("/v1/areas/510304104");
        var children = await product.Get("/v1/areas/510304104/children");
        var routing = await product.Get("/v1/routing?area=510304104218&category=NEI");
        var calendar = await product.Get("/v1/calendar/2026");

        Assert.Equal(2, rule.Json!["items"]!.AsArray().Count);
        Assert.Equal("何市镇", (string?)area.Json!["name"]);
        Assert.Contains("510304104218", children.Json!["items"]!.AsArray().Select(child => (string?)child!["code"]));
        Assert.Equal("510304104-centre", (string?)routing.Json!["territorial"]!["agency"]);
        Assert.False((bool)calendar.Json!["provisional"]!);
    }

    /// <summary>Rows of every table: what a refusal must leave alone.</summary>
    private async Task<long> Rows()
    {
        var count = 0L;
        // An agency takes what a step before has told it when it comes to it: its own state is no part of the answer.
        foreach (var table in (string[])["orleansstorage where graintypestring = 'dispute'", "dispute", "dispute_event", "deadline", "rung_fired", "notification", "receipt", "seal"])
            count += await product.Database.Count($"select count(*) from {table}");
        return count;
    }
}

public sealed class DisputeApiOnSqlite(ProductOnSqlite product) : DisputeApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class DisputeApiOnPostgres(ProductOnPostgres product) : DisputeApiTests(product), IClassFixture<ProductOnPostgres>;
