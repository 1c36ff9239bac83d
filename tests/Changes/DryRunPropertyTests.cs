using System.Collections.Immutable;
using CsCheck;
using Suyuan.Calendar;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Changes;

/// <summary>Over random disputes and random changes: what a dry run reads from the rows is what putting the change does.</summary>
public sealed class DryRunPropertyTests
{
    private static readonly DateTimeOffset FirstDay = new(2026, 1, 5, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Gen<Change> Changes = Gen.Select(
        Gen.Int[2026, 2027], Gen.Int[0, 364].Array[0, 40], Gen.Bool, Gen.Int[1, 100], Gen.Int[0, 700],
        (year, days, isCalendar, length, from) => new Change(year, days, isCalendar, length, from));

    private static readonly Gen<(int Kind, int Start, int Extras, int Later, Change First, Change Second)> Stories =
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 500], Gen.Int[0, 31], Gen.Int[0, 50], Changes, Changes);

    [Fact]
    public void A_dry_run_says_what_putting_the_change_does()
    {
        var seen = new Seen();
        Stories.Sample(story => Lived(story, seen), iter: 2_000);

        // Otherwise the stories would prove nothing.
        Assert.True(seen is { Moved: > 300, Held: > 10, Suspended: > 10, Passed: > 10 }, $"{seen.Moved} {seen.Held} {seen.Suspended} {seen.Passed}");
    }

    private static void Lived((int Kind, int Start, int Extras, int Later, Change First, Change Second) story, Seen seen)
    {
        var life = Lived(story.Kind, FirstDay.AddDays(story.Start), story.Extras);
        life.After(TimeSpan.FromDays(story.Later));
        life.Wake();

        Follows(life, story.First, edition: 1, seen);
        life.After(TimeSpan.FromDays(story.Later % 7));
        life.Wake();
        Follows(life, story.Second, edition: 2, seen);
    }

    private static void Follows(Life life, Change change, long edition, Seen seen)
    {
        var proposed = change.Of(life, edition);
        var before = life.State.Clocks;
        var moved = life.Moves.Length;
        var run = new DryRun(life.Law, proposed, life.Now);
        foreach (var row in life.ClockRows.Values.Where(row => row.Status is "running" or "suspended" && row.RuleId != RuleCatalogue.AgreedRule))
            run.Add(Laws.Open(row));
        var report = run.Report("calendar", "", "", null);

        life.Recount(proposed);

        Assert.True(report.NotReproduced == 0, string.Join(", ", report.NotReproducedClocks));
        Assert.Equal(report.Examined, report.Moved + report.Unchanged + report.Suspended + report.PassedAndLeft);
        Assert.Equal(
            report.Moves.Select(move => (move.ClockId, move.FromAt, move.ToAt)).Order(),
            life.Moves.Skip(moved).Select(row => (row.ClockId, row.OldDueAt, row.NewDueAt)).Order());
        foreach (var clock in life.State.Clocks)
        {
            var old = before.Single(one => one.Id == clock.Id);
            if (clock.Status is not ClockStatus.Running || old.Due.DueAt <= life.Now.At)
            {
                Assert.Equal(old.Due.DueAt, clock.Due.DueAt);
                continue;
            }

            Assert.True(clock.Due.DueAt > life.Now.At, "an end was put into the past");
            Assert.Null(proposed.Changes.Unknown(clock.Due, proposed.Rules));
            Assert.True(clock.Next is null || !clock.Fired.Contains(clock.Next.Rung), "a rung would fire twice");
        }

        Assert.False(life.Recount(proposed));
        seen.Add(report, life.State.Clocks.Count(clock => clock.Due.NotBefore is not null));
    }

    private static Life Lived(int kind, DateTimeOffset start, int extras)
    {
        var at = start.ToString("o");
        var life = kind switch
        {
            0 => Given.ARegisteredDispute(at),
            1 => Given.ATriagedDispute(at),
            2 => Given.AnAssignedDispute(at),
            3 => Given.AnAcceptedDispute(at),
            4 => Given.AnAcceptedPetition(at),
            5 => Given.AHandledDispute(at),
            6 => Given.ATransferredDispute(at),
            7 => Given.AHandledDispute(at).With(Given.AgreementDue($"{start.AddDays(40):yyyy-MM-dd}"), Given.Lead),
            _ => Given.AHandledDispute(at).With(Given.NotAgreed("lawsuit"), Given.Lead),
        };
        // What the stage or the rule does not allow is refused, and then the story is a plainer one.
        if ((extras & 1) != 0)
            life.After(TimeSpan.FromDays(1)).Do(Given.Extended("conclude-1", 1 + extras), Given.Lead);
        if ((extras & 2) != 0)
            life.After(TimeSpan.FromDays(2)).Do(Given.Suspended("agreed"), Given.Lead);
        if ((extras & 4) != 0)
            life.After(TimeSpan.FromDays(extras)).Do(new Resume(), Given.Lead);
        if ((extras & 8) != 0)
            life.Do(Given.Watched(WatchGrade.Red), Given.Coordinator);
        return life;
    }

    /// <summary>What the stories have met.</summary>
    private sealed class Seen
    {
        private long _moved;
        private long _held;
        private long _suspended;
        private long _passed;

        public long Moved => _moved;

        public long Held => _held;

        public long Suspended => _suspended;

        public long Passed => _passed;

        public void Add(RecountReport report, int held)
        {
            Interlocked.Add(ref _moved, report.Moved);
            Interlocked.Add(ref _held, held);
            Interlocked.Add(ref _suspended, report.Suspended);
            Interlocked.Add(ref _passed, report.PassedAndLeft);
        }
    }

    private sealed record Change(int Year, int[] Days, bool IsCalendar, int Length, int From)
    {
        public LawBook Of(Life life, long edition)
        {
            var open = life.State.Clocks.FirstOrDefault(clock => clock.IsOpen && clock.Due is { Unit: not PeriodUnit.None, RuleId: not RuleCatalogue.AgreedRule });
            return IsCalendar || open is null
                ? life.Law.With(new CalendarYear(Year, $"cn-{Year}.{100 + edition}", "", Length % 2 == 0, Exceptional()), edition)
                : life.Law.With(Laws.Rule(life.Law, open.Due.RuleId, Length, $"{FirstDay.AddDays(From):yyyy-MM-dd}"), edition);
        }

        public override string ToString() => $"{Year} [{string.Join(' ', Days)}] {IsCalendar} {Length} {From}";

        private ImmutableArray<CalendarDay> Exceptional() =>
        [
            .. Days.Distinct().Order().Select(day => new DateOnly(Year, 1, 1).AddDays(day))
                .Select(day => new CalendarDay(day, !WorkingCalendar.IsWeekend(day), "假", "off")),
        ];
    }
}
