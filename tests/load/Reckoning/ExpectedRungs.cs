using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Load.Reckoning;

/// <summary>
/// Which rungs must have fired by an instant, told anew from the histories and the ladder. The product keeps the next
/// rung of a clock as it goes; here each clock's life is gone through from its beginning, so a rung that was dropped on
/// the way shows.
/// </summary>
internal static class ExpectedRungs
{
    /// <param name="until">Rungs after this instant need not have fired; null counts those that may have.</param>
    public static Dictionary<(string Number, string Clock, string Rung), DateTimeOffset> Of(
        ClockRecord clock, ImmutableArray<Stretch> story, LawBook law, DateTimeOffset until)
    {
        var expected = new Dictionary<(string, string, string), DateTimeOffset>();
        foreach (var stretch in story.Where(stretch => stretch.Status is "running"))
        {
            var rungs = law.Ladder.RungsOf(clock.StartedAt, DueDateOf(clock, stretch, story, law), DutyOf(clock), $"{clock.Number}/{clock.ClockId}");
            foreach (var rung in rungs)
            {
                var key = (clock.Number, clock.ClockId, rung.Step.Id);
                // A warning for a time before the system knew of this end was nobody's to give; the end itself is told at once.
                if (expected.ContainsKey(key) || (rung.At <= stretch.From && rung.Step.Kind is RungKind.Fraction or RungKind.Before))
                    continue;
                var at = rung.At < stretch.From ? stretch.From : rung.At;
                if (at <= until && at <= (stretch.To ?? DateTimeOffset.MaxValue) && !ClosedBefore(clock, story, law, at))
                    expected.Add(key, at);
            }
        }

        return expected;
    }

    /// <summary>A window that closes by itself does so at its end, and what the ladder has after that is void.</summary>
    private static bool ClosedBefore(ClockRecord clock, ImmutableArray<Stretch> story, LawBook law, DateTimeOffset at) =>
        (story[^1].Status is "expired" || ClosesByItself(clock, law)) && at >= clock.DueAt;

    private static bool ClosesByItself(ClockRecord clock, LawBook law) =>
        Kebab.TryParse<Duty>(clock.Duty, out var duty) && law.Expiries.AtEndOf(clock.RuleId, duty) is AtEnd.Closes;

    private static Duty DutyOf(ClockRecord clock) => Kebab.TryParse<Duty>(clock.Duty, out var duty) ? duty : Duty.None;

    /// <summary>The ladder asks for unit and end only; the rest is filled in as far as it is known.</summary>
    private static DueDate DueDateOf(ClockRecord clock, Stretch stretch, ImmutableArray<Stretch> story, LawBook law)
    {
        var rule = law.Rules.Versions(clock.RuleId).First(rule => rule.Version == clock.RuleVersion);
        var end = stretch.End!.Value;
        var isLast = end == story[^1].End;
        return new DueDate
        {
            RuleId = clock.RuleId,
            RuleVersion = clock.RuleVersion,
            Law = rule.Law,
            Article = rule.Article,
            Trigger = new TriggerEvent("", clock.StartedAt),
            Length = rule.Length,
            Unit = rule.Unit,
            NominalEnd = end,
            End = end,
            DueAt = isLast ? clock.DueAt!.Value : Moment.StartOf(end.AddDays(1)),
            CalendarVersion = "",
            Sentence = new Sentence("", ""),
        };
    }
}
