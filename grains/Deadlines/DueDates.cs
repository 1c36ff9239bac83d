using System.Collections.Immutable;
using Suyuan.Calendar;

namespace Suyuan.Deadlines;

/// <summary>
/// Counts time limits (期间计算). Pure: the same rule, trigger, calendar, extensions and exclusions give the same
/// date for ever. The rules it follows, by the numbers used in the tests:
/// the trigger day is not counted (Civil Code 201); months and years end on the corresponding day, or the last of
/// the month (202); an end on a day off moves to the day after (203); the last day runs until 24:00; make-up
/// workdays are workdays; an extension is added to the nominal end and the sum rolls once; excluded time does not count.
/// </summary>
internal static class DueDates
{
    /// <summary>First trigger day that can be counted from.</summary>
    public static readonly DateOnly EarliestTrigger = new(2000, 1, 1);

    /// <summary>Last trigger day that can be counted from.</summary>
    public static readonly DateOnly LatestTrigger = new(2100, 12, 31);

    /// <summary>No period that begins by 2100 runs so long; a count that gets here was given nonsense.</summary>
    private static readonly DateOnly EndOfCounting = new(2400, 12, 31);

    /// <exception cref="ArgumentOutOfRangeException">
    /// The trigger lies outside 2000 to 2100, or extensions or exclusions push the end past 2400.
    /// </exception>
    /// <exception cref="ArgumentException">The rule cannot be extended or interrupted as asked: a bug of the caller.</exception>
    public static DueDate Compute(
        TimeLimitRule rule,
        TriggerEvent trigger,
        WorkingCalendar calendar,
        ImmutableArray<Extension> extensions,
        ImmutableArray<ExcludedInterval> excluded)
    {
        if (trigger.At < Moment.StartOf(EarliestTrigger) || trigger.At >= Moment.StartOf(LatestTrigger.AddDays(1)))
            throw new ArgumentOutOfRangeException(nameof(trigger), trigger.At, "A trigger lies between 2000 and 2100.");
        if (rule.Direction is not CountDirection.Forward && (extensions.Length > 0 || excluded.Length > 0))
            throw new ArgumentException($"{rule.Id} does not run forward and can be neither extended nor suspended.", nameof(rule));
        if (excluded.Any(interval => interval.From > interval.To))
            throw new ArgumentException("An excluded interval ends before it begins.", nameof(excluded));

        var count = new Count(rule, new Moment(trigger.At), calendar, extensions, [.. excluded.OrderBy(interval => interval.From)]);
        var (nominal, end, dueAt) = rule switch
        {
            { Direction: CountDirection.Before } => WholeDays(count.Backward()),
            { Unit: PeriodUnit.None, Direction: CountDirection.Forward } => (count.Trigger.Day, count.Trigger.Day, count.Trigger.At),
            { Unit: PeriodUnit.None } => WholeDays(count.Trigger.Day),
            { Unit: PeriodUnit.Hour } => Instant(count.Hours()),
            _ => Rolled(count),
        };
        var asked = AskedOfCalendar(count, nominal, end);
        var due = new DueDate
        {
            RuleId = rule.Id,
            RuleVersion = rule.Version,
            Law = rule.Law,
            Article = rule.Article,
            Trigger = trigger,
            FirstCountedDay = FirstCountedDay(rule, count.Trigger.Day),
            Length = rule.Length,
            Unit = rule.Unit,
            Excluded = count.Excluded,
            Extensions = extensions,
            NominalEnd = nominal,
            End = end,
            DueAt = dueAt,
            MovedBy = rule.RollOn is not RollOn.None && nominal != end && count.Rolls(nominal) ? new MovedBy(nominal, calendar.NameOf(nominal)) : null,
            CalendarVersion = asked is var (from, to) ? calendar.VersionFor(from, to) : "",
            Provisional = asked is var (first, last) && (calendar.IsProvisional(first) || calendar.IsProvisional(last)),
            Sentence = new Sentence("", ""),
        };
        return due with { Sentence = DueDateInWords.Of(due, rule, calendar) };
    }

