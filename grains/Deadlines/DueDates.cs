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

    /// <summary>Longest single extension that makes sense in any unit.</summary>
    private const int LongestExtension = 36_500;

    /// <exception cref="ArgumentOutOfRangeException">
    /// The trigger lies outside 2000 to 2100, or an extension is no length, or exclusions push the end past 2400.
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
        if (extensions.FirstOrDefault(extension => extension.Length is < 1 or > LongestExtension) is { } beyond)
            throw new ArgumentOutOfRangeException(nameof(extensions), beyond.Length, $"An extension is between 1 and {LongestExtension}.");
        if (excluded.Any(interval => interval.From > interval.To))
            throw new ArgumentException("An excluded interval ends before it begins.", nameof(excluded));

        var count = new PeriodCount(rule, new Moment(trigger.At), calendar, extensions, [.. excluded.OrderBy(interval => interval.From)]);
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
            MovedBy = nominal != end ? new MovedBy(nominal, calendar.NameOf(nominal)) : null,
            CalendarVersion = asked is var (from, to) ? calendar.VersionFor(from, to) : "",
            Provisional = asked is var (first, last) && (calendar.IsProvisional(first) || calendar.IsProvisional(last)),
            Sentence = new Sentence("", ""),
            Level = Kebab.Of(rule.Level),
            Overrides = rule.Overrides is { } below
                ? new OverriddenRule(below.Version, Kebab.Of(below.Level), below.Law, below.Article, below.Length, below.Unit)
                : null,
        };
        return due with { Sentence = DueDateInWords.Of(due, rule, calendar) };
    }

    private static (DateOnly Nominal, DateOnly End, DateTimeOffset DueAt) Rolled(PeriodCount count)
    {
        var nominal = count.Forward();
        var end = nominal;
        // A day that stands still is skipped too: time that was still left when a suspension began must be left after it.
        while (count.Rolls(end) || (end != nominal && count.IsExcluded(end)))
            end = PeriodCount.Next(end);
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
    private static (DateOnly From, DateOnly To)? AskedOfCalendar(PeriodCount count, DateOnly nominal, DateOnly end) => count.Rule switch
    {
        { Unit: PeriodUnit.WorkingDay, Direction: CountDirection.Before } => (end, count.Trigger.Day.AddDays(-1)),
        { Unit: PeriodUnit.WorkingDay } => (count.Trigger.Day.AddDays(1), end),
        _ when count.Extensions.Any(extension => extension.Unit is PeriodUnit.WorkingDay) => (count.Trigger.Day.AddDays(1), end),
        { RollOn: RollOn.None } => null,
        _ => (nominal, end),
    };
}
