using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>An agency hears what concerns it: from the transaction that caused a notice to the person who acknowledges it.</summary>
public abstract class InboxTests(RunningProduct product)
{
    private const string Centre = "510304104-centre";

    [Fact]
    public async Task Every_kind_of_notice_can_be_looked_up_with_its_limit_for_acknowledging()
    {
        var kinds = (await product.Get("/v1/notices/kinds", "handler")).Json!["items"]!.AsArray().ToDictionary(kind => (string)kind!["kind"]!, kind => kind!);

        Assert.Equal(("urgent", "policy-acknowledge-urgent"), ((string?)kinds["escalated-to-you"]["severity"], (string?)kinds["escalated-to-you"]["acknowledgeRule"]));
        Assert.Equal(("新任务", "New duty"), ((string?)kinds["new-duty"]["title"]!["zh"], (string?)kinds["new-duty"]["title"]!["en"]));
        Assert.Null(kinds["new-duty"]["acknowledgeRule"]);
        Assert.Null(kinds["half-gone"]["severity"]);
        Assert.Equal(["handler", "leader"], kinds["escalated-to-you"]["for"]!.AsArray().Select(reader => (string)reader!));
    }

    [Fact]
    public async Task A_new_duty_is_in_the_inbox_in_words_with_its_place()
    {
        var before = await Last(Centre);
        var number = await product.Register("510304104");

        var notice = (await Read(Centre, before, wait: 25))[0];

        Assert.Equal(before + 1, (long)notice["sequence"]!);
        Assert.Equal(("new-duty", number, "info"), ((string)notice["kind"]!, (string)notice["number"]!, (string)notice["severity"]!));
        Assert.Contains(number, (string)notice["text"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal($"/v1/disputes/{number}", (string)notice["link"]!);
    }

    [Fact]
    public async Task Sequences_have_no_gap_however_many_cases_speak_at_once()
    {
        var before = await Last(Centre);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => product.Register("510304104")));

        var notices = new List<JsonNode>();
        while (notices.Count < 24)
            notices.AddRange(await Read(Centre, before + notices.Count, wait: 25));
        Assert.Equal(Enumerable.Range(1, 24).Select(place => before + place), notices.Select(notice => (long)notice["sequence"]!));
        Assert.Equal(24, notices.Select(notice => (string)notice["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_notice_whose_bell_nobody_heard_is_found_by_the_sweep()
    {
        var number = await product.Register("510304105");
        await Read("510304105-centre", 0, wait: 25);
        await product.Database.Execute(
            $"update notification set sequence = null where number = '{number}'");

        product.Clock.Advance(TimeSpan.FromMinutes(10));
        await product.Grains.GetGrain<Suyuan.Deadlines.ISweepGrain>(GrainKeys.Sweep(0)).Sweep();

        var found = await Read("510304105-centre", 1, wait: 25);
        Assert.Equal(number, (string)found[0]["number"]!);
    }

    [Fact]
    public async Task Who_saw_it_and_when_is_kept_and_a_second_acknowledgement_changes_nothing()
    {
        const string housing = "510304-housing";
        var before = await Last(housing);
        await Transfer(housing);
        var sequence = (long)(await Read(housing, before, wait: 25))[0]["sequence"]!;

        var first = await product.Post($"/v1/agencies/{housing}/inbox/acknowledge", $$"""{"upTo":{{sequence}}}""", "handler", housing);
        var second = await product.Post($"/v1/agencies/{housing}/inbox/acknowledge", $$"""{"sequences":[{{sequence}}]}""", "leader", housing);

        Assert.Equal((HttpStatusCode.OK, 0), (first.Status, (int)first.Json!["remaining"]!));
        Assert.Equal(0, (int)second.Json!["count"]!);
        var notice = (await Read(housing, sequence - 1))[0];
        Assert.NotNull(notice["acknowledgedAt"]);
        Assert.Contains("handler", (string)notice["acknowledgedBy"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agency_that_acknowledges_nothing_is_reported_to_its_leader_its_superior_and_the_coordinator()
    {
        const string labour = "510304-labour";
        await Transfer(labour);
        await Read(labour, 0, wait: 25);

        product.Clock.Advance(TimeSpan.FromDays(20));
        for (var round = 0; round < 2_000 && !(await Kinds(labour)).Contains("unanswered"); round++)
            await product.Grains.Agency(AgencyId.Parse(labour)).Take();

        Assert.Contains("unanswered", await Kinds(labour));
        Assert.Contains(await Kinds("510304-coordinator"), kind => kind is "unanswered-below" or "unanswered-long");
    }

    [Theory]
    [InlineData("leader", "510304-housing", HttpStatusCode.NotFound)]
    [InlineData("leader", "510304104-centre", HttpStatusCode.OK)]
    [InlineData("coordinator", null, HttpStatusCode.OK)]
    [InlineData("supervisor", null, HttpStatusCode.OK)]
    [InlineData("operator", null, HttpStatusCode.Forbidden)]
    public async Task An_inbox_opens_only_for_its_own_people_and_those_above(string role, string? agency, HttpStatusCode expected)
    {
        var answer = await product.Send("GET", $"/v1/agencies/{Centre}/inbox", role: role, agency: agency);

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task Nobody_acknowledges_for_another_agency()
    {
        var answer = await product.Post($"/v1/agencies/{Centre}/inbox/acknowledge", """{"upTo":1}""");

        Assert.Equal((HttpStatusCode.Forbidden, "not-your-agency"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?after=-1", "after")]
    [InlineData("?wait=26", "wait")]
    [InlineData("?kind=nothing", "kind")]
    [InlineData("?severity=loud", "severity")]
    [InlineData("?unacknowledged=perhaps", "unacknowledged")]
    public async Task A_bad_parameter_is_named(string query, string field)
    {
        var answer = await product.Get($"/v1/agencies/{Centre}/inbox{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.Json!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"upTo":0}""")]
    [InlineData("""{"upTo":1,"sequences":[1]}""")]
    public async Task A_bad_acknowledgement_is_refused(string body)
    {
        var answer = await product.Post($"/v1/agencies/{Centre}/inbox/acknowledge", body, "leader", Centre);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_agency_that_does_not_exist_has_no_inbox() =>
        Assert.Equal("no-such-agency", (await product.Get("/v1/agencies/510304-no-such-kind/inbox")).Code);

    private async Task Transfer(string to)
    {
        var number = await product.Register("510304104");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", """{"lead":"510304104-committee"}""");
        await product.Act(number, "transfer", $$"""{"to":"{{to}}","reason":"属该单位职责"}""");
    }

    private async Task<long> Last(string agency) => (long)(await product.Get($"/v1/agencies/{agency}/inbox?limit=1")).Json!["last"]!;

    private async Task<IReadOnlyList<JsonNode>> Read(string agency, long after, int wait = 0)
    {
        // The product's clock stands still, so a wait ends only with a notice.
        var answer = await product.Get($"/v1/agencies/{agency}/inbox?after={after}&wait={wait}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json!["items"]!.AsArray().Select(item => item!)];
    }

    private async Task<string[]> Kinds(string agency)
    {
        await product.Grains.Agency(AgencyId.Parse(agency)).Take();
        return [.. (await Read(agency, 0)).Select(notice => (string)notice["kind"]!)];
    }
}

public sealed class InboxOnSqliteTests(ProductOnSqlite product) : InboxTests(product), IClassFixture<ProductOnSqlite>;

public sealed class InboxOnPostgresTests(ProductOnPostgres product) : InboxTests(product), IClassFixture<ProductOnPostgres>;
