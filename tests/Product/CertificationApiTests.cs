using System.Net;
using Suyuan.Disputes;
using Suyuan.Matters;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>A village's way to being litigation-free, over real silo and database.</summary>
public abstract class CertificationApiTests(RunningProduct product)
{
    private const string Village = "village-certification-510304106201";

    [Fact]
    public async Task D_4_13_Applied_observed_evaluated_by_figures_and_listed_by_status()
    {
        var applied = await product.Post("/v1/certifications", """{"village":"510304106201"}""", "leader", "510304106201-centre");
        var twice = await product.Post("/v1/certifications", """{"village":"510304106201"}""", "leader", "510304106201-centre");
        var itself = await product.Post($"/v1/certifications/{Village}/observe", "{}", "leader", "510304106201-centre");
        var observing = await product.Post($"/v1/certifications/{Village}/observe", "{}", "leader", "510304106-centre");
        var early = await product.Post($"/v1/certifications/{Village}/evaluate", "{}");
        Assert.Equal((HttpStatusCode.Created, Village), (applied.Status, (string)applied.Json!["number"]!));
        Assert.Equal(("certification-running", "not-your-case", "observing"), (twice.Code, itself.Code, (string)observing.Json!["status"]!));
        Assert.Equal("not-in-this-stage", early.Code);

        product.Clock.Advance(TimeSpan.FromDays(400));
        await product.Grains.Matter(MatterNumber.Parse(Village)).Wake(WakeCause.Sweep);
        var missing = await product.Post($"/v1/certifications/{Village}/evaluate", "{}");
        var handler = await product.Post($"/v1/certifications/{Village}/suits", """{"year":2025,"cases":3}""", "handler", "510304106-centre");
        await product.Post($"/v1/certifications/{Village}/suits", """{"year":2025,"cases":3}""", "court", "510304-court");
        var people = await product.Post($"/v1/certifications/{Village}/population", """{"residents":1900,"newcomers":100,"source":"村委会台账"}""", "handler", "510304106-centre");
        Assert.Equal(("fact-missing", "not-your-role"), (missing.Code, handler.Code));
        Assert.Equal("万人起诉率：3/2000＝15，标准为不高于30，达到。", (string)people.Json!["present"]!["criteria"]![0]!["why"]!["zh"]!);

        var evaluated = await product.Post($"/v1/certifications/{Village}/evaluate", "{}");
        // Nobody has entered a mediator who serves the village.
        Assert.Equal(("declined", false), ((string)evaluated.Json!["status"]!, (bool)evaluated.Json["evaluation"]!["met"]!));
        Assert.Equal(["mediators"], evaluated.Json["evaluation"]!["criteria"]!.AsArray().Where(one => !(bool)one!["met"]!).Select(one => (string)one!["criterion"]!));

        var listed = await product.Get("/v1/certifications?status=declined&area=510304");
        Assert.Equal([Village], listed.Json!["items"]!.AsArray().Select(item => (string)item!["number"]!));
        var history = await product.Get($"/v1/certifications/{Village}/history");
        Assert.Contains("evaluate", history.Json!["items"]!.AsArray().Select(step => (string)step!["act"]!));
        Assert.Equal(HttpStatusCode.Created, (await product.Post("/v1/certifications", """{"village":"510304106201"}""", "leader", "510304106201-centre")).Status);
    }

    [Theory]
    [InlineData("""{"village":"510304106"}""", "unknown-area")]
    [InlineData("""{"village":"510304999200"}""", "unknown-area")]
    [InlineData("{}", "unknown-area")]
    public async Task Only_a_village_applies(string body, string code)
    {
        var answer = await product.Post("/v1/certifications", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, (string)answer.Json!["errors"]!["village"]![0]!["code"]!));
    }
}

public sealed class CertificationOnSqliteTests(ProductOnSqlite product) : CertificationApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class CertificationOnPostgresTests(ProductOnPostgres product) : CertificationApiTests(product), IClassFixture<ProductOnPostgres>;
