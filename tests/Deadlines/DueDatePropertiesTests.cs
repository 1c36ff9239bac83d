using CsCheck;
using Suyuan.Calendar;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class DueDatePropertiesTests
{
    private static readonly WorkingCalendar Calendar = LawBook.Load().Calendar;

    private static readonly Gen<DateOnly> TriggerDays = Gen.Int[0, 1200].Select(new DateOnly(2023, 11, 1).AddDays);

    private static readonly Gen<PeriodUnit> Units = Gen.OneOf(PeriodUnit.Day, PeriodUnit.WorkingDay, PeriodUnit.Month, PeriodUnit.Year);

    private static readonly Gen<TimeLimitRule> RollingRules =
        Gen.Select(Gen.Int[1, 60], Units, (length, unit) => Rules.Of(unit is PeriodUnit.Year ? Math.Min(length, 3) : length, unit));

    private static readonly Gen<(int After, int Days)> Exclusions = Gen.Select(Gen.Int[1, 60], Gen.Int[1, 30]);

    [Fact]
    public void An_end_that_rolls_is_a_working_day_and_only_days_off_lie_between() =>
        Gen.Select(RollingRules, TriggerDays).Sample((rule, trigger) =>
        {
            var due = Count(rule, trigger);
            var between = Enumerable.Range(0, due.End.DayNumber - due.NominalEnd.DayNumber).Select(due.NominalEnd.AddDays);
            return due.End >= due.NominalEnd
                && Calendar.IsWorkday(due.End)
                && between.All(Calendar.IsDayOff)
                && (due.MovedBy is not null == (due.End > due.NominalEnd))
                && due.DueAt == Moment.StartOf(due.End.AddDays(1));
        });

    [Fact]
    public void As_many_working_days_lie_in_a_period_as_it_is_long() =>
        Gen.Select(Gen.Int[1, 60], TriggerDays).Sample((length, trigger) =>
        {
            var due = Count(Rules.Of(length, PeriodUnit.WorkingDay), trigger);
            return Enumerable.Range(1, due.End.DayNumber - trigger.DayNumber).Select(trigger.AddDays).Count(Calendar.IsWorkday) == length;
        });

    [Fact]
    public void Excluding_days_inside_a_period_moves_its_nominal_end_by_as_many() =>
        Gen.Select(Gen.Int[1, 400], TriggerDays, Exclusions).Sample((length, trigger, exclusion) =>
        {
            var rule = Rules.Of(length, PeriodUnit.Day);
            var from = trigger.AddDays(1 + (exclusion.After % length));
            var excluded = new ExcludedInterval(from, from.AddDays(exclusion.Days - 1), "appraisal");
            return Count(rule, trigger, excluded).NominalEnd == Count(rule, trigger).NominalEnd.AddDays(exclusion.Days);
        });

    [Fact]
    public void Excluding_time_never_brings_an_end_nearer() =>
        Gen.Select(RollingRules, TriggerDays, Exclusions).Sample((rule, trigger, exclusion) =>
        {
            var from = trigger.AddDays(exclusion.After);
            var excluded = new ExcludedInterval(from, from.AddDays(exclusion.Days - 1), "appraisal");
            return Count(rule, trigger, excluded).End >= Count(rule, trigger).End;
        });

    [Fact]
    public void A_later_trigger_never_gives_an_earlier_end() =>
        Gen.Select(RollingRules, TriggerDays, Gen.Int[1, 30]).Sample((rule, trigger, later) =>
            Count(rule, trigger.AddDays(later)).End >= Count(rule, trigger).End);

    [Fact]
    public void Splitting_a_length_into_base_and_extension_of_its_unit_changes_nothing() =>
        Gen.Select(Units, TriggerDays, Gen.Int[1, 12], Gen.Int[1, 12]).Sample((unit, trigger, length, extension) =>
            DueDates.Compute(Rules.Of(length, unit), At(trigger), Calendar, [new Extension(extension, unit, "head", "")], []).End
            == Count(Rules.Of(length + extension, unit), trigger).End);

    [Fact]
    public void Counting_back_leaves_as_many_working_days_in_between() =>
        Gen.Select(Gen.Int[1, 30], TriggerDays).Sample((length, trigger) =>
        {
            var due = Count(Rules.Of(length, PeriodUnit.WorkingDay) with { Direction = CountDirection.Before, RollOn = RollOn.None }, trigger);
            return Enumerable.Range(0, trigger.DayNumber - due.End.DayNumber).Select(due.End.AddDays).Count(Calendar.IsWorkday) == length
                && Calendar.IsWorkday(due.End);
        });

    [Fact]
    public void Counting_forward_and_then_back_comes_home() =>
        Gen.Select(Gen.Int[1, 60], Gen.OneOf(PeriodUnit.Day, PeriodUnit.WorkingDay), TriggerDays).Sample((length, unit, trigger) =>
        {
            // Whoever begins on a day off comes home to the working day before it, for which that day counts nothing.
            var home = trigger;
            while (unit is PeriodUnit.WorkingDay && Calendar.IsDayOff(home))
                home = home.AddDays(-1);
            var forth = Count(Rules.Of(length, unit), trigger).NominalEnd;
            return Count(Rules.Of(length, unit) with { Direction = CountDirection.Before, RollOn = RollOn.None }, forth).End == home;
        });

    [Fact]
    public void A_longer_period_never_ends_earlier() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 30], Units, TriggerDays).Sample((length, longer, unit, trigger) =>
            Count(Rules.Of(length + longer, unit), trigger).End >= Count(Rules.Of(length, unit), trigger).End);

    [Fact]
    public void An_event_that_comes_later_never_leaves_less_time_before_it() =>
        Gen.Select(Gen.Int[1, 30], Gen.OneOf(PeriodUnit.Day, PeriodUnit.WorkingDay), TriggerDays, Gen.Int[1, 30]).Sample((length, unit, trigger, later) =>
        {
            var rule = Rules.Of(length, unit) with { Direction = CountDirection.Before, RollOn = RollOn.None };
            return Count(rule, trigger.AddDays(later)).End >= Count(rule, trigger).End;
        });

    [Fact]
    public void Hours_know_no_days_off() =>
        Gen.Select(Gen.Int[1, 240], Gen.Int[0, 1_500_000]).Sample((length, minute) =>
        {
            var trigger = new TriggerEvent("accepted", Moment.StartOf(new DateOnly(2024, 1, 1)).AddMinutes(minute));
            var due = DueDates.Compute(Rules.Of(length, PeriodUnit.Hour), trigger, Calendar, [], []);
            return due.DueAt - trigger.At == TimeSpan.FromHours(length)
                && due.DueAt == DueDates.Compute(Rules.Of(length, PeriodUnit.Hour), trigger, new WorkingCalendar(), [], []).DueAt
                && due is { Provisional: false, MovedBy: null };
        });

    private static DueDate Count(TimeLimitRule rule, DateOnly trigger, params ReadOnlySpan<ExcludedInterval> excluded) =>
        DueDates.Compute(rule, At(trigger), Calendar, [], [.. excluded]);

    private static TriggerEvent At(DateOnly day) => new("accepted", Moment.StartOf(day).AddHours(10));
}
