using CsCheck;
using Suyuan.Areas;
using Suyuan.Meetings;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Meetings;

/// <summary>When joint meetings are held: by the schedule of the level, and never on a day off.</summary>
public sealed class MeetingScheduleTests
{
    private static readonly AreaLevel[] Levels = [AreaLevel.City, AreaLevel.County, AreaLevel.Township];

    [Theory]
    [InlineData(AreaLevel.City, "2026-03-01", "2026-03-10")]
    [InlineData(AreaLevel.City, "2026-03-10", "2026-04-14")]
    [InlineData(AreaLevel.County, "2026-03-02", "2026-03-11")]
    [InlineData(AreaLevel.County, "2026-03-11", "2026-03-25")]
    [InlineData(AreaLevel.Township, "2026-03-02", "2026-03-09")]
    public void D_3_6_Each_level_meets_by_its_own_schedule(AreaLevel level, string after, string on) =>
        Assert.Equal(DateOnly.Parse(on, null), Next(level, after).On);

    [Fact]
    public void D_3_6_A_meeting_on_a_day_off_is_held_on_the_next_working_day()
    {
        // Monday 4 May 2026 belongs to the holiday of the first of May.
        var day = Next(AreaLevel.Township, "2026-04-27");

        Assert.Equal((new DateOnly(2026, 5, 4), new DateOnly(2026, 5, 6)), (day.Nominal, day.On));
    }

    [Fact]
    public void D_3_6_Two_weeks_of_one_holiday_have_one_meeting()
    {
        // Both Mondays, 16 and 23 February 2026, lie in the Spring Festival's nine days; Tuesday the 24th is worked.
        var row = Given.Law.Meetings.Of(AreaLevel.Township)!;
        var first = MeetingSchedule.Next(row, new DateOnly(2026, 2, 9), new DateOnly(2026, 2, 9), Given.Law.Calendar);
        var second = MeetingSchedule.Next(row, first.Nominal, first.On, Given.Law.Calendar);

        Assert.Equal((new DateOnly(2026, 2, 24), new DateOnly(2026, 3, 2)), (first.On, second.On));
    }

    [Fact]
    public void Whatever_the_day_the_next_meeting_is_later_on_a_working_day_and_no_later_than_the_schedule_and_its_holidays_allow() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 2].Select(index => Levels[index])).Sample((days, level) =>
        {
            var after = new DateOnly(2024, 1, 1).AddDays(days);

            var day = MeetingSchedule.Next(Given.Law.Meetings.Of(level)!, after, after, Given.Law.Calendar);

            var most = level switch { AreaLevel.City => 36, AreaLevel.County => 14, _ => 7 } + 14;
            Assert.True(day.On > after && day.On >= day.Nominal && Given.Law.Calendar.IsWorkday(day.On));
            Assert.True(day.On.DayNumber - after.DayNumber <= most, $"{after} {level}: {day.On}");
        }, iter: 2_000);

    [Fact]
    public void Villages_hold_none() => Assert.Null(Given.Law.Meetings.Of(AreaLevel.Village));

    [Theory]
    [InlineData("city,monthly", "city,yearly", "line 10, cadence: \"yearly\" is none of fortnightly, monthly, weekly")]
    [InlineData(",agenda,", ",sometimes,", "line 12, held: \"sometimes\" is none of agenda, always")]
    [InlineData("tuesday,2,", "tuesday,5,", "line 10, nth: 5 is not between 1 and 4")]
    [InlineData("weekly,monday,,", "weekly,monday,1,", "line 12, nth: only a monthly meeting has one")]
    [InlineData("township,weekly,monday,,centre", "township,weekly,monday,,coordinator", "line 12, convener: there is no coordinator on this level")]
    [InlineData("county,fortnightly", "city,fortnightly", "line 11, level: city is there twice")]
    public void A_wrong_row_stops_the_start_and_says_where(string good, string bad, string said)
    {
        var wrong = Assert.Throws<DataFileException>(() => MeetingSchedule.Load(DamagedFile.With(MeetingSchedule.File, good, bad), Given.Law.Routing));

        Assert.StartsWith($"{MeetingSchedule.File} {said}", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_that_nobody_can_find_stops_the_start() =>
        Assert.StartsWith(
            "Meetings/agenda.csv line 7, reason: \"red-clock\" is none of",
            Assert.Throws<DataFileException>(() => AgendaTable.Load(DamagedFile.With(AgendaTable.File, "red-watch,", "red-clock,"))).Message,
            StringComparison.Ordinal);

    private static MeetingDay Next(AreaLevel level, string after)
    {
        var day = DateOnly.Parse(after, null);
        return MeetingSchedule.Next(Given.Law.Meetings.Of(level)!, day, day, Given.Law.Calendar);
    }
}
