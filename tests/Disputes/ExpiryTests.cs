using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>What silence does: at the end of its limit and not before, as of its last day however late anybody looks, and once.</summary>
public sealed class ExpiryTests
{
    [Fact]
    public void Medical_mediation_without_agreement_in_thirty_working_days_has_failed()
    {
        var life = Given.AnAcceptedDispute(category: "MED").With(Given.Reached, Given.Lead);

        life.To("2026-04-14T23:59:59+08:00").Wake();
        Assert.Equal(Stage.Handling, life.State.Stage);

        life.To("2026-04-15T00:00+08:00").Wake();
        Assert.Equal((Stage.NotAgreed, ClockStatus.Expired), (life.State.Stage, life.Clock("conclude-1").Status));
        Assert.Equal(["administrative-mediation", "lawsuit"], life.State.Routes.Select(route => route.Id));
        Assert.Equal(
            ["answer-1 2026-04-21", "limitation-2 2029-04-16"],
            Open(life));
        Assert.All(life.State.Routes, route => Assert.Equal("limitation-2", route.ClockId));
        var step = life.Steps.Single(step => step.Act.StartsWith("silence-", StringComparison.Ordinal));
        Assert.Equal(("silence-mediation-failed", "system", "医疗纠纷预防和处理条例第38条", "handling", "not-agreed"), (step.Act, step.ActorRole, step.Basis, step.FromStage, step.ToStage));
        Assert.Contains("视为调解不成", step.Data, StringComparison.Ordinal);
        Assert.Contains(life.Notices, notice => notice is { Kind: "silence-mediation-failed", Agency: "510304104-committee" });
    }

    [Fact]
    public void However_late_anybody_looks_it_failed_on_the_last_day_and_only_once()
    {
        var life = Given.AnAcceptedDispute(category: "MED").With(Given.Reached, Given.Lead);

        life.To("2026-06-20T10:00+08:00").Wake(WakeCause.Sweep);

        Assert.Equal("2026-04-14", $"{life.Clock("limitation-2").Due.Trigger.At:yyyy-MM-dd}");
        Assert.Contains(life.Rungs, rung => rung is { ClockId: "answer-1", Rung: "seven-days-after" });
        Assert.False(life.Wake(WakeCause.Sweep));
        life.To("2027-06-20T10:00+08:00").Wake();
        Assert.Single(life.Steps, step => step.Act == "silence-mediation-failed");
    }

    [Fact]
    public void Parties_who_agree_in_time_to_go_on_move_it()
    {
        var life = Given.AnAcceptedDispute(category: "MED").With(Given.Reached, Given.Lead).To("2026-04-10T10:00+08:00")
            .With(Given.Extended("conclude-1", 5) with { ConsentedOn = new DateOnly(2026, 4, 10) }, Given.Lead);

        life.To("2026-04-21T23:59+08:00").Wake();
        Assert.Equal(Stage.Handling, life.State.Stage);
        life.To("2026-04-22T00:00+08:00").Wake();
        Assert.Equal(Stage.NotAgreed, life.State.Stage);
    }

    [Fact]
    public void An_agreement_on_the_last_day_is_in_time_and_one_after_it_finds_the_mediation_failed()
    {
        var inTime = Given.AnAcceptedDispute(category: "MED").With(Given.Reached, Given.Lead).To("2026-04-14T23:59:59+08:00");
        var late = Given.AnAcceptedDispute(category: "MED").With(Given.Reached, Given.Lead).To("2026-04-15T00:00+08:00");

        Assert.Equal("done", Life.Told(inTime.Do(Given.AgreementDue(), Given.Lead).Refusal));
        Assert.Equal("NotInThisStage", Life.Told(late.Do(Given.AgreementDue(), Given.Lead).Refusal));
        Assert.Equal(Stage.NotAgreed, late.State.Stage);
    }

    [Fact]
    public void A_transfer_that_nobody_answered_yet_ends_with_the_handling()
    {
        var life = Given.AnAcceptedDispute(category: "MED").To("2026-04-14T16:00+08:00").With(new Transfer { To = "510304-health", Reason = "属卫健职责" }, Given.Lead);

        life.To("2026-04-15T08:00+08:00").Wake();

        Assert.Equal((Stage.NotAgreed, null, "510304104-committee"), (life.State.Stage, life.State.Transfer, life.State.Lead.ToString()));
        Assert.Equal(ClockStatus.Cancelled, life.Clock("transfer-1").Status);
    }

