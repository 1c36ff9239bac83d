using System.Collections.Immutable;
using CsCheck;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>What must hold for every time limit that stands still or is lengthened, whatever the rule.</summary>
public sealed class SuspensionPropertiesTests
{
    private static readonly LawBook Law = LawBook.Load();

    private static readonly Gen<DateOnly> TriggerDays = Gen.Int[0, 1100].Select(new DateOnly(2024, 1, 1).AddDays);

    private static readonly Gen<PeriodUnit> Units = Gen.OneOf(PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.WorkingDay, PeriodUnit.Month, PeriodUnit.Year);

    private static readonly Gen<ImmutableArray<(int After, int Days)>> Pauses =
        Gen.Select(Gen.Int[0, 90], Gen.Int[1, 40]).Array[0, 4].Select(pauses => pauses.ToImmutableArray());

    /// <summary>A version of a rule of the catalogue, on a day that it governs, with as much added as its kind bears.</summary>
    private static readonly Gen<(TimeLimitRule Rule, DateOnly Trigger, ImmutableArray<Extension> Extensions, ImmutableArray<ExcludedInterval> Excluded)> Cases =
        Gen.Select(Gen.Int[0, Law.Rules.All.Length - 1], TriggerDays, Gen.Int[1, 30].Array[0, 3], Pauses, (which, day, lengths, pauses) =>
        {
            var rule = Law.Rules.All[which];
            var trigger = rule.Governs(day) ? day : rule.InForceFrom > day ? rule.InForceFrom : rule.InForceTo!.Value.AddDays(-1);
            var runs = rule.Direction is CountDirection.Forward && rule.Unit is not PeriodUnit.None;
            return (
                rule,
                trigger,
                rule.CanBeExtended ? [.. lengths.Select(length => new Extension(length, rule.ExtensionUnit, "head", ""))] : ImmutableArray<Extension>.Empty,
                runs ? Excluding(trigger, pauses) : []);
        });

    [Fact]
    public void An_end_is_never_on_a_day_off_that_moves_it_nor_on_a_day_that_stands_still() =>
        Cases.Sample(of =>
        {
            var due = DueDates.Compute(of.Rule, At(of.Trigger), Law.Calendar, of.Extensions, of.Excluded);
            var fine = of.Rule.RollOn switch
            {
                RollOn.WeekendAndHoliday => Law.Calendar.IsWorkday(due.End),
                RollOn.HolidayOnly => !Law.Calendar.IsHoliday(due.End),
                _ => due.End == due.NominalEnd,
            };
            return fine && due.End >= due.NominalEnd && (of.Rule.Unit is PeriodUnit.Hour || !IsExcluded(of.Excluded, due.End));
        });

    [Fact]
    public void The_nominal_end_moves_by_exactly_the_days_that_stood_still_before_it() =>
        Gen.Select(Gen.Int[1, 200], Gen.OneOf(PeriodUnit.Day, PeriodUnit.Month), TriggerDays, Pauses).Sample((length, unit, trigger, pauses) =>
        {
            var rule = Rules.Of(unit is PeriodUnit.Month ? 1 + (length % 24) : length, unit);
            var excluded = Excluding(trigger, pauses);
            var (plain, moved) = (Count(rule, trigger, []).NominalEnd, Count(rule, trigger, excluded).NominalEnd);
            var stood = Enumerable.Range(1, moved.DayNumber - trigger.DayNumber).Select(trigger.AddDays).Count(day => IsExcluded(excluded, day));
            return moved == plain.AddDays(stood) && !IsExcluded(excluded, moved);
        });

    [Fact]
    public void A_suspension_in_two_parts_that_touch_is_the_suspension_in_one() =>
        Gen.Select(Gen.Int[1, 90], Units, TriggerDays, Gen.Int[0, 100], Gen.Int[2, 60], Gen.Int[1, 59]).Sample((length, unit, trigger, after, days, first) =>
        {
            var rule = Rules.Of(unit is PeriodUnit.Year ? 1 + (length % 3) : length, unit);
            var from = trigger.AddDays(after);
            var split = from.AddDays(Math.Min(first, days - 1));
            var whole = Count(rule, trigger, [new ExcludedInterval(from, from.AddDays(days - 1), "appraisal")]);
            var parts = Count(
                rule, trigger, [new ExcludedInterval(split, from.AddDays(days - 1), "appraisal"), new ExcludedInterval(from, split.AddDays(-1), "appraisal")]);
            return (whole.NominalEnd, whole.End, whole.DueAt) == (parts.NominalEnd, parts.End, parts.DueAt);
        });

    [Fact]
    public void Standing_still_over_more_days_never_ends_earlier() =>
        Gen.Select(Gen.Int[1, 90], Units, TriggerDays, Pauses, Gen.Int[0, 100], Gen.Int[1, 30]).Sample((length, unit, trigger, pauses, after, days) =>
        {
            var rule = Rules.Of(unit is PeriodUnit.Year ? 1 + (length % 3) : length, unit);
            var fewer = Excluding(trigger, pauses);
            var more = fewer.Add(new ExcludedInterval(trigger.AddDays(after), trigger.AddDays(after + days - 1), "hearing"));
            return Count(rule, trigger, more).DueAt >= Count(rule, trigger, fewer).DueAt;
        });

