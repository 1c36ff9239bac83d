using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>How many clocks fall due on which day, for an agency and for an area.</summary>
public abstract class ForecastApiTests(RunningProduct product)
{
    [Fact]
    public async Task Clocks_stand_on_the_day_they_end_until_they_are_overdue()
    {
        for (var i = 0; i < 3; i++)
            await product.Register();
        await product.Register(area: "510304100");

        var centre = await Forecast("/v1/agencies/510304104-centre/forecast?days=10");
        var county = await Forecast("/v1/areas/510304/forecast");
        product.Clock.Advance(TimeSpan.FromDays(8));
        var later = await Forecast("/v1/agencies/510304104-centre/forecast?days=10");

        // Registered on Tuesday 2 January 2024 at 10:00: triage is due within one working day, by 24:00 of the 3rd.
        Assert.Equal(("2024-01-02", "2024-01-11", 10), ((string?)centre["from"], (string?)centre["to"], centre["days"]!.AsArray().Count));
        Assert.Equal(("2024-01-03", "周三", 3), Busiest(centre));
        Assert.Equal((3, 0), ((int)centre["total"]!, (int)centre["overdue"]!["count"]!));
        Assert.Equal("agency", (string?)centre["busiest"]!["load"]!["byDuty"]![0]!["duty"]);
        Assert.Equal("周六", (string?)centre["days"]![4]!["dayOff"]!["zh"]);
        Assert.Null(centre["days"]![3]!["dayOff"]);
        Assert.Equal((60, 4), (county["days"]!.AsArray().Count, (int)county["due"]!["count"]!));
        Assert.Equal(3, (int)later["overdue"]!["count"]!);
        Assert.Equal(0, (int)later["due"]!["count"]!);
        Assert.Null(later["busiest"]);
    }

    [Theory]
    [InlineData("/v1/agencies/510304104-housing/forecast", HttpStatusCode.NotFound, "unknown-agency")] // no such bureau in a township
    [InlineData("/v1/areas/510399/forecast", HttpStatusCode.NotFound, "unknown-area")]
    [InlineData("/v1/agencies/housing/forecast", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("/v1/areas/510304/forecast?days=0", HttpStatusCode.BadRequest, "number-out-of-range")]
    [InlineData("/v1/areas/510304/forecast?days=367", HttpStatusCode.BadRequest, "number-out-of-range")]
    [InlineData("/v1/areas/510304/forecast?days=ten", HttpStatusCode.BadRequest, "number-out-of-range")]
    [InlineData("/v1/areas/510304/forecast?day=10", HttpStatusCode.BadRequest, "unknown-member")]
    public async Task A_bad_question_is_answered_with_its_code(string path, HttpStatusCode status, string code)
    {
        var answer = await product.Get(path);

        Assert.Equal(status, answer.Status);
        var codes = answer.Json!["errors"]?.AsObject().SelectMany(field => field.Value!.AsArray()).Select(error => (string?)error!["code"]) ?? [];
        Assert.Contains(code, codes.Append(answer.Code));
    }

    [Theory]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Who_may_read_disputes_may_read_their_load(string role, HttpStatusCode status) =>
        Assert.Equal(status, (await product.Get("/v1/areas/510300/forecast", role)).Status);

    private async Task<JsonNode> Forecast(string path)
    {
        var answer = await product.Get(path);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json!;
    }

    private static (string?, string?, int) Busiest(JsonNode forecast) =>
        ((string?)forecast["busiest"]!["date"], (string?)forecast["busiest"]!["weekday"]!["zh"], (int)forecast["busiest"]!["load"]!["count"]!);
}

public sealed class ForecastApiOnSqlite(ProductOnSqlite product) : ForecastApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ForecastApiOnPostgres(ProductOnPostgres product) : ForecastApiTests(product), IClassFixture<ProductOnPostgres>;
