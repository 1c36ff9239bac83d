using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Calendar;

/// <summary>One year's exceptional days, as the State Council General Office announced them, or provisionally.</summary>
/// <param name="Version">Names the content: a corrected or newly announced year has another version.</param>
/// <param name="Provisional">True until the notice is loaded: only the days that the statute itself fixes are known.</param>
/// <param name="Days">In date order; every other day is off on weekends and worked otherwise.</param>
internal sealed record CalendarYear(int Year, string Version, string Source, bool Provisional, ImmutableArray<CalendarDay> Days)
{
    private static readonly FrozenDictionary<string, bool> Kinds =
        new Dictionary<string, bool> { ["off"] = true, ["makeup-workday"] = false }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Flags =
        new Dictionary<string, bool> { ["true"] = true, ["false"] = false }.ToFrozenDictionary();

    public static CalendarYear Read(string name, TextReader reader)
    {
        var file = DataFile.Read(name, reader, "date", "kind", "name", "nameEn");
        if (!int.TryParse(file.Preamble("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw file.Wrong("year", $"\"{file.Preamble("year")}\" is not a year");
        if (!Flags.TryGetValue(file.Preamble("provisional"), out var provisional))
            throw file.Wrong("provisional", $"\"{file.Preamble("provisional")}\" is neither true nor false");

        var days = new SortedDictionary<DateOnly, CalendarDay>();
        foreach (var row in file.Rows)
        {
            var day = new CalendarDay(row.Date("date"), row.Word("kind", Kinds), row.Text("name"), row.Text("nameEn"));
            if (day.Date.Year != year)
                throw row.Wrong("date", $"{day.Date:yyyy-MM-dd} is not in {year}");
            if (!day.IsOff && !WorkingCalendar.IsWeekend(day.Date))
                throw row.Wrong("kind", $"{day.Date:yyyy-MM-dd} is a weekday and cannot be a make-up workday");
            if (!days.TryAdd(day.Date, day))
                throw row.Wrong("date", $"{day.Date:yyyy-MM-dd} is there twice");
        }

        return new CalendarYear(year, file.Version, file.Source, provisional, [.. days.Values]);
    }
}

/// <summary>A day off (放假) or a weekend day that is worked instead (调休上班).</summary>
/// <param name="Name">The holiday it belongs to, in Chinese.</param>
internal sealed record CalendarDay(DateOnly Date, bool IsOff, string Name, string NameEn);
