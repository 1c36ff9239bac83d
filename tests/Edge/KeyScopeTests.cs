using System.Net;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>An idempotency key is its actor's own: another's neither answers nor stands in the way.</summary>
public abstract class KeyScopeTests(RunningProduct product)
{
    private static readonly Actor One = new("a:b", Role.Coordinator, null, AreaCode.Parse("510300"));

    private static readonly Actor Another = new("a", Role.Coordinator, null, AreaCode.Parse("510300"));

    [Fact]
    public async Task A_command_under_another_s_key_is_a_command_of_one_s_own()
    {
        var number = await product.Register();
        var first = await Risk(One, number, "某一迹象", "c");
        var replayed = await Risk(One, number, "某一迹象", "c");
        var others = await Risk(Another, number, "另一迹象", "c");
        // The scopes of both are written with a colon between actor and key.
        var confusing = await Risk(Another, number, "第三迹象", "b:c");
        var reused = await Risk(One, number, "别的内容", "c");

        Assert.Equal((HttpStatusCode.OK, first.ETag), (replayed.Status, replayed.ETag));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (others.Status, confusing.Status));
        Assert.Equal(3, new[] { first.ETag, others.ETag, confusing.ETag }.Distinct().Count());
        Assert.Equal("idempotency-key-reused", reused.Code);
    }

    [Fact]
    public async Task A_registration_under_another_s_key_gets_a_number_and_a_code_of_its_own()
    {
        var first = await product.SendAs(One, "POST", "/v1/disputes", RunningProduct.Registration(), ("Idempotency-Key", "r"));
        var others = await product.SendAs(Another, "POST", "/v1/disputes", RunningProduct.Registration(), ("Idempotency-Key", "r"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, others.Status));
        Assert.NotEqual((string?)first.Json!["number"], (string?)others.Json!["number"]);
        Assert.NotEqual((string?)first.Json!["accessCode"], (string?)others.Json!["accessCode"]);
    }

    [Fact]
    public async Task A_matter_is_opened_under_everybody_s_own_key_too()
    {
        const string Order = """{"agency":"510304104-centre","grade":"important","what":"请说明整改措施。"}""";
        var first = await product.SendAs(One, "POST", "/v1/supervision-orders", Order, ("Idempotency-Key", "o"));
        var replayed = await product.SendAs(One, "POST", "/v1/supervision-orders", Order, ("Idempotency-Key", "o"));
        var others = await product.SendAs(Another, "POST", "/v1/supervision-orders", Order, ("Idempotency-Key", "o"));

        Assert.Equal((string?)first.Json!["number"], (string?)replayed.Json!["number"]);
        Assert.NotEqual((string?)first.Json!["number"], (string?)others.Json!["number"]);
    }

    private Task<Answer> Risk(Actor by, string number, string reason, string key) =>
        product.SendAs(by, "POST", $"/v1/disputes/{number}/risks", $$"""{"factor":"signal","reason":"{{reason}}"}""", ("Idempotency-Key", key));
}

public sealed class KeyScopeOnSqliteTests(ProductOnSqlite product) : KeyScopeTests(product), IClassFixture<ProductOnSqlite>;

public sealed class KeyScopeOnPostgresTests(ProductOnPostgres product) : KeyScopeTests(product), IClassFixture<ProductOnPostgres>;
