using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Scenarios;

/// <summary>
/// A published case of Da'an district: a cattle shed built in 2018, smell and noise, a suit in September, the court's letter
/// to the township, six bodies at one table, a courtyard meeting on the first of January, and a shed that goes.
/// </summary>
public abstract class CattleShedAtGaomiao(RunningProduct product)
{
    private const string Village = "510304104218";
    private const string Centre = "510304104-centre";

    [Fact]
    public async Task From_the_courts_letter_to_the_smooth_exit()
    {
        product.Clock.SetUtcNow(At(2025, 12, 8, 9));
        var registered = await product.Post("/v1/disputes", new JsonObject
        {
            ["areaCode"] = Village,
            ["category"] = "NEI",
            ["title"] = "高庙村牛圈臭气噪声纠纷",
            ["narrative"] = "2018年11月邻居在房屋旁修建牛圈，臭气和噪声影响生活，多次协商不成，9月向法院起诉。法院认为有民转刑风险，致函镇政府。",
            ["source"] = "court",
            ["occurredOn"] = "2018-11-01",
            ["peopleInvolved"] = 7,
            ["parties"] = new JsonArray(
                new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = "张某" },
                new JsonObject { ["role"] = "respondent", ["kind"] = "person", ["name"] = "刘某" }),
        }.ToJsonString(), role: "court");
        Assert.Equal(HttpStatusCode.Created, registered.Status);
        var number = (string)registered.Json!["number"]!;
        var code = (string)registered.Json["accessCode"]!;
        Assert.Equal(Centre, (string?)registered.Json["lead"]!["agency"]);

        await product.Act(number, "triage", """{"category":"NEI","note":"法院来函，有民转刑风险"}""", "clerk");
        await product.Act(number, "watch", """{"grade":"red","reason":"有民转刑风险","namedLeader":"镇党委副书记"}""");
        await product.Act(number, "assign", """{"lead":"510304104-centre","coHandlers":["510304-court","510304-ecology","510304-agriculture","510304104218-committee"]}""", "clerk");
        product.Clock.SetUtcNow(At(2025, 12, 9, 10));
        await product.Act(number, "accept", role: "handler", agency: Centre);
        await product.Act(number, "contact", """{"method":"in-person","outcome":"reached"}""", "handler", Centre);
        product.Clock.SetUtcNow(At(2025, 12, 15, 15));
        await product.Act(number, "watch-visits", """{"finding":"tense","note":"双方情绪激动"}""", "grid-worker");
        product.Clock.SetUtcNow(At(2026, 1, 1, 16));
        await product.Act(number, "sessions", """{"heldAt":"2026-01-01T10:00:00+08:00","place":"院坝","means":["law","policy","economic"],"attended":["何市镇政府","两地法院","生态环境局","农业农村局","村委会"]}""", "handler", Centre);

        var agreed = await product.Act(number, "agreements", """
            {"form":"written","scope":"full","terms":"拆除牛圈，协助出售耕牛，另行选址养鸡。","instalments":[
              {"what":"拆除牛圈","dueOn":"2026-01-31"},{"what":"另行选址建鸡舍","dueOn":"2026-02-28"}]}
            """, "handler", Centre);
        Assert.Equal("agreed", (string?)agreed["stage"]);
        Assert.Equal("met", Clock(agreed, "conclude-1", "status"));
        // 30 days from 1 January: Saturday the 31st, the Monday after.
        Assert.Equal("2026-02-02", Clock(agreed, "confirmation-apply-1", "end"));

        product.Clock.SetUtcNow(At(2026, 1, 5, 9));
        await product.Act(number, "services", """{"kind":"hardship-help","owner":"510304-agriculture","note":"帮助出售耕牛、选址"}""", "handler", Centre);
        await product.Act(number, "answer", """{"method":"in-person","text":"牛圈限期拆除，政府协助出售耕牛并另行选址。"}""", "handler", Centre);
        await product.Act(number, "confirmation", """{"step":"apply"}""", "clerk");
        await product.Act(number, "confirmation", """{"step":"accept"}""", "court");
        await product.Act(number, "confirmation", """{"step":"confirm","document":"（2026）川0304民特1号"}""", "court");

        product.Clock.SetUtcNow(At(2026, 1, 20, 9));
        await product.Act(number, "performance", """{"instalment":1,"performedOn":"2026-01-18"}""", "grid-worker");
        var tooEarly = await product.Post($"/v1/disputes/{number}/close", "{}", "handler", Centre);
        Assert.Equal((HttpStatusCode.Conflict, "performance-pending"), (tooEarly.Status, tooEarly.Code));
        product.Clock.SetUtcNow(At(2026, 2, 27, 9));
        await product.Act(number, "performance", """{"instalment":2}""", "grid-worker");
        await product.Act(number, "service-results", """{"service":1,"outcome":"delivered"}""", "handler", Centre);
        var closed = await product.Act(number, "close", """{"settledAt":"village"}""", "handler", Centre);
        Assert.Equal(("closed", true), ((string?)closed["stage"], (bool)closed["closure"]!["withinLimit"]!));

        product.Clock.SetUtcNow(At(2026, 3, 27, 9));
        await product.Act(number, "followups", """{"finding":"settled","method":"in-person"}""", "grid-worker");
        foreach (var _ in Enumerable.Range(0, 3))
            await product.Act(number, "watch-visits", """{"finding":"calm"}""", "grid-worker");
        await product.Act(number, "unwatch", """{"reason":"牛圈已拆，邻里恢复往来"}""");
        product.Clock.SetUtcNow(At(2026, 5, 27, 9));
        await product.Act(number, "followups", """{"finding":"settled","method":"in-person"}""", "grid-worker");
        await product.Act(number, "ratings", """{"score":5}""", "clerk");
        var tooSoon = await product.Post($"/v1/disputes/{number}/exit", "{}", "clerk");
        Assert.Equal((HttpStatusCode.Conflict, "follow-up-pending"), (tooSoon.Status, tooSoon.Code));
        product.Clock.SetUtcNow(At(2026, 5, 29, 9));
        var exited = await product.Act(number, "exit", role: "clerk");
        Assert.Equal(("exited", "exited"), ((string?)exited["stage"], (string?)exited["standing"]));

        var progress = await product.Get($"/v1/progress/{number}", role: "", headers: ("X-Access-Code", code));
        Assert.Equal(HttpStatusCode.OK, progress.Status);
        Assert.Contains("已经销号", (string)progress.Json!["where"]!["zh"]!, StringComparison.Ordinal);
        var history = await product.Get($"/v1/disputes/{number}/history?limit=200");
        Assert.Equal("register", (string?)history.Json!["items"]![0]!["act"]);
        Assert.Equal("exit", (string?)history.Json["items"]!.AsArray()[^1]!["act"]);
        var verdict = await product.Get("/v1/audit/ledger/verify?area=510304");
        Assert.True((bool)verdict.Json!["intact"]!, verdict.Json.ToJsonString());
    }

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    private static string? Clock(JsonNode view, string id, string what)
    {
        var clock = view["clocks"]!.AsArray().Single(clock => (string)clock!["id"]! == id)!;
        return (string?)(what is "status" ? clock[what] : clock["due"]![what]);
    }
}

public sealed class CattleShedOnSqlite(ProductOnSqlite product) : CattleShedAtGaomiao(product), IClassFixture<ProductOnSqlite>;

public sealed class CattleShedOnPostgres(ProductOnPostgres product) : CattleShedAtGaomiao(product), IClassFixture<ProductOnPostgres>;
