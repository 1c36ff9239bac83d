using System.Net;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Agencies and service points as callers find them, and what an agency puts of its own.</summary>
public abstract class DirectoryApiTests(RunningProduct product)
{
    private const string Own = """
        {"leaderName":"王建国","contacts":{"telephone":"0813-8123456","address":"和平路1号"},"hours":[{"on":"workday","opens":"09:00","closes":"17:00"}],
         "digestAt":"09:15","servicePoints":[{"kind":"women-children-station","name":"和平社区服务点","area":"510304105"}]}
        """;

    [Fact]
    public async Task Agencies_are_found_by_area_kind_category_service_and_name()
    {
        var housing = await product.Get("/v1/agencies?area=510304&kind=housing");
        var wages = await product.Get("/v1/agencies?area=510304104&category=WAG&service=mediation&limit=200");
        var court = await product.Get("/v1/agencies?q=大安区人民法院");

        var found = Assert.Single(housing.Json!["items"]!.AsArray())!;
        Assert.Equal(("510304-housing", "住房和城乡建设局局长", true), ((string)found["id"]!, (string)found["leaderPost"]!["zh"]!, (bool)found["sample"]!));
        Assert.Contains("510304104-labour-centre", wages.Json!["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.All(wages.Json["items"]!.AsArray(), item => Assert.StartsWith("510304104", (string)item!["id"]!, StringComparison.Ordinal));
        Assert.Equal(["510304-court"], court.Json!["items"]!.AsArray().Select(item => (string)item!["id"]!));
    }

    [Fact]
    public async Task Pages_together_are_the_whole_list_once()
    {
        var ids = new List<string>();
        for (var path = "/v1/agencies?area=510304104&limit=37"; path is not null;)
        {
            var page = await product.Get(path);
            ids.AddRange(page.Json!["items"]!.AsArray().Select(item => (string)item!["id"]!));
            path = (string?)page.Json["next"] is { } next ? $"/v1/agencies?area=510304104&limit=37&cursor={next}" : null;
        }

        Assert.True(ids.Count > 37);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Equal(LawBook.Load().Directory.All.Count(agency => agency.Key.StartsWith("510304104", StringComparison.Ordinal)), ids.Count);
    }

    [Fact]
    public async Task An_agency_puts_its_own_and_is_a_sample_no_more()
    {
        const string path = "/v1/agencies/510304-women-federation";
        var before = await product.Get(path);

        var put = await product.Send("PUT", path, Own, "leader", "510304-women-federation", ("If-Match", before.ETag!));
        var stale = await product.Send("PUT", path, "{}", "leader", "510304-women-federation", ("If-Match", before.ETag!));
        var again = await product.Send("PUT", path, Own, "operator", headers: ("If-Match", "*"));
        await product.Restart(TimeSpan.Zero);
        var after = await product.Get(path);
        var listed = await product.Get("/v1/agencies?area=510304&kind=women-federation&q=大安区妇女");
        var points = await product.Get("/v1/service-points?area=510304105&kind=women-children-station");

        Assert.Equal((true, "\"0\""), ((bool)before.Json!["sample"]!, before.ETag));
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (put.Status, put.ETag));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "agency-changed"), (stale.Status, stale.Code));
        Assert.Equal("\"1\"", again.ETag);
        Assert.Equal((false, "王建国", "09:15", "0813-8123456"), ((bool)after.Json!["sample"]!, (string)after.Json["leaderName"]!, (string)after.Json["digestAt"]!, (string)after.Json["contacts"]!["telephone"]!));
        Assert.Equal((false, "王建国"), ((bool)listed.Json!["items"]![0]!["sample"]!, (string)listed.Json["items"]![0]!["leaderName"]!));
        Assert.Contains(points.Json!["items"]!.AsArray(), point => (string)point!["id"]! == "510304-women-federation-point-1" && !(bool)point["sample"]!);
        Assert.Equal(HttpStatusCode.NotModified, (await product.Get(path, headers: ("If-None-Match", after.ETag!))).Status);
    }

    [Fact]
    public async Task Points_that_an_agency_puts_stand_in_place_of_its_samples()
    {
        const string agency = "510321-women-federation";
        var samples = await product.Get("/v1/service-points?area=510321&kind=law-reason-feeling");

        await product.Send("PUT", "/v1/agencies/510321-justice", """{"servicePoints":[{"kind":"law-reason-feeling","name":"旭阳镇法理情中心","area":"510321"}]}""", "operator");
        var points = await product.Get("/v1/service-points?area=510321&kind=law-reason-feeling");

        Assert.Equal("510321-law-reason-feeling", (string)Assert.Single(samples.Json!["items"]!.AsArray())!["id"]!);
        Assert.Equal("510321-justice-point-1", (string)Assert.Single(points.Json!["items"]!.AsArray())!["id"]!);
        Assert.True((bool)(await product.Get($"/v1/agencies/{agency}")).Json!["sample"]!);
    }

    [Fact]
    public async Task A_known_point_says_where_it_is_known_from()
    {
        var points = await product.Get("/v1/service-points?area=510304104&kind=litigation-station");

        var station = Assert.Single(points.Json!["items"]!.AsArray())!;
        Assert.Equal((false, "何市镇诉源治理暨诉讼服务站"), ((bool)station["sample"]!, (string)station["name"]!["zh"]!));
    }

    [Fact]
    public async Task Routing_names_the_post_in_charge_and_the_superior()
    {
        var routing = await product.Get("/v1/routing?area=510304104218&category=NEI");

        Assert.Equal("党（工）委副书记（政法委员）", (string)routing.Json!["territorial"]!["leaderPost"]!["zh"]!);
        Assert.Equal("510304-centre", (string)routing.Json["territorial"]!["superior"]!["agency"]!);
        Assert.Equal("大安区委政法委", (string)routing.Json["sector"]!["superior"]!["name"]!["zh"]!);
    }

    [Theory]
    [InlineData("leader", "510304-labour", HttpStatusCode.Forbidden, "not-your-agency")]
    [InlineData("handler", "510304-housing", HttpStatusCode.Forbidden, "not-your-role")]
    [InlineData("supervisor", null, HttpStatusCode.Forbidden, "not-your-role")]
    public async Task Nobody_else_puts(string role, string? agency, HttpStatusCode status, string code)
    {
        var answer = await product.Send("PUT", "/v1/agencies/510304-housing", "{}", role, agency);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"contacts":{"telephone":"13812345678"}}""", "contacts.telephone")]
    [InlineData("""{"digestAt":"8:30"}""", "digestAt")]
    [InlineData("""{"hours":[{"on":"never","opens":"09:00","closes":"17:00"}]}""", "hours[0].on")]
    [InlineData("""{"servicePoints":[{"kind":"tea-house","name":"茶馆","area":"510304"}]}""", "servicePoints[0].kind")]
    [InlineData("""{"servicePoints":[{"kind":"police-room","name":"别处","area":"510321"}]}""", "servicePoints[0].area")]
    [InlineData("""{"leader":"王建国"}""", "leader")]
    public async Task A_bad_put_is_named_field_by_field_and_changes_nothing(string body, string field)
    {
        var answer = await product.Send("PUT", "/v1/agencies/510304-market", body, "leader", "510304-market");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.Status, answer.Code));
        Assert.Equal([field], answer.Json!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(0, (int)(await product.Get("/v1/agencies/510304-market")).Json!["version"]!);
    }

    [Theory]
    [InlineData("/v1/agencies?kind=wizard", "kind")]
    [InlineData("/v1/agencies?category=XXX", "category")]
    [InlineData("/v1/agencies?service=tea", "service")]
    [InlineData("/v1/agencies?area=510399", "area")]
    [InlineData("/v1/agencies?limit=0", "limit")]
    [InlineData("/v1/agencies?colour=red", "colour")]
    [InlineData("/v1/service-points?kind=tea-house", "kind")]
    [InlineData("/v1/service-points?area=510399", "area")]
    public async Task A_bad_parameter_is_named(string path, string field)
    {
        var answer = await product.Get(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.Json!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found() =>
        Assert.Equal((HttpStatusCode.NotFound, "no-such-agency"), ((await product.Get("/v1/agencies/510304104-housing")).Status, (await product.Get("/v1/agencies/510304-wizard")).Code));
}

public sealed class DirectoryOnSqliteTests(ProductOnSqlite product) : DirectoryApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class DirectoryOnPostgresTests(ProductOnPostgres product) : DirectoryApiTests(product), IClassFixture<ProductOnPostgres>;
