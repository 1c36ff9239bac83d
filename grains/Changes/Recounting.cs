using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>
/// What a change of law makes of an end. Pure, and the one way for both: what a dry run says is what putting the change
/// does. An end that has passed stays; and an end that has not passed is never put into the past, since nobody can keep
/// a limit that a later rule has let run out already: it then ends with the present day, or where it ended if that is sooner.
/// </summary>
internal static class Recounting
{
    /// <summary>The end under the law in force, or null when it has passed or no change concerns it.</summary>
    public static Recounted? Under(LawBook law, DueDate due, Moment now)
    {
        if (due.DueAt <= now.At || law.Changes.Unknown(due, law.Rules) is not { } change)
            return null;
        var rule = law.Changes.Rules.ContainsKey(due.RuleId) ? law.Rules.Find(due.RuleId, new Moment(due.Trigger.At).Day) : null;
        var counted = Count(law, rule ?? law.Rules.Of(due), due);
        var endOfToday = Moment.StartOf(now.Day.AddDays(1));
        return new Recounted(change, counted.NotBefore(due.DueAt < endOfToday ? due.DueAt : endOfToday));
    }

    /// <summary>Counts again by the version that a due date was counted by, with other extensions and exclusions.</summary>
    public static DueDate Again(LawBook law, DueDate due) => Count(law, law.Rules.Of(due), due);

    /// <summary>What a clock's row stands for under the law in force, or null when it cannot be counted here.</summary>
    public static DueDate? Of(LawBook law, OpenClock clock)
    {
        if (law.Rules.Versions(clock.RuleId).FirstOrDefault(rule => rule.Version == clock.RuleVersion) is not { } rule)
            return null;
        try
        {
            var adjusted = Adjustments.Read(clock.Adjusted);
            var due = DueDates.Compute(rule, new TriggerEvent("", clock.StartedAt), law.Calendar, adjusted.ExtensionsCounted, adjusted.ExcludedCounted);
            return due.NotBefore(adjusted.NotBefore) with { CalendarVersion = clock.CalendarVersion };
        }
        catch (Exception cannotCount) when (cannotCount is ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The same due date, its end no earlier than an instant; null leaves it as it is.</summary>
    private static DueDate NotBefore(this DueDate due, DateTimeOffset? floor)
    {
        if (floor is not { } at || due.DueAt >= at)
            return due;
        var end = LawChangeViews.LastDay(at);
        return due with
        {
            End = end,
            DueAt = new Moment(at).At,
            MovedBy = null,
            NotBefore = new Moment(at).At,
            Sentence = new Sentence(
                string.Create(CultureInfo.InvariantCulture, $"{due.Sentence.Zh}规定变更时原期限尚未届满，不因变更溯及届满，故于{end.Year}年{end.Month}月{end.Day}日届满。"),
                string.Create(CultureInfo.InvariantCulture, $"{due.Sentence.En} When the law changed this limit had not run out, and a change cannot let it run out in the past: it ends on {end:d MMMM yyyy}.")),
        };
    }

    private static DueDate Count(LawBook law, TimeLimitRule rule, DueDate due) =>
        DueDates.Compute(law.Events.Worded(rule, due.Trigger), due.Trigger, law.Calendar, due.Extensions, due.Excluded).NotBefore(due.NotBefore);
}

/// <param name="By">The latest change that the end did not know of.</param>
/// <param name="Due">As it is under the law in force, whether the end moved or not.</param>
internal sealed record Recounted(ChangeInForce By, DueDate Due);
