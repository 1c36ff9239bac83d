using System.Collections.Immutable;
using Suyuan.Calendar;
using Suyuan.Projection;

namespace Suyuan.Deadlines;

/// <summary>Lays counted clocks out on the days of the calendar. Pure.</summary>
internal static class Forecasting
{
    private static readonly ImmutableArray<string> Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public static Forecast Of(ImmutableArray<LoadRow> rows, DateOnly today, int days, WorkingCalendar calendar)
    {
        var due = rows.Where(row => row.When is LoadWhen.Due).ToLookup(row => Math.Clamp(row.Day, 0, days - 1));
        ImmutableArray<ForecastDay> ahead = [.. Enumerable.Range(0, days).Select(day => Day(today.AddDays(day), due[day], calendar))];
        return new Forecast
        {
            From = today,
            To = today.AddDays(days - 1),
            Total = rows.Sum(row => row.Count),
            Overdue = Load(rows.Where(row => row.When is LoadWhen.Overdue)),
            Suspended = Load(rows.Where(row => row.When is LoadWhen.Suspended)),
            Due = Load(rows.Where(row => row.When is LoadWhen.Due)),
            Later = Load(rows.Where(row => row.When is LoadWhen.Later)),
            Busiest = ahead.Where(day => day.Load.Count > 0).MaxBy(day => day.Load.Count),
            Days = ahead,
        };
    }

    private static ForecastDay Day(DateOnly day, IEnumerable<LoadRow> rows, WorkingCalendar calendar) => new(
        day,
        new Sentence(Weekdays[(int)day.DayOfWeek], day.DayOfWeek.ToString()),
        calendar.IsDayOff(day) ? new Sentence(calendar.NameOf(day), calendar.EnglishNameOf(day)) : null,
        Load(rows));

    private static ForecastLoad Load(IEnumerable<LoadRow> rows)
    {
        var all = rows.ToImmutableArray();
        return new ForecastLoad(
            all.Sum(row => row.Count),
            all.Sum(row => row.Provisional),
            [.. all.GroupBy(row => Kebab.TryParse<Duty>(row.Duty, out var duty) ? duty : Duty.None).OrderBy(duty => duty.Key).Select(duty => new DutyCount(duty.Key, duty.Sum(row => row.Count)))]);
    }
}
