using System.Net;
using System.Text;
using System.Xml;
using Ical.Net.DataTypes;
using Suyuan.Areas;
using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The calculator as another office uses it: any rule, any day, as JSON or as a calendar.</summary>
public abstract class CalculatorApiTests(RunningProduct product)
{
    private const string Petition = "/v1/calendar/due?rule=petition-conclude&from=2026-08-02";

    [Fact]
    public async Task Extensions_and_days_that_did_not_count_are_counted_as_in_a_dispute()
    {
        var answer = await product.Get("/v1/calendar/due?rule=psb-case-conclude&from=2026-03-02&extend=30&extend=30&exclude=2026-03-09..2026-03-18:appraisal&exclude=2026-03-20..2026-03-20:hearing");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, answer.Json!["extensions"]!.AsArray().Count);
        Assert.Equal(["appraisal", "hearing"], answer.Json["excluded"]!.AsArray().Select(interval => (string?)interval!["reason"]));
        // 30 + 30 + 30 days from 2 March are 31 May; eleven days that did not count make it 11 June.
        Assert.Equal("2026-06-11", (string?)answer.Json["end"]);
        Assert.Equal("national", (string?)answer.Json["level"]);
    }

    [Fact]
    public async Task Everything_that_cannot_be_read_is_named_at_once()
    {
        var answer = await product.Get("/v1/calendar/due?rule=&from=2026-13-01&extend=30&extend=x&exclude=2026-02-01..&format=pdf&color=red");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["color", "exclude[0]", "extend[1]", "format", "from", "rule"],
            answer.Json!["errors"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_that_the_rule_does_not_allow_is_named_at_once()
    {
        var answer = await product.Get($"{Petition}&extend=31&extend=1&exclude=2026-08-10..2026-08-12:hearing&exclude=2026-08-10..2026-08-09:sleep");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["extend[0] extension-too-long", "extend[1] extension-used-up", "exclude[0] not-a-reason-of-the-rule", "exclude[1] unknown-value", "exclude[1] date-out-of-range"],
            answer.Json!["errors"]!.AsObject().SelectMany(field => field.Value!.AsArray().Select(fault => $"{field.Key} {(string?)fault!["code"]}")));
        Assert.All(
            answer.Json["errors"]!.AsObject().SelectMany(field => field.Value!.AsArray()),
            fault => Assert.DoesNotContain('{', (string)fault!["message"]!));
    }

    [Fact]
    public async Task A_calendar_holds_one_whole_day_with_its_explanation_and_a_reminder_on_the_working_day_before()
    {
        var answer = await product.Get($"{Petition}&format=ics");

        Assert.Equal((HttpStatusCode.OK, "text/calendar; charset=utf-8"), (answer.Status, answer.ContentType));
        var due = Assert.Single(Ical.Net.Calendar.Load(answer.Text)!.Events);
        Assert.True(due.IsAllDay);
        Assert.Equal(new CalDateTime(2026, 10, 8), due.Start);
        Assert.Equal("期限届满：petition-conclude（《信访工作条例》第34条）", due.Summary);
        Assert.Equal((string?)(await product.Get(Petition)).Json!["sentence"]!["zh"], due.Description);
        // From 00:00 of 8 October back to 09:00 of 30 September, over National Day.
        Assert.Equal(TimeSpan.FromHours(-((7 * 24) + 15)), XmlConvert.ToTimeSpan(Assert.Single(due.Alarms).Trigger!.Duration.ToString()!));
        Assert.DoesNotContain("\nX-", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_lines_are_those_of_RFC_5545()
    {
        var text = (await product.Get($"{Petition}&format=ics", headers: ("Accept-Language", "en"))).Text;

        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("\\,", text, StringComparison.Ordinal);
        Assert.Contains("\\;", text, StringComparison.Ordinal);
        Assert.Contains("end on 1 October 2026; that day is a day off", Ical.Net.Calendar.Load(text)!.Events[0]!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_has_the_same_UID_and_another_one_another()
    {
        string Uid(Answer answer) => Ical.Net.Calendar.Load(answer.Text)!.Events[0]!.Uid!;
        var first = Uid(await product.Get($"{Petition}&format=ics"));
        var again = Uid(await product.Get($"{Petition}T00:00:00%2B08:00&format=ics", headers: ("Accept-Language", "en")));
        var extended = Uid(await product.Get($"{Petition}&extend=30&format=ics"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, extended);
    }

    [Fact]
    public async Task Hours_are_an_instant_in_UTC()
    {
        var answer = await product.Get("/v1/calendar/due?rule=dv-protection-order&from=2026-03-02T09:30:00%2B08:00&format=ics");

        var due = Assert.Single(Ical.Net.Calendar.Load(answer.Text)!.Events);
        Assert.Contains("DTSTART:20260305T020000Z", answer.Text, StringComparison.Ordinal);
        Assert.False(due.IsAllDay);
        Assert.Empty(due.Alarms);
    }

    [Theory]
    [InlineData("text/calendar", true)]
    [InlineData("text/calendar;q=0.5, application/json;q=0.4", true)]
    [InlineData("text/calendar;q=0.4, application/json;q=0.5", false)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", false)]
    [InlineData("text/calendar;q=0, */*", false)]
    [InlineData("nonsense", false)]
    public async Task Accept_chooses_and_json_is_the_usual_answer(string accept, bool calendar)
    {
        var answer = await product.Get(Petition, headers: ("Accept", accept));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(calendar, answer.Text.StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal));
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Fact]
    public async Task The_running_clocks_of_a_dispute_are_a_calendar_without_names()
    {
        var number = await product.Register();

        var answer = await product.Get($"/v1/disputes/{number}/clocks.ics");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var ends = Ical.Net.Calendar.Load(answer.Text)!.Events;
        Assert.Equal(
            [$"{number}-limitation-1@dispute.suyuan", $"{number}-triage-1@dispute.suyuan"],
            ends.Select(end => end.Uid).Order(StringComparer.Ordinal));
        Assert.All(ends, end => Assert.StartsWith(number, end.Summary, StringComparison.Ordinal));
        Assert.DoesNotContain("李四方", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await product.Get($"/v1/disputes/{DisputeNumber.Of(AreaCode.Parse("510304"), 2030, 7)}/clocks.ics")).Status);
    }

    [Fact]
    public async Task A_rule_shows_each_step_of_its_extension_and_how_it_stands()
    {
        var rule = (await product.Get("/v1/rules/finance-complaint")).Json!["items"]![0]!;

        Assert.Equal(15, (int)rule["maxExtension"]!);
        Assert.Equal(
            ["15 day head", "30 day upper-organ"],
            rule["extensionSteps"]!.AsArray().Select(step => $"{step!["max"]} {step["unit"]} {step["by"]}"));
        Assert.Equal("办理单位负责人", (string?)rule["extensionSteps"]![0]!["approver"]!["zh"]);
        Assert.Equal("in-force", (string?)rule["standing"]);
    }
}

public sealed class CalculatorApiOnSqlite(ProductOnSqlite product) : CalculatorApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class CalculatorApiOnPostgres(ProductOnPostgres product) : CalculatorApiTests(product), IClassFixture<ProductOnPostgres>;
