using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class LadderTests
{
    private static readonly LawBook Law = LawBook.Load();

    [Fact]
    public void A_long_clock_has_every_rung_on_its_day()
    {
        var rungs = RungsOf(Rules.Of(60, PeriodUnit.Day), "2026-08-02T10:00+08:00"); // due 8 October

        Assert.Equal(
            [
                "half 2026-09-05", "four-fifths 2026-09-25", "three-days-before 2026-10-05", "one-day-before 2026-10-07",
                "due 2026-10-09", "one-day-after 2026-10-09", "seven-days-after 2026-10-15",
            ],
            rungs.Select(rung => $"{rung.Step.Id} {new Moment(rung.At).Day:yyyy-MM-dd}"));
    }

    [Fact]
    public void Reminders_go_out_in_the_first_office_hour_and_the_end_in_the_first_hour_after_it() =>
        Assert.All(RungsOf(Rules.Of(60, PeriodUnit.Day), "2026-08-02T10:00+08:00"), rung => Assert.Equal(rung.Step.Id == "due" ? 0 : 9, rung.At.Hour));

    [Fact]
    public void A_clock_of_one_working_day_has_few_rungs() =>
        Assert.Equal(
            ["four-fifths 2026-11-24", "due 2026-11-25", "one-day-after 2026-11-25", "seven-days-after 2026-12-01"],
            RungsOf(Rules.Of(1, PeriodUnit.WorkingDay), "2026-11-23T10:00+08:00").Select(rung => $"{rung.Step.Id} {rung.At:yyyy-MM-dd}"));

    [Fact]
    public void Where_a_short_clock_would_say_half_time_after_three_days_left_only_the_louder_speaks() =>
        Assert.Equal(
            ["three-days-before", "one-day-before", "due", "one-day-after", "seven-days-after"],
            RungsOf(Rules.Of(4, PeriodUnit.WorkingDay), "2026-11-23T08:00+08:00").Select(rung => rung.Step.Id));

    [Fact]
    public void A_clock_in_hours_is_reminded_at_the_exact_instants() =>
        Assert.Equal(
            [
                "half 2026-11-25 22:30:00", "one-day-before 2026-11-26 10:30:00", "due 2026-11-27 10:30:00",
                "one-day-after 2026-11-28 10:30:00", "seven-days-after 2026-12-04 10:30:00",
            ],
            RungsOf(Rules.Of(72, PeriodUnit.Hour), "2026-11-24T10:30+08:00").Select(rung => $"{rung.Step.Id} {rung.At:yyyy-MM-dd HH:mm:ss}"));

    [Fact]
    public void The_share_of_the_hour_is_the_same_for_a_clock_in_every_process_and_spread_over_clocks()
    {
        var due = Count(Rules.Of(60, PeriodUnit.Day), "2026-08-02T10:00+08:00");
        var start = due.Trigger.At;

        Assert.Equal(Instant("2026-10-09T00:06:33+08:00"), Law.Ladder.RungsOf(start, due, Duty.Agency, "dispute-1/petition").Single(rung => rung.Step.Id == "due").At);
        Assert.Equal(
            Law.Ladder.RungsOf(start, due, Duty.Agency, "dispute-1/petition").Select(rung => rung.At),
            Law.Ladder.RungsOf(start, due, Duty.Agency, "dispute-1/petition").Select(rung => rung.At));
        var minutes = Enumerable.Range(0, 6000).CountBy(n => Law.Ladder.RungsOf(start, due, Duty.Agency, $"dispute-{n}").First().At.Minute).ToDictionary();
        Assert.Equal(60, minutes.Count);
        Assert.All(minutes.Values, count => Assert.InRange(count, 50, 150));
    }

    [Fact]
    public void Rungs_follow_each_other_in_ladder_order_strictly_after_the_start() =>
        Gen.Select(
            Gen.OneOf(PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.WorkingDay, PeriodUnit.Month),
            Gen.OneOf(Duty.Agency, Duty.Mediator, Duty.Court, Duty.Party, Duty.System),
            Gen.Int[1, 90],
            Gen.Int[0, 1_000_000],
            Gen.String).Sample((unit, duty, length, minute, key) =>
            {
                var due = Count(Rules.Of(length, unit), Instant("2024-06-01T00:00+08:00").AddMinutes(minute));
                var rungs = Law.Ladder.RungsOf(due.Trigger.At, due, duty, key);
                var places = rungs.Select(rung => Law.Ladder.Steps.IndexOf(rung.Step)).ToArray();
                return rungs.Zip(rungs.Skip(1)).All(pair => pair.First.At < pair.Second.At)
                    && places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second)
                    && rungs.All(rung => rung.At > due.Trigger.At && rung.At <= due.DueAt.AddDays(7))
                    && rungs.Where(rung => rung.Step.Kind is RungKind.Fraction or RungKind.Before).All(rung => rung.At < due.DueAt)
                    && rungs.Where(rung => rung.Step.Kind is RungKind.Due or RungKind.After).All(rung => rung.At >= due.DueAt)
                    && rungs.Count(rung => rung.Step.Kind is RungKind.Due) == 1;
            });

    [Fact]
    public void A_clock_that_starts_after_its_end_has_only_the_rungs_that_are_left() =>
        Assert.Equal(
            ["seven-days-after"],
            Law.Ladder.RungsOf(Instant("2026-10-12T10:00+08:00"), Count(Rules.Of(60, PeriodUnit.Day), "2026-08-02T10:00+08:00"), Duty.Agency, "late").Select(rung => rung.Step.Id));

    [Fact]
    public void Of_two_rungs_at_one_instant_the_later_step_speaks()
    {
        var due = Count(Rules.Of(48, PeriodUnit.Hour), "2026-11-24T10:30+08:00");
        var ladder = LadderFileTests.LadderOf("half,fraction,0.5,info,holder,half-gone", "eve,before,1,urgent,holder,due-tomorrow");

        Assert.Equal(["eve"], ladder.RungsOf(due.Trigger.At, due, Duty.Agency, "dispute-1/petition").Select(rung => rung.Step.Id));
    }

    [Fact]
    public void A_rung_at_the_instant_of_the_start_is_not_given() =>
        Assert.Equal(
            ["half", "four-fifths", "due", "one-day-after", "seven-days-after"], // one day before the end is the start itself
            RungsOf(Rules.Of(24, PeriodUnit.Hour), "2026-11-24T10:30+08:00").Select(rung => rung.Step.Id));

    [Fact]
    public void Rungs_speak_in_china_time()
    {
        var due = Count(Rules.Of(72, PeriodUnit.Hour), "2026-11-24T02:30+00:00");

        Assert.All(Law.Ladder.RungsOf(due.Trigger.At, due, Duty.Agency, "dispute-1/petition"), rung => Assert.Equal(TimeSpan.FromHours(8), rung.At.Offset));
    }

    [Fact]
    public void A_window_of_years_is_told_to_the_party_in_its_last_thirty_days() =>
        Assert.Equal(
            [
                "party-thirty-days-before 2029-02-01", "party-under-seven-days 2029-02-25", "party-three-days-before 2029-02-28", "party-one-day-before 2029-03-02",
                "party-due 2029-03-04", "party-one-day-after 2029-03-04", "party-seven-days-after 2029-03-10",
            ],
            RungsOf(Law.Rules.Find("civil-limitation", new DateOnly(2026, 3, 3))! with { RollOn = RollOn.None }, "2026-03-03T10:00+08:00", Duty.Party)
                .Select(rung => $"{rung.Step.Id} {rung.At:yyyy-MM-dd}"));

    [Fact]
    public void A_window_of_fifteen_days_has_the_rungs_that_fit_into_it() =>
        Assert.Equal(
            ["party-under-seven-days", "party-three-days-before", "party-one-day-before"],
            RungsOf(Rules.Of(15, PeriodUnit.Day), "2026-08-03T10:00+08:00", Duty.Party).TakeWhile(rung => rung.Step.Kind is RungKind.Before).Select(rung => rung.Step.Id));

    [Fact]
    public void On_the_rung_that_tells_legal_aid_fewer_than_seven_days_are_left()
    {
        var due = Count(Rules.Of(30, PeriodUnit.Day), "2026-08-03T10:00+08:00");

        var rung = Law.Ladder.RungsOf(due.Trigger.At, due, Duty.Party, "dispute-1/window").Single(rung => rung.Step.Audience.Contains(LadderStep.LegalAid));

        Assert.InRange(due.DueAt - rung.At, TimeSpan.FromDays(6), TimeSpan.FromDays(Law.Policy.LegalAidUrgentDays) - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Every_duty_is_told_of_its_end_once() =>
        Assert.All(
            Enum.GetValues<Duty>().Where(duty => duty is not Duty.None),
            duty => Assert.Single(Law.Ladder.Steps, step => step.Kind is RungKind.Due && step.Duties.Contains(duty)));

    [Theory]
    [InlineData("party-three-days-before", "three-days-before", true)]
    [InlineData("party-three-days-before", "party-three-days-before", true)]
    [InlineData("party-three-days-before", "one-day-before", false)]
    [InlineData("party-three-days-before", "a-rung-of-long-ago", false)]
    public void What_was_said_under_an_earlier_ladder_is_not_said_again(string step, string fired, bool spoken) =>
        Assert.Equal(spoken, Law.Ladder.HasSpoken(Law.Ladder.Find(step)!, [fired]));

    private static ImmutableArray<Rung> RungsOf(TimeLimitRule rule, string trigger, Duty duty = Duty.Agency)
    {
        var due = Count(rule, trigger);
        return Law.Ladder.RungsOf(due.Trigger.At, due, duty, "dispute-1/petition");
    }

    private static DueDate Count(TimeLimitRule rule, string trigger) => Count(rule, Instant(trigger));

    private static DueDate Count(TimeLimitRule rule, DateTimeOffset trigger) =>
        DueDates.Compute(rule, new TriggerEvent("accepted", trigger), Law.Calendar, [], []);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
