using Suyuan.Deadlines;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class ForecastingTests
{
    private static readonly DateOnly Today = new(2026, 9, 29);

    [Fact]
    public void Each_day_says_what_it_is_and_what_ends_on_it()
    {
        var forecast = Forecasting.Of(
            [
                new LoadRow(LoadWhen.Due, 0, "agency", 2, 0), new LoadRow(LoadWhen.Due, 2, "agency", 3, 1), new LoadRow(LoadWhen.Due, 2, "party", 4, 0),
                new LoadRow(LoadWhen.Overdue, 0, "agency", 5, 0), new LoadRow(LoadWhen.Suspended, 0, "mediator", 6, 0), new LoadRow(LoadWhen.Later, 0, "court", 7, 7),
            ],
            Today,
            3,
            LawBook.Load().Calendar);

        Assert.Equal((Today, new DateOnly(2026, 10, 1), 27), (forecast.From, forecast.To, forecast.Total));
        Assert.Equal((5, 6, 9, 7), (forecast.Overdue.Count, forecast.Suspended.Count, forecast.Due.Count, forecast.Later.Count));
        Assert.Equal([2L, 0, 7], forecast.Days.Select(day => day.Load.Count));
        Assert.Equal(["周二", "周三", "周四"], forecast.Days.Select(day => day.Weekday.Zh));
        Assert.Equal([null, null, new Sentence("国庆节", "National Day")], forecast.Days.Select(day => day.DayOff));
        Assert.Equal([new DutyCount(Duty.Agency, 3), new DutyCount(Duty.Party, 4)], forecast.Days[2].Load.ByDuty);
        Assert.Equal((new DateOnly(2026, 10, 1), 1), (forecast.Busiest!.Date, forecast.Busiest.Load.Provisional));
    }

    [Fact]
    public void Without_a_clock_there_is_no_busiest_day()
    {
        var forecast = Forecasting.Of([], Today, 366, LawBook.Load().Calendar);

        Assert.Equal((366, 0, null), (forecast.Days.Length, forecast.Total, forecast.Busiest));
    }
}
