using System.Collections.Immutable;
using Suyuan.Calendar;
using Suyuan.Disputes;

namespace Suyuan.Deadlines;

/// <summary>Answers a question to the catalogue as a running clock would be counted, and names everything in it that cannot be.</summary>
internal static class Calculator
{
    private const int MostExclusions = 20;

    public static Result<DueAnswer> Count(DueQuestion question, LawBook law)
    {
        if (!law.Rules.Exists(question.Rule))
            return Refusal.Of("rule", RefusalCode.UnknownRule, new Fact("rule", FieldChecks.Shown(question.Rule)));
        var field = new FieldChecks();
        var governing = Governing(field, question, law);
        // Faults of the rest are told by the newest version when the day chooses none.
        var rule = governing ?? law.Rules.Versions(question.Rule)[^1];
        CheckExtensions(field, rule, question.Extensions);
        CheckExclusions(field, rule, question);
        if (field.Refusal is { } faults)
            return faults;

        var trigger = new TriggerEvent(rule.TriggerZh, new Moment(question.From).At);
        if (Extended(field, rule, trigger, question.Extensions, law) is not { } extensions)
            return field.Refusal!;
        var due = DueDates.Compute(rule, trigger, law.Calendar, extensions, []);
        // Each interval must begin before the end as the earlier ones have left it: after the end nothing can stand still.
        foreach (var (interval, path) in question.Excluded.Select((interval, index) => (interval, $"exclude[{index}]")).OrderBy(entry => entry.interval.From))
        {
            if (interval.From > due.End)
                field.Fault(path, RefusalCode.DateOutOfRange, FieldChecks.Range(new Moment(trigger.At).Day, due.End));
            due = DueDates.Compute(rule, trigger, law.Calendar, extensions, due.Excluded.Add(interval));
        }

        return field.Refusal is { } late ? late : new DueAnswer(due, RemindAt(due, law.Calendar));
    }

    private static TimeLimitRule? Governing(FieldChecks field, DueQuestion question, LawBook law)
    {
        var first = law.Rules.FirstDay(question.Rule) is var day && day > DueDates.EarliestTrigger ? day : DueDates.EarliestTrigger;
        var counts = question.From >= Moment.StartOf(first) && question.From < Moment.StartOf(DueDates.LatestTrigger.AddDays(1));
        var rule = counts ? law.Rules.Find(question.Rule, new Moment(question.From).Day) : null;
        if (rule is null)
            field.Fault("from", RefusalCode.DateOutOfRange, FieldChecks.Range(first, DueDates.LatestTrigger));
        return rule;
    }

    private static void CheckExtensions(FieldChecks field, TimeLimitRule rule, ImmutableArray<int> lengths)
    {
        var granted = 0;
        foreach (var (path, length) in field.Items("extend", lengths, 0, RuleChecks.MostExtensions))
        {
            if (!rule.CanBeExtended)
                field.Fault(path, RefusalCode.ExtensionNotAllowed, new Fact("law", $"《{rule.Law}》{rule.Article}"));
            else if (rule.NextExtension(granted) is not { } step)
                field.Fault(path, RefusalCode.ExtensionUsedUp, new Fact("times", $"{rule.ExtensionTimes}"));
            else if (length > rule.Longest(step))
                field.Fault(path, RefusalCode.ExtensionTooLong, rule.LimitOf(rule.Longest(step)));
            else
                field.Number(path, length, 1, rule.Longest(step));
            granted++;
        }
    }

    private static void CheckExclusions(FieldChecks field, TimeLimitRule rule, DueQuestion question)
    {
        foreach (var (path, interval) in field.Items("exclude", question.Excluded, 0, MostExclusions))
        {
            if (!SuspensionReasons.Exists(interval.Reason))
                field.Fault(path, RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(interval.Reason)), new Fact("allowed", string.Join('|', SuspensionReasons.All)));
            else if (!rule.MaySuspendFor(interval.Reason))
                field.Fault(path, RefusalCode.NotAReasonOfTheRule, ReasonsOf(rule, interval.Reason));
            if (interval.To < interval.From)
                field.Fault(path, RefusalCode.DateOutOfRange, FieldChecks.Range(interval.From, DueDates.LatestTrigger));
            else if (Moment.StartOf(interval.From.AddDays(1)) <= question.From || interval.To > DueDates.LatestTrigger)
                field.Fault(path, RefusalCode.DateOutOfRange, FieldChecks.Range(TriggerDay(question), DueDates.LatestTrigger));
        }
    }

    private static Fact[] ReasonsOf(TimeLimitRule rule, string asked) => rule.SuspendOn.IsEmpty
        ? [new("reason", asked)]
        : [new("reason", asked), new("allowed", string.Join('|', rule.SuspendOn))];

    /// <summary>The extensions as they would be granted, or null when one would run past what can be counted.</summary>
    private static ImmutableArray<Extension>? Extended(
        FieldChecks field, TimeLimitRule rule, TriggerEvent trigger, ImmutableArray<int> lengths, LawBook law)
    {
        ImmutableArray<Extension> extensions = [];
        foreach (var length in lengths)
        {
            if (DueDates.Compute(rule, trigger, law.Calendar, extensions, []).End > DueDates.LatestTrigger)
            {
                field.Fault($"extend[{extensions.Length}]", RefusalCode.ExtensionTooLong, rule.LimitOf(0));
                return null;
            }

            extensions = extensions.Add(new Extension(length, rule.ExtensionUnit, rule.NextExtension(extensions.Length)!.By, ""));
        }

        return extensions;
    }

    private static DateTimeOffset? RemindAt(DueDate due, WorkingCalendar calendar)
    {
        if (due.DueAt != Moment.StartOf(due.End.AddDays(1)))
            return null;
        var day = due.End.AddDays(-1);
        while (calendar.IsDayOff(day))
            day = day.AddDays(-1);
        return due.FirstCountedDay is { } first && first <= due.End && day < first ? null : Moment.StartOf(day).AddHours(9);
    }

    private static DateOnly TriggerDay(DueQuestion question) =>
        question.From < Moment.StartOf(DueDates.EarliestTrigger) ? DueDates.EarliestTrigger
        : question.From >= Moment.StartOf(DueDates.LatestTrigger) ? DueDates.LatestTrigger
        : new Moment(question.From).Day;
}
