using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Calendar;

/// <summary>
/// Which days are worked. A year that is not loaded has its weekends off and nothing else, and whatever is counted
/// in it is provisional.
/// </summary>
internal sealed class WorkingCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> _years;
    private readonly FrozenDictionary<DateOnly, CalendarDay> _days;

    public WorkingCalendar(params ImmutableArray<CalendarYear> years)
    {
        _years = years.ToFrozenDictionary(year => year.Year);
        _days = years.SelectMany(year => year.Days).ToFrozenDictionary(day => day.Date);
        Years = [.. _years.Values.OrderBy(year => year.Year)];
    }

    /// <summary>What is loaded, oldest first.</summary>
    public ImmutableArray<CalendarYear> Years { get; }

    public static WorkingCalendar Load(Func<string, TextReader> open)
    {
        var years = new Dictionary<int, CalendarYear>();
        foreach (var name in DataFile.EmbeddedUnder("Calendar/"))
        {
            var year = CalendarYear.Read(name, open(name));
            if (!years.TryAdd(year.Year, year))
                throw new DataFileException($"{name} line 1, year: {year.Year} is in another file already.");
        }

        return new WorkingCalendar([.. years.Values]);
    }

    /// <summary>The same calendar with one year added or replaced, as when the notice for it comes out.</summary>
    public WorkingCalendar With(CalendarYear year) => new([.. _years.Values.Where(other => other.Year != year.Year), year]);

    public CalendarYear? Year(int year) => _years.GetValueOrDefault(year);

    public bool IsWorkday(DateOnly day) => !IsDayOff(day);

    public bool IsDayOff(DateOnly day) => _days.TryGetValue(day, out var exceptional) ? exceptional.IsOff : IsWeekend(day);

    /// <summary>A day off by the holiday arrangement; an ordinary weekend is none.</summary>
    public bool IsHoliday(DateOnly day) => _days.TryGetValue(day, out var exceptional) && exceptional.IsOff;

    /// <summary>What a day off is called in Chinese: its holiday, or 周六 / 周日.</summary>
    public string NameOf(DateOnly dayOff) => Holiday(dayOff)?.Name ?? WeekendDay(dayOff).Zh;

    /// <summary>What a day off is called in English: its holiday, or Saturday / Sunday.</summary>
    public string EnglishNameOf(DateOnly dayOff) => Holiday(dayOff)?.NameEn ?? WeekendDay(dayOff).En;

    /// <summary>Exceptional days of an interval (both days inside it), in order: days off by arrangement and make-up workdays.</summary>
    public ImmutableArray<CalendarDay> Between(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.Year, to.Year - from.Year + 1).SelectMany(year => Year(year)?.Days ?? []).Where(day => from <= day.Date && day.Date <= to)];

    public bool IsProvisional(DateOnly day) => Year(day.Year) is null or { Provisional: true };

    /// <summary>Versions of the years that an interval touches (both days inside it): <c>cn-2026.1+cn-2027.0</c>.</summary>
    public string VersionFor(DateOnly from, DateOnly to) =>
        string.Join('+', Enumerable.Range(from.Year, to.Year - from.Year + 1).Select(year => Year(year)?.Version ?? $"cn-{year}.none"));

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>What a day of the weekend is called, worked or not.</summary>
    internal static Sentence WeekendDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => new("周六", "Saturday"),
        DayOfWeek.Sunday => new("周日", "Sunday"),
        _ => throw new ArgumentException($"{day:yyyy-MM-dd} is no day of the weekend.", nameof(day)),
    };

    private CalendarDay? Holiday(DateOnly dayOff) =>
        IsDayOff(dayOff)
            ? _days.GetValueOrDefault(dayOff)
            : throw new ArgumentException($"{dayOff:yyyy-MM-dd} is a working day.", nameof(dayOff));
}
