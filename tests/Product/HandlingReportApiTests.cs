using System.Net;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>What handling cost, over real silo and database.</summary>
public abstract class HandlingReportApiTests(RunningProduct product)
{
    [Fact]
    public async Task D_9_14_What_was_closed_is_reported_and_what_was_taken_up_again_is_not()
    {
        var (kept, reopened) = (await Closed("""{"partyCost":36.5}"""), await Closed("{}"));
        var both = (await product.Get("/v1/reports/handling?area=510304")).Json!;
        Assert.Equal((2, 1, 36.5m), ((int)both["total"]!["closed"]!, (int)both["total"]!["costKnown"]!, (decimal)both["total"]!["costMean"]!));

        await product.Act(reopened, "reopen", """{"reason":"又起争执"}""");

        var report = (await product.Get("/v1/reports/handling?area=510304")).Json!;
        Assert.Equal((1, 1), ((int)report["total"]!["closed"]!, (int)report["rows"]![0]!["figures"]!["costKnown"]!));
        Assert.Equal("510304104", (string?)report["rows"]![0]!["area"]);
        Assert.Equal(0, (int)(await product.Get("/v1/reports/handling?area=510321")).Json!["total"]!["closed"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Get("/v1/reports/handling", "clerk")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Get("/v1/reports/handling?from=2024-02-02&to=2024-01-01")).Status);
        Assert.Equal("closed", (string?)(await product.Get($"/v1/disputes/{kept}")).Json!["stage"]);
    }

    private async Task<string> Closed(string close)
    {
        var number = await product.Register();
        await product.Act(number, "withdraw", """{"reason":"双方自行和解"}""");
        await product.Act(number, "answer", """{"method":"telephone","text":"已经和解。"}""");
        await product.Act(number, "close", close);
        return number;
    }
}

public sealed class HandlingReportOnSqliteTests(ProductOnSqlite product) : HandlingReportApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class HandlingReportOnPostgresTests(ProductOnPostgres product) : HandlingReportApiTests(product), IClassFixture<ProductOnPostgres>;
