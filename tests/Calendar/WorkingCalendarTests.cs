using System.Globalization;
using Suyuan.Calendar;
using Xunit;

namespace Suyuan.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = LawBook.Load().Calendar;

    [Theory]
    [InlineData(2024, 28, 8, 251)]
    [InlineData(2025, 28, 5, 248)]
    [InlineData(2026, 33, 6, 248)]
    public void A_year_has_the_days_of_its_notice(int year, int off, int makeUp, int workdays)
    {
        var days = Calendar.Year(year)!.Days;

        Assert.Equal(off, days.Count(day => day.IsOff));
        Assert.Equal(makeUp, days.Count(day => !day.IsOff));
        Assert.Equal(workdays, DaysOf(year).Count(Calendar.IsWorkday));
    }

    [Theory]
    [InlineData("2026-02-14", true)] // Saturday, made up for Spring Festival
    [InlineData("2026-02-21", false)] // Saturday in Spring Festival
    [InlineData("2026-02-16", false)] // Monday in Spring Festival
    [InlineData("2026-10-08", true)]
    [InlineData("2026-11-21", false)] // an ordinary Saturday
    [InlineData("2026-11-23", true)]
    public void A_make_up_day_is_worked_and_a_holiday_is_not(string day, bool worked)
    {
        Assert.Equal(worked, Calendar.IsWorkday(Day(day)));
        Assert.Equal(!worked, Calendar.IsDayOff(Day(day)));
    }

    [Theory]
    [InlineData("2026-10-01", true)]
    [InlineData("2026-10-03", true)] // Saturday, but of the holiday
    [InlineData("2026-11-21", false)] // an ordinary Saturday
    [InlineData("2026-02-14", false)] // Saturday, made up for Spring Festival
    [InlineData("2026-11-23", false)]
    public void Only_a_day_off_of_the_notice_is_a_holiday(string day, bool holiday) => Assert.Equal(holiday, Calendar.IsHoliday(Day(day)));

    [Theory]
    [InlineData("2026-10-01", "国庆节", "National Day")]
    [InlineData("2025-10-08", "国庆节、中秋节", "National Day and Mid-Autumn Festival")]
    [InlineData("2026-11-21", "周六", "Saturday")]
    [InlineData("2026-11-22", "周日", "Sunday")]
    [InlineData("2030-01-06", "周日", "Sunday")]
    public void A_day_off_has_a_name_in_both_languages(string day, string zh, string en)
    {
        Assert.Equal(zh, Calendar.NameOf(Day(day)));
        Assert.Equal(en, Calendar.EnglishNameOf(Day(day)));
    }

    [Fact]
    public void A_working_day_has_no_name() =>
        Assert.StartsWith("2026-02-14 is a working day.", Assert.Throws<ArgumentException>(() => Calendar.NameOf(Day("2026-02-14"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_weekday_has_no_name_of_the_weekend() =>
        Assert.StartsWith(
            "2026-11-23 is no day of the weekend.",
            Assert.Throws<ArgumentException>(() => WorkingCalendar.WeekendDay(Day("2026-11-23"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Years_are_kept_oldest_first()
    {
        var read = WorkingCalendar.Load(DataFile.OpenEmbedded);

        Assert.Equal([2024, 2025, 2026, 2027], read.Years.Select(year => year.Year));
        Assert.Equal([2024, 2025, 2026, 2027], read.With(read.Year(2025)! with { Version = "cn-2025.2" }).Years.Select(year => year.Year));
    }

    [Fact]
    public void A_year_in_two_files_is_refused() =>
        Assert.Equal(
            "Calendar/2025.csv line 1, year: 2026 is in another file already.",
            Assert.Throws<DataFileException>(() => WorkingCalendar.Load(_ => DataFile.OpenEmbedded("Calendar/2026.csv"))).Message);

    [Theory]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)] // statutory days only
    [InlineData("2028-01-01", true)] // not loaded
    [InlineData("2023-12-31", true)]
    public void A_year_without_its_notice_is_provisional(string day, bool provisional) =>
        Assert.Equal(provisional, Calendar.IsProvisional(Day(day)));

    [Theory]
    [InlineData("2026-01-05", "2026-03-01", "cn-2026.1")]
    [InlineData("2026-12-01", "2027-01-05", "cn-2026.1+cn-2027.0")]
    [InlineData("2027-12-30", "2028-01-05", "cn-2027.0+cn-2028.none")]
    public void An_interval_names_the_versions_it_touches(string from, string to, string version) =>
        Assert.Equal(version, Calendar.VersionFor(Day(from), Day(to)));

    [Theory]
    [InlineData("2026-02-14", "2026-02-16", "2026-02-14 worked, 2026-02-15 off, 2026-02-16 off")]
    [InlineData("2026-02-13", "2026-02-13", "")]
    [InlineData("2025-10-11", "2026-01-01", "2025-10-11 worked, 2026-01-01 off")] // over the turn of the year
    [InlineData("2029-01-01", "2030-12-31", "")] // nothing is known of these years
    public void The_exceptional_days_of_an_interval_are_both_kinds_in_order(string from, string to, string days) =>
        Assert.Equal(days, string.Join(", ", Calendar.Between(Day(from), Day(to)).Select(day => $"{day.Date:yyyy-MM-dd} {(day.IsOff ? "off" : "worked")}")));

    [Fact]
    public void A_day_in_the_week_is_no_day_of_the_weekend() => Assert.Throws<ArgumentException>(() => WorkingCalendar.WeekendDay(Day("2026-02-16")));

    [Fact]
    public void The_notice_replaces_the_provisional_year()
    {
        const string Notice = """
            # year: 2027
            # version: cn-2027.1
            # in-force: 2027
            # provisional: false
            # source: a notice made up for this test
            date,kind,name,nameEn
            2027-01-01,off,元旦,New Year's Day
            2027-01-02,makeup-workday,元旦,New Year's Day
            """;

        var announced = Calendar.With(CalendarYear.Read("2027", new StringReader(Notice)));

        Assert.False(announced.IsProvisional(Day("2027-01-02")));
        Assert.True(announced.IsWorkday(Day("2027-01-02")));
        Assert.True(announced.IsWorkday(Day("2027-10-01")));
        Assert.Equal("cn-2027.1", announced.VersionFor(Day("2027-01-01"), Day("2027-02-01")));
        Assert.Equal("cn-2027.0", Calendar.VersionFor(Day("2027-01-01"), Day("2027-02-01")));
    }

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(day => day.Year == year);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
