using System.Net;
using CsvHelper;
using Suyuan.Agencies;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Supervisors see who answers and who does not, as JSON and as a table for a spreadsheet.</summary>
public abstract class ResponseTests(RunningProduct product)
{
    private const string Housing = "510304-housing";
    private const string Labour = "510304-labour";

    [Fact]
    public async Task Who_acknowledged_in_time_stands_below_who_did_not_and_both_are_counted()
    {
        // Two are asked to take a case over; one answers after an hour, the other never.
        await Transfer(Housing);
        await Transfer(Labour);
        product.Clock.Advance(TimeSpan.FromHours(1));
        await product.Post($"/v1/agencies/{Housing}/inbox/acknowledge", """{"upTo":1}""", "handler", Housing);
        product.Clock.Advance(TimeSpan.FromDays(12));
        for (var round = 0; round < 2_000 && await Steps(Labour) < 3; round++)
            await product.Grains.Agency(AgencyId.Parse(Labour)).Take();

        // Others hear of the same days at their own pace: what is compared is one moment of the table.
        var (table, csv) = await OneMoment("/v1/reports/response?area=510304");

        Assert.Equal((HttpStatusCode.OK, "510304"), (table.Status, (string)table.Json!["area"]!));
        var rows = table.Json["items"]!.AsArray().ToDictionary(row => (string)row!["agency"]!, row => row!);
        Assert.Equal(1, (int)rows[Housing]["inTime"]!);
        Assert.Equal((int)rows[Housing]["toAcknowledge"]!, 1 + (int)rows[Housing]["late"]! + (int)rows[Housing]["waiting"]!);
        Assert.Equal((3600, 3600), ((int)rows[Housing]["medianSeconds"]!, (int)rows[Housing]["p90Seconds"]!));
        Assert.Equal((0, 3, "coordinator"), ((int)rows[Labour]["inTime"]!, (int)rows[Labour]["silenceSteps"]!, (string)rows[Labour]["furthestStep"]!));
        Assert.True((int)rows[Labour]["missed"]! > 0);
        Assert.NotNull(rows[Labour]["oldestWaiting"]);
        Assert.Null(rows[Labour]["medianSeconds"]);
        Assert.Equal("大安区人力资源和社会保障局", (string)rows[Labour]["name"]!["zh"]!);
        var missed = table.Json["items"]!.AsArray().Select(row => (int)row!["missed"]!).ToList();
        Assert.Equal(missed.OrderDescending(), missed);

        Assert.StartsWith("text/csv", csv.ContentType, StringComparison.Ordinal);
        using var read = CsvReader.FromText(csv.Text.TrimStart('\ufeff'), new CsvReaderOptions { HasHeader = true });
        var listed = new List<string>();
        while (read.Read())
            listed.Add(read.GetString(0));
        Assert.Equal(rows.Keys, listed);
    }

    [Theory]
    [InlineData("clerk", HttpStatusCode.Forbidden)]
    [InlineData("handler", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("leader", HttpStatusCode.OK)]
    [InlineData("coordinator", HttpStatusCode.OK)]
    [InlineData("supervisor", HttpStatusCode.OK)]
    public async Task It_is_for_those_who_answer_for_others(string role, HttpStatusCode status) =>
        Assert.Equal(status, (await product.Get("/v1/reports/response", role)).Status);

    [Theory]
    [InlineData("?area=510399", "area")]
    [InlineData("?from=2024-02-01&to=2024-01-01", "from")]
    [InlineData("?from=2024-01-01&to=2025-01-01", "from")]
    [InlineData("?to=1999-01-01", "to")]
    [InlineData("?from=yesterday", "from")]
    public async Task A_bad_period_or_area_is_named(string query, string field)
    {
        var answer = await product.Get($"/v1/reports/response{query}", "supervisor");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.Json!["errors"]!.AsObject().Select(error => error.Key));
    }

    private async Task<int> Steps(string agency)
    {
        var table = await product.Get($"/v1/reports/response?area={agency[..6]}", "supervisor");
        return table.Json!["items"]!.AsArray().Where(row => (string)row!["agency"]! == agency).Select(row => (int)row!["silenceSteps"]!).SingleOrDefault();
    }

    /// <summary>The table as JSON and as a file, between two readings that agree.</summary>
    private async Task<(Answer Json, Answer Csv)> OneMoment(string address)
    {
        for (var round = 0; round < 2_000; round++)
        {
            var before = await product.Get(address, "supervisor");
            var csv = await product.Get(address, "coordinator", ("Accept", "text/csv"));
            if ((await product.Get(address, "supervisor")).Text == before.Text)
                return (before, csv);
        }

        throw new InvalidOperationException("The table never came to rest.");
    }

    private async Task Transfer(string to)
    {
        var number = await product.Register("510304104");
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", """{"lead":"510304104-committee"}""");
        await product.Act(number, "transfer", $$"""{"to":"{{to}}","reason":"属该单位职责"}""");
        for (var round = 0; round < 2_000 && (long)(await product.Get($"/v1/agencies/{to}/inbox")).Json!["last"]! == 0; round++)
            await product.Grains.Agency(AgencyId.Parse(to)).Take();
    }
}

public sealed class ResponseOnSqliteTests(ProductOnSqlite product) : ResponseTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ResponseOnPostgresTests(ProductOnPostgres product) : ResponseTests(product), IClassFixture<ProductOnPostgres>;
