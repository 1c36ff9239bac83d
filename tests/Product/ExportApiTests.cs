using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>查阅、复制 by number and access code, over real silo and database.</summary>
public abstract class ExportApiTests(RunningProduct product)
{
    [Fact]
    public async Task A_party_gets_all_that_is_held_about_it_and_nothing_that_is_the_others()
    {
        var registration = JsonNode.Parse(RunningProduct.Registration())!;
        (registration["parties"]![0]!["idNumber"], registration["parties"]![0]!["telephone"]) = ("11010519491231002X", "13800000000");
        (registration["parties"]![1]!["telephone"], registration["parties"]![1]!["address"]) = ("13911111111", "何市镇1组");
        var registered = (await product.Post("/v1/disputes", registration.ToJsonString())).Json!;
        var (number, code) = ((string)registered["number"]!, (string)registered["accessCode"]!);
        await product.Act(number, "withdraw", """{"reason":"对方私下承认搬走了石榴籽"}""");

        var held = await Export(number, code);
        var text = await Export(number, code, "text/plain");

        Assert.Equal(HttpStatusCode.OK, held.Status);
        Assert.Equal(("11010519491231002X", "13800000000"), ((string?)held.Json!["you"]!["idNumber"], (string?)held.Json["you"]!["telephone"]));
        Assert.Equal("王某", (string?)Assert.Single(held.Json["others"]!.AsArray())!["name"]);
        Assert.Equal(["register", "withdraw"], held.Json["steps"]!.AsArray().Select(step => (string?)step!["act"]).Where(act => act is "register" or "withdraw"));
        Assert.NotEmpty(held.Json["recipients"]!.AsArray());
        foreach (var answer in new[] { held, text })
        {
            Assert.DoesNotContain("13911111111", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("石榴籽", answer.Text, StringComparison.Ordinal);
        }

        Assert.StartsWith("text/plain", text.ContentType, StringComparison.Ordinal);
        Assert.Contains("11010519491231002X", text.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", held.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task An_unknown_number_and_a_wrong_code_are_answered_alike()
    {
        var number = await product.Register();

        var wrong = await Export(number, "AAAA2222");
        var unknown = await Export($"{Suyuan.Disputes.DisputeNumber.Of(Suyuan.Areas.AreaCode.Parse("510304"), 2024, 999_999)}", "AAAA2222");

        Assert.Equal((HttpStatusCode.NotFound, "wrong-access-code"), (wrong.Status, wrong.Code));
        Assert.Equal((wrong.Status, wrong.Code), (unknown.Status, unknown.Code));
    }

    private Task<Answer> Export(string number, string code, string accept = "application/json") =>
        product.Send("GET", $"/v1/progress/{number}/export", role: "", headers: [("X-Access-Code", code), ("Accept", accept)]);
}

public sealed class ExportOnSqliteTests(ProductOnSqlite product) : ExportApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ExportOnPostgresTests(ProductOnPostgres product) : ExportApiTests(product), IClassFixture<ProductOnPostgres>;
