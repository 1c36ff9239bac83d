using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class CompetenceTests
{
    private static readonly Transfer ToHousing = new() { To = "510304-housing", Reason = "属住建职责" };

    [Fact]
    public void Without_a_name_the_first_mediation_body_of_the_place_is_assigned()
    {
        var life = Given.ATriagedDispute();

        life.Do(new Assign(), Given.Clerk);

        Assert.Equal((Stage.Assigned, "510304104-committee"), (life.State.Stage, life.State.Lead.ToString()));
        Assert.Equal(["acceptance-1"], Open(life));
    }

    [Fact]
    public void Accepting_starts_the_limit_of_the_channel_and_the_first_contact()
    {
        var life = Given.AnAcceptedDispute();

        Assert.Equal(["conclude-1", "first-contact-1"], Open(life));
        Assert.Equal(("people-mediation-conclude", "2026-04-02"), (life.Clock("conclude-1").Due.RuleId, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_declined_case_goes_back_to_be_assigned_again()
    {
        var life = Given.AnAssignedDispute();

        life.Do(new Decline { Reason = "不属本单位职责" }, Given.Lead);

        Assert.Equal((Stage.Triaged, "510304104-centre", 1), (life.State.Stage, life.State.Lead.ToString(), life.State.Returns));
        Assert.Equal(["assignment-2"], Open(life));
    }

    [Fact]
    public void The_second_return_sends_it_to_the_coordinator_whose_own_clock_runs()
    {
        var life = ReferredToCoordinator();

        Assert.Equal((Stage.Triaged, "510304-coordinator", 2), (life.State.Stage, life.State.Lead.ToString(), life.State.Returns));
        Assert.Equal(["coordinator-decision-1"], Open(life));
        Assert.Equal((AreaLevel.County, "二次退回"), (life.State.Escalation!.Level, life.State.Escalation.Reason));
    }

    [Fact]
    public void Once_referred_only_the_coordinator_assigns_and_the_count_of_returns_begins_again()
    {
        var life = ReferredToCoordinator();
        Assert.Equal("NotYourCase", Life.Told(life.Do(new Assign { Lead = "510304-housing" }, Given.Clerk).Refusal));
        Assert.Equal("NotYourCase", Life.Told(life.Do(new Triage { Category = "HOU" }, Given.Clerk).Refusal));

        var done = life.Do(new Assign { Lead = "510304-housing" }, Given.Coordinator);

        Assert.Equal("done", Life.Told(done.Refusal));
        Assert.Equal((Stage.Assigned, "510304-housing", 0), (life.State.Stage, life.State.Lead.ToString(), life.State.Returns));
        Assert.Equal(["acceptance-3"], Open(life));
        Assert.Equal("done", Life.Told(life.Do(new Accept(), Given.Housing).Refusal));
    }

    [Fact]
    public void Two_returned_transfers_of_an_accepted_case_refer_it_while_its_limit_goes_on_under_the_coordinator()
    {
        var life = Given.AnAcceptedDispute();
        foreach (var _ in (string[])["first", "second"])
            life.With(ToHousing, Given.Lead).With(new ReturnTransfer { Reason = "不属住建职责" }, Given.Housing);

        Assert.Equal((Stage.Triaged, "510304-coordinator"), (life.State.Stage, life.State.Lead.ToString()));
        Assert.Equal(["conclude-1", "coordinator-decision-1"], Open(life));
        Assert.Equal("510304-coordinator", life.Clock("conclude-1").Holder);
        life.With(new Assign(), Given.Coordinator).With(new Accept(), Given.Lead);
        Assert.Equal(["conclude-1", "first-contact-2"], Open(life));
        Assert.Equal("510304104-committee", life.Clock("conclude-1").Holder);
    }

    [Fact]
    public void Another_channel_chosen_by_the_coordinator_brings_its_own_limit_with_the_new_acceptance()
    {
        var life = Given.AnAcceptedDispute();
        foreach (var _ in (string[])["first", "second"])
            life.With(ToHousing, Given.Lead).With(new ReturnTransfer { Reason = "不属住建职责" }, Given.Housing);
        life.With(new Triage { Category = "NEI", Channel = "petition" }, Given.Coordinator).With(new Assign(), Given.Coordinator);

        life.With(new Accept(), Given.Lead);

        Assert.Equal((ClockStatus.Running, "petition-conclude"), (life.Clock("conclude-2").Status, life.Clock("conclude-2").Due.RuleId));
        Assert.DoesNotContain(life.State.Clocks, clock => clock.Id == "conclude-1" && clock.IsOpen);
    }

    [Fact]
    public void An_accepted_transfer_moves_the_lead_and_its_duties_but_not_the_end()
    {
        var life = Given.AnAcceptedDispute().With(Given.Watched(WatchGrade.Red), Given.Lead).With(ToHousing, Given.Lead);
        var end = life.Clock("conclude-1").Due.End;

        life.Do(new AcceptTransfer(), Given.Housing);

        Assert.Equal(("510304-housing", null), (life.State.Lead.ToString(), life.State.Transfer));
        Assert.Equal(("510304-housing", end), (life.Clock("conclude-1").Holder, life.Clock("conclude-1").Due.End));
        Assert.Equal("510304-housing", life.Clock("watch-visit-1").Holder);
        Assert.Equal(["conclude-1", "watch-visit-1", "first-contact-2"], Open(life));
    }

    [Fact]
    public void A_returned_transfer_leaves_the_lead_where_it_was()
    {
        var life = Given.ATransferredDispute();

        life.Do(new ReturnTransfer { Reason = "不属住建职责" }, Given.Housing);

        Assert.Equal(("510304104-committee", 1, Stage.Assigned), (life.State.Lead.ToString(), life.State.Returns, life.State.Stage));
        Assert.Equal(["acceptance-1"], Open(life));
    }

    [Fact]
    public void Silence_of_the_asked_agency_counts_as_acceptance_at_the_end_of_its_limit_and_not_before()
    {
        var life = Given.ATransferredDispute();
        Assert.Equal("2026-03-03", $"{life.Clock("transfer-1").Due.End:yyyy-MM-dd}");

        life.To("2026-03-03T23:59:59.999+08:00").Wake();
        Assert.Equal("510304104-committee", life.State.Lead.ToString());

        life.To("2026-03-04T00:00+08:00").Wake();
        Assert.Equal(("510304-housing", Stage.Accepted), (life.State.Lead.ToString(), life.State.Stage));
        Assert.Equal(("transfer-deemed-accepted", "system"), (life.Steps[^1].Act, life.Steps[^1].ActorRole));
        Assert.Equal(ClockStatus.Expired, life.Clock("transfer-1").Status);
    }

    [Fact]
    public void What_silence_starts_is_counted_from_the_end_of_the_limit_however_late_somebody_looks()
    {
        var life = Given.ATransferredDispute();

        life.To("2026-04-20T10:00+08:00").Wake();

        Assert.Equal(DateTimeOffset.Parse("2026-03-04T00:00+08:00", null), life.State.LeadSince);
        Assert.Equal(("2026-03-04", "2026-04-07"), ($"{life.Clock("conclude-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(DateTimeOffset.Parse("2026-04-20T10:00+08:00", null), life.Steps[^1].At);
    }

    [Fact]
    public void The_asked_agency_of_a_petition_has_five_working_days_to_object()
    {
        var life = Given.AnAcceptedPetition().With(ToHousing, Given.Lead);

        Assert.Equal(("petition-referral-objection", "2026-03-09"), (life.Clock("transfer-1").Due.RuleId, $"{life.Clock("transfer-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_transfer_to_the_lead_itself_is_refused() =>
        Assert.Equal("to:TransferToSelf", Life.Told(Given.AnAcceptedDispute().Do(ToHousing with { To = "510304104-committee" }, Given.Lead).Refusal));

    [Fact]
    public void A_suspended_case_is_not_transferred_and_a_transferred_one_not_suspended()
    {
        var suspended = Given.AnAcceptedDispute().With(Given.Suspended("agreed"), Given.Lead);
        var transferred = Given.AnAcceptedDispute().With(ToHousing, Given.Lead);

        Assert.Equal("AlreadySuspended", Life.Told(suspended.Do(ToHousing, Given.Lead).Refusal));
        Assert.Equal("TransferPending", Life.Told(transferred.Do(Given.Suspended("agreed"), Given.Lead).Refusal));
    }

    [Fact]
    public void While_a_transfer_waits_neither_withdrawal_nor_agreement_nor_failure_can_pass_it_by()
    {
        var life = Given.AnAcceptedDispute().With(ToHousing, Given.Lead);

        Assert.Equal("TransferPending", Life.Told(life.Do(new Withdraw { Reason = "撤回" }, Given.Clerk).Refusal));
        Assert.Equal("TransferPending", Life.Told(life.Do(Given.AgreementDue(), Given.Lead).Refusal));
        Assert.Equal("TransferPending", Life.Told(life.Do(Given.NotAgreed("lawsuit"), Given.Lead).Refusal));
    }

    [Fact]
    public void Assigning_anew_answers_a_transfer_that_was_still_waiting()
    {
        var life = Given.ATransferredDispute();

        life.Do(new Assign { Lead = "510304-justice" }, Given.Clerk);

        Assert.Equal(("510304-justice", null), (life.State.Lead.ToString(), life.State.Transfer));
        Assert.Equal(["acceptance-2"], Open(life));
    }

    [Fact]
    public void A_helper_that_becomes_the_lead_is_no_helper_any_more()
    {
        var life = Given.ATriagedDispute()
            .With(new Assign { Lead = "510304104-committee", CoHandlers = ["510304-housing", "510304-justice", "510304104-committee"] }, Given.Clerk);
        Assert.Equal(["510304-housing", "510304-justice"], life.State.CoHandlers.Select(helper => helper.ToString()));

        life.With(ToHousing, Given.Lead).With(new AcceptTransfer(), Given.Housing);

        Assert.Equal(["510304-justice"], life.State.CoHandlers.Select(helper => helper.ToString()));
    }

    [Fact]
    public void A_lead_of_a_higher_level_is_an_escalation_on_record()
    {
        var life = Given.ATransferredDispute();

        life.Do(new AcceptTransfer(), Given.Housing);

        Assert.Equal((AreaLevel.County, "属住建职责"), (life.State.Escalation!.Level, life.State.Escalation.Reason));
    }

    [Fact]
    public void Escalation_calls_a_higher_level_and_leaves_the_lead_and_is_answered_by_an_act_of_that_level()
    {
        var life = Given.AnAcceptedDispute().With(new Escalate { Level = AreaLevel.County, Reason = "久拖未决" }, Given.Lead);
        Assert.Equal(("510304104-committee", "510304-coordinator"), (life.State.Lead.ToString(), life.Clock("escalation-1").Holder));
        Assert.Equal("level:EscalationNotUpward", Life.Told(life.Do(new Escalate { Level = AreaLevel.County, Reason = "久拖未决" }, Given.Lead).Refusal));

        life.With(Given.Watched(WatchGrade.Orange), Given.Coordinator);

        Assert.Equal(ClockStatus.Met, life.Clock("escalation-1").Status);
    }

    private static Life ReferredToCoordinator() => Given.AnAssignedDispute()
        .With(new Decline { Reason = "不属本单位职责" }, Given.Lead)
        .With(new Assign { Lead = "510304104-police-station" }, Given.Clerk)
        .With(new Decline { Reason = "不属公安职责" }, Given.Someone(Role.Leader, "510304104-police-station"));

    private static string[] Open(Life life) => [.. life.State.Clocks.Where(clock => clock.IsOpen && !clock.IsOwn()).Select(clock => clock.Id)];
}
