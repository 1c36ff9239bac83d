using System.Net;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Open data over real silo and database: what is counted, what is withheld, and who may ask.</summary>
public abstract class StatisticsApiTests(RunningProduct product)
{
    [Fact]
    public async Task D_10_3_Figures_are_open_to_everybody_and_no_small_one_is_among_them()
    {
        var last = "";
        for (var i = 0; i < 6; i++)
            last = await product.Register();
        await product.Register(category: "FAM");
        var restricted = await product.Register(category: "FAM");
        await product.Act(restricted, "risks", """{"factor":"criminal-link","reason":"已经立案"}""");
        var comforted = await product.Register();
        await product.Act(comforted, "services", """{"kind":"psychological-comfort","owner":"510304-housing"}""");

        var early = await Asked("510300");
        product.Clock.SetUtcNow(new DateTimeOffset(2025, 6, 1, 10, 0, 0, TimeSpan.FromHours(8)));
        var city = await Asked("510300?year=2024");
        var county = await Asked("510304?table=county-quarters");
        var csv = await product.Send("GET", "/v1/areas/510304104/statistics", role: "", headers: ("Accept", "text/csv"));

        Assert.Equal("not-published-yet", early.Code);
        Assert.Equal((HttpStatusCode.OK, 2024, 5), (city.Status, (int)city.Json!["year"]!, (int)city.Json!["atLeast"]!));
        // Six of one category and one of another: neither can be shown beside the whole of seven.
        Assert.Equal([null, null], new[] { "FAM", "NEI" }.Select(category => Count(city, category)));
        Assert.Equal(0, (int)city.Json["publishedSum"]!);
        Assert.Null(Count(county, "NEI"));
        Assert.Contains("text/csv", csv.ContentType, StringComparison.Ordinal);
        Assert.Contains("area,year,category,categoryName,quarter,count\r\n", csv.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(last, csv.Text, StringComparison.Ordinal);
        Assert.Equal("not-published-yet", (await Asked("510300?year=2025")).Code);
        Assert.Equal("no-such-table", (await Asked("510300?table=township-categories")).Code);
        Assert.Equal("unknown-area", (await Asked("510399")).Code);
        Assert.Equal(2, await product.Database.Count(product.Database.Options.Dialect is StorageDialect.PostgreSql ? "select count(*) from dispute where uncounted" : "select count(*) from dispute where uncounted = 1"));
    }

    private static int? Count(Answer answer, string category) =>
        (int?)answer.Json!["figures"]!.AsArray().First(figure => (string?)figure!["category"] == category)!["count"];

    private Task<Answer> Asked(string area) => product.Send("GET", area.Split('?') is [var code, var query] ? $"/v1/areas/{code}/statistics?{query}" : $"/v1/areas/{area}/statistics", role: "");
}

public sealed class StatisticsOnSqliteTests(ProductOnSqlite product) : StatisticsApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class StatisticsOnPostgresTests(ProductOnPostgres product) : StatisticsApiTests(product), IClassFixture<ProductOnPostgres>;
