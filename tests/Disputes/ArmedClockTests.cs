using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>Mediation of traffic accidents: its ten working days begin with an event that acceptance does not bring.</summary>
public sealed class ArmedClockTests
{
    [Fact]
    public void Accepted_the_limit_is_armed_and_the_lead_has_to_ask_whether_its_event_has_come()
    {
        var life = Given.AnAcceptedDispute(category: "TRA");

        Assert.Equal((ClockStatus.Armed, "traffic-mediation-conclude", "510304104-committee"), (life.Clock("conclude-1").Status, life.Clock("conclude-1").RuleId, life.Clock("conclude-1").Holder));
        Assert.Equal("2026-03-17", $"{life.Clock("armed-review-1").Due.End:yyyy-MM-dd}");
        var row = life.ClockRows["conclude-1"];
        Assert.Equal(("armed", null, "traffic-mediation-conclude"), (row.Status, row.DueAt, row.RuleId));
    }

    [Fact]
    public void It_is_shown_with_what_it_waits_for_and_without_an_end()
    {
        var life = Given.AnAcceptedDispute(category: "TRA");

        var seen = DisputeViews.Of(life.State, Given.Law, Given.Lead, life.Now).Clocks.Single(clock => clock.Id == "conclude-1");
        var told = DisputeViews.Progress(life.State, Given.Law, life.Now).Ours.Single(clock => clock.Id == "conclude-1");

        Assert.Equal((ClockStatus.Armed, null, false), (seen.Status, seen.Due, seen.Overdue));
        Assert.Equal(["funeral-period-ended", "treatment-ended", "disability-graded", "loss-fixed"], seen.Awaits!.Events);
        Assert.Contains("受伤人员治疗终结", told.Awaits!.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("第90条", told.Awaits.Sentence.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("funeral-period-ended")]
    [InlineData("treatment-ended")]
    [InlineData("disability-graded")]
    [InlineData("loss-fixed")]
    public void It_begins_with_whichever_event_comes(string what)
    {
        var life = Given.AnAcceptedDispute(category: "TRA").To("2026-03-09T10:00+08:00");

        life.Do(Event(what, "2026-03-06T09:00+08:00"), Given.Lead);

        Assert.Equal((ClockStatus.Running, "2026-03-20"), (life.Clock("conclude-1").Status, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(Given.Law.Events[what].Name.Zh, life.Clock("conclude-1").Due.Trigger.Event);
        Assert.Equal(ClockStatus.Met, life.Clock("armed-review-1").Status);
        Assert.Equal(("running", "2026-03-21"), (life.ClockRows["conclude-1"].Status, $"{life.ClockRows["conclude-1"].DueAt:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_begins_with_acceptance_where_the_event_lies_before_that(bool toldBefore)
    {
        var life = Given.AnAssignedDispute(category: "TRA");
        if (toldBefore)
            life.With(Event("loss-fixed", "2026-02-20T09:00+08:00"), Given.Lead);
        life.To("2026-03-03T10:00+08:00").With(new Accept(), Given.Lead);
        if (!toldBefore)
            life.With(Event("loss-fixed", "2026-02-20T09:00+08:00"), Given.Lead);

        Assert.Equal((ClockStatus.Running, "2026-03-17", "受理"), (life.Clock("conclude-1").Status, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}", life.Clock("conclude-1").Due.Trigger.Event));
        Assert.Single(life.State.Clocks, clock => clock.RuleId == "traffic-mediation-conclude");
    }

    [Fact]
    public void A_disability_graded_after_the_treatment_counts_it_anew()
    {
        var life = Given.AnAcceptedDispute(category: "TRA").With(Event("treatment-ended"), Given.Lead).To("2026-03-10T10:00+08:00");
        Assert.Equal("event:EventCountedAlready", Life.Told(life.Do(Event("loss-fixed"), Given.Lead).Refusal));

        life.Do(Event("disability-graded"), Given.Lead);

        Assert.Equal("2026-03-24", $"{life.Clock("conclude-2").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void Asked_in_vain_the_lead_asks_again()
    {
        var life = Given.AnAcceptedDispute(category: "TRA").To("2026-03-17T10:00+08:00");

        life.Do(Event("starting-event-asked"), Given.Lead);

        Assert.Equal((ClockStatus.Armed, ClockStatus.Running, "2026-04-01"), (life.Clock("conclude-1").Status, life.Clock("armed-review-2").Status, $"{life.Clock("armed-review-2").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void Nobody_asking_is_overdue_and_heard_of()
    {
        var life = Given.AnAcceptedDispute(category: "TRA").To("2026-04-20T10:00+08:00");

        life.Wake();

        Assert.True(life.Clock("armed-review-1").IsOverdue(life.Now.At));
        Assert.Contains(life.Rungs, rung => rung is { ClockId: "armed-review-1", Rung: "seven-days-after" });
        Assert.DoesNotContain(life.Rungs, rung => rung.ClockId == "conclude-1");
    }

    [Theory]
    [InlineData("agreements", Stage.Agreed)]
    [InlineData("fail", Stage.NotAgreed)]
    [InlineData("withdraw", Stage.Withdrawn)]
    public void An_outcome_makes_it_void(string act, Stage stage)
    {
        var life = Given.AnAcceptedDispute(category: "TRA");

        Assert.Equal("done", Life.Told(life.Do(Acts.Command(act, life.State), Given.Lead).Refusal));

        Assert.Equal((stage, ClockStatus.Cancelled), (life.State.Stage, life.Clock("conclude-1").Status));
        Assert.NotEqual(ClockStatus.Running, life.Clock("armed-review-1").Status);
        life.With(Given.Answer, Given.Lead).With(new Close(), Given.Lead);
        Assert.True(life.State.Closure!.WithinLimit);
    }

    [Fact]
    public void It_goes_with_the_lead_and_cannot_be_extended()
    {
        var life = Given.AnAcceptedDispute(category: "TRA").With(new Transfer { To = "510304-traffic-police", Reason = "属交警职责" }, Given.Lead)
            .With(new AcceptTransfer(), Given.Someone(Suyuan.Identity.Role.Leader, "510304-traffic-police"));

        Assert.Equal(("510304-traffic-police", "510304-traffic-police"), (life.Clock("conclude-1").Holder, life.Clock("armed-review-1").Holder));
        Assert.Equal("clockId:ClockNotRunning", Life.Told(life.Do(Given.Extended("conclude-1", 3), Given.Someone(Suyuan.Identity.Role.Leader, "510304-traffic-police")).Refusal));
    }

    private static RecordEvent Event(string what, string? at = null) => new() { Event = what, At = at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) };
}