    [Theory]
    [InlineData("CSM", null, "2026-05-11T10:00+08:00", "2026-07-10")]
    [InlineData("NEI", "court-precase-mediation", Given.Monday, "2026-04-01")]
    [InlineData("SCH", null, Given.Monday, "2026-05-06")]
    public void Where_the_law_ends_the_mediation_with_its_limit_it_is_over_and_every_way_is_named(string category, string? channel, string begins, string end)
    {
        var life = Given.AnAcceptedDispute(begins, category, channel);
        var last = DateOnly.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(last, life.Clock("conclude-1").Due.End);

        life.To(Moment.StartOf(last.AddDays(1)).AddMilliseconds(-1)).Wake();
        Assert.Equal(Stage.Accepted, life.State.Stage);
        life.To(Moment.StartOf(last.AddDays(30))).Wake();

        Assert.Equal((Stage.Terminated, ClockStatus.Expired), (life.State.Stage, life.Clock("conclude-1").Status));
        Assert.Equal(Given.Law.Routing.NextRoutes(category, life.State.Channel!).Select(route => route.Id), life.State.Routes.Select(route => route.Id));
        Assert.All(life.State.Routes, route => Assert.NotNull(route.ClockId));
        Assert.Equal(ClockStatus.Running, life.Clock("answer-1").Status);
    }

    [Fact]
    public void A_consumer_mediation_that_its_limit_ended_is_to_be_told_within_seven_working_days_of_that_day()
    {
        var life = Given.AnAcceptedDispute("2026-05-11T10:00+08:00", "CSM");

        life.To("2026-08-01T10:00+08:00").Wake();

        var notice = life.Clock("event-consumer-termination-notice-1");
        Assert.Equal(("2026-07-10", "2026-07-21"), ($"{notice.Due.Trigger.At:yyyy-MM-dd}", $"{notice.Due.End:yyyy-MM-dd}"));
        Assert.Equal("consumer-mediation-ended", Assert.Single(life.State.Events).Event);
        Assert.Contains(life.Rungs, rung => rung is { ClockId: "event-consumer-termination-notice-1", Rung: "seven-days-after" });
    }

