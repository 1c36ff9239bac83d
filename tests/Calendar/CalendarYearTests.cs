using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Calendar;
using Xunit;

namespace Suyuan.Tests.Calendar;

public sealed class CalendarYearTests
{
    private const string Notice = "国务院办公厅关于2027年部分节假日安排的通知";

    [Fact]
    public void A_year_without_faults_has_its_days_in_order_however_they_came()
    {
        var year = CalendarYear.TryCreate(2027, "cn-2027.1", Notice, false, [Worked("2027-01-02"), Off("2027-01-01")], out var faults);

        Assert.Empty(faults);
        Assert.Equal(["2027-01-01", "2027-01-02"], year!.Days.Select(day => $"{day.Date:yyyy-MM-dd}"));
        Assert.Equal((2027, "cn-2027.1", Notice, false), (year.Year, year.Version, year.Source, year.Provisional));
    }

    [Fact]
    public void A_year_is_refused_whole_with_every_fault_and_its_place()
    {
        var year = CalendarYear.TryCreate(
            2027,
            "cn-2026.1",
            " ",
            false,
            [
                Off("2027-01-01"),
                Off("2026-12-31"),
                Off("2027-01-01"),
                Worked("2027-01-01"),
                Worked("2027-01-04"),
                new CalendarDay(Day("2027-10-01"), true, "", new string('x', 61)),
                new CalendarDay(Day("2027-10-02"), true, new string('节', 31), "National Day"),
            ],
            out var faults);

        Assert.Null(year);
        Assert.Equal(
            [
                "version VersionMalformed: it must be cn-2027. and a number up to 999, as in cn-2027.1",
                "source TextLength: it must be 1 to 400 characters long",
                "days[1].date DayInAnotherYear: 2026-12-31 is not in 2027",
                "days[2].date DayTwice: 2027-01-01 is there twice",
                "days[3].kind MakeUpOnWeekday: 2027-01-01 is a weekday and cannot be a make-up workday",
                "days[3].kind OffAndWorked: 2027-01-01 is a day off and a make-up workday at once",
                "days[4].kind MakeUpOnWeekday: 2027-01-04 is a weekday and cannot be a make-up workday",
                "days[5].name TextLength: it must be 1 to 30 characters long",
                "days[5].nameEn TextLength: it must be 1 to 60 characters long",
                "days[6].name TextLength: it must be 1 to 30 characters long",
            ],
            faults.Select(fault => $"{fault.Path} {fault.Kind}: {fault.Problem}"));
    }

    [Theory]
    [InlineData(2027, "cn-2027.0", true)]
    [InlineData(2027, "cn-2027.999", true)]
    [InlineData(2027, "cn-2027.1000", false)]
    [InlineData(2027, "cn-2027.01", false)]
    [InlineData(2027, "cn-2027.1\n", false)]
    [InlineData(2027, "cn-2027.", false)]
    [InlineData(2027, "cn-2027.1+cn-2028.1", false)]
    [InlineData(2027, "xcn-2027.1", false)]
    [InlineData(2027, "cn-2028.1", false)]
    public void A_version_names_its_year_and_a_number(int year, string version, bool accepted)
    {
        _ = CalendarYear.TryCreate(year, version, Notice, false, [Off("2027-01-01")], out var faults);

        Assert.Equal(accepted, faults.IsEmpty);
    }

    [Theory]
    [InlineData(1999, true)]
    [InlineData(2000, false)]
    [InlineData(2100, false)]
    [InlineData(2101, true)]
    public void A_year_lies_where_triggers_lie(int year, bool refused)
    {
        _ = CalendarYear.TryCreate(year, $"cn-{year}.1", Notice, false, [new CalendarDay(new DateOnly(year, 1, 1), true, "元旦", "New Year's Day")], out var faults);

        Assert.Equal(refused, faults.Any(fault => fault is { Path: "year", Kind: CalendarFaultKind.YearOutOfRange }));
        Assert.Equal(refused, !faults.IsEmpty);
    }

    [Theory]
    [InlineData(0, CalendarFaultKind.ImplausibleDaysOff)]
    [InlineData(1, null)]
    [InlineData(60, null)]
    [InlineData(61, CalendarFaultKind.ImplausibleDaysOff)]
    [InlineData(366, CalendarFaultKind.ImplausibleDaysOff)]
    [InlineData(367, CalendarFaultKind.TooManyDays)]
    internal void A_year_has_as_many_days_off_as_a_notice_could_give(int off, CalendarFaultKind? kind)
    {
        var days = Enumerable.Range(0, off).Select(index => new CalendarDay(Day("2028-01-01").AddDays(index), true, "假", "Holiday")).ToImmutableArray();

        _ = CalendarYear.TryCreate(2028, "cn-2028.1", Notice, false, days, out var faults);

        Assert.Equal(kind, faults.SingleOrDefault(fault => fault.Path == "days")?.Kind);
    }

