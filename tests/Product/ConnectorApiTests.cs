using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>打通数据壁垒: what another system brings comes in once, says where it came from, and goes out with no more of the persons than is needed.</summary>
public abstract class ConnectorApiTests(RunningProduct product)
{
    private const string Court = "510304-court";

    [Fact]
    public async Task D_10_4_What_another_system_brings_comes_in_once_and_says_where_it_came_from()
    {
        var body = JsonNode.Parse(RunningProduct.Registration())!.AsObject();
        body["source"] = "court";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await product.Post("/v1/disputes", body.ToJsonString(), "court", Court, key);
        var again = await product.Post("/v1/disputes", body.ToJsonString(), "court", Court, key);
        body["category"] = "WAG";
        var other = await product.Post("/v1/disputes", body.ToJsonString(), "court", Court, key);

        var number = (string)first.Json!["number"]!;
        Assert.Equal((HttpStatusCode.Created, number, "idempotency-key-reused"), (first.Status, (string?)again.Json!["number"], other.Code));
        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal(("court", Court), ((string?)view["source"], (string?)Assert.Single(view["referrers"]!.AsArray())!["agency"]));
        var step = (await product.Get($"/v1/disputes/{number}/history")).Json!["items"]![0]!;
        Assert.Equal(("register", "court", Court), ((string?)step["act"], (string?)step["actorRole"], (string?)step["actorAgency"]));
    }

    [Fact]
    public async Task D_10_4_Who_only_supervises_and_who_is_told_by_a_notice_gets_no_name()
    {
        var number = await product.Register();
        Assert.Contains("李四方", (await product.Get($"/v1/disputes/{number}", "clerk")).Text, StringComparison.Ordinal);

        Assert.DoesNotContain("李四方", (await product.Get($"/v1/disputes/{number}", "supervisor")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("李四方", (await product.Get($"/v1/disputes/{number}/history")).Text, StringComparison.Ordinal);
        await product.Grains.Agency(AgencyId.Parse("510304104-centre")).Take();
        var inbox = await product.Get("/v1/agencies/510304104-centre/inbox");
        Assert.Contains(number, inbox.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("李四方", inbox.Text, StringComparison.Ordinal);
    }
}

public sealed class ConnectorOnSqliteTests(ProductOnSqlite product) : ConnectorApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class ConnectorOnPostgresTests(ProductOnPostgres product) : ConnectorApiTests(product), IClassFixture<ProductOnPostgres>;
