using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Calendar;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class DueDatesTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load(DataFile.OpenEmbedded);

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

    private static DueDate Count(TimeLimitRule rule, string trigger, ImmutableArray<Extension> extensions = default, params ImmutableArray<ExcludedInterval> excluded) =>
        DueDates.Compute(rule, new TriggerEvent("accepted", Moment.StartOf(Day(trigger)).AddHours(10)), Calendar, extensions.IsDefault ? [] : extensions, excluded.IsDefault ? [] : excluded);

    private static TimeLimitRule Rule(int length, PeriodUnit unit) => Rules.Of(length, unit);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
