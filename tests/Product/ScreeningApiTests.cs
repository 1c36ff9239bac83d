using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Disputes;
using Suyuan.Matters;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>A screening campaign from its order to its closing, over real silo and database.</summary>
public abstract class ScreeningApiTests(RunningProduct product)
{
    [Fact]
    public async Task F30_A_campaign_issues_one_task_for_each_place_and_is_not_ordered_twice()
    {
        await product.Send("PUT", "/v1/areas/510304104218/grids", """{"grids":[{"number":1,"name":"一网格","workerPost":"专职网格员"},{"number":2,"name":"二网格"}]}""", "operator");
        var order = Order("510304104");
        var first = await product.Post("/v1/screenings", order, headers: ("Idempotency-Key", "spring-1"));
        var again = await product.Post("/v1/screenings", order, headers: ("Idempotency-Key", "spring-1"));
        var number = (string)first.Json!["number"]!;
        await Issued(number);

        Assert.Equal((HttpStatusCode.Created, number), (first.Status, (string)again.Json!["number"]!));
        var places = LawBook.Load().Areas.ChildrenOf(Suyuan.Areas.AreaCode.Parse("510304104")).Length + 1;
        Assert.Equal(places, await Count($"subject = '{number}'"));
        var screening = (await product.Get($"/v1/screenings/{number}")).Json!;
        Assert.Equal(("running", places, places), ((string)screening["phase"]!, screening["issued"]!.GetValue<int>(), screening["totals"]!["waiting"]!.GetValue<int>()));
        Assert.Equal("510304104218-grid", (string)(await product.Get($"/v1/screening-tasks?subject={number}&area=510304104218")).Json!["items"]![0]!["agency"]!);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_issuing_loses_and_doubles_nothing()
    {
        var number = (string)(await product.Post("/v1/screenings", Order("510321"))).Json!["number"]!;
        await product.Restart(TimeSpan.Zero);
        await Issued(number);

        var villages = LawBook.Load().Areas.Within(Suyuan.Areas.AreaCode.Parse("510321")).Count(area => area.Level is Suyuan.Areas.AreaLevel.Village);
        Assert.Equal(villages, await Count($"subject = '{number}'"));
        Assert.Equal(0, await Count($"subject = '{number}' and version <> 1"));
        Assert.Equal(villages, (await product.Get($"/v1/screenings/{number}")).Json!["issued"]!.GetValue<int>());
    }

    [Fact]
    public async Task D_4_7_Returns_come_in_the_missing_are_alarmed_and_the_campaign_closes_with_its_figures()
    {
        var ordered = await product.Post("/v1/screenings", Order("510304105", days: 2));
        var number = (string)ordered.Json!["number"]!;
        await Issued(number);
        var tasks = (await product.Get($"/v1/screening-tasks?subject={number}&limit=200")).Json!["items"]!.AsArray().Select(item => (string)item!["number"]!).ToArray();

        var none = await Return(tasks[0], """{"noneFound":true,"found":0}""");
        var found = await Return(tasks[1], """{"found":2,"findings":[{"category":"NEI","count":2,"toFile":"两户因排水沟争执。"}]}""");
        var wrong = await Return(tasks[2], """{"found":2,"findings":[]}""");
        var stranger = await product.Post($"/v1/screening-tasks/{tasks[2]}/return", """{"noneFound":true}""", "handler", "510321-housing");
        Assert.Equal(("none-found", "found"), ((string)none.Json!["status"]!, (string)found.Json!["status"]!));
        Assert.Equal(("found-differs", HttpStatusCode.NotFound), (wrong.Code, stranger.Status));

        product.Clock.Advance(TimeSpan.FromDays(20));
        await product.Grains.Matter(MatterNumber.Parse(number)).Wake(WakeCause.Sweep);
        await product.Grains.Matter(MatterNumber.Parse(number)).Wake(WakeCause.Sweep);
        await product.Grains.Matter(MatterNumber.Parse(tasks[2])).Wake(WakeCause.Sweep);
        Assert.Equal(1, await product.Database.Count($"select count(*) from notification where number = '{number}' and kind = 'screening-missing' and agency = '510304105-centre'"));
        var late = await Return(tasks[2], """{"noneFound":true,"found":0}""");
        Assert.Equal("none-found-late", (string)late.Json!["status"]!);

        var closed = await product.Post($"/v1/screenings/{number}/close", """{"conclusion":"邻里纠纷多发，增加走访。"}""");
        Assert.Equal(HttpStatusCode.OK, closed.Status);
        await Until(number, "closed");
        var screening = (await product.Get($"/v1/screenings/{number}")).Json!;
        Assert.Equal((tasks.Length, 3, 1, tasks.Length - 3, 2), (Total("tasks"), Total("returned"), Total("late"), Total("missing"), Total("found")));
        Assert.Equal(0, Total("waiting"));
        Assert.Equal(tasks.Length - 3, await Count($"subject = '{number}' and status = 'not-returned'"));
        Assert.Equal("screening-over", (await Return(tasks[^1], """{"noneFound":true}""")).Code);

        int Total(string name) => screening["totals"]![name]!.GetValue<int>();
    }

    [Fact]
    public async Task D_4_7_What_was_found_without_a_number_becomes_signals_once_and_the_task_shows_them()
    {
        var number = (string)(await product.Post("/v1/screenings", Order("510304106"))).Json!["number"]!;
        await Issued(number);
        var tasks = (await product.Get($"/v1/screening-tasks?subject={number}&limit=200")).Json!["items"]!.AsArray();
        var (task, village) = ((string)tasks[0]!["number"]!, (string)tasks[0]!["area"]!);
        const string two = """{"category":"NEI","count":1,"toFile":"两户因排水沟争执，已经动手打架。"},{"category":"WAG","count":2,"toFile":"工地欠薪苗头。"}""";

        var first = await Return(task, $$"""{"found":3,"findings":[{{two}}]}""");
        var again = await Return(task, $$"""{"found":3,"findings":[{{two}}]}""");
        var more = await Return(task, $$"""{"found":4,"findings":[{"category":"LAB","count":1,"toFile":"辞退补偿争议。"},{{two}}]}""");

        Assert.Equal(2, Signals(first).Length);
        Assert.Equal(Signals(first), Signals(again));
        Assert.Equal(Signals(first), Signals(more)[..2]);
        Assert.Equal((3, 0), (Signals(more).Length, (int)more.Json!["toFile"]!));
        Assert.Equal(3, await product.Database.Count($"select count(*) from matter where kind = 'signal' and area = '{village}'"));
        var signal = (await product.Get($"/v1/signals/{Signals(first)[0]}")).Json!;
        Assert.Equal(("screening", "orange", "reported"), ((string)signal["source"]!, (string)signal["grade"]!, (string)signal["status"]!));
        Assert.Equal(1, await product.Database.Count($"select count(*) from notification where kind = 'signal-reported' and number = '{Signals(first)[0]}' and agency = '510304106-centre'"));
        Assert.Equal(0, await product.Database.Count($"select count(*) from notification where kind = 'screening-found'"));

        static string[] Signals(Answer task) => [.. task.Json!["signals"]!.AsArray().Select(number => (string)number!)];
    }

    [Fact]
    public async Task Bad_orders_change_nothing()
    {
        var before = await product.Database.Count("select count(*) from matter where kind = 'screening'");

        var bad = await product.Post("/v1/screenings", """{"title":"x","areas":[],"from":"2024-01-02"}""");
        var outside = await product.Post("/v1/screenings", Order("510321"), "leader", "510304104-centre");
        var unknown = await product.Get("/v1/screenings/screening-nobody");

        Assert.Equal(["areas", "to"], bad.Json!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(("not-your-case", HttpStatusCode.NotFound), (outside.Code, unknown.Status));
        Assert.Equal(before, await product.Database.Count("select count(*) from matter where kind = 'screening'"));
    }

    private Task<Answer> Return(string task, string body) => product.Post($"/v1/screening-tasks/{task}/return", body);

    private string Order(string area, int days = 10)
    {
        var today = DateOnly.FromDateTime(product.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        return new JsonObject
        {
            ["title"] = "春节前排查",
            ["areas"] = new JsonArray(area),
            ["from"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }.ToJsonString();
    }

    private Task Issued(string number) => Until(number, "running");

    /// <summary>Each wake-up does one batch; a campaign of the whole city has fewer than a hundred.</summary>
    private async Task Until(string number, string phase)
    {
        for (var wakes = 0; (string)(await product.Get($"/v1/screenings/{number}")).Json!["phase"]! != phase; wakes++)
        {
            Assert.True(wakes < 100, $"{number} does not come to be {phase}.");
            await product.Grains.Matter(MatterNumber.Parse(number)).Wake(WakeCause.Sweep);
        }
    }

    private Task<long> Count(string where) => product.Database.Count($"select count(*) from matter where kind = 'screening-task' and {where}");
}

public sealed class ScreeningOnSqliteTests(ProductOnSqlite product) : ScreeningApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ScreeningOnPostgresTests(ProductOnPostgres product) : ScreeningApiTests(product), IClassFixture<ProductOnPostgres>;