    [Theory]
    [InlineData("2027-13-01,off", "date: \"2027-13-01\" is not a date (yyyy-MM-dd)")]
    [InlineData("2027-01-01,feast", "kind: \"feast\" is none of makeup-workday, off")]
    public void A_row_that_cannot_be_read_is_one_fault(string row, string fault)
    {
        var text = $"# year: 2027\n# version: cn-2027.1\n# in-force: 2027\n# provisional: false\n# source: test\ndate,kind,name,nameEn\n2027-01-02,off,元旦,New Year\n{row},元旦,New Year\n";

        Assert.Equal($"2027 line 8, {fault}.", Assert.Throws<DataFileException>(() => CalendarYear.Read("2027", new StringReader(text))).Message);
    }

    [Fact]
    public void A_bound_that_was_missed_is_named()
    {
        var days = Enumerable.Range(0, 367).Select(index => new CalendarDay(Day("2028-01-01").AddDays(index), true, "假", "Holiday")).ToImmutableArray();

        _ = CalendarYear.TryCreate(1999, "cn-1999.1", Notice, false, days, out var tooMany);
        _ = CalendarYear.TryCreate(2028, "cn-2028.1", Notice, false, days[..61], out var tooManyOff);

        Assert.Equal(["1999 is not between 2000 and 2100", "367 days are more than a year has"], tooMany.Select(fault => fault.Problem));
        Assert.Equal(["61 days off are not between 1 and 60"], tooManyOff.Select(fault => fault.Problem));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(400, "")]
    [InlineData(401, "source")]
    public void A_source_is_bounded(int length, string field)
    {
        _ = CalendarYear.TryCreate(2027, "cn-2027.1", new string('文', length), false, [Off("2027-01-01")], out var faults);

        Assert.Equal(field, string.Concat(faults.Select(fault => fault.Path)));
    }

    [Fact]
    public void A_file_is_refused_with_a_line_for_every_fault()
    {
        const string Text = """
            # year: 2027
            # version: cn-2027
            # in-force: 2027
            # provisional: perhaps
            # source: a notice made up for this test
            date,kind,name,nameEn
            2027-13-01,holiday,元旦,New Year's Day
            2027-01-01,off,元旦,New Year's Day
            2027-01-01,makeup-workday,元旦,New Year's Day
            2026-01-03,off,,New Year's Day
            """;

        var refused = Assert.Throws<DataFileException>(() => CalendarYear.Read("Calendar/2027.csv", new StringReader(Text)));

        Assert.Equal(
            [
                "Calendar/2027.csv line 6, provisional: \"perhaps\" is neither true nor false.",
                "Calendar/2027.csv line 7, date: \"2027-13-01\" is not a date (yyyy-MM-dd).",
                "Calendar/2027.csv line 7, kind: \"holiday\" is none of makeup-workday, off.",
                "Calendar/2027.csv line 6, version: it must be cn-2027. and a number up to 999, as in cn-2027.1.",
                "Calendar/2027.csv line 9, kind: 2027-01-01 is a weekday and cannot be a make-up workday.",
                "Calendar/2027.csv line 9, kind: 2027-01-01 is a day off and a make-up workday at once.",
                "Calendar/2027.csv line 10, date: 2026-01-03 is not in 2027.",
                "Calendar/2027.csv line 10, name: it must be 1 to 30 characters long.",
            ],
            refused.Message.Split('\n'));
    }

    [Fact]
    public void A_file_without_a_year_says_so_and_nothing_that_follows_from_it()
    {
        const string Text = """
            # year: next
            # version: cn-2027.1
            # in-force: 2027
            # provisional: false
            # source: a notice made up for this test
            date,kind,name,nameEn
            2027-01-01,off,元旦,New Year's Day
            """;

        var refused = Assert.Throws<DataFileException>(() => CalendarYear.Read("Calendar/2027.csv", new StringReader(Text)));

        Assert.Equal("Calendar/2027.csv line 6, year: \"next\" is not a year.", refused.Message);
    }

    private static CalendarDay Off(string day) => new(Day(day), true, "元旦", "New Year's Day");

    private static CalendarDay Worked(string day) => new(Day(day), false, "元旦", "New Year's Day");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
