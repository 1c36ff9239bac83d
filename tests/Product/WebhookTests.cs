using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Suyuan.Agencies;
using Suyuan.Tests.Webhooks;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>From a registration to an agency's own system, whatever that system does. Each story has a township of its own.</summary>
public abstract class WebhookTests(RunningProduct product, NodeReceiver node)
{
    [Fact]
    public async Task Another_verifier_and_parser_accept_every_delivery_through_a_rotation()
    {
        const string centre = "510311001-centre";
        var created = await Create(centre, node.Address.ToString());
        await node.Use((string)created["secret"]!);
        var first = await product.Register("510311001");
        await Done(centre, 1, await Last(centre, 1));

        // The receiver still knows the old secret only, then the new one only.
        var rotated = await product.Post($"/v1/agencies/{centre}/webhooks/1/rotate-secret", "{}", "leader", centre);
        var second = await product.Register("510311001");
        await Done(centre, 1, await Last(centre, 2));
        await node.Use((string)rotated.Json!["secret"]!);
        var third = await product.Register("510311001");
        var webhook = await Done(centre, 1, await Last(centre, 3));

        Assert.Equal(2, rotated.Json!["webhook"]!["secrets"]!.AsArray().Count);
        Assert.Equal((3, 0), ((int)webhook["delivered"]!, (int)webhook["failures"]!));
        var accepted = (await node.Accepted()).Where(accepted => (string)accepted["source"]! == $"/v1/agencies/{centre}/inbox").ToArray();
        Assert.Equal([first, second, third], accepted.Select(accepted => (string)accepted["subject"]!));
        Assert.All(accepted, accepted => Assert.Equal("suyuan.notice.new-duty", (string)accepted["type"]!));
    }