    [Fact]
    public void A_procedure_beside_the_dispute_ends_alone()
    {
        var life = Given.AnAcceptedDispute(channel: "litigation").With(Event("court-entrusted-accepted-summary"), Given.Lead);

        life.To("2026-03-10T08:00+08:00").Wake();

        Assert.Equal((Stage.Accepted, ClockStatus.Expired, ClockStatus.Running), (life.State.Stage, life.Clock("event-court-entrusted-mediation-summary-1").Status, life.Clock("conclude-1").Status));
        Assert.Contains("恢复审理", life.Steps.Single(step => step.Act == "silence-handling-ends").Data, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_for_reconsideration_that_nobody_refused_is_accepted_from_the_last_day()
    {
        var life = Given.AnAssignedDispute(category: "GOV", channel: "reconsideration").With(Event("recon-received"), Given.Lead);

        life.To("2026-03-09T23:59:59+08:00").Wake();
        Assert.Equal(Stage.Assigned, life.State.Stage);
        life.To("2026-03-20T10:00+08:00").Wake();

        Assert.Equal((Stage.Accepted, "510304104-committee"), (life.State.Stage, life.State.Lead.ToString()));
        Assert.Equal(("recon-decide", "2026-03-09", "2026-05-08"), (life.Clock("conclude-1").RuleId, $"{life.Clock("conclude-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal("2026-03-18", $"{life.Clock("event-recon-serve-1").Due.End:yyyy-MM-dd}");
        Assert.Single(life.State.Clocks, clock => clock.RuleId == "recon-decide");
        Assert.Equal("行政复议法第30条第3款", life.Steps.Single(step => step.Act == "silence-accepted").Basis);
    }

    [Fact]
    public void Reconsideration_beside_another_channel_begins_its_own_limit()
    {
        var life = Given.AnAcceptedPetition().With(Event("recon-received"), Given.Lead);

        life.To("2026-03-10T08:00+08:00").Wake();

        Assert.Equal(("petition-conclude", "2026-05-08"), (life.Clock("conclude-1").RuleId, $"{life.Clock("event-recon-decide-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void An_application_refused_in_time_is_not_accepted()
    {
        var life = Given.AnAssignedDispute(category: "GOV", channel: "reconsideration").With(Event("recon-received"), Given.Lead).With(Event("recon-refused"), Given.Lead);

        life.To("2026-03-20T10:00+08:00").Wake();

        Assert.Equal(Stage.Assigned, life.State.Stage);
    }

    [Theory]
    [InlineData("GOV", "reconsideration", Stage.Withdrawn)]
    [InlineData("VIL", "petition", Stage.Accepted)]
    public void Papers_not_supplemented_mean_that_the_reconsideration_was_given_up(string category, string channel, Stage stage)
    {
        var life = Given.AnAcceptedDispute(category: category, channel: channel).With(Event("recon-supplement-asked"), Given.Lead);

        life.To("2026-03-16T23:59:59+08:00").Wake();
        Assert.Equal(Stage.Accepted, life.State.Stage);
        life.To("2026-03-17T00:00+08:00").Wake();

        Assert.Equal((stage, ClockStatus.Expired), (life.State.Stage, life.Clock("event-recon-supplement-1").Status));
        Assert.Equal(stage is Stage.Withdrawn, life.State.OpenClock(ClockKeys.Answer) is not null);
    }

    [Fact]
    public void Sixty_days_of_suspension_end_the_reconsideration()
    {
        var life = Given.AnAcceptedDispute(category: "GOV", channel: "reconsideration").With(Given.Suspended("force-majeure"), Given.Lead)
            .With(Event("recon-suspended"), Given.Lead);

        life.To("2026-05-07T08:00+08:00").Wake();

        Assert.Equal((Stage.Terminated, null), (life.State.Stage, life.State.Suspension));
        Assert.Contains("suit-after-reconsideration", life.State.Routes.Select(route => route.Id));
    }

    [Theory]
    [InlineData("recon-copy-received", "2026-03-17", "event-recon-answer-1")]
    [InlineData("recon-copy-received-simple", "2026-03-10", "event-recon-answer-simple-1")]
    public void A_respondent_who_does_not_answer_has_no_evidence(string what, string at, string clock)
    {
        var life = Given.AnAcceptedDispute(category: "GOV", channel: "reconsideration").With(Event(what), Given.Lead);

        life.To($"{at}T00:00+08:00").Wake();

        Assert.Equal(ClockStatus.Expired, life.Clock(clock).Status);
        var step = life.Steps.Single(step => step.Act == "silence-deemed");
        Assert.Equal("行政复议法第70条", step.Basis);
        Assert.Contains("视为该行政行为没有证据、依据", step.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mediator_who_does_not_confirm_loses_the_case_and_it_counts_as_nobody_s_return()
    {
        var life = Given.AnAssignedDispute().With(Event("court-mediator-assigned"), Given.Court);

        life.To("2026-03-05T23:59:59+08:00").Wake();
        Assert.Equal(Stage.Assigned, life.State.Stage);
        life.To("2026-03-06T00:00+08:00").Wake();

        Assert.Equal((Stage.Triaged, "510304104-centre", 0), (life.State.Stage, life.State.Lead.ToString(), life.State.Returns));
        Assert.Equal(["assignment-2"], life.State.Clocks.Where(clock => clock.IsOpen && !clock.IsOwn()).Select(clock => clock.Id));
        Assert.Contains(life.Notices, notice => notice is { Kind: "declined", Agency: "510304104-centre" });
    }

    [Fact]
    public void A_mediator_who_takes_the_case_has_confirmed()
    {
        var life = Given.AnAssignedDispute().With(Event("court-mediator-assigned"), Given.Court).With(new Accept(), Given.Lead);

        life.To("2026-03-20T00:00+08:00").Wake();

        Assert.Equal((ClockStatus.Met, Stage.Accepted), (life.Clock("event-court-mediator-accept-1").Status, life.State.Stage));
    }

    [Fact]
    public void A_month_of_people_s_mediation_opens_the_other_ways_and_the_duty_stays_owed()
    {
        var life = Given.AHandledDispute();

        life.To("2026-04-02T23:59:59+08:00").Wake();
        Assert.Empty(life.State.Routes);
        life.To("2026-04-03T00:00+08:00").Wake();

        Assert.Equal(Stage.Handling, life.State.Stage);
        Assert.Equal(["administrative-mediation ", "police-handling ", "lawsuit "], life.State.Routes.Select(route => $"{route.Id} {route.ClockId}"));
        Assert.True(life.Clock("conclude-1").IsOverdue(life.Now.At.AddMilliseconds(1)));
        life.To("2026-05-03T00:00+08:00").Wake();
        Assert.Contains(life.Rungs, rung => rung is { ClockId: "conclude-1", Rung: "seven-days-after" });
        Assert.Single(life.Steps, step => step.Act == "silence-routes-open");
        life.With(Given.AgreementDue(), Given.Lead);
        Assert.Empty(life.State.Routes);
    }

    [Fact]
    public void A_reconsideration_without_a_decision_opens_fifteen_days_to_sue_and_is_still_owed()
    {
        var life = Given.AnAcceptedDispute(category: "GOV", channel: "reconsideration");

        life.To("2026-05-08T10:00+08:00").Wake();

        Assert.Equal((ClockStatus.Running, "2026-05-06"), (life.Clock("conclude-1").Status, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(("2026-05-06", "2026-05-21"), ($"{life.Clock("event-recon-sue-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("event-recon-sue-1").Due.End:yyyy-MM-dd}"));
        life.With(Event("recon-decision-received"), Given.Lead);
        Assert.Equal("2026-05-25", $"{life.Clock("event-recon-sue-2").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void An_appraisal_that_nobody_disputes_is_fixed_and_starts_the_determination()
    {
        var life = Given.AnAcceptedDispute(category: "TRA").With(Event("traffic-appraisal-served"), Given.Lead);

        life.To("2026-03-30T10:00+08:00").Wake();

        Assert.Equal(("2026-03-05", "2026-03-12"), ($"{life.Clock("event-traffic-determination-appraisal-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("event-traffic-determination-appraisal-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(ClockStatus.Expired, life.Clock("event-traffic-reappraisal-apply-1").Status);
    }

    [Fact]
    public void A_duty_not_performed_opens_six_months_to_sue()
    {
        var life = Given.AnAcceptedPetition().With(Event("legal-duty-asked"), Given.Lead);

        life.To("2026-05-10T10:00+08:00").Wake();

        Assert.Equal(("2026-05-06", "2026-11-06"), ($"{life.Clock("event-admin-lit-sue-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("event-admin-lit-sue-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(ClockStatus.Running, life.Clock("event-admin-nonfeasance-1").Status);
    }

    [Fact]
    public void Where_the_law_only_makes_an_agency_late_nothing_is_supposed()
    {
        var life = Given.AnAcceptedPetition().With(Event("traffic-determined"), Given.Lead);

        life.After(TimeSpan.FromDays(400)).Wake();

        Assert.Equal(Stage.Accepted, life.State.Stage);
        Assert.All((string[])["conclude-1", "event-traffic-determination-serve-1"], id => Assert.True(life.Clock(id).IsOverdue(life.Now.At)));
        Assert.DoesNotContain(life.Steps, step => step.Act.StartsWith("silence-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clock_from_before_this_was_kept_ends_as_it_did()
    {
        var life = Given.AnAgreedDispute("2026-03-20");
        Clock Old(string id) => life.Clock(id) with { AtEnd = null };

        Assert.Equal((true, false, false), (Old("confirmation-apply-1").ExpiresByItself, Old("instalment-1-1").ExpiresByItself, Old("answer-1").ExpiresByItself));
        Assert.Equal((true, false, false), (life.Clock("confirmation-apply-1").ExpiresByItself, life.Clock("instalment-1-1").ExpiresByItself, life.Clock("answer-1").ExpiresByItself));
    }

    private static string[] Open(Life life) =>
        [.. life.State.Clocks.Where(clock => clock.IsOpen).Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd}").Order(StringComparer.Ordinal)];

    private static RecordEvent Event(string what) => new() { Event = what };
}
