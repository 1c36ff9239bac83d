using System.Text.Json;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class WireJsonTests
{
    private static readonly JsonSerializerOptions Options = Applied();

    private static readonly DueDate Due = new()
    {
        RuleId = "pm-limit",
        RuleVersion = 1,
        Law = "人民调解法",
        Article = "第34条",
        Trigger = new TriggerEvent("accepted", DateTimeOffset.Parse("2026-03-01T01:00:00Z", null)),
        FirstCountedDay = null,
        Length = 30,
        Unit = PeriodUnit.WorkingDay,
        NominalEnd = new DateOnly(2026, 4, 1),
        End = new DateOnly(2026, 4, 1),
        DueAt = DateTimeOffset.Parse("2026-04-01T16:00:00Z", null),
        CalendarVersion = "2026.1",
        Sentence = new Sentence("三十日", "thirty days"),
    };

    [Fact]
    public void A_due_date_has_exactly_the_members_of_the_contract_and_shows_its_nulls()
    {
        var json = JsonSerializer.SerializeToElement(Due, Options);

        Assert.Equal(
            ["ruleId", "ruleVersion", "law", "article", "trigger", "firstCountedDay", "length", "unit", "excluded", "extensions", "nominalEnd",
                "end", "dueAt", "movedBy", "calendarVersion", "provisional", "sentence", "level", "overrides", "notBefore"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("movedBy").ValueKind);
        Assert.Equal("workday", json.GetProperty("unit").GetString());
        Assert.Equal("2026-03-01T09:00:00+08:00", json.GetProperty("trigger").GetProperty("at").GetString());
        Assert.Equal("2026-04-01", json.GetProperty("end").GetString());
    }

    [Fact]
    public void Chinese_is_written_readably() =>
        Assert.Contains("人民调解法", JsonSerializer.Serialize(Due, Options), StringComparison.Ordinal);

    [Fact]
    public void Null_members_are_left_out_elsewhere_but_the_end_of_a_list_is_said()
    {
        Assert.Equal("""{"role":"applicant","name":"A"}""", JsonSerializer.Serialize(new Party { Role = PartyRole.Applicant, Name = "A" }, Options));
        Assert.Equal("""{"items":[],"next":null}""", JsonSerializer.Serialize(new Page<int>([], null), Options));
    }

    [Theory]
    [InlineData("\"not-agreed\"", FailureKind.NotAgreed)]
    [InlineData("\"terminated\"", FailureKind.Terminated)]
    public void Enumerations_are_kebab_case_words(string json, FailureKind expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize<FailureKind>(json, Options));

    [Theory]
    [InlineData("1")]
    [InlineData("\"NotAgreed\"")]
    [InlineData("\"none\"")]
    [InlineData("\"1\"")]
    public void Other_spellings_of_an_enumeration_are_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FailureKind>(json, Options));

    [Theory]
    [InlineData("2026-03-01T09:00:00+08:00")]
    [InlineData("2026-03-01T01:00:00Z")]
    [InlineData("2026-03-01T01:00:00.000Z")]
    public void An_instant_is_read_with_its_offset_and_written_in_China_time(string text)
    {
        var instant = JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", Options);

        Assert.Equal("\"2026-03-01T09:00:00+08:00\"", JsonSerializer.Serialize(instant, Options));
    }

    [Theory]
    [InlineData("2026-03-01T09:00:00")]
    [InlineData("2026-03-01")]
    [InlineData("01/03/2026 09:00:00 +08:00")]
    public void An_instant_without_an_offset_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", Options));

    private static JsonSerializerOptions Applied()
    {
        var options = new JsonSerializerOptions();
        WireJson.Apply(options);
        return options;
    }
}
