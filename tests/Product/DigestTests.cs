using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The daily list in the running product: at its hour, once for a day, through a restart and an outage.</summary>
public abstract class DigestTests(RunningProduct product)
{
    private const string Centre = "510304104-centre";
    private const string Idle = "510303-housing";

    [Fact]
    public async Task Each_working_day_begins_with_one_list_whatever_happens_in_between()
    {
        // A Tuesday, 10:00: the duty to triage ends within days.
        var number = await product.Register("510304104");
        Assert.Empty(await Lists());
        await product.Send("PUT", $"/v1/agencies/{Idle}", """{"digestAt":"08:00"}""", "leader", Idle);

        // Wednesday at the hour: the timer alone.
        product.Clock.Advance(new DateTimeOffset(2024, 1, 3, 8, 30, 1, TimeSpan.FromHours(8)) - product.Clock.GetUtcNow());
        var first = await Until(1);
        var daily = first[0]["daily"]!;
        Assert.Equal("510304104-centre-digest-20240103-0", (string)first[0]["id"]!);
        Assert.Equal(1, (int)daily["soon"]! + (int)daily["overdue"]!);
        Assert.Equal(number, (string)daily["items"]![0]!["number"]!);
        Assert.NotEmpty((string)daily["items"]![0]!["clockName"]!["zh"]!);
        Assert.Equal(HttpStatusCode.OK, (await product.Get((string)daily["items"]![0]!["link"]!)).Status);
        Assert.Contains("何市镇综治中心", (string)first[0]["text"]!["zh"]!, StringComparison.Ordinal);
        Assert.Contains("time limits overdue", (string)first[0]["text"]!["en"]!, StringComparison.Ordinal);

        // A restart on the same morning, and no second list.
        await product.Restart(TimeSpan.FromMinutes(5));
        Assert.Single(await Lists());

        // Away until the Monday after next: one list for that day and none for the days between.
        await product.Restart(new DateTimeOffset(2024, 1, 15, 9, 0, 0, TimeSpan.FromHours(8)) - product.Clock.GetUtcNow());
        var later = await Until(2);
        Assert.Equal("510304104-centre-digest-20240115-0", (string)later[1]["id"]!);
        Assert.True((int)later[1]["daily"]!["overdue"]! > 0);

        // Back on a Saturday: silence until Monday.
        await product.Restart(new DateTimeOffset(2024, 1, 20, 9, 0, 0, TimeSpan.FromHours(8)) - product.Clock.GetUtcNow());
        Assert.Equal(2, (await Lists()).Count);

        // Who never received anything gets no list either.
        Assert.Equal(0, (long)(await product.Get($"/v1/agencies/{Idle}/inbox")).Json!["last"]!);
    }

    /// <summary>A timer has fired by now; what it began goes on behind it.</summary>
    private async Task<IReadOnlyList<JsonNode>> Until(int count)
    {
        for (var round = 0; round < 2_000; round++)
            if (await Lists() is var lists && lists.Count >= count)
                return lists;
        Assert.Fail($"There never were {count} lists.");
        return [];
    }

    private async Task<IReadOnlyList<JsonNode>> Lists()
    {
        await product.Grains.Agency(AgencyId.Parse(Centre)).Take();
        var answer = await product.Get($"/v1/agencies/{Centre}/inbox?kind=digest");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json!["items"]!.AsArray().Select(item => item!)];
    }
}

public sealed class DigestOnSqliteTests(ProductOnSqlite product) : DigestTests(product), IClassFixture<ProductOnSqlite>;

public sealed class DigestOnPostgresTests(ProductOnPostgres product) : DigestTests(product), IClassFixture<ProductOnPostgres>;
