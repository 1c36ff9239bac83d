using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Bad input gets its code and a sentence that tells a clerk what to do, and no table has changed.</summary>
public abstract class BadInputTests(RunningProduct product)
{
    public static TheoryData<string, string, string, string> Registrations => new()
    {
        { "an unknown area", """{"areaCode":"510399"}""", "areaCode", "unknown-area" },
        { "a code of the wrong length", """{"areaCode":"5103041"}""", "areaCode", "unknown-area" },
        { "an unknown category", """{"category":"XXX"}""", "category", "unknown-category" },
        { "an empty narrative", """{"narrative":""}""", "narrative", "required" },
        { "a narrative of blanks", """{"narrative":"   "}""", "narrative", "too-short" },
        { "control characters", """{"narrative":"邻居\u0000吵闹"}""", "narrative", "control-characters" },
        { "negative money", """{"amount":-1}""", "amount", "number-out-of-range" },
        { "three decimals", """{"amount":1.005}""", "amount", "number-out-of-range" },
        { "nobody involved", """{"peopleInvolved":0}""", "peopleInvolved", "number-out-of-range" },
        { "a day in the future", """{"occurredOn":"2090-01-01"}""", "occurredOn", "date-out-of-range" },
        { "the year 9999", """{"occurredOn":"9999-12-31"}""", "occurredOn", "date-out-of-range" },
        { "a day before the People's Republic", """{"occurredOn":"1949-09-30"}""", "occurredOn", "date-out-of-range" },
        { "no party", """{"parties":[]}""", "parties", "required" },
        { "an unknown source", """{"source":"dream"}""", "source", "unknown-value" },
        { "a member that does not exist", """{"narative":"x"}""", "narative", "unknown-member" },
        { "a number where text belongs", """{"narrative":5}""", "narrative", "wrong-type" },
    };

    [Theory, MemberData(nameof(Registrations))]
    public async Task A_bad_registration_names_the_field_and_changes_nothing(string what, string change, string field, string code)
    {
        var body = JsonNode.Parse(RunningProduct.Registration())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject().ToArray())
            body[name] = value?.DeepClone();

        await Refused(what, "/v1/disputes", body.ToJsonString(), field, code);
    }

    [Fact]
    public async Task A_narrative_of_100_000_characters_is_too_long() =>
        await Refused("long", "/v1/disputes", RunningProduct.Registration(narrative: new string('吵', 100_000)), "narrative", "too-long");

    [Fact]
    public async Task A_thousand_parties_are_too_many()
    {
        var body = JsonNode.Parse(RunningProduct.Registration())!.AsObject();
        body["parties"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(i =>
            (JsonNode)new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = $"张{i}" })]);

        await Refused("parties", "/v1/disputes", body.ToJsonString(), "parties", "too-many");
    }

    [Theory]
    [InlineData("triage", """{"category":"XXX"}""", "category", "unknown-category")]
    [InlineData("triage", """{"category":"NEI","channel":"magic"}""", "channel", "unknown-value")]
    [InlineData("triage", "{}", "category", "required")]
    [InlineData("assign", """{"lead":"510304-nobody"}""", "lead", "unknown-agency")]
    [InlineData("fail", """{"outcome":"not-agreed","reason":"x","routes":["teleport"]}""", "routes[0]", "unknown-route")]
    [InlineData("fail", """{"outcome":"not-agreed","reason":"x"}""", "routes", "required")]
    [InlineData("agreements", """{"form":"written","terms":"x","instalments":[{"what":"付款","amount":-5,"dueOn":"2030-01-01"}]}""", "instalments[0].amount", "number-out-of-range")]
    [InlineData("agreements", """{"form":"written","terms":"x","instalments":[{"what":"付款","dueOn":"9999-01-01"}]}""", "instalments[0].dueOn", "date-out-of-range")]
    [InlineData("ratings", """{"score":6}""", "score", "number-out-of-range")]
    [InlineData("merge", """{"into":"51030420260000016","reason":"同一事项","told":"letter"}""", "into", "wrong-check-character")]
    public async Task A_bad_command_names_the_field_and_changes_nothing(string act, string body, string field, string code)
    {
        var number = await product.Register();

        await Refused(act, $"/v1/disputes/{number}/{act}", body, field, code);
    }

    [Theory]
    [InlineData("{", "not-json")]
    [InlineData("邻居吵闹", "not-json")]
    public async Task What_is_not_JSON_is_said_so(string body, string code)
    {
        var before = await Rows();

        var answer = await product.Post("/v1/disputes", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Equal(before, await Rows());
    }

    [Theory]
    [InlineData("/v1/disputes/51030420260000016", "wrong-check-character")]
    [InlineData("/v1/disputes/abc", "malformed")]
    [InlineData("/v1/disputes?stage=dreaming", "unknown-value")]
    [InlineData("/v1/disputes?limit=100000", "number-out-of-range")]
    [InlineData("/v1/disputes?cursor=nonsense", "cursor-invalid")]
    [InlineData("/v1/disputes?colour=red", "unknown-member")]
    [InlineData("/v1/calendar/due?rule=petition-conclude&from=2026-13-01", "malformed")]
    [InlineData("/v1/calendar/due?rule=petition-conclude&from=9999-01-01", "date-out-of-range")]
    [InlineData("/v1/areas/51", "malformed")]
    public async Task A_bad_question_is_answered_with_its_code(string path, string code)
    {
        var answer = await product.Get(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var codes = answer.Json!["errors"]?.AsObject().SelectMany(field => field.Value!.AsArray()).Select(error => (string?)error!["code"]) ?? [];
        Assert.Contains(code, codes.Append(answer.Code));
    }

    [Theory]
    [InlineData("/v1/calendar/due?rule=no-such-rule&from=2026-01-05", "unknown-rule")]
    [InlineData("/v1/areas/510399", "unknown-area")]
    [InlineData("/v1/calendar/2050", "unknown-calendar")]
    public async Task What_does_not_exist_is_404(string path, string code)
    {
        var answer = await product.Get(path);

        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    private async Task Refused(string what, string path, string body, string field, string code)
    {
        var before = await Rows();

        var answer = await product.Post(path, body);

        Assert.True(answer.Status is HttpStatusCode.BadRequest, $"{what}: {answer.Status} {answer.Json?.ToJsonString()}");
        var error = answer.Json!["errors"]![field];
        Assert.True(error is not null, $"{what}: {answer.Json.ToJsonString()}");
        Assert.Equal(code, (string?)error[0]!["code"]);
        Assert.DoesNotContain('{', (string)error[0]!["message"]!);
        Assert.Equal(before, await Rows());
    }

    private async Task<long> Rows() =>
        await product.Database.Count("select (select count(*) from orleansstorage where graintypestring = 'dispute') + (select count(*) from dispute) + (select count(*) from dispute_event)");
}

public sealed class BadInputOnSqlite(ProductOnSqlite product) : BadInputTests(product), IClassFixture<ProductOnSqlite>;

public sealed class BadInputOnPostgres(ProductOnPostgres product) : BadInputTests(product), IClassFixture<ProductOnPostgres>;
