using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>多发易发领域 of the shipped list, over real silo and database.</summary>
public abstract class HotFieldApiTests(RunningProduct product)
{
    private const string Field = "hot-field-510300wag20261215";

    [Fact]
    public async Task D_2_1_A_field_of_the_list_stands_by_itself_is_late_when_nobody_screens_it_and_met_when_somebody_does()
    {
        Assert.Equal(("named", 0), await Standing());
        Assert.Equal([Field], (await product.Get("/v1/hot-fields?category=WAG")).Json!["items"]!.AsArray().Select(item => (string?)item!["number"]));

        await product.Restart(new DateTimeOffset(2026, 12, 16, 10, 0, 0, TimeSpan.FromHours(8)) - product.Clock.GetUtcNow());
        await product.Grains.Matter(MatterNumber.Parse(Field)).Wake(WakeCause.Sweep);
        Assert.Equal(("hot", 1), await Standing());
        Assert.Equal("2027-01-14", End(await View()));

        product.Clock.Advance(TimeSpan.FromDays(31));
        await product.Grains.Matter(MatterNumber.Parse(Field)).Wake(WakeCause.Sweep);
        await product.Grains.Agency(AgencyId.Parse("510300-coordinator")).Take();
        var heard = (await product.Get("/v1/agencies/510300-coordinator/inbox?limit=200")).Json!["items"]!.AsArray().Where(notice => (string?)notice!["number"] == Field).ToArray();
        Assert.Contains(heard, notice => (string?)notice!["severity"] is "overdue");
        Assert.All(heard, notice => Assert.Equal($"/v1/hot-fields/{Field}", (string?)notice!["link"]));

        var ordered = await product.Post("/v1/screenings", """{"title":"欠薪排查","areas":["510300"],"categories":["WAG"],"from":"2027-01-16","to":"2027-01-25"}""");
        Assert.Equal(HttpStatusCode.Created, ordered.Status);

        var view = await View();
        Assert.Equal(("2027-01-16", "2027-02-15"), ((string?)view["lastScreenedOn"], End(view)));
        Assert.Equal("unknown-matter", (await product.Get("/v1/hot-fields/hot-field-1")).Code);
        Assert.Contains("look", (await product.Get($"/v1/hot-fields/{Field}/history")).Json!["items"]!.AsArray().Select(step => (string?)step!["act"]));
    }

    private async Task<JsonNode> View() => (await product.Get($"/v1/hot-fields/{Field}")).Json!;

    private async Task<(string?, int)> Standing() => await View() is var view ? ((string?)view["status"], view["clocks"]!.AsArray().Count) : default;

    /// <summary>Last day of the clock that runs.</summary>
    private static string End(JsonNode view) => (string)view["clocks"]!.AsArray().Last(clock => (string?)clock!["status"] is "running")!["due"]!["end"]!;
}

public sealed class HotFieldOnSqliteTests(ProductOnSqlite product) : HotFieldApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class HotFieldOnPostgresTests(ProductOnPostgres product) : HotFieldApiTests(product), IClassFixture<ProductOnPostgres>;
