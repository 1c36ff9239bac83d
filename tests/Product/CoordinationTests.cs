using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Special watch, smooth exit, joint meetings and supervision orders in the running product.</summary>
public abstract class CoordinationTests(RunningProduct product)
{
    private const string Housing = "510304-housing";

    [Fact]
    public async Task D_9_8_A_large_group_is_watched_from_its_registration_and_lists_find_it()
    {
        var registration = JsonNode.Parse(RunningProduct.Registration())!.AsObject();
        registration["peopleInvolved"] = 40;
        registration["risks"] = new JsonArray("vulnerable-party");
        var number = (string)(await product.Post("/v1/disputes", registration.ToJsonString())).Json!["number"]!;

        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal(("red", false), ((string?)view["watch"]!["grade"], (bool)view["watch"]!["leaderNamed"]!));
        Assert.Equal(["large-group", "group", "vulnerable"], view["watch"]!["reasons"]!.AsArray().Select(reason => (string?)reason!["rule"]));
        Assert.Contains(await Numbers("?watch=red&watched=true&limit=200"), listed => listed == number);
        Assert.DoesNotContain(await Numbers("?watched=false&limit=200"), listed => listed == number);
        Assert.Contains(await Numbers($"?visitBefore={Uri.EscapeDataString(product.Clock.GetUtcNow().AddDays(9).ToString("O"))}&limit=200"), listed => listed == number);
        Assert.Equal(["register", "watch-rule"], (await Acts(number)));

        var refused = await product.Post($"/v1/disputes/{number}/unwatch", """{"reason":"平稳"}""");
        Assert.Equal((HttpStatusCode.Conflict, "watch-not-over"), (refused.Status, refused.Code));
        Assert.Contains("已确定包案领导", (string)refused.Json!["detail"]!, StringComparison.Ordinal);
        var named = await product.Act(number, "watch", """{"grade":"yellow","reason":"群体性纠纷","namedLeader":"副区长"}""");
        Assert.Equal(("red", "副区长"), ((string?)named["watch"]!["grade"], (string?)named["watch"]!["namedLeader"]));
        await product.Act(number, "risks", """{"factor":"violence","reason":"扬言报复","reference":"w-1"}""", "grid-worker");
        await product.Act(number, "risks", """{"factor":"violence","reason":"扬言报复","reference":"w-1"}""", "grid-worker");
        Assert.Single((await product.Get($"/v1/disputes/{number}")).Json!["risks"]!.AsArray(), risk => (string?)risk!["factor"] is "violence");

        var conditions = await product.Get($"/v1/disputes/{number}/exit-conditions");
        Assert.Equal((HttpStatusCode.OK, false), (conditions.Status, (bool)conditions.Json!["mayExit"]!));
        Assert.Equal(
            ["settled", "not-watched", "services-done", "answered", "explained", "routes-ended", "window-over"],
            conditions.Json["exit"]!.AsArray().Select(each => (string?)each!["id"]));
        Assert.Equal(["leader-named", "watch-cause-over", "watched"], conditions.Json["watch"]!.AsArray().Where(each => (bool)each!["holds"]!).Select(each => (string)each!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal("unknown-dispute", (await product.Get("/v1/disputes/51030420240099994/exit-conditions")).Code ?? "");
    }

    [Fact]
    public async Task D_10_6_A_duplicate_tells_the_dispute_that_survives()
    {
        var first = await product.Register();
        product.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await product.Register();

        await product.Act(second, "merge", $$"""{"into":"{{first}}","reason":"同一诉求","told":"telephone"}""");

        var survivor = (await product.Get($"/v1/disputes/{first}")).Json!;
        Assert.Equal([second], survivor["linked"]!.AsArray().Select(linked => (string?)linked));
        Assert.Equal("orange", (string?)survivor["watch"]!["grade"]);
        Assert.Equal(["register", "linked", "watch-rule"], await Acts(first));
        await product.Grains.Dispute(DisputeNumber.Parse(first)).Linked(DisputeNumber.Parse(second));
        Assert.Equal(3, (await Acts(first)).Length);
        var merged = (await product.Database.ReadModel().Search(new DisputeFilter(null, null, null, null, null, null, null, null, default, null, null, second, DisputeSort.Due, null, 1) { Reach = Reach.Everything, ReachRestricted = Reach.Everything }, TestContext.Current.CancellationToken))[0];
        // Nothing is left to tell: the next instant is the end of its retention.
        Assert.NotNull(merged.EraseAt);
        Assert.Equal(merged.EraseAt, merged.NextWakeAt);
    }

    [Fact]
    public async Task D_13_1_An_order_is_requested_issued_replied_to_and_told_in_the_disputes_history()
    {
        var number = await product.Register();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = $$"""{"agency":"{{Housing}}","grade":"important","what":"请说明整改措施。","dispute":"{{number}}"}""";
        var requested = await product.Post("/v1/supervision-orders", body, "supervisor", null, key);
        Assert.Equal((HttpStatusCode.Created, "requested"), (requested.Status, (string?)requested.Json!["status"]));
        var order = (string)requested.Json["number"]!;
        Assert.Equal(order, (string?)(await product.Post("/v1/supervision-orders", body, "supervisor", null, key)).Json!["number"]);
        Assert.DoesNotContain("supervise", await Acts(number));

        Assert.Equal("not-your-role", (await product.Post($"/v1/supervision-orders/{order}/approve", "{}", "supervisor")).Code);
        await Done($"supervision-orders/{order}/approve", "{}");
        await Done($"supervision-orders/{order}/receive", "{}", "handler", Housing);
        await Done($"supervision-orders/{order}/reply", """{"text":"已约谈物业。"}""", "handler", Housing);
        var closed = await Done($"supervision-orders/{order}/accept", "{}");

        Assert.Equal(("closed", true), ((string?)closed["status"], (bool)closed["replies"]![0]!["inTime"]!));
        Assert.Equal(["register", "supervise", "supervise"], await Acts(number));
        Assert.Equal([$"{order} closed"], (await product.Get($"/v1/disputes/{number}")).Json!["orders"]!.AsArray().Select(known => $"{known!["number"]} {known["status"]}"));
        var listed = await product.Get($"/v1/supervision-orders?agency={Housing}&area=510304&subject={number}");
        Assert.Equal(order, (string?)Assert.Single(listed.Json!["items"]!.AsArray())!["number"]);
        Assert.Equal(["request", "approve", "receive", "reply", "accept"], (await product.Get($"/v1/supervision-orders/{order}/history")).Json!["items"]!.AsArray().Select(step => (string?)step!["act"]));
        var noNumber = await product.Post("/v1/supervision-orders", body.Replace(number, "51030420990000019", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, noNumber.Status);
        Assert.Equal("unknown-matter", (await product.Get("/v1/supervision-orders/joint-meeting-510304n1")).Code);
    }

    [Fact]
    public async Task D_3_6_The_standing_meetings_go_on_and_their_resolutions_become_tasks()
    {
        var number = await product.Register("510321");
        await product.Act(number, "watch", """{"grade":"red","reason":"有民转刑风险","namedLeader":"副县长"}""");
        var established = await product.Post("/v1/coordinating-bodies", """{"area":"510321","members":["510321-coordinator","510321-court"]}""");
        Assert.Equal(HttpStatusCode.Created, established.Status);
        Assert.Equal("body-stands", (await product.Post("/v1/coordinating-bodies", """{"area":"510321"}""")).Code);
        var body = (string)established.Json!["number"]!;
        var meeting = (string)established.Json["nextMeeting"]!;
        Assert.Equal(("planned", "510321-coordinator"), await Standing(meeting));

        var agenda = (await product.Get("/v1/areas/510321/joint-meeting/agenda")).Json!;
        Assert.Equal(number, (string?)agenda["items"]![0]!["subject"]);
        Assert.Equal(["red-watch", "watch"], agenda["items"]![0]!["reasons"]!.AsArray().Select(reason => (string?)reason!["reason"]));
        var convened = await Done($"joint-meetings/{meeting}/convene", """{"place":"县综治中心"}""");
        Assert.Equal(number, (string?)convened["agenda"]![0]!["subject"]);
        var resolved = await Done($"joint-meetings/{meeting}/resolve", $$"""
            {"minutes":"会议听取了情况。","resolutions":[{"what":"限期整改","owner":"510321-housing","pace":"urgent","dispute":"{{number}}"}]}
            """);
        Assert.Equal("tracked", (string?)resolved["status"]);
        var task = (string)resolved["resolutions"]![0]!["task"]!;
        Assert.Equal("tasks-open", (await product.Post($"/v1/joint-meetings/{meeting}/close", "{}")).Code);

        // The next meeting is planned when this one's day is over, whoever wakes up first.
        await product.Restart(TimeSpan.FromDays(16));
        await product.Grains.Matter(MatterNumber.Parse(body)).Wake(WakeCause.Sweep);
        var next = (string)(await product.Get($"/v1/coordinating-bodies/{body}")).Json!["nextMeeting"]!;
        Assert.Equal(("joint-meeting-510321n2", ("planned", "510321-coordinator")), (next, await Standing(next)));
        Assert.Equal(["joint-meeting-510321n2", "joint-meeting-510321n1"], (await product.Get("/v1/joint-meetings?area=510321")).Json!["items"]!.AsArray().Select(item => (string?)item!["number"]));

        // The task is late by now, and says so in the rate.
        var rate = (await product.Get($"/v1/joint-meetings/{meeting}")).Json!["followUp"]!;
        Assert.Equal((1, 0, 1, 0, 0m), ((int)rate["tasks"]!, (int)rate["ended"]!, (int)rate["due"]!, (int)rate["inTime"]!, (decimal)rate["percent"]!));
        await Done($"resolution-tasks/{task}/accept", "{}", "handler", "510321-housing");
        await Done($"resolution-tasks/{task}/report", """{"text":"已整改。"}""", "handler", "510321-housing");
        await Done($"resolution-tasks/{task}/done", "{}");
        var closed = await Done($"joint-meetings/{meeting}/close", """{"note":"已落实"}""");
        Assert.Equal(("closed", 1), ((string?)closed["status"], (int)closed["followUp"]!["ended"]!));
        var table = (await product.Get("/v1/reports/resolutions?area=510321")).Json!;
        Assert.Equal((1, 1, 0m), ((int)table["total"]!["tasks"]!, (int)table["total"]!["due"]!, (decimal)table["total"]!["percent"]!));
        Assert.Equal("510321", (string?)Assert.Single(table["rows"]!.AsArray())!["area"]);
        Assert.Empty((await product.Get($"/v1/reports/resolutions?area=510302")).Json!["rows"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Get("/v1/reports/resolutions?from=2024-02-02&to=2024-01-01")).Status);
        Assert.Equal(["issued", "done"], (await Steps(number)).Where(step => (string?)step!["act"] is "supervise").Select(Told));
        Assert.Contains(await Inbox("510321-housing"), notice => (string?)notice!["kind"] is "task-issued" && (string?)notice["link"] == $"/v1/resolution-tasks/{task}");
    }

    [Fact]
    public async Task D_3_6_A_body_stands_by_the_schedule_and_a_red_warning_comes_onto_its_next_meeting()
    {
        const string village = "510322001001";
        var county = AreaCode.Parse("510322");
        var body = Suyuan.Meetings.CoordinatingBodyState.NumberOf(county);
        await product.Grains.Matter<Suyuan.Meetings.ICoordinatingBodyGrain>(body).Stand();
        var meeting = (string)(await product.Get($"/v1/coordinating-bodies/{body}")).Json!["nextMeeting"]!;
        var group = JsonNode.Parse(RunningProduct.Registration(village, "LAB"))!.AsObject();
        group["peopleInvolved"] = 60;
        Assert.Equal(HttpStatusCode.Created, (await product.Post("/v1/disputes", group.ToJsonString())).Status);

        await product.Grains.GetGrain<Suyuan.Warnings.IWarningWatchGrain>(GrainKeys.WarningWatch(county)).Look();
        var warning = (string)(await product.Get($"/v1/areas/{village}/warnings?open=true")).Json!["items"]![0]!["number"]!;
        await product.Grains.Matter<Suyuan.Meetings.ICoordinatingBodyGrain>(body).Stand();

        Assert.Equal(1, (int)(await product.Get($"/v1/coordinating-bodies/{body}")).Json!["version"]! - 1);
        var convened = await Done($"joint-meetings/{meeting}/convene", "{}");
        var item = Assert.Single(convened["agenda"]!.AsArray(), item => (string)item!["subject"]! == warning)!;
        Assert.Equal(("red-warning", $"/v1/warnings/{warning}"), ((string?)item["reasons"]![0]!["reason"], (string?)item["link"]));
        Assert.Equal("body-stands", (await product.Post("/v1/coordinating-bodies", """{"area":"510322"}""")).Code);
        var changed = await Done($"coordinating-bodies/{body}/members", """{"members":["510322-court"]}""");
        Assert.Equal("510322-court", (string?)Assert.Single(changed["members"]!.AsArray())!["agency"]);
    }

    [Fact]
    public async Task F27_An_order_that_nobody_answers_escalates_and_comes_onto_the_agenda()
    {
        var issued = await product.Post("/v1/supervision-orders", """{"agency":"510302-housing","grade":"urgent","what":"请说明措施。"}""");
        var order = (string)issued.Json!["number"]!;
        Assert.Empty((await product.Get("/v1/areas/510302/joint-meeting/agenda")).Json!["items"]!.AsArray());

        product.Clock.Advance(TimeSpan.FromDays(9));
        await product.Grains.Matter(MatterNumber.Parse(order)).Wake(WakeCause.Sweep);

        Assert.Equal("escalated", (string?)(await product.Get($"/v1/supervision-orders/{order}")).Json!["status"]);
        var item = Assert.Single((await product.Get("/v1/areas/510302/joint-meeting/agenda")).Json!["items"]!.AsArray());
        Assert.Equal((order, "order-unanswered", $"/v1/supervision-orders/{order}"), ((string?)item!["subject"], (string?)item["reasons"]![0]!["reason"], (string?)item["link"]));
        Assert.Equal(HttpStatusCode.NotFound, (await product.Get("/v1/areas/519999/joint-meeting/agenda")).Status);
    }

    private async Task<(string?, string?)> Standing(string meeting)
    {
        var view = (await product.Get($"/v1/joint-meetings/{meeting}")).Json!;
        return ((string?)view["status"], (string?)view["convener"]?["agency"]);
    }

    private async Task<JsonNode> Done(string path, string body, string role = "coordinator", string? agency = null)
    {
        var answer = await product.Post($"/v1/{path}", body, role, agency);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json!;
    }

    private async Task<string[]> Numbers(string query) =>
        [.. (await product.Get($"/v1/disputes{query}")).Json!["items"]!.AsArray().Select(item => (string)item!["number"]!)];

    private async Task<string[]> Acts(string number) => [.. (await Steps(number)).Select(step => (string)step!["act"]!)];

    private async Task<JsonArray> Steps(string number) => (await product.Get($"/v1/disputes/{number}/history?limit=200")).Json!["items"]!.AsArray();

    private static string? Told(JsonNode? step)
    {
        var data = step!["data"]!;
        return (string?)(data is JsonValue ? JsonNode.Parse((string)data!)! : data)["said"]!["status"];
    }

    private async Task<JsonArray> Inbox(string agency)
    {
        await product.Grains.Agency(AgencyId.Parse(agency)).Take();
        return (await product.Get($"/v1/agencies/{agency}/inbox")).Json!["items"]!.AsArray();
    }
}

public sealed class CoordinationOnSqlite(ProductOnSqlite product) : CoordinationTests(product), IClassFixture<ProductOnSqlite>;

public sealed class CoordinationOnPostgres(ProductOnPostgres product) : CoordinationTests(product), IClassFixture<ProductOnPostgres>;