    private static (DateOnly Nominal, DateOnly End, DateTimeOffset DueAt) Rolled(Count count)
    {
        var nominal = count.Forward();
        var end = nominal;
        // A day that stands still is skipped too: time that was still left when a suspension began must be left after it.
        while (count.Rolls(end) || (end != nominal && count.IsExcluded(end)))
            end = Next(end);
        return (nominal, end, EndOf(end));
    }

    private static (DateOnly Nominal, DateOnly End, DateTimeOffset DueAt) WholeDays(DateOnly day) => (day, day, EndOf(day));

    private static (DateOnly Nominal, DateOnly End, DateTimeOffset DueAt) Instant(DateTimeOffset at)
    {
        var due = new Moment(at);
        return (due.Day, due.Day, due.At);
    }

    /// <summary>24:00 of a day is 00:00 of the next.</summary>
    private static DateTimeOffset EndOf(DateOnly day) => Moment.StartOf(day.AddDays(1));

    private static DateOnly? FirstCountedDay(TimeLimitRule rule, DateOnly trigger) => rule switch
    {
        { Unit: PeriodUnit.None or PeriodUnit.Hour } => null,
        { Direction: CountDirection.Before } => trigger.AddDays(-1),
        _ => trigger.AddDays(1),
    };

    /// <summary>Days whose being off or worked decided something: all of a count of workdays, and the end of any that rolls.</summary>
    private static (DateOnly From, DateOnly To)? AskedOfCalendar(Count count, DateOnly nominal, DateOnly end) => count.Rule switch
    {
        { Unit: PeriodUnit.WorkingDay, Direction: CountDirection.Before } => (end, count.Trigger.Day.AddDays(-1)),
        { Unit: PeriodUnit.WorkingDay } => (count.Trigger.Day.AddDays(1), end),
        _ when count.Extensions.Any(extension => extension.Unit is PeriodUnit.WorkingDay) => (count.Trigger.Day.AddDays(1), end),
        { RollOn: RollOn.None } => null,
        _ => (nominal, end),
    };

    private static DateOnly Next(DateOnly day) =>
        day < EndOfCounting ? day.AddDays(1) : throw new ArgumentOutOfRangeException(nameof(day), day, "The period runs past all reason.");

    /// <summary>What one count needs to know.</summary>
    private sealed record Count(
        TimeLimitRule Rule, Moment Trigger, WorkingCalendar Calendar, ImmutableArray<Extension> Extensions, ImmutableArray<ExcludedInterval> Excluded)
    {
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
            var hours = Rule.Length + Extensions.Sum(extension => extension.Unit is PeriodUnit.Day ? checked(extension.Length * 24) : extension.Length);
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
                : throw new ArgumentOutOfRangeException(nameof(Extensions), end, "The period runs past all reason.");
        }

        public bool Rolls(DateOnly day) => Rule.RollOn switch
        {
            RollOn.WeekendAndHoliday => Calendar.IsDayOff(day),
            RollOn.HolidayOnly => Calendar.IsHoliday(day),
            _ => false,
        };

        public bool IsExcluded(DateOnly day) => Excluded.Any(interval => interval.From <= day && day <= interval.To);

        /// <summary>The day on which so much time, of days that count, has passed since a day.</summary>
        private DateOnly Advance(DateOnly from, int length, PeriodUnit unit)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (unit is PeriodUnit.Hour or PeriodUnit.None)
                throw new ArgumentException($"{Rule.Id} runs in {Rule.Unit} and cannot be extended by {unit}.", nameof(unit));
            // Months are turned into the days they have here, so that an excluded day moves the end by exactly one.
            var left = unit is PeriodUnit.Month or PeriodUnit.Year ? AfterMonths(from, Months(length, unit)).DayNumber - from.DayNumber : length;
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

        private static int Months(int length, PeriodUnit unit) => unit is PeriodUnit.Year ? checked(length * 12) : length;

        private static DateOnly AfterMonths(DateOnly from, int months) =>
            months <= (EndOfCounting.Year - from.Year) * 12
                ? from.AddMonths(months)
                : throw new ArgumentOutOfRangeException(nameof(months), months, "The period runs past all reason.");

        private static DateTimeOffset NextHour(DateTimeOffset at) =>
            new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset).AddHours(1);

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}
