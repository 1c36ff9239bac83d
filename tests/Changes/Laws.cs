using System.Globalization;
using Suyuan.Calendar;
using Suyuan.Deadlines;
using Suyuan.Projection;
using Suyuan.Tests.Support;

namespace Suyuan.Tests.Changes;

/// <summary>Changes of law for tests: a year with some days said otherwise, a rule with another length.</summary>
internal static class Laws
{
    public const string Notice = "国务院办公厅关于2027年部分节假日安排的通知";

    /// <summary>The year as published, under a new version and final, with these days said otherwise.</summary>
    public static CalendarYear Year(int year, int number, params ReadOnlySpan<(string Date, bool IsOff)> otherwise)
    {
        var days = Given.Law.Calendar.Year(year)!.Days.ToDictionary(day => day.Date);
        foreach (var (date, isOff) in otherwise)
            days[Day(date)] = new CalendarDay(Day(date), isOff, "元旦", "New Year's Day");
        return new CalendarYear(year, $"cn-{year}.{number}", Notice, false, [.. days.Values.OrderBy(day => day.Date)]);
    }

    public static LawBook With(CalendarYear year, long edition = 1) => Given.Law.With(year, edition);

    /// <summary>The latest version of a rule with another length, from a day on.</summary>
    public static TimeLimitRule Rule(LawBook law, string id, int length, string from)
    {
        var latest = law.Rules.Versions(id)[^1];
        return latest with { Version = latest.Version + 1, Length = length, InForceFrom = Day(from), InForceTo = null };
    }

    /// <summary>A row of the table of clocks as a dry run reads it.</summary>
    public static OpenClock Open(ClockRow row) => new(
        row.Number, row.ClockId, row.RuleId, row.RuleVersion, row.Status, row.StartedAt, row.DueAt!.Value, row.CalendarVersion, row.Adjusted, "510304104218");

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