    [Fact]
    public void A_later_trigger_never_ends_earlier_over_the_same_suspensions() =>
        Gen.Select(Gen.Int[1, 90], Gen.OneOf(PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.WorkingDay), TriggerDays, Pauses, Gen.Int[1, 60]).Sample((length, unit, trigger, pauses, later) =>
        {
            var (rule, excluded) = (Rules.Of(length, unit), Excluding(trigger, pauses));
            return Count(rule, trigger.AddDays(later), excluded).DueAt >= Count(rule, trigger, excluded).DueAt;
        });

    [Fact]
    public void An_extension_is_added_to_the_nominal_end_and_the_sum_rolls_once() =>
        Gen.Select(Gen.Int[1, 90], TriggerDays, Gen.Int[1, 60]).Sample((length, trigger, extension) =>
        {
            var rule = Rules.Of(length, PeriodUnit.Day);
            var due = DueDates.Compute(rule, At(trigger), Law.Calendar, [new Extension(extension, PeriodUnit.Day, "head", "")], []);
            var end = Count(rule, trigger, []).NominalEnd.AddDays(extension);
            var rolled = end;
            while (Law.Calendar.IsDayOff(rolled))
                rolled = rolled.AddDays(1);
            return due.NominalEnd == end && due.End == rolled;
        });

    [Fact]
    public void A_clock_suspended_and_resumed_in_one_instant_is_as_it_was() =>
        Gen.Select(Gen.Int[0, 27 * 24 * 60], Gen.Int[0, 2]).Sample((minutes, which) =>
        {
            var life = Given.AnAcceptedDispute();
            life.After(TimeSpan.FromMinutes(minutes));
            life.Wake();
            var before = life.Clock("conclude-1");
            var scene = life.SceneOf(Given.Lead);
            var reason = SuspensionReasons.All.ElementAt(which);

            var after = before.Suspended(scene.Now.At).Resumed(life.State, scene, reason);

            return Same(before.Due, after.Due) && (before.Status, before.Next) == (after.Status, after.Next);
        });

    [Fact]
    public void A_dispute_suspended_and_resumed_in_one_instant_keeps_every_end() =>
        Gen.Int[0, 25 * 24 * 60].Sample(minutes =>
        {
            var life = Given.AnAcceptedDispute();
            life.After(TimeSpan.FromMinutes(minutes));
            life.Wake();
            var before = life.State.Clocks;

            var both = life.Do(Given.Suspended("agreed"), Given.Lead).Succeeded && life.Do(new Resume(), Given.Lead).Succeeded;

            return both && before.Where(clock => clock.IsOpen).All(clock => Same(clock.Due, life.Clock(clock.Id).Due) && life.Clock(clock.Id).IsOpen);
        });

    [Fact]
    public void A_dispute_suspended_over_some_days_has_as_many_more() =>
        Gen.Select(Gen.Int[24 * 60, 25 * 24 * 60], Gen.Int[0, 40 * 24 * 60]).Sample((minutes, pause) =>
        {
            var life = Given.AnAcceptedDispute();
            life.After(TimeSpan.FromMinutes(minutes));
            var from = life.Now.Day;
            var before = life.Clock("conclude-1").Due;
            if (!life.Do(Given.Suspended("agreed"), Given.Lead).Succeeded)
                return false;
            life.After(TimeSpan.FromMinutes(pause));
            if (!life.Do(new Resume(), Given.Lead).Succeeded)
                return false;
            return life.Clock("conclude-1").Due.NominalEnd == before.NominalEnd.AddDays(life.Now.Day.DayNumber - from.DayNumber);
        });

    private static bool Same(DueDate one, DueDate other) =>
        one with { Excluded = [], Extensions = [] } == other with { Excluded = [], Extensions = [] }
        && one.Excluded.SequenceEqual(other.Excluded)
        && one.Extensions.SequenceEqual(other.Extensions);

    private static ImmutableArray<ExcludedInterval> Excluding(DateOnly trigger, ImmutableArray<(int After, int Days)> pauses) =>
        [.. pauses.Select(pause => new ExcludedInterval(trigger.AddDays(pause.After), trigger.AddDays(pause.After + pause.Days - 1), "appraisal"))];

    private static bool IsExcluded(ImmutableArray<ExcludedInterval> excluded, DateOnly day) =>
        excluded.Any(interval => interval.From <= day && day <= interval.To);

    private static DueDate Count(TimeLimitRule rule, DateOnly trigger, ImmutableArray<ExcludedInterval> excluded) =>
        DueDates.Compute(rule, At(trigger), Law.Calendar, [], excluded);

    private static TriggerEvent At(DateOnly day) => new("accepted", Moment.StartOf(day).AddHours(10));
}
