using System.Collections.Immutable;
using Suyuan.Calendar;

namespace Suyuan.Deadlines;

/// <summary>One time limit being counted: what it needs to know, and the counting itself.</summary>
internal sealed record PeriodCount(
    TimeLimitRule Rule, Moment Trigger, WorkingCalendar Calendar, ImmutableArray<Extension> Extensions, ImmutableArray<ExcludedInterval> Excluded)
{
    /// <summary>No period that begins by 2100 runs so long; a count that gets here was given nonsense.</summary>
    private static readonly DateOnly EndOfCounting = new(2400, 12, 31);

    /// <summary>The nominal end: base and extensions of the same unit as one length, then every other extension in turn.</summary>
    public DateOnly Forward()
    {
        var sameUnit = Extensions.Where(extension => extension.Unit == Rule.Unit).Sum(extension => extension.Length);
        var end = Advance(Trigger.Day, Rule.Length + sameUnit, Rule.Unit);
        foreach (var extension in Extensions.Where(extension => extension.Unit != Rule.Unit))
            end = Advance(end, extension.Length, extension.Unit);
        return end;
    }

    public DateOnly Backward()
    {
        var day = Trigger.Day;
        if (Rule.Unit is PeriodUnit.Month or PeriodUnit.Year)
            return day.AddMonths(-Months(Rule.Length, Rule.Unit));
        for (var left = Rule.Length; left > 0;)
        {
            day = day.AddDays(-1);
            if (Rule.Unit is PeriodUnit.Day || Calendar.IsWorkday(day))
                left--;
        }

        return day;
    }

    /// <summary>Hours run through nights and days off; only excluded days are cut out.</summary>
    public DateTimeOffset Hours()
    {
        var start = Rule.FromNextHour ? NextHour(Trigger.At) : Trigger.At;
        if (Extensions.FirstOrDefault(extension => extension.Unit is not (PeriodUnit.Hour or PeriodUnit.Day)) is { } other)
            throw new ArgumentException($"{Rule.Id} runs in hours and cannot be extended by {other.Unit}.", nameof(Extensions));
        var hours = Rule.Length + Extensions.Sum(extension => extension.Unit is PeriodUnit.Day ? extension.Length * 24 : extension.Length);
        var end = start + TimeSpan.FromHours(hours);
        foreach (var (from, to) in MergedExclusions())
        {
            var stop = Later(Moment.StartOf(from), start);
            var resume = Moment.StartOf(to.AddDays(1));
            if (resume > stop && stop < end)
                end += resume - stop;
        }

        return new Moment(end).Day <= EndOfCounting
            ? end
            : throw BeyondReason(end);
    }

    public bool Rolls(DateOnly day) => Rule.RollOn switch
    {
        RollOn.WeekendAndHoliday => Calendar.IsDayOff(day),
        RollOn.HolidayOnly => Calendar.IsHoliday(day),
        _ => false,
    };

    /// <summary>Asked of every day of a period, so it makes nothing.</summary>
    public bool IsExcluded(DateOnly day)
    {
        foreach (var interval in Excluded)
        {
            if (interval.From <= day && day <= interval.To)
                return true;
        }

        return false;
    }

    public static DateOnly Next(DateOnly day) => day < EndOfCounting ? day.AddDays(1) : throw BeyondReason(day);

    /// <summary>The day on which so much time, of days that count, has passed since a day.</summary>
    private DateOnly Advance(DateOnly from, int length, PeriodUnit unit)
    {
        if (unit is PeriodUnit.Hour or PeriodUnit.None)
            throw new ArgumentException($"{Rule.Id} runs in {Rule.Unit} and cannot be extended by {unit}.", nameof(unit));
        // Months are turned into the days they have here, so that an excluded day moves the end by exactly one.
        var left = unit is PeriodUnit.Month or PeriodUnit.Year ? AfterMonths(from, Months(length, unit)).DayNumber - from.DayNumber : length;
        // Most counts meet no exclusion, and a limitation of years need not be walked day by day.
        if (Excluded.IsEmpty && unit is not PeriodUnit.WorkingDay)
            return left <= EndOfCounting.DayNumber - from.DayNumber ? from.AddDays(left) : throw BeyondReason(left);
        var day = from;
        while (left > 0)
        {
            day = Next(day);
            if (!IsExcluded(day) && (unit is not PeriodUnit.WorkingDay || Calendar.IsWorkday(day)))
                left--;
        }

        return day;
    }

    /// <summary>Overlapping intervals count once.</summary>
    private IEnumerable<(DateOnly From, DateOnly To)> MergedExclusions()
    {
        (DateOnly From, DateOnly To)? open = null;
        foreach (var interval in Excluded)
        {
            var to = interval.To < EndOfCounting ? interval.To : EndOfCounting;
            if (open is var (from, end) && interval.From <= end)
            {
                open = (from, to > end ? to : end);
                continue;
            }

            if (open is { } done)
                yield return done;
            open = (interval.From, to);
        }

        if (open is { } last)
            yield return last;
    }

    private static int Months(int length, PeriodUnit unit) => unit is PeriodUnit.Year ? length * 12 : length;

    private static DateOnly AfterMonths(DateOnly from, int months) =>
        months <= (EndOfCounting.Year - from.Year) * 12
            ? from.AddMonths(months)
            : throw BeyondReason(months);

    private static DateTimeOffset NextHour(DateTimeOffset at) =>
        new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset).AddHours(1);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static ArgumentOutOfRangeException BeyondReason(object value) => new(nameof(value), value, "The period runs past all reason.");
}
