using System.Globalization;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>Questions to the calculator: what it counts, and every fault of a question at once.</summary>
public sealed class CalculatorTests
{
    private static readonly LawBook Law = LawBook.Load();

    [Fact]
    public void An_extension_is_added_before_the_end_is_rolled()
    {
        var due = Answer(Of("petition-conclude", "2026-08-02") with { Extensions = [30] }).Due;

        Assert.Equal((new DateOnly(2026, 10, 31), new DateOnly(2026, 11, 2)), (due.NominalEnd, due.End));
        Assert.Equal("head", Assert.Single(due.Extensions).By);
    }

    [Fact]
    public void Days_that_did_not_count_move_the_end_by_their_number()
    {
        var question = Of("medical-pm-conclude", "2026-04-07");
        var plain = Answer(question).Due;
        var excluded = Answer(question with { Excluded = [Days("2026-04-20", "2026-04-24", "appraisal")] }).Due;

        // Five working days, and 25 April is a Saturday: working days are moved by working days.
        Assert.Equal(5, Workdays(plain.End, excluded.End));
    }

    [Fact]
    public void Hours_run_from_the_hour_after_the_instant_where_the_law_says_so() => Assert.Equal(
        DateTimeOffset.Parse("2026-03-05T10:00:00+08:00", CultureInfo.InvariantCulture),
        Answer(Of("dv-protection-order", "2026-03-02T09:30:00+08:00")).Due.DueAt);

    [Fact]
    public void The_day_of_the_question_chooses_the_version() => Assert.Equal(
        (1, 2),
        (Answer(Of("psb-case-conclude", "2025-12-31")).Due.RuleVersion, Answer(Of("psb-case-conclude", "2026-01-01")).Due.RuleVersion));

    [Theory]
    [InlineData("petition-conclude", "2026-08-02", "2026-09-30T09:00:00+08:00")] // ends on 8 October; National Day lies between
    [InlineData("petition-referral-objection", "2026-03-02", "2026-03-06T09:00:00+08:00")] // ends on Monday the 9th
    [InlineData("recon-hearing-notice", "2026-03-16", "2026-03-06T09:00:00+08:00")] // five working days before: Monday the 9th
    [InlineData("dv-protection-order", "2026-03-02", null)] // hours
    [InlineData("policy-triage", "2026-03-02", null)] // ends the next day: there is no working day between
    public void A_reminder_comes_on_the_last_working_day_before(string rule, string from, string? at) => Assert.Equal(
        at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
        Answer(Of(rule, from)).RemindAt);

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var question = Of("petition-conclude", "2021-01-01") with
        {
            Extensions = [31, 10, 0],
            Excluded = [Days("2021-02-01", "2021-02-10", "appraisal"), Days("2021-02-10", "2021-02-01", "hearing"), Days("2021-03-01", "2021-03-02", "lunch")],
        };

        Assert.Equal(
            [
                "from:DateOutOfRange", "extend[0]:ExtensionTooLong", "extend[1]:ExtensionUsedUp", "extend[2]:ExtensionUsedUp",
                "exclude[0]:NotAReasonOfTheRule", "exclude[1]:NotAReasonOfTheRule", "exclude[1]:DateOutOfRange", "exclude[2]:UnknownValue",
            ],
            Faults(question));
    }

    [Theory]
    [InlineData("labor-mediation", "extend[0]:ExtensionNotAllowed")]
    [InlineData("recon-hearing-notice", "extend[0]:ExtensionNotAllowed")]
    [InlineData("policy-instalment", "extend[0]:ExtensionNotAllowed")]
    public void What_cannot_be_extended_is_not(string rule, string fault) =>
        Assert.Equal([fault], Faults(Of(rule, "2026-08-03") with { Extensions = [1] }));

    [Theory]
    [InlineData("2026-04-06", "2026-04-10", "exclude[0]:DateOutOfRange")] // before the trigger
    [InlineData("2027-04-06", "2027-04-10", "exclude[0]:DateOutOfRange")] // after the end: nothing is left to stand still
    [InlineData("2099-04-06", "2101-04-10", "exclude[0]:DateOutOfRange")]
    [InlineData("2026-04-07", "2026-04-10", null)]
    public void An_interval_lies_between_trigger_and_end(string from, string to, string? fault)
    {
        var question = Of("medical-pm-conclude", "2026-04-07") with { Excluded = [Days(from, to, "appraisal")] };

        Assert.Equal(fault is null ? [] : [fault], Faults(question));
    }

    [Fact]
    public void A_later_interval_may_begin_in_the_time_that_an_earlier_one_won()
    {
        var question = Of("medical-pm-conclude", "2026-04-07") with
        {
            Excluded = [Days("2026-06-01", "2026-06-05", "appraisal"), Days("2026-04-20", "2026-05-20", "appraisal")],
        };

        Assert.Empty(Faults(question));
        Assert.Equal(["exclude[0]:DateOutOfRange"], Faults(question with { Excluded = [question.Excluded[0] with { From = new DateOnly(2026, 6, 1) }] }));
    }

    [Fact]
    public void Without_a_maximum_in_the_law_the_calendar_is_one()
    {
        var question = Of("court-second-instance", "2026-03-02");

        Assert.Empty(Faults(question with { Extensions = [1_200] }));
        Assert.Equal(["extend[0]:ExtensionTooLong"], Faults(question with { Extensions = [1_201] }));
        Assert.Equal(["extend[1]:ExtensionTooLong"], Faults(question with { Extensions = [1_200, 1] }));
        Assert.Equal(["extend:TooMany"], Faults(question with { Extensions = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }));
    }

    [Fact]
    public void Every_rule_of_the_catalogue_answers_from_every_first_day()
    {
        foreach (var rule in Law.Rules.All)
        {
            var answer = Answer(Of(rule.Id, rule.InForceFrom < new DateOnly(2000, 1, 1) ? "2000-01-01" : $"{rule.InForceFrom:yyyy-MM-dd}"));

            Assert.Equal(rule.Id, answer.Due.RuleId);
            Assert.True(answer.RemindAt is null || answer.RemindAt < answer.Due.DueAt);
        }
    }

    [Fact]
    public void A_rule_that_does_not_exist_is_unknown() =>
        Assert.Equal(RefusalCode.UnknownRule, Calculator.Count(Of("no-such-rule", "2026-01-01"), Law).Refusal!.Code);

    private static DueAnswer Answer(DueQuestion question)
    {
        var answer = Calculator.Count(question, Law);
        Assert.True(answer.Succeeded, string.Join(' ', Faults(question)));
        return answer.Value;
    }

    private static string[] Faults(DueQuestion question) =>
        Calculator.Count(question, Law) is { Succeeded: false } refused ? [.. refused.Refusal.Errors.Select(fault => $"{fault.Field}:{fault.Code}")] : [];

    private static DueQuestion Of(string rule, string from) => new()
    {
        Rule = rule,
        From = from.Length == 10
            ? Moment.StartOf(DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : DateTimeOffset.Parse(from, CultureInfo.InvariantCulture),
    };

    private static ExcludedInterval Days(string from, string to, string reason) => new(
        DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture), reason);

    private static int Workdays(DateOnly after, DateOnly to) =>
        Enumerable.Range(1, to.DayNumber - after.DayNumber).Count(day => Law.Calendar.IsWorkday(after.AddDays(day)));
}
