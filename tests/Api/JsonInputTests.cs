using System.Text;
using System.Text.Json;
using Suyuan.Disputes;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class JsonInputTests
{
    private static readonly JsonSerializerOptions Options = Applied();

    [Theory]
    [InlineData("""{"title":"x",,}""", "1", "14")]
    [InlineData("{\n\"title\": x}", "2", "10")]
    [InlineData("{", "1", "2")]
    public void A_text_that_is_not_JSON_is_refused_with_line_and_position(string json, string line, string position)
    {
        var refusal = Refused<RegisterDispute>(json);

        Assert.Equal(RefusalCode.NotJson, refusal.Code);
        Assert.Equal([new Fact("line", line), new Fact("position", position)], refusal.Facts);
    }

    [Theory]
    [InlineData("""{"foo":1}""", "foo", RefusalCode.UnknownMember)]
    [InlineData("""{"Title":"x"}""", "Title", RefusalCode.UnknownMember)]
    [InlineData("""{"title":"x","title":"y"}""", "title", RefusalCode.Malformed)]
    [InlineData("""{"title":1}""", "title", RefusalCode.WrongType)]
    [InlineData("""{"source":"fax"}""", "source", RefusalCode.UnknownValue)]
    [InlineData("""{"source":3}""", "source", RefusalCode.WrongType)]
    [InlineData("""{"peopleInvolved":1.5}""", "peopleInvolved", RefusalCode.WrongType)]
    [InlineData("""{"peopleInvolved":99999999999}""", "peopleInvolved", RefusalCode.NumberOutOfRange)]
    [InlineData("""{"amount":"12"}""", "amount", RefusalCode.WrongType)]
    [InlineData("""{"amount":1e99}""", "amount", RefusalCode.NumberOutOfRange)]
    [InlineData("""{"occurredOn":"2026-02-30"}""", "occurredOn", RefusalCode.Malformed)]
    [InlineData("""{"parties":null}""", "parties", RefusalCode.WrongType)]
    [InlineData("""{"parties":[null]}""", "parties[0]", RefusalCode.WrongType)]
    [InlineData("""{"parties":[{},{"kind":"robot"}]}""", "parties[1].kind", RefusalCode.UnknownValue)]
    [InlineData("""{"parties":[{"nom":"x"}]}""", "parties[0].nom", RefusalCode.UnknownMember)]
    [InlineData("[]", "$", RefusalCode.WrongType)]
    [InlineData("null", "$", RefusalCode.WrongType)]
    public void What_does_not_fit_is_named_by_its_path(string json, string field, RefusalCode code)
    {
        var refusal = Refused<RegisterDispute>(json);

        Assert.Equal(RefusalCode.Invalid, refusal.Code);
        var error = Assert.Single(refusal.Errors);
        Assert.Equal((field, code), (error.Field, error.Code));
    }

    [Fact]
    public void Every_fault_is_named_at_once() =>
        Assert.Equal(
            ["foo", "source", "parties[0].role"],
            Refused<RegisterDispute>("""{"foo":1,"source":"fax","parties":[{"role":"x"}]}""").Errors.Select(error => error.Field));

    [Fact]
    public void An_unknown_word_is_answered_with_those_that_are_known()
    {
        var error = Assert.Single(Refused<Fail>("""{"outcome":"lost"}""").Errors);

        Assert.Equal([new Fact("allowed", "not-agreed, terminated")], error.Facts);
    }

    [Fact]
    public void A_text_nested_deeper_than_sixteen_is_refused() =>
        Assert.Equal(RefusalCode.NotJson, Refused<RegisterDispute>(new string('[', 17) + new string(']', 17)).Code);

    [Fact]
    public void A_good_body_is_read()
    {
        Assert.True(JsonInput.TryRead<RegisterDispute>(
            """{"areaCode":"510304104","source":"visit","parties":[{"role":"applicant","kind":"person","name":"甲"}]}"""u8, Options, out var value, out _));
        Assert.Equal((Source.Visit, "甲"), (value.Source, value.Parties[0].Name));
    }

    private static Refusal Refused<T>(string json)
        where T : class
    {
        Assert.False(JsonInput.TryRead<T>(Encoding.UTF8.GetBytes(json), Options, out _, out var refusal));
        return refusal!;
    }

    private static JsonSerializerOptions Applied()
    {
        var options = new JsonSerializerOptions();
        WireJson.Apply(options);
        return options;
    }
}