    [Fact]
    public async Task Whatever_the_receiver_does_notices_arrive_in_order_each_under_one_id()
    {
        const string centre = "510304102-centre";
        await using var receiver = await Receiver.Start();
        // Takes, fails, takes, breaks off, is slow with its body, is silent …
        receiver.Behaves = (place, http) => (place % 6) switch
        {
            1 => Receiver.Answers(500)(place, http),
            3 => Receiver.Resets(place, http),
            4 => SlowBody(http),
            5 when place < 6 => Receiver.Hangs(place, http),
            _ => Receiver.Takes(place, http),
        };
        await Create(centre, receiver.Address.ToString());

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => product.Register("510304102")));
        var webhook = await Done(centre, 1, await Last(centre, 12));

        Assert.Equal(12, (int)webhook["delivered"]!);
        Assert.Equal(0, await product.Database.Count($"select count(*) from dead_letter where agency = '{centre}'"));
        var heard = receiver.All;
        Assert.True(heard.Length > 12, $"{heard.Length}");
        // Repetitions follow at once: the next one is not sent before the one before was taken.
        Assert.Equal(heard.Select(one => one.Sequence).Order(), heard.Select(one => one.Sequence));
        Assert.Equal(Enumerable.Range(1, 12).Select(place => (long)place), heard.Select(one => one.Sequence).Distinct());
        Assert.All(heard.GroupBy(one => one.Sequence), tries => Assert.Single(tries.Select(one => (one.Id, one.Body)).Distinct()));
    }

    [Fact]
    public async Task After_the_last_try_it_is_a_dead_letter_that_the_agency_is_told_of_and_can_send_again()
    {
        const string centre = "510304103-centre";
        await using var receiver = await Receiver.Start();
        receiver.Behaves = Receiver.Answers(503);
        await Create(centre, receiver.Address.ToString());
        await product.Register("510304103");
        await Last(centre, 1);

        await Until(async () => (int)(await Webhook(centre, 1))["deadLetters"]! == 1, centre, 1);

        var dead = Assert.Single((await product.Send("GET", $"/v1/agencies/{centre}/dead-letters?open=true", role: "operator")).Json!["items"]!.AsArray())!;
        Assert.Equal(("1-1", "new-duty", "status-503"), ((string)dead["id"]!, (string)dead["kind"]!, (string)dead["reason"]!));
        Assert.True((int)dead["attempts"]! > 20, $"{dead["attempts"]}");
        var told = await Inbox(centre, "delivery-failed");
        Assert.Equal("overdue", (string)told["severity"]!);
        Assert.NotNull(told["acknowledgeBy"]);
        Assert.Contains("127.0.0.1", (string)told["text"]!["zh"]!, StringComparison.Ordinal);

        var failed = await product.Post($"/v1/agencies/{centre}/dead-letters/1-1/redeliver", "{}", "leader", centre);
        receiver.Behaves = Receiver.Takes;
        var again = await product.Post($"/v1/agencies/{centre}/dead-letters/1-1/redeliver", "{}", "leader", centre);

        Assert.Equal((false, 503, "status-503"), ((bool)failed.Json!["delivered"]!, (int)failed.Json!["status"]!, (string)failed.Json!["failure"]!));
        Assert.True((bool)again.Json!["delivered"]!);
        Assert.Equal((string)dead["noticeId"]!, receiver.All.Last(one => one.Sequence == 1).Id);
        Assert.Empty((await product.Send("GET", $"/v1/agencies/{centre}/dead-letters?open=true", role: "operator")).Json!["items"]!.AsArray());
        var all = await product.Send("GET", $"/v1/agencies/{centre}/dead-letters?limit=1", role: "operator");
        Assert.NotNull(all.Json!["items"]![0]!["redeliveredAt"]);
        Assert.Equal("1-1", (string)all.Json!["next"]!);
        Assert.Empty((await product.Send("GET", $"/v1/agencies/{centre}/dead-letters?cursor=1-1", role: "operator")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_acknowledging_that_deliveries_fail_goes_up_the_ladder_of_silence()
    {
        const string centre = "510304109-centre";
        await using var receiver = await Receiver.Start();
        receiver.Behaves = Receiver.Answers(500);
        await Create(centre, receiver.Address.ToString(), """{"kinds":["new-duty"]}""");
        await product.Register("510304109");
        await Last(centre, 1);
        await Until(async () => (int)(await Webhook(centre, 1))["deadLetters"]! == 1, centre, 1);
        await Inbox(centre, "delivery-failed");

        product.Clock.Advance(TimeSpan.FromDays(20));

        await Inbox(centre, "unanswered");
    }

    [Fact]
    public async Task A_receiver_that_never_answers_keeps_nobody_waiting_but_itself()
    {
        const string dead = "510304105-centre";
        const string alive = "510304106-centre";
        await using var hanging = await Receiver.Start();
        hanging.Behaves = Receiver.Hangs;
        await using var receiver = await Receiver.Start();
        await Create(dead, hanging.Address.ToString());
        await Create(alive, receiver.Address.ToString());

        await product.Register("510304105");
        await hanging.Next();
        // From here on a request to the dead one is under way.
        await product.Register("510304106");
        var heard = await receiver.Next();

        Assert.Equal("suyuan.notice.new-duty", (string)heard.Event["type"]!);
        Assert.Equal(0, (int)(await Webhook(dead, 1))["delivered"]!);
        Assert.Equal(HttpStatusCode.OK, (await product.Get($"/v1/agencies/{dead}/inbox")).Status);
    }

    [Fact]
    public async Task What_was_not_delivered_when_the_silo_went_is_delivered_by_the_next()
    {
        const string centre = "510304107-centre";
        await using var receiver = await Receiver.Start();
        receiver.Behaves = Receiver.Answers(500);
        await Create(centre, receiver.Address.ToString());
        await product.Register("510304107");
        var before = await receiver.Next();

        receiver.Behaves = Receiver.Takes;
        await product.Restart(TimeSpan.FromMinutes(10));
        await product.Get($"/v1/agencies/{centre}/inbox");

        await Done(centre, 1, 1);
        Assert.Equal(before.Id, receiver.All[^1].Id);
    }

    [Fact]
    public async Task A_test_says_what_came_of_it_and_wakes_a_failing_webhook_when_it_went_well()
    {
        const string centre = "510304108-centre";
        await using var receiver = await Receiver.Start();
        receiver.Behaves = Receiver.Answers(500);
        await Create(centre, receiver.Address.ToString());
        await product.Register("510304108");
        await Last(centre, 1);
        await Yield(async () => (int)(await Webhook(centre, 1))["failures"]! == 1, centre, 1);

        var bad = await product.Post($"/v1/agencies/{centre}/webhooks/1/test", "{}", "leader", centre);
        receiver.Behaves = Receiver.Takes;
        var good = await product.Post($"/v1/agencies/{centre}/webhooks/1/test", "{}", "operator");

        Assert.Equal((false, "status-500"), ((bool)bad.Json!["delivered"]!, (string)bad.Json!["failure"]!));
        Assert.True((bool)good.Json!["delivered"]!);
        // No clock was moved: the test alone made it try again.
        await Yield(async () => (int)(await Webhook(centre, 1))["delivered"]! == 1, centre, 1);
        Assert.Contains(receiver.All, one => (string)one.Event["type"]! == "suyuan.test" && one.Id.StartsWith("test-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_filter_passes_over_is_not_sent()
    {
        const string centre = "510311002-centre";
        await using var receiver = await Receiver.Start();
        await Create(centre, receiver.Address.ToString(), """{"categories":["LAB"]}""");

        await product.Register("510311002", "NEI");
        var labour = await product.Register("510311002", "LAB");
        await Done(centre, 1, await Last(centre, 2));

        Assert.Equal([labour], receiver.All.Select(one => (string)one.Event["subject"]!));
    }

    [Fact]
    public async Task A_deleted_webhook_says_nothing_more_and_its_number_is_not_used_again()
    {
        const string centre = "510311100-centre";
        await using var receiver = await Receiver.Start();
        await Create(centre, receiver.Address.ToString());

        Assert.Equal(HttpStatusCode.NoContent, (await product.Send("DELETE", $"/v1/agencies/{centre}/webhooks/1", role: "leader", agency: centre)).Status);
        Assert.Equal("no-such-webhook", (await product.Send("DELETE", $"/v1/agencies/{centre}/webhooks/1", role: "leader", agency: centre)).Code);
        Assert.Equal("no-such-webhook", (await product.Send("GET", $"/v1/agencies/{centre}/webhooks/1", role: "leader", agency: centre)).Code);
        Assert.Equal("no-such-webhook", (await product.Post($"/v1/agencies/{centre}/webhooks/1/test", "{}", "leader", centre)).Code);
        await product.Register("510311100");
        await Last(centre, 1);
        var second = await Create(centre, receiver.Address.ToString());

        Assert.Equal(2, (int)second["webhook"]!["id"]!);
        Assert.Equal(1, (int)second["webhook"]!["doneUpTo"]!);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task The_eleventh_is_refused_and_the_secret_is_shown_once()
    {
        const string centre = "510311102-centre";
        var secret = (string)(await Create(centre, "http://127.0.0.1:9/"))["secret"]!;
        for (var webhook = 2; webhook <= 10; webhook++)
            await Create(centre, "http://127.0.0.1:9/");

        var eleventh = await product.Post($"/v1/agencies/{centre}/webhooks", """{"url":"http://127.0.0.1:9/"}""", "leader", centre);
        var list = await product.Send("GET", $"/v1/agencies/{centre}/webhooks", role: "leader", agency: centre);

        Assert.Equal((HttpStatusCode.Conflict, "too-many-webhooks"), (eleventh.Status, eleventh.Code));
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(10, list.Json!["items"]!.AsArray().Count);
        Assert.DoesNotContain("whsec_", list.Json!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leader", "510304104-centre", HttpStatusCode.OK)]
    [InlineData("operator", null, HttpStatusCode.OK)]
    [InlineData("leader", "510304-housing", HttpStatusCode.NotFound)]
    [InlineData("handler", "510304104-centre", HttpStatusCode.Forbidden)]
    [InlineData("coordinator", null, HttpStatusCode.Forbidden)]
    [InlineData("", null, HttpStatusCode.Unauthorized)]
    public async Task Webhooks_are_for_the_agencys_leader_and_who_runs_the_system(string role, string? agency, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await product.Send("GET", "/v1/agencies/510304104-centre/webhooks", role: role, agency: agency)).Status);
        Assert.Equal(expected, (await product.Send("GET", "/v1/agencies/510304104-centre/dead-letters", role: role, agency: agency)).Status);
    }

    [Theory]
    [InlineData("https://10.0.0.1/", "webhook-target-not-allowed")]
    [InlineData("https://169.254.169.254/latest/", "webhook-target-not-allowed")]
    [InlineData("https://2130706433/", "webhook-target-not-allowed")]
    [InlineData("https://[::ffff:127.0.0.1]/", "webhook-target-not-allowed")]
    [InlineData("http://8.8.8.8/", "webhook-target-not-allowed")]
    [InlineData("https://no-such-host.invalid/", "webhook-target-unknown")]
    public async Task A_target_that_leads_inward_or_nowhere_is_refused(string url, string code)
    {
        var answer = await product.Post("/v1/agencies/510304104-centre/webhooks", $$"""{"url":"{{url}}"}""", "leader", "510304104-centre");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("{}", "url")]
    [InlineData("""{"url":"https://a.example/","filter":{"kinds":["nothing"]}}""", "filter.kinds[0]")]
    [InlineData("""{"url":"https://a.example/","filter":{"severities":["loud"]}}""", "filter.severities[0]")]
    [InlineData("""{"url":"https://a.example/","filter":{"categories":["XYZ"]}}""", "filter.categories[0]")]
    [InlineData("""{"url":"https://a.example/","filter":{"areaPrefix":"x"}}""", "filter.areaPrefix")]
    [InlineData("""{"url":"https://a.example/","secret":"whsec_"}""", "secret")]
    public async Task A_bad_webhook_is_refused_by_field(string body, string field)
    {
        var answer = await product.Post("/v1/agencies/510304104-centre/webhooks", body, "leader", "510304104-centre");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.Json!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("1-999")]
    [InlineData("x")]
    [InlineData("1-")]
    [InlineData("99999999999-1")]
    public async Task A_dead_letter_that_does_not_exist_is_not_found(string id) =>
        Assert.Equal("no-such-dead-letter", (await product.Post($"/v1/agencies/510304104-centre/dead-letters/{id}/redeliver", "{}", "operator")).Code);

    [Fact]
    public async Task A_secret_is_kept_a_week_at_most() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Post("/v1/agencies/510304104-centre/webhooks/1/rotate-secret", """{"keepHours":169}""", "operator")).Status);

    private static async Task SlowBody(HttpContext http)
    {
        await http.Response.WriteAsync("wait");
        await http.Response.Body.FlushAsync();
        await Receiver.Hangs(0, http);
    }

    private async Task<JsonNode> Create(string agency, string url, string filter = "{}")
    {
        var answer = await product.Post($"/v1/agencies/{agency}/webhooks", $$"""{"url":"{{url}}","filter":{{filter}}}""", "leader", agency);
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private async Task<JsonNode> Webhook(string agency, int webhook)
    {
        var answer = await product.Send("GET", $"/v1/agencies/{agency}/webhooks/{webhook}", role: "operator");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json!;
    }

    /// <summary>Waits until so many notices are in the inbox, and answers the last sequence.</summary>
    private async Task<long> Last(string agency, int atLeast)
    {
        for (var round = 0; ; round++)
        {
            await product.Grains.Agency(AgencyId.Parse(agency)).Take();
            var last = (long)(await product.Get($"/v1/agencies/{agency}/inbox?limit=1")).Json!["last"]!;
            if (last >= atLeast)
                return last;
            Assert.True(round < 2_000, $"{last} of {atLeast} in the inbox of {agency}");
        }
    }

    private async Task<JsonNode> Inbox(string agency, string kind)
    {
        for (var round = 0; ; round++)
        {
            await product.Grains.Agency(AgencyId.Parse(agency)).Take();
            if ((await product.Get($"/v1/agencies/{agency}/inbox?kind={kind}")).Json!["items"]!.AsArray() is [{ } notice, ..])
                return notice;
            Assert.True(round < 2_000, $"no {kind} in the inbox of {agency}");
        }
    }

    private async Task<JsonNode> Done(string agency, int webhook, long sequence)
    {
        await Until(async () => (long)(await Webhook(agency, webhook))["doneUpTo"]! >= sequence, agency, webhook);
        return await Webhook(agency, webhook);
    }

    /// <summary>Lets time go on to each next try until it is so.</summary>
    private async Task Until(Func<Task<bool>> so, string agency, int webhook)
    {
        for (var round = 0; !await so(); round++)
        {
            var now = await Webhook(agency, webhook);
            Assert.True(round < 20_000, now.ToJsonString());
            if (now["nextAttemptAt"] is { } next && DateTimeOffset.Parse((string)next!, CultureInfo.InvariantCulture) is var at && at > product.Clock.GetUtcNow())
                product.Clock.SetUtcNow(at);
        }
    }

    /// <summary>Without letting time go on.</summary>
    private async Task Yield(Func<Task<bool>> so, string agency, int webhook)
    {
        for (var round = 0; !await so(); round++)
            Assert.True(round < 20_000, (await Webhook(agency, webhook)).ToJsonString());
    }
}

public sealed class WebhooksOnSqliteTests(ProductOnSqlite product, NodeReceiver node)
    : WebhookTests(product, node), IClassFixture<ProductOnSqlite>, IClassFixture<NodeReceiver>;

public sealed class WebhooksOnPostgresTests(ProductOnPostgres product, NodeReceiver node)
    : WebhookTests(product, node), IClassFixture<ProductOnPostgres>, IClassFixture<NodeReceiver>;
