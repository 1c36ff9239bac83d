using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class ProcedureTests
{
    [Fact]
    public void An_event_fulfils_one_limit_and_starts_the_next()
    {
        var life = Given.AnAcceptedDispute().To("2026-03-05T15:00+08:00");
        life.With(Event("traffic-determined", "2026-03-05T10:00+08:00"), Given.Lead).To("2026-03-10T15:00+08:00");

        life.Do(Event("traffic-determination-served", "2026-03-09T09:00+08:00"), Given.Lead);

        Assert.Equal((ClockStatus.Met, "2026-03-09T09:00"), (life.Clock("event-traffic-determination-serve-1").Status, $"{life.Clock("event-traffic-determination-serve-1").EndedAt:yyyy-MM-ddTHH:mm}"));
        Assert.Equal(
            ["event-traffic-mediation-apply-1 2026-03-23 parties", "event-traffic-review-apply-1 2026-03-12 parties"],
            life.State.Clocks.Where(clock => clock.IsOpen && clock.Key.StartsWith(ClockKeys.Event, StringComparison.Ordinal))
                .Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd} {clock.Holder}").Order(StringComparer.Ordinal));
        Assert.Equal(["traffic-determined", "traffic-determination-served"], life.State.Events.Select(happened => happened.Event));
        Assert.Contains("道路交通事故认定书送达", life.Clock("event-traffic-review-apply-1").Due.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_event_at_the_same_instant_again_changes_nothing()
    {
        var life = Given.AnAcceptedDispute().With(Event("complaint-received", "2026-03-02T10:01+08:00"), Given.Lead);
        var before = life.State;

        Assert.Equal("done", Life.Told(life.Do(Event("complaint-received", "2026-03-02T10:01+08:00"), Given.Court).Refusal));

        Assert.Same(before, life.State);
    }

    [Fact]
    public void Saying_it_again_with_another_day_gives_nobody_more_time_unless_the_coordinator_corrects_the_day()
    {
        var life = Given.AnAcceptedDispute().With(Event("complaint-received"), Given.Lead).To("2026-03-06T10:00+08:00");

        var again = life.Do(Event("complaint-received"), Given.Lead);
        Assert.Equal("event:EventCountedAlready", Life.Told(again.Refusal));
        Assert.Equal("event-court-filing-decision-1", again.Refusal!.Facts[0].Value);

        Assert.Equal("done", Life.Told(life.Do(Event("complaint-received", "2026-03-04T10:00+08:00"), Given.Coordinator).Refusal));
        Assert.Equal(ClockStatus.Cancelled, Row(life, "event-court-filing-decision-1"));
        Assert.Equal("2026-03-11", $"{life.Clock("event-court-filing-decision-2").Due.End:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("no-such-event", null, null, "event:UnknownEvent")]
    [InlineData(null, null, null, "event:Required")]
    [InlineData("npc-session-scheduled", "2026-05-01T09:00+08:00", null, "event:EventOfAgency")]
    [InlineData("confirmation-applied", null, null, "event:EventHasAct")]
    [InlineData("complaint-received", "1999-12-31T23:59+08:00", null, "at:DateOutOfRange")]
    [InlineData("complaint-received", "2026-03-02T10:05+08:00", null, "at:DateOutOfRange")]
    [InlineData("recon-hearing-scheduled", null, null, "at:Required")]
    [InlineData("recon-hearing-scheduled", "2026-03-01T09:00+08:00", null, "at:DateOutOfRange")]
    [InlineData("recon-hearing-scheduled", "2029-03-02T09:00+08:00", null, "at:DateOutOfRange")]
    [InlineData("complaint-received", null, "510304-circus", "holder:UnknownAgency")]
    public void What_cannot_be_recorded_is_refused_and_changes_nothing(string? what, string? at, string? holder, string told)
    {
        var life = Given.AnAcceptedDispute();
        var before = life.State;

        Assert.Equal(told, Life.Told(life.Do(new RecordEvent { Event = what, At = at is null ? null : Instant(at), Holder = holder }, Given.Lead).Refusal));

        Assert.Same(before, life.State);
    }

    [Fact]
    public void Two_hundred_events_are_enough_for_any_dispute()
    {
        var life = Given.AnAcceptedDispute();
        for (var i = 0; i < 200; i++)
            life.With(Event("people-mediation-ended"), Given.Lead);

        Assert.Equal("event:TooMany", Life.Told(life.Do(Event("complaint-received"), Given.Lead).Refusal));
    }

    [Fact]
    public void A_duty_is_on_the_named_agency_and_goes_with_the_lead_when_it_was_the_lead_s()
    {
        var life = Given.AnAcceptedDispute()
            .With(Event("consumer-clue-found") with { Holder = "510304-market" }, Given.Lead)
            .With(Event("legalaid-applied"), Given.Lead)
            .With(new Transfer { To = "510304-housing", Reason = "属住建职责" }, Given.Lead)
            .With(new AcceptTransfer(), Given.Housing);

        Assert.Equal(("510304-market", "510304-housing"), (life.Clock("event-consumer-clue-check-1").Holder, life.Clock("event-legalaid-decide-1").Holder));
    }

    [Fact]
    public void A_limit_before_a_day_ahead_warns_from_when_the_day_is_known()
    {
        var life = Given.AnAcceptedPetition().With(Event("recon-hearing-scheduled", "2026-04-30T09:00+08:00"), Given.Lead);

        life.To("2026-06-01T10:00+08:00").Wake();

        Assert.Equal("2026-04-23", $"{life.Clock("event-recon-hearing-notice-1").Due.End:yyyy-MM-dd}");
        Assert.Equal(
            ["half 2026-03-28", "four-fifths 2026-04-13", "three-days-before 2026-04-20", "one-day-before 2026-04-22", "due 2026-04-24", "one-day-after 2026-04-24", "seven-days-after 2026-04-30"],
            life.Rungs.Where(rung => rung.ClockId == "event-recon-hearing-notice-1").Select(rung => $"{rung.Rung} {rung.DueAt:yyyy-MM-dd}"));
    }

    [Fact]
    public void Where_the_day_ahead_is_told_too_late_the_notice_is_overdue_at_once()
    {
        var life = Given.AnAcceptedPetition().With(Event("recon-hearing-scheduled", "2026-03-04T09:00+08:00"), Given.Lead);

        life.After(TimeSpan.FromHours(2)).Wake();

        Assert.True(life.Clock("event-recon-hearing-notice-1").IsOverdue(life.Now.At));
        Assert.Contains(life.Rungs, rung => rung is { ClockId: "event-recon-hearing-notice-1", Rung: "due" });
    }

    [Fact]
    public void A_duty_to_act_at_once_is_due_at_once()
    {
        var life = Given.AnAcceptedDispute().With(Event("escalation-signs"), Given.Lead).After(TimeSpan.FromHours(1));

        life.Wake();

        Assert.Contains(life.Rungs, rung => rung is { ClockId: "event-people-mediation-escalation-report-1", Rung: "due" });
    }

    [Fact]
    public void When_mediation_by_the_police_fails_their_limit_is_counted_anew_from_that_day()
    {
        var life = Given.AnAcceptedDispute(category: "FIG").With(Given.Reached, Given.Lead);
        Assert.Equal(("psb-case-conclude", "2026-04-01"), (life.Clock("conclude-1").RuleId, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));

        life.To("2026-03-21T10:00+08:00").Do(Event("psb-mediation-failed", "2026-03-20T16:00+08:00"), Given.Lead);

        Assert.Equal(Stage.Handling, life.State.Stage);
        Assert.Equal(ClockStatus.Cancelled, Row(life, "conclude-1"));
        var anew = life.Clock("conclude-2");
        Assert.Equal((ClockStatus.Running, "2026-04-20", "治安调解未达成协议或者协议不履行（重新起算）"), (anew.Status, $"{anew.Due.End:yyyy-MM-dd}", anew.Due.Trigger.Event));
        Assert.Contains("治安调解未达成协议或者协议不履行（依公安机关办理行政案件程序规定第185条第2款重新起算）", anew.Due.Sentence.Zh, StringComparison.Ordinal);
        Assert.Equal(ClockStatus.Met, life.Clock("event-psb-clock-restart-1").Status);
        Assert.Contains("\"conclude-1\",\"status\":\"cancelled\"", life.Steps[^1].Data, StringComparison.Ordinal);

        life.With(Given.Extended("conclude-2", 30), Given.Someone(Suyuan.Identity.Role.Leader, "510304-centre"));
        Assert.Contains("重新起算", life.Clock("conclude-2").Due.Sentence.Zh, StringComparison.Ordinal);
        Assert.Equal("2026-05-19", $"{life.Clock("conclude-2").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void A_limit_that_stood_still_runs_when_it_is_counted_anew()
    {
        var life = Given.AnAcceptedDispute(category: "FIG").With(Given.Suspended("appraisal"), Given.Lead);

        life.With(Event("psb-mediation-failed"), Given.Lead);

        Assert.Null(life.State.Suspension);
        Assert.Equal(ClockStatus.Running, life.Clock("conclude-2").Status);
    }

    [Fact]
    public void New_facts_of_a_consumer_report_restart_its_check_as_often_as_they_come()
    {
        var life = Given.AnAcceptedDispute("2026-05-11T10:00+08:00", "CSM").With(Event("consumer-clue-found"), Given.Lead);

        life.To("2026-05-20T10:00+08:00").With(Event("consumer-report-new-facts"), Given.Lead);
        life.To("2026-05-25T10:00+08:00").With(Event("consumer-report-new-facts"), Given.Lead);

        Assert.Equal("2026-06-15", $"{life.Clock("event-consumer-clue-check-3").Due.End:yyyy-MM-dd}");
        Assert.Single(life.State.Clocks, clock => clock.RuleId == "consumer-clue-check" && clock.IsOpen);
        Assert.Contains("第35条", life.Clock("event-consumer-clue-check-3").Due.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_case_s_own_limit_is_not_counted_twice()
    {
        var life = Given.AnAcceptedDispute(category: "NEI", channel: "court-precase-mediation");

        life.With(Event("court-precase-accepted"), Given.Lead);

        Assert.Equal(["conclude-1"], life.State.Clocks.Where(clock => clock.RuleId == "court-precase-mediation").Select(clock => clock.Id));
        Assert.Equal("2026-03-05", $"{life.Clock("event-court-respondent-contact-1").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void A_confirmed_agreement_can_be_objected_to_by_its_parties_and_by_third_persons()
    {
        var life = Given.AnAgreedDispute("2026-03-20").With(new Confirm { Step = ConfirmationStep.Apply }, Given.Clerk)
            .With(new Confirm { Step = ConfirmationStep.Accept }, Given.Court).With(new Confirm { Step = ConfirmationStep.Confirm }, Given.Court);

        Assert.Equal(
            ("2026-03-17", "2026-09-02"),
            ($"{life.Clock("confirmation-objection-1").Due.End:yyyy-MM-dd}", $"{life.Clock("confirmation-objection-third-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void Parties_whose_confirmation_is_dismissed_are_told_that_they_may_mediate_again_or_sue()
    {
        var life = Given.AnAgreedDispute("2026-03-20").With(new Confirm { Step = ConfirmationStep.Apply }, Given.Clerk);

        life.Do(new Confirm { Step = ConfirmationStep.Dismiss }, Given.Court);

        Assert.Equal(["administrative-mediation", "police-handling", "lawsuit"], life.State.Routes.Select(route => route.Id));
    }

    private static ClockStatus Row(Life life, string clock) => Kebab.TryParse<ClockStatus>(life.ClockRows[clock].Status, out var status) ? status : default;

    private static RecordEvent Event(string what, string? at = null) => new() { Event = what, At = at is null ? null : Instant(at) };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
