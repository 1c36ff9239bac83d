using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>选任调解员: choosing, asking, accepting, silence, handing over; one mediator or one offer or a waiting state with a clock.</summary>
public sealed class MediatorRulesTests
{
    [Fact]
    public void F_7_The_parties_choose_among_the_candidates_within_two_workdays()
    {
        var life = Given.AChoosingDispute();
        Assert.Equal((AssignmentPhase.Choosing, Duty.Party, "2026-03-04"), (Phase(life), life.Clock("mediator-choice-1").Duty, $"{life.Clock("mediator-choice-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal("mediator:NotACandidate", Life.Told(life.Do(new ChooseMediator { Mediator = "mediator-9" }, Given.Lead).Refusal));

        life.With(new ChooseMediator { Mediator = "mediator-2" }, Given.Lead).CarryOut();

        Assert.Equal((AssignmentPhase.Offered, "mediator-2", true), (Phase(life), life.State.Assignment!.Seated!.Mediator, life.State.Assignment.Seated.Reserved));
        Assert.Equal(["mediator-1", "mediator-3"], life.State.Assignment.Candidates);
        Assert.Equal((ClockStatus.Met, "510304104-committee"), (life.Clock("mediator-choice-1").Status, life.Clock("mediator-answer-1").Holder));
        Assert.Contains(life.Notices, notice => notice is { Kind: "mediator-asked", Agency: "510304104-committee" });
    }

    [Fact]
    public void F_7_When_they_do_not_choose_in_time_the_lead_appoints()
    {
        var life = Given.AChoosingDispute().To("2026-03-05T00:00+08:00");

        life.Wake();

        Assert.Equal((AssignmentPhase.Appointing, ClockStatus.Expired), (Phase(life), life.Clock("mediator-choice-1").Status));
        Assert.Equal((Duty.Agency, "2026-03-06"), (life.Clock("mediator-appoint-1").Duty, $"{life.Clock("mediator-appoint-1").Due.End:yyyy-MM-dd}"));
        Assert.Contains(life.Steps, step => step.Act == "silence-lead-appoints");
        Assert.Equal("done", Life.Told(life.Do(new AppointMediator { Mediator = "mediator-3" }, Given.Lead).Refusal));
        Assert.Equal((AssignmentPhase.Offered, "mediator-3", ClockStatus.Met), (Phase(life), life.State.Assignment!.Seated!.Mediator, life.Clock("mediator-appoint-1").Status));
    }

    [Fact]
    public void F_7_In_the_courts_channel_the_limits_are_those_of_the_online_mediation_rules()
    {
        var life = Given.AnAcceptedDispute(category: "CON", channel: "court-precase-mediation");
        Given.AChoosingDispute(life);

        Assert.Equal(("court-mediator-choose", "人民法院在线调解规则"), (life.Clock("mediator-choice-1").RuleId, life.Clock("mediator-choice-1").Due.Law));
        life.To("2026-03-05T00:00+08:00").Wake();
        life.With(new AppointMediator { Mediator = "mediator-1" }, Given.Lead).CarryOut();
        Assert.Equal("court-mediator-accept", life.Clock("mediator-answer-1").RuleId);
        life.To(life.Clock("mediator-answer-1").Due.DueAt).Wake();
        Assert.Equal((Stage.Accepted, "mediator-2"), (life.State.Stage, life.State.Assignment!.Seated!.Mediator));
    }

    [Fact]
    public void F_8_The_best_ranked_is_asked_at_once_and_a_full_list_sends_it_to_the_next_unheard()
    {
        var life = Given.AHandledDispute();
        life.Candidates = Given.ThreeCandidates;

        life.With(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Given.Lead).CarryOut(errand => errand.Mediator == "mediator-1" ? Unfit.Full : Unfit.None);

        Assert.Equal("mediator-2", life.State.Assignment!.Seated!.Mediator);
        Assert.Equal(new Attempt("mediator-1", AttemptOutcome.Refused, life.Now.At, Unfit.Full), Assert.Single(life.State.Assignment.Attempts));
        Assert.Single(life.Notices, notice => notice.Kind == "mediator-asked");
        Assert.Equal(2, life.State.LastTicket);
    }

    [Fact]
    public void F_9_Accepting_within_the_limit_makes_the_mediator()
    {
        var life = Given.AMediatedDispute();

        Assert.Equal((AssignmentPhase.Held, "mediator-1"), (Phase(life), life.State.Mediator));
        Assert.DoesNotContain(life.State.Clocks, clock => clock.IsOpen && clock.Key.StartsWith("mediator-", StringComparison.Ordinal));
        Assert.Equal("NobodyAsked", Life.Told(life.Do(new AcceptOffer(), Given.AskedIn(life.State)).Refusal));
        Assert.Equal("MediatorSought", Life.Told(life.Do(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Given.Lead).Refusal));
    }

    [Fact]
    public void F_9_Who_declines_gives_way_to_the_next()
    {
        var life = Given.AnOfferedDispute();

        life.With(new DeclineOffer { Reason = "案件已多" }, Given.AskedIn(life.State)).CarryOut();

        Assert.Equal((AssignmentPhase.Offered, "mediator-2", AttemptOutcome.Declined), (Phase(life), life.State.Assignment!.Seated!.Mediator, life.State.Assignment.Attempts[0].Outcome));
        Assert.Equal("mediator-answer-2", life.State.OpenClock(ClockKeys.MediatorAnswer)!.Id);
    }

    [Fact]
    public void F_9_On_silence_the_next_is_asked_when_the_time_is_over_and_after_three_the_leader_hears()
    {
        var life = Given.AnOfferedDispute();
        for (var turn = 1; turn <= 3; turn++)
        {
            Assert.DoesNotContain(life.Notices, notice => notice.Kind == "mediator-search-long");
            var asked = life.State.OpenClock(ClockKeys.MediatorAnswer)!;
            life.To(asked.Due.DueAt.AddMilliseconds(-1)).Wake();
            Assert.Equal($"mediator-{turn}", life.State.Assignment!.Seated!.Mediator);
            life.To(asked.Due.DueAt).Wake();
            life.CarryOut();
        }

        Assert.Equal((AssignmentPhase.Appointing, 3), (Phase(life), life.State.Assignment!.Attempts.Length));
        Assert.All(life.State.Assignment.Attempts, attempt => Assert.Equal(AttemptOutcome.Silent, attempt.Outcome));
        Assert.Single(life.Notices, notice => notice is { Kind: "mediator-search-long", Agency: "510304104-committee" });
        Assert.NotNull(life.State.OpenClock(ClockKeys.MediatorAppoint));
    }

    [Fact]
    public void Who_is_asked_late_because_nobody_looked_has_the_whole_time()
    {
        var life = Given.AnOfferedDispute().To("2026-03-20T09:00+08:00");

        life.Wake();

        Assert.Equal("2026-03-24", $"{life.State.OpenClock(ClockKeys.MediatorAnswer)!.Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void D_5j_1_With_nobody_left_the_lead_appoints_and_the_justice_bureau_is_asked_to_help()
    {
        var life = Given.AHandledDispute();
        life.Candidates = Given.Candidates();

        life.With(new SeekMediator { Strategy = SearchStrategy.PartiesChoose }, Given.Lead);

        Assert.Equal(AssignmentPhase.Appointing, Phase(life));
        Assert.Contains(life.Notices, notice => notice is { Kind: "mediator-wanted", Agency: "510304-justice" });
    }

    [Theory]
    [InlineData("mediator-2", Role.Mediator, "510304104-committee", "NotYourCase")]
    [InlineData("mediator-1", Role.Mediator, "510304104-committee", "done")]
    [InlineData("chair", Role.Leader, "510304104-committee", "done")]
    [InlineData("chair", Role.Leader, "510321-housing", "NotYourCase")]
    public void Only_the_asked_or_the_own_organisation_answers(string id, Role role, string agency, string told)
    {
        var life = Given.AnOfferedDispute();

        Assert.Equal(told, Life.Told(life.Do(new AcceptOffer(), new Actor(id, role, AgencyId.Parse(agency))).Refusal));
    }

    [Fact]
    public void Somebody_who_is_unfit_or_unknown_is_not_appointed()
    {
        var life = Given.AHandledDispute();
        life.Candidates = Given.ThreeCandidates with { LeftOut = [new LeftOut(Suyuan.Matters.MatterNumber.Parse("mediator-7"), "示例", AgencyId.Parse("510304104-committee"), Unfit.Full, Given.Law.Mediators[Unfit.Full])] };

        Assert.Equal("mediator:MediatorUnfit", Life.Told(life.Do(new AppointMediator { Mediator = "mediator-7" }, Given.Lead).Refusal));
        Assert.Equal("mediator:UnknownMediator", Life.Told(life.Do(new AppointMediator { Mediator = "mediator-8" }, Given.Lead).Refusal));
    }

    [Fact]
    public void The_proposal_of_the_assigning_unit_is_asked_when_the_lead_accepts()
    {
        var life = Given.ATriagedDispute().With(new Assign { Lead = "510304104-committee", Mediator = "mediator-2" }, Given.Clerk);
        Assert.Null(life.State.Assignment);

        life.With(new Accept(), Given.Lead).CarryOut();

        Assert.Equal((AssignmentPhase.Offered, "mediator-2", null), (Phase(life), life.State.Assignment!.Seated!.Mediator, life.State.Mediator));
    }

    [Fact]
    public void A_case_that_changes_hands_gives_its_mediator_back_and_remembers_who_it_was()
    {
        var life = Given.AMediatedDispute().With(new Transfer { To = "510304-housing", Reason = "属住建职责" }, Given.Lead);

        life.With(new AcceptTransfer(), Given.Housing);

        Assert.Equal((null, null), (life.State.Assignment, life.State.Mediator));
        Assert.Equal(["mediator-1"], life.State.FormerMediators);
        var errand = Assert.Single(life.State.Errands);
        Assert.Equal(("mediator-1", 1, false, null), (errand.Mediator, errand.Ticket, errand.Reserve, errand.Served));
        Assert.Equal(life.Now.At, life.State.NextWakeAt);
        Assert.Empty(life.CarryOut().State.Errands);
    }

    [Fact]
    public void A_mediator_who_leaves_hands_over_and_a_limit_runs_until_another_has_the_case()
    {
        var life = Given.AMediatedDispute();
        life.Candidates = Given.Candidates("mediator-2", "mediator-3");

        life.After(TimeSpan.FromHours(1)).Gone(1).CarryOut();

        Assert.Equal((null, AssignmentPhase.Offered, "mediator-2"), (life.State.Mediator, Phase(life), life.State.Assignment!.Seated!.Mediator));
        Assert.Equal((Duty.Agency, "2026-03-05"), (life.Clock("mediator-handover-1").Duty, $"{life.Clock("mediator-handover-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal(["mediator-1"], life.State.ExcludedMediators);
        Assert.Contains(life.Steps, step => step.Act == "mediator-left");
        var version = life.State.Version;
        Assert.Equal(version, life.Gone(1).State.Version);
        life.With(new AcceptOffer(), Given.AskedIn(life.State));
        Assert.Equal(ClockStatus.Met, life.Clock("mediator-handover-1").Status);
    }

    [Fact]
    public void A_place_that_was_wanted_and_is_wanted_no_more_is_given_back_whatever_became_of_the_wish()
    {
        var life = Given.AHandledDispute();
        life.Candidates = Given.ThreeCandidates;
        life.With(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Given.Lead);
        Assert.True(Assert.Single(life.State.Errands).Reserve);

        life.With(new Withdraw { Reason = "双方自行和解" }, Given.Clerk);

        var errand = Assert.Single(life.State.Errands);
        Assert.Equal((1, false), (errand.Ticket, errand.Reserve));
        Assert.True(life.State.Claims(1), "the list is told what becomes of the place, so it need not free it by itself");
        Assert.False(life.CarryOut().State.Claims(1));
    }

    [Fact]
    public void An_answer_that_comes_too_late_changes_nothing_but_the_errand()
    {
        var life = Given.AHandledDispute();
        life.Candidates = Given.ThreeCandidates;
        life.With(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Given.Lead);
        var (wish, scene) = (life.State.Errands[0], life.SceneOf(Actor.Clockwork));
        var answer = new PlaceAnswer(Unfit.None, AgencyId.Parse("510304104-committee"), MediatorKind.PartTime);

        var once = MediatorErrands.Done(life.State.Blank(), wish, answer, scene);
        var twice = MediatorErrands.Done(once.Blank(), wish, answer, scene);

        Assert.Empty(once.Errands);
        Assert.Equal((once.LastStep, once.Assignment), (twice.LastStep, twice.Assignment));
    }

    private static AssignmentPhase? Phase(Life life) => life.State.Assignment?.Phase;
}
