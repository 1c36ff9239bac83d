using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Calendar;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class DueDatesTests
{
    private static readonly WorkingCalendar Calendar = LawBook.Load().Calendar;

    [Theory]
    [InlineData("2026-01-30", 15, PeriodUnit.Day, "2026-02-14")] // Saturday the 14th is a make-up workday: no roll
    [InlineData("2026-02-01", 15, PeriodUnit.Day, "2026-02-24")] // ends inside Spring Festival
    [InlineData("2026-09-08", 30, PeriodUnit.Day, "2026-10-08")] // the first day after National Day
    [InlineData("2026-08-02", 60, PeriodUnit.Day, "2026-10-08")] // nominally 1 October
    [InlineData("2026-01-16", 60, PeriodUnit.Day, "2026-03-17")]
    [InlineData("2024-09-01", 30, PeriodUnit.Day, "2024-10-08")] // nominally 1 October
    [InlineData("2026-02-12", 5, PeriodUnit.WorkingDay, "2026-02-26")] // the 14th and then the 24th to 26th count
    [InlineData("2026-09-18", 7, PeriodUnit.WorkingDay, "2026-09-29")] // Sunday the 20th counts
    [InlineData("2026-04-30", 3, PeriodUnit.WorkingDay, "2026-05-08")]
    [InlineData("2026-01-26", 30, PeriodUnit.WorkingDay, "2026-03-13")] // medical mediation
    [InlineData("2026-09-28", 10, PeriodUnit.WorkingDay, "2026-10-16")] // traffic mediation; Saturday 10 October counts
    [InlineData("2025-01-24", 5, PeriodUnit.WorkingDay, "2025-02-07")] // Sunday 26 January counts
    [InlineData("2024-02-02", 7, PeriodUnit.WorkingDay, "2024-02-18")] // Sundays 4 and 18 February count
    [InlineData("2026-01-31", 1, PeriodUnit.Month, "2026-02-28")] // Saturday, make-up workday
    [InlineData("2026-07-31", 2, PeriodUnit.Month, "2026-09-30")] // there is no 31 September
    [InlineData("2025-08-31", 6, PeriodUnit.Month, "2026-02-28")]
    [InlineData("2026-11-30", 3, PeriodUnit.Month, "2027-03-01")] // nominally Sunday 28 February, provisional
    internal void A_period_ends_on_the_day_the_law_says(string trigger, int length, PeriodUnit unit, string end) =>
        Assert.Equal(Day(end), Count(Rule(length, unit), trigger).End);

    [Fact]
    public void Sixty_days_extended_by_thirty_roll_once_from_the_ninetieth_day()
    {
        var due = Count(Rule(60, PeriodUnit.Day), "2026-08-02", [new Extension(30, PeriodUnit.Day, "head", "complex")]);

        Assert.Equal(Day("2026-10-31"), due.NominalEnd);
        Assert.Equal(Day("2026-11-02"), due.End);
    }

    [Fact]
    public void Three_working_days_before_a_hearing_skip_the_holiday() =>
        Assert.Equal(Day("2026-09-29"), Count(Rule(3, PeriodUnit.WorkingDay) with { Direction = CountDirection.Before, RollOn = RollOn.None }, "2026-10-09").End);

    [Fact]
    public void A_day_that_moved_an_end_is_named()
    {
        var due = Count(Rule(60, PeriodUnit.Day), "2026-08-02");

        Assert.Equal(Day("2026-08-03"), due.FirstCountedDay);
        Assert.Equal(Day("2026-10-01"), due.NominalEnd);
        Assert.Equal(new MovedBy(Day("2026-10-01"), "国庆节"), due.MovedBy);
        Assert.Equal("cn-2026.1", due.CalendarVersion);
        Assert.Equal(Instant("2026-10-09T00:00+08:00"), due.DueAt);
        Assert.Equal("自2026年8月2日受理的次日起算60日，应于2026年10月1日届满；该日为国庆节，顺延至2026年10月8日。依据《信访工作条例》第34条。", due.Sentence.Zh);
        Assert.Equal(
            "60 days counted from the day after 2 August 2026 (acceptance) end on 1 October 2026; that day is a day off (National Day), so the end moves to 8 October 2026. Basis: 《信访工作条例》, Art. 34.",
            due.Sentence.En);
    }

    [Fact]
    public void An_end_on_a_make_up_workday_stays_and_names_nothing()
    {
        var due = Count(Rule(15, PeriodUnit.Day), "2026-01-30");

        Assert.Null(due.MovedBy);
        Assert.Equal(due.NominalEnd, due.End);
        Assert.Equal("自2026年1月30日受理的次日起算15日，应于2026年2月14日届满；该日虽为周六，但调休上班，不顺延。依据《信访工作条例》第34条。", due.Sentence.Zh);
    }

    [Fact]
    public void An_end_in_a_year_without_its_notice_is_provisional_and_says_so()
    {
        var due = Count(Rule(3, PeriodUnit.Month), "2026-11-30");

        Assert.True(due.Provisional);
        Assert.Equal("cn-2027.0", due.CalendarVersion);
        Assert.Equal(new MovedBy(Day("2027-02-28"), "周日"), due.MovedBy);
        Assert.EndsWith("（日历待国务院办公厅通知，暂定）", due.Sentence.Zh, StringComparison.Ordinal);
        Assert.EndsWith("(Provisional: the State Council's holiday notice is not out yet.)", due.Sentence.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-30", 3, PeriodUnit.WorkingDay, true)]
    [InlineData("2026-12-28", 2, PeriodUnit.WorkingDay, false)]
    [InlineData("2023-06-01", 24, PeriodUnit.Month, false)] // began in a year that is not loaded, but asks only about its end
    [InlineData("2026-12-30", 40, PeriodUnit.Hour, false)] // hours ask no calendar
    internal void A_date_is_provisional_only_when_an_unannounced_year_decided_it(string trigger, int length, PeriodUnit unit, bool provisional) =>
        Assert.Equal(provisional, Count(Rule(length, unit), trigger).Provisional);

    [Theory]
    [InlineData(RollOn.WeekendAndHoliday, "2026-08-31")]
    [InlineData(RollOn.HolidayOnly, "2026-08-29")] // an ordinary Saturday
    [InlineData(RollOn.None, "2026-08-29")]
    internal void The_rule_says_whether_a_weekend_moves_its_end(RollOn rollOn, string end) =>
        Assert.Equal(Day(end), Count(Rule(30, PeriodUnit.Day) with { RollOn = rollOn }, "2026-07-30").End);

    [Theory]
    [InlineData(RollOn.HolidayOnly, "2026-10-08")]
    [InlineData(RollOn.None, "2026-10-01")]
    internal void The_rule_says_whether_a_holiday_moves_its_end(RollOn rollOn, string end) =>
        Assert.Equal(Day(end), Count(Rule(60, PeriodUnit.Day) with { RollOn = rollOn }, "2026-08-02").End);

    [Fact]
    public void Excluded_days_move_the_end_by_as_many_days()
    {
        var due = Count(Rule(60, PeriodUnit.Day), "2026-08-02", [], new ExcludedInterval(Day("2026-08-10"), Day("2026-08-19"), "appraisal"));

        Assert.Equal(Day("2026-10-11"), due.NominalEnd);
        Assert.Equal(Day("2026-10-12"), due.End);
        Assert.Equal(new MovedBy(Day("2026-10-11"), "周日"), due.MovedBy);
        Assert.Equal(
            "自2026年8月2日受理的次日起算60日，2026年8月10日至19日鉴定期间不计入，应于2026年10月11日届满；该日为周日，顺延至2026年10月12日。依据《信访工作条例》第34条。",
            due.Sentence.Zh);
    }

    [Fact]
    public void Overlapping_exclusions_count_once_and_those_before_the_start_or_after_the_end_not_at_all()
    {
        var due = Count(
            Rule(10, PeriodUnit.Day),
            "2026-11-02",
            [],
            new ExcludedInterval(Day("2026-11-05"), Day("2026-11-08"), "hearing"),
            new ExcludedInterval(Day("2026-11-07"), Day("2026-11-09"), "appraisal"),
            new ExcludedInterval(Day("2026-10-01"), Day("2026-11-02"), "notice"),
            new ExcludedInterval(Day("2026-11-18"), Day("2026-12-31"), "notice"));

        Assert.Equal(Day("2026-11-17"), due.NominalEnd);
        Assert.Equal(["2026-10-01", "2026-11-05", "2026-11-07", "2026-11-18"], due.Excluded.Select(interval => $"{interval.From:yyyy-MM-dd}"));
    }

    [Fact]
    public void Excluded_working_days_are_not_counted_and_an_excluded_weekend_costs_nothing()
    {
        var rule = Rule(5, PeriodUnit.WorkingDay);

        Assert.Equal(Day("2026-11-09"), Count(rule, "2026-11-02").End);
        Assert.Equal(Day("2026-11-11"), Count(rule, "2026-11-02", [], new ExcludedInterval(Day("2026-11-05"), Day("2026-11-08"), "hearing")).End);
        Assert.Equal(Day("2026-11-09"), Count(rule, "2026-11-02", [], new ExcludedInterval(Day("2026-11-07"), Day("2026-11-08"), "hearing")).End);
    }

    [Fact]
    public void Excluded_days_are_added_to_the_corresponding_day_of_a_month()
    {
        var due = Count(Rule(1, PeriodUnit.Month), "2026-10-12", [], new ExcludedInterval(Day("2026-10-20"), Day("2026-10-24"), "appraisal"));

        Assert.Equal(Day("2026-11-17"), due.NominalEnd);
    }

    [Fact]
    public void Time_that_a_holiday_had_still_left_is_there_after_a_suspension()
    {
        var due = Count(Rule(60, PeriodUnit.Day), "2026-08-02", [], new ExcludedInterval(Day("2026-10-05"), Day("2026-10-13"), "hearing"));

        Assert.Equal(Day("2026-10-01"), due.NominalEnd);
        Assert.Equal(Day("2026-10-14"), due.End);
    }

    [Theory]
    [InlineData(15, PeriodUnit.WorkingDay, "2026-11-30")]
    [InlineData(20, PeriodUnit.Day, "2026-11-30")] // nominally Sunday the 29th
    [InlineData(1, PeriodUnit.Month, "2026-12-09")]
    internal void An_extension_in_any_unit_starts_from_the_nominal_end(int length, PeriodUnit unit, string end) =>
        Assert.Equal(Day(end), Count(Rule(5, PeriodUnit.WorkingDay), "2026-11-02", [new Extension(length, unit, "head", "complex")]).End);

    [Fact]
    public void Months_are_extended_as_one_length_so_a_short_month_between_costs_nothing() =>
        Assert.Equal(Day("2026-08-31"), Count(Rule(6, PeriodUnit.Month), "2025-08-31", [new Extension(6, PeriodUnit.Month, "president", "complex")]).End);

    [Theory]
    [InlineData(false, "2026-10-01T14:20+08:00", "2026-10-02T14:20+08:00")] // civil code: from the stated moment, holiday or not
    [InlineData(true, "2026-10-01T14:20+08:00", "2026-10-02T15:00+08:00")] // court and police: the hour that has begun is not counted
    [InlineData(true, "2026-10-01T14:00+08:00", "2026-10-02T15:00+08:00")]
    [InlineData(false, "2026-10-01T06:20+00:00", "2026-10-02T14:20+08:00")]
    public void Hours_run_through_holidays_and_end_at_an_instant(bool fromNextHour, string trigger, string dueAt)
    {
        var due = DueDates.Compute(Rule(24, PeriodUnit.Hour) with { FromNextHour = fromNextHour }, new TriggerEvent("accepted", Instant(trigger)), Calendar, [], []);

        Assert.Equal(Instant(dueAt), due.DueAt);
        Assert.Equal(TimeSpan.FromHours(8), due.DueAt.Offset);
        Assert.Equal(Day("2026-10-02"), due.End);
        Assert.Null(due.FirstCountedDay);
        Assert.Null(due.MovedBy);
        Assert.Equal("", due.CalendarVersion);
    }

    [Fact]
    public void Hours_of_excluded_days_are_cut_out_and_an_extension_is_added()
    {
        var trigger = new TriggerEvent("death", Instant("2026-10-01T14:00+08:00"));

        var due = DueDates.Compute(
            Rule(48, PeriodUnit.Hour),
            trigger,
            Calendar,
            [new Extension(120, PeriodUnit.Hour, "law", "the body can be frozen")],
            [new ExcludedInterval(Day("2026-10-02"), Day("2026-10-03"), "notice"), new ExcludedInterval(Day("2026-10-03"), Day("2026-10-03"), "notice")]);

        Assert.Equal(Instant("2026-10-10T14:00+08:00"), due.DueAt);
    }

    [Theory]
    [InlineData("2026-10-09", 7, PeriodUnit.Day, "2026-10-02")] // a holiday: never forward
    [InlineData("2026-10-10", 2, PeriodUnit.WorkingDay, "2026-10-08")]
    [InlineData("2026-03-31", 1, PeriodUnit.Month, "2026-02-28")]
    internal void A_period_before_something_goes_back_and_never_rolls(string trigger, int length, PeriodUnit unit, string end)
    {
        var due = Count(Rule(length, unit) with { Direction = CountDirection.Before, RollOn = RollOn.None }, trigger);

        Assert.Equal(Day(end), due.End);
        Assert.Equal(Day(trigger).AddDays(-1), due.FirstCountedDay);
    }

    [Theory]
    [InlineData("Forward", "2026-10-01T10:00+08:00")] // at once
    [InlineData("Event", "2026-10-02T00:00+08:00")] // the day itself, until its end; an agreed day does not roll
    [InlineData("Gate", "2026-10-02T00:00+08:00")]
    public void A_rule_without_a_length_is_due_at_its_trigger(string direction, string dueAt)
    {
        var due = Count(Rule(0, PeriodUnit.None) with { Direction = Enum.Parse<CountDirection>(direction) }, "2026-10-01");

        Assert.Equal(Instant(dueAt), due.DueAt);
        Assert.Equal(Day("2026-10-01"), due.End);
        Assert.NotEqual("", due.Sentence.Zh);
    }

    [Fact]
    public void A_trigger_late_in_the_day_in_utc_belongs_to_the_next_day_in_china() =>
        Assert.Equal(
            Day("2026-11-05"),
            DueDates.Compute(Rule(3, PeriodUnit.Day), new TriggerEvent("accepted", Instant("2026-11-01T16:00+00:00")), Calendar, [], []).End);

    [Theory]
    [InlineData("2000-01-01T00:00+08:00")]
    [InlineData("2100-12-31T23:59+08:00")]
    public void The_first_and_the_last_instant_of_the_range_are_counted_from(string trigger) =>
        Assert.Equal(Instant(trigger), DueDates.Compute(Rule(60, PeriodUnit.Day), new TriggerEvent("accepted", Instant(trigger)), Calendar, [], []).Trigger.At);

    [Theory]
    [InlineData(PeriodUnit.Day, "2100-12-31T10:00+08:00", "2401-01-01T00:00+08:00")]
    [InlineData(PeriodUnit.Hour, "2100-12-31T10:00+08:00", "2400-12-31T10:00+08:00")]
    internal void Counting_goes_on_to_the_end_of_2400_and_no_further(PeriodUnit unit, string trigger, string dueAt)
    {
        var rule = Rule(unit is PeriodUnit.Hour ? 24 : 1, unit) with { RollOn = RollOn.None };
        var left = Day("2400-12-31").DayNumber - Day("2100-12-31").DayNumber - 1;
        ImmutableArray<Extension> extensions = [.. Enumerable.Repeat(left / 4, 3).Append(left - (left / 4 * 3)).Select(days => new Extension(days, PeriodUnit.Day, "law", ""))];

        var due = DueDates.Compute(rule, new TriggerEvent("accepted", Instant(trigger)), Calendar, extensions, []);

        Assert.Equal((Day("2400-12-31"), Instant(dueAt)), (due.End, due.DueAt));
        PastAllReason(() => Count(rule, "2100-12-31", extensions.Add(new Extension(1, PeriodUnit.Day, "law", ""))));
    }

    [Fact]
    public void Months_go_on_to_the_end_of_2400_and_no_further()
    {
        var rule = Rule(1, PeriodUnit.Month) with { RollOn = RollOn.None };

        Assert.Equal(Day("2400-12-31"), Count(rule, "2100-12-31", [new Extension(3_599, PeriodUnit.Month, "law", "")]).End);
        PastAllReason(() => Count(rule, "2100-12-31", [new Extension(3_600, PeriodUnit.Month, "law", "")]));
        PastAllReason(() => Count(rule, "2026-01-01", [.. Enumerable.Repeat(new Extension(36_500, PeriodUnit.Month, "law", ""), 3)]));
    }

    [Fact]
    public void Days_that_stand_still_do_not_carry_an_end_past_2400()
    {
        var rule = Rule(1, PeriodUnit.Day) with { RollOn = RollOn.None };

        Assert.Equal(Day("2400-12-31"), Count(rule, "2100-12-31", [], new ExcludedInterval(Day("2101-01-01"), Day("2400-12-30"), "agreed")).End);
        PastAllReason(() => Count(rule, "2100-12-31", [], new ExcludedInterval(Day("2101-01-01"), Day("2400-12-31"), "agreed")));
        PastAllReason(() => Count(Rule(24, PeriodUnit.Hour), "2026-10-01", [], new ExcludedInterval(Day("2026-10-01"), DateOnly.MaxValue, "agreed")));
    }

    [Theory]
    [InlineData("2026-10-02", "2026-10-10", "2026-10-03", "2026-10-04", "2026-10-11T10:00+08:00")] // one inside the other
    [InlineData("2026-10-02", "2026-10-03", "2026-10-03", "2026-10-05", "2026-10-06T10:00+08:00")] // one over the end of the other
    [InlineData("2026-10-02", "2026-10-02", "2026-10-04", "2026-10-04", "2026-10-03T10:00+08:00")] // the second begins after the end
    [InlineData("2026-09-01", "2026-09-02", "2026-10-01", "2026-10-01", "2026-10-03T00:00+08:00")] // the trigger lies in the second
    public void Days_cut_out_of_hours_count_once_and_from_the_trigger_on(string from, string to, string otherFrom, string otherTo, string dueAt) =>
        Assert.Equal(
            Instant(dueAt),
            Count(Rule(24, PeriodUnit.Hour), "2026-10-01", [], new ExcludedInterval(Day(from), Day(to), "notice"), new ExcludedInterval(Day(otherFrom), Day(otherTo), "hearing")).DueAt);

    [Fact]
    public void Working_days_before_new_year_ask_only_the_old_year()
    {
        var due = Count(Rule(3, PeriodUnit.WorkingDay) with { Direction = CountDirection.Before, RollOn = RollOn.None }, "2026-12-31");

        Assert.Equal(("cn-2026.1", false), (due.CalendarVersion, due.Provisional));
    }

    [Fact]
    public void The_longest_single_extension_is_a_hundred_years_of_days()
    {
        var rule = Rule(1, PeriodUnit.Day);

        Assert.Equal(36_501, Count(rule with { RollOn = RollOn.None }, "2026-01-01", [new Extension(36_500, PeriodUnit.Day, "law", "")]).End.DayNumber - Day("2026-01-01").DayNumber);
        Refuses<ArgumentOutOfRangeException>("An extension is between 1 and 36500.", () => Count(rule, "2026-01-01", [new Extension(36_501, PeriodUnit.Day, "law", "")]));
        Refuses<ArgumentOutOfRangeException>("An extension is between 1 and 36500.", () => Count(rule, "2026-01-01", [new Extension(0, PeriodUnit.Day, "law", "")]));
    }

    [Fact]
    public void A_bug_of_the_caller_is_told_what_it_did()
    {
        var before = Rule(3, PeriodUnit.Day) with { Direction = CountDirection.Before, RollOn = RollOn.None };

        Refuses<ArgumentOutOfRangeException>("A trigger lies between 2000 and 2100.", () => Count(Rule(3, PeriodUnit.Day), "1999-12-31"));
        Refuses<ArgumentException>(
            "petition-conclude does not run forward and can be neither extended nor suspended.",
            () => Count(before, "2026-08-02", [], new ExcludedInterval(Day("2026-07-30"), Day("2026-07-31"), "agreed")));
        Refuses<ArgumentException>(
            "An excluded interval ends before it begins.",
            () => Count(Rule(3, PeriodUnit.Day), "2026-08-02", [], new ExcludedInterval(Day("2026-08-05"), Day("2026-08-04"), "agreed")));
        Refuses<ArgumentException>(
            "petition-conclude runs in hours and cannot be extended by Month.",
            () => Count(Rule(24, PeriodUnit.Hour), "2026-08-02", [new Extension(1, PeriodUnit.Month, "head", "")]));
        Refuses<ArgumentException>(
            "petition-conclude runs in Day and cannot be extended by Hour.",
            () => Count(Rule(3, PeriodUnit.Day), "2026-08-02", [new Extension(1, PeriodUnit.Hour, "head", "")]));
    }

    [Fact]
    public void Hours_are_extended_by_days_of_twenty_four_hours() =>
        Assert.Equal(
            Instant("2026-10-04T10:00+08:00"),
            Count(Rule(24, PeriodUnit.Hour), "2026-10-01", [new Extension(2, PeriodUnit.Day, "law", "")]).DueAt);

    [Fact]
    public void Hours_that_end_as_an_excluded_day_begins_have_ended()
    {
        var midnight = new TriggerEvent("accepted", Instant("2026-10-01T00:00+08:00"));

        Assert.Equal(
            Instant("2026-10-02T00:00+08:00"),
            DueDates.Compute(Rule(24, PeriodUnit.Hour), midnight, Calendar, [], [new ExcludedInterval(Day("2026-10-02"), Day("2026-10-03"), "notice")]).DueAt);
    }

    [Theory]
    [InlineData("1999-12-31T23:59+08:00")]
    [InlineData("2101-01-01T00:00+08:00")]
    [InlineData("9999-12-31T23:59+00:00")]
    [InlineData("0001-01-01T00:00+00:00")]
    public void A_trigger_beyond_the_range_is_refused(string trigger) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DueDates.Compute(Rule(60, PeriodUnit.Day), new TriggerEvent("accepted", Instant(trigger)), Calendar, [], []));

    [Theory]
    [InlineData(PeriodUnit.Day)]
    [InlineData(PeriodUnit.Month)]
    [InlineData(PeriodUnit.Year)]
    [InlineData(PeriodUnit.WorkingDay)]
    internal void A_count_without_end_is_refused(PeriodUnit unit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Count(Rule(60, unit), "2026-08-02", [new Extension(100_000_000, unit, "nobody", "nonsense")]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Count(Rule(60, unit), "2026-08-02", [], new ExcludedInterval(Day("2026-08-03"), DateOnly.MaxValue, "agreed")));
    }

    [Fact]
    public void What_a_rule_cannot_do_is_a_bug_of_the_caller()
    {
        var before = Rule(3, PeriodUnit.Day) with { Direction = CountDirection.Before, RollOn = RollOn.None };

        Assert.Throws<ArgumentException>(() => Count(before, "2026-08-02", [new Extension(1, PeriodUnit.Day, "head", "")]));
        Assert.Throws<ArgumentException>(() => Count(Rule(24, PeriodUnit.Hour), "2026-08-02", [new Extension(1, PeriodUnit.Month, "head", "")]));
        Assert.Throws<ArgumentException>(() => Count(Rule(3, PeriodUnit.Day), "2026-08-02", [new Extension(1, PeriodUnit.Hour, "head", "")]));
        Assert.Throws<ArgumentException>(() => Count(Rule(3, PeriodUnit.Day), "2026-08-02", [], new ExcludedInterval(Day("2026-08-05"), Day("2026-08-04"), "agreed")));
    }

    private static void PastAllReason(Func<DueDate> count) => Refuses<ArgumentOutOfRangeException>("The period runs past all reason.", count);

    private static void Refuses<T>(string message, Func<DueDate> count)
        where T : ArgumentException => Assert.StartsWith(message, Assert.Throws<T>(count).Message, StringComparison.Ordinal);

    private static DueDate Count(TimeLimitRule rule, string trigger, params ImmutableArray<ExcludedInterval> excluded) => Count(rule, trigger, [], excluded);

    private static DueDate Count(TimeLimitRule rule, string trigger, ImmutableArray<Extension> extensions, params ImmutableArray<ExcludedInterval> excluded) =>
        DueDates.Compute(rule, new TriggerEvent("accepted", Moment.StartOf(Day(trigger)).AddHours(10)), Calendar, extensions, excluded);

    private static TimeLimitRule Rule(int length, PeriodUnit unit) => Rules.Of(length, unit);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
