using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Ledger;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class ElapsingTests
{
    [Fact]
    public void Where_nothing_is_due_nothing_is_written()
    {
        var life = Given.ARegisteredDispute();
        var before = life.State;

        Assert.False(life.To(before.NextWakeAt!.Value - TimeSpan.FromMilliseconds(1)).Wake());

        Assert.Same(before, life.State);
    }

    [Fact]
    public void Each_rung_fires_once_at_its_instant_and_in_the_order_of_the_ladder()
    {
        var life = Given.AnAcceptedPetition().With(Given.Reached, Given.Lead);
        while (life.State.NextWakeAt is { } next)
            life.To(next).Wake();

        var conclusion = life.Rungs.Where(rung => rung.ClockId is "conclude-1").ToArray();
        Assert.Equal(
            [
                "half 2026-04-04", "four-fifths 2026-04-23", "three-days-before 2026-05-03", "one-day-before 2026-05-05",
                "due 2026-05-07", "one-day-after 2026-05-07", "seven-days-after 2026-05-13",
            ],
            conclusion.Select(rung => $"{rung.Rung} {rung.DueAt:yyyy-MM-dd}"));
        Assert.All(life.Rungs, rung => Assert.Equal(rung.DueAt, rung.FiredAt));
        Assert.Equal(["conclude-1", "name-leader-1", "watch-visit-1", "watch-visit-2"], life.Rungs.Select(rung => rung.ClockId).Distinct().Order(StringComparer.Ordinal));
        Assert.False(life.To("2030-01-01T00:00+08:00").Wake());
    }

    /// <summary>Lists and forecasts see of a clock what a rung leaves as it is; and the ends, which it does not.</summary>
    [Fact]
    public void A_rung_writes_no_row_of_its_clock_and_an_end_does()
    {
        var rung = Given.AnAcceptedPetition();
        rung.To(rung.State.NextWakeAt!.Value).Wake();

        Assert.Equal((1, 0), (DisputeProjection.Of(rung.State).Rungs.Length, DisputeProjection.Of(rung.State).Clocks.Length));

        var ended = rung.With(Given.Reached, Given.Lead);
        Assert.Contains(DisputeProjection.Of(ended.State).Clocks, clock => clock is { ClockId: "first-contact-1", Status: "met" });
    }

    [Fact]
    public void After_four_hundred_days_everything_has_happened_once_in_order_and_is_marked_late_with_the_net_that_caught_it()
    {
        var life = Given.AnAcceptedPetition().With(Given.Watched(WatchGrade.Red), Given.Lead);

        life.After(TimeSpan.FromDays(400)).Wake(WakeCause.Sweep);

        Assert.Equal(life.Rungs.Length, life.Rungs.DistinctBy(rung => (rung.ClockId, rung.Rung)).Count());
        Assert.Equal(life.Rungs.OrderBy(rung => rung.DueAt), life.Rungs);
        Assert.Equal(["conclude-1 7", "first-contact-1 4", "watch-visit-1 5"], life.Rungs.CountBy(rung => rung.ClockId).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal));
        Assert.All(life.Rungs, rung => Assert.Equal(("sweep", life.Now.At), (rung.Cause, rung.FiredAt)));
        Assert.All(life.State.Written.Steps.Where(step => step.Act is "rung"), step => Assert.Contains("\"late\":\"sweep\"", step.Data, StringComparison.Ordinal));
        Assert.False(life.Wake());
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void A_rung_is_late_after_two_minutes(int seconds, bool late)
    {
        var life = Given.ARegisteredDispute();

        life.To(life.State.NextWakeAt!.Value.AddSeconds(seconds)).Wake(WakeCause.Timer);

        Assert.Equal(late, life.State.Written.Steps[0].Data.Contains("\"late\":\"timer\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_finds_everything_done_that_was_due_before_it()
    {
        var life = Given.AnAcceptedPetition().To("2026-04-01T10:00+08:00");

        life.Do(Given.Reached, Given.Lead);

        Assert.Equal(["rung", "rung", "rung", "rung", "contact"], life.State.Written.Steps.Select(step => step.Act));
        Assert.All(life.State.Written.Rungs, rung => Assert.Equal("command", rung.Cause));
    }

    [Fact]
    public void A_refused_command_keeps_what_time_did()
    {
        var life = Given.AnAcceptedPetition().To("2026-04-01T10:00+08:00");

        Assert.Equal("NotSuspended", Life.Told(life.Do(new Resume(), Given.Lead).Refusal));

        Assert.Equal(4, life.State.Written.Rungs.Length);
        Assert.DoesNotContain(life.Steps, step => step.Act == "resume");
    }

    [Fact]
    public void Warnings_from_before_an_end_was_known_are_not_given_and_an_end_already_past_is_told_at_once()
    {
        var life = Given.AHandledDispute().To("2026-03-30T10:00+08:00")
            .With(Given.AgreementDue("2026-03-10") with { SignedOn = new DateOnly(2026, 3, 5) }, Given.Lead);

        life.Wake();

        Assert.Equal(["party-due", "party-one-day-after", "party-seven-days-after"], life.Rungs.Where(rung => rung.ClockId == "instalment-1-1").Select(rung => rung.Rung));
    }

    [Fact]
    public void Suspended_clocks_are_silent()
    {
        var life = Given.AnAcceptedDispute().With(Given.Suspended("agreed"), Given.Lead);

        life.After(TimeSpan.FromDays(400)).Wake();

        Assert.All(life.Rungs, rung => Assert.Equal("suspension-review-1", rung.ClockId));
        Assert.Equal(7, life.Rungs.Length);
    }

    [Fact]
    public void What_has_fired_does_not_fire_again_when_the_end_moves()
    {
        var life = Given.AnAcceptedPetition().With(Given.Reached, Given.Lead).To("2026-05-05T12:00+08:00");
        life.Wake();
        Assert.Equal(["half", "four-fifths", "three-days-before", "one-day-before"], life.Clock("conclude-1").Fired);

        life.Do(Given.Extended("conclude-1", 30), Given.Lead);
        life.After(TimeSpan.FromDays(400)).Wake();

        Assert.Equal(
            ["half", "four-fifths", "three-days-before", "one-day-before", "due", "one-day-after", "seven-days-after"],
            life.Rungs.Select(rung => rung.Rung));
        Assert.Equal("2026-06-02", $"{life.Rungs.Single(rung => rung.Rung == "due").DueAt:yyyy-MM-dd}");
    }

    [Fact]
    public void A_party_window_closes_by_itself_and_an_instalment_stays_owed()
    {
        var life = Given.AnAgreedDispute("2026-03-20");

        life.To("2026-06-01T10:00+08:00").Wake();

        Assert.Equal((ClockStatus.Expired, "2026-04-02T00:00"), (life.Clock("confirmation-apply-1").Status, $"{life.Clock("confirmation-apply-1").EndedAt:yyyy-MM-ddTHH:mm}"));
        Assert.Equal(ClockStatus.Running, life.Clock("instalment-1-1").Status);
        Assert.True(life.Clock("instalment-1-1").IsOverdue(life.Now.At));
    }

    [Fact]
    public void An_agency_hears_of_a_rung_once_however_many_of_its_people_it_concerns()
    {
        var life = Given.ARegisteredDispute();

        life.After(TimeSpan.FromDays(30)).Wake();

        Assert.Equal(
            ["510304104-centre", "510304-centre"],
            life.Notices.Where(notice => notice.Kind == "due").Select(notice => notice.Agency));
        Assert.Equal(life.Notices.Length, life.Notices.DistinctBy(notice => notice.Id).Count());
    }

    [Fact]
    public void No_rung_lies_before_its_trigger()
    {
        var life = Given.AnAgreedDispute("2026-03-02", "2026-03-03", "2026-12-31").With(Given.Watched(WatchGrade.Orange), Given.Lead);

        life.After(TimeSpan.FromDays(700)).Wake();

        Assert.All(life.Rungs, rung => Assert.True(rung.DueAt > (life.State.Clocks.FirstOrDefault(clock => clock.Id == rung.ClockId)?.Due.Trigger.At ?? DateTimeOffset.MinValue)));
    }

    [Fact]
    public void The_chain_holds_after_all_that()
    {
        var life = Given.ATransferredDispute().After(TimeSpan.FromDays(10));
        life.Wake();
        life.With(Given.Suspended("agreed"), Given.Housing).After(TimeSpan.FromDays(50)).With(new Resume(), Given.Housing)
            .With(Given.AgreementDue("2026-06-01"), Given.Housing).After(TimeSpan.FromDays(400)).Wake();

        Assert.Null(ChainRules.Check(new ChainEnd(life.State.Number, life.State.Receipt!.Hash, life.State.LastStep, life.State.LastHash), life.Steps));
        Assert.Equal(Enumerable.Range(1, life.State.LastStep), life.Steps.Select(step => step.Sequence));
        Assert.Equal(life.Steps.OrderBy(step => step.At).Select(step => step.Sequence), life.Steps.Select(step => step.Sequence));
    }
}
