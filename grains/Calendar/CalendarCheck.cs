using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Suyuan.Calendar;

/// <summary>Says everything that is wrong with a calendar year, so that whoever loads it mends it once.</summary>
internal static partial class CalendarCheck
{
    public const int EarliestYear = 2000;
    public const int LatestYear = 2100;

    /// <summary>The statute knows 13 days; with weekends around them no notice has come near this.</summary>
    public const int MostDaysOff = 60;

    public const int LongestName = 30;
    public const int LongestEnglishName = 60;
    public const int LongestSource = 400;

    private const int DaysInAYear = 366;

    /// <summary>Faults in the order of the fields and the days given; none when the year may be used.</summary>
    public static ImmutableArray<CalendarFault> Faults(int year, string version, string source, ImmutableArray<CalendarDay> days) =>
        days.Length > DaysInAYear
            ? [.. OfHead(year, version, source), new(CalendarFaultKind.TooManyDays, null, "days", $"{days.Length} days are more than a year has")]
            : [.. OfHead(year, version, source), .. OfCount(days), .. days.SelectMany((day, index) => OfDay(year, days, day, index))];

    private static IEnumerable<CalendarFault> OfHead(int year, string version, string source)
    {
        if (year is < EarliestYear or > LatestYear)
            yield return new(CalendarFaultKind.YearOutOfRange, null, "year", $"{year} is not between {EarliestYear} and {LatestYear}");
        if (version is null || !Version().IsMatch(version) || !version.StartsWith($"cn-{year}.", StringComparison.Ordinal))
            yield return new(CalendarFaultKind.VersionMalformed, null, "version", $"it must be cn-{year}. and a number up to 999, as in cn-{year}.1");
        if (WrongLength(source, LongestSource))
            yield return new(CalendarFaultKind.TextLength, null, "source", Between(LongestSource));
    }

    private static IEnumerable<CalendarFault> OfCount(ImmutableArray<CalendarDay> days)
    {
        var off = days.Where(day => day.IsOff).Select(day => day.Date).Distinct().Count();
        if (off is < 1 or > MostDaysOff)
            yield return new(CalendarFaultKind.ImplausibleDaysOff, null, "days", $"{off} days off are not between 1 and {MostDaysOff}");
    }

    private static IEnumerable<CalendarFault> OfDay(int year, ImmutableArray<CalendarDay> days, CalendarDay day, int index)
    {
        var date = day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (day.Date.Year != year)
            yield return new(CalendarFaultKind.DayInAnotherYear, index, "date", $"{date} is not in {year}");
        if (!day.IsOff && !WorkingCalendar.IsWeekend(day.Date))
            yield return new(CalendarFaultKind.MakeUpOnWeekday, index, "kind", $"{date} is a weekday and cannot be a make-up workday");
        if (days.Take(index).FirstOrDefault(earlier => earlier.Date == day.Date) is { } same)
            yield return same.IsOff == day.IsOff
                ? new(CalendarFaultKind.DayTwice, index, "date", $"{date} is there twice")
                : new(CalendarFaultKind.OffAndWorked, index, "kind", $"{date} is a day off and a make-up workday at once");
        if (WrongLength(day.Name, LongestName))
            yield return new(CalendarFaultKind.TextLength, index, "name", Between(LongestName));
        if (WrongLength(day.NameEn, LongestEnglishName))
            yield return new(CalendarFaultKind.TextLength, index, "nameEn", Between(LongestEnglishName));
    }

    private static bool WrongLength(string text, int most) => string.IsNullOrWhiteSpace(text) || text.Length > most;

    private static string Between(int most) => $"it must be 1 to {most} characters long";

    /// <summary>Never a plus sign: versions of several years are joined by it.</summary>
    [GeneratedRegex(@"^cn-[0-9]{4}\.(?:0|[1-9][0-9]{0,2})\z")]
    private static partial Regex Version();
}
