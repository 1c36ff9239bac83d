using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class AfterCareTests
{
    [Fact]
    public void Two_visits_that_find_it_settled_lead_to_the_end()
    {
        var life = Given.AClosedDispute();
        Assert.Equal(["follow-up-first-1 2026-04-01", "follow-up-last-1 2026-06-01"], OpenUntil(life));

        life.To("2026-03-30T10:00+08:00").With(Given.Settled, Given.GridWorker);
        Assert.Equal((Stage.Watched, "follow-up-last-1 2026-06-01"), (life.State.Stage, Assert.Single(OpenUntil(life))));
        life.To("2026-05-25T10:00+08:00").With(Given.Settled, Given.GridWorker);

        Assert.Equal(Stage.Settled, life.State.Stage);
        Assert.Equal(["exit-1 2026-06-05"], OpenUntil(life));
    }

    [Fact]
    public void A_case_leaves_only_when_the_window_of_quiet_is_over()
    {
        var life = Given.ASettledDispute();

        Assert.Equal("FollowUpPending", Life.Told(life.To("2026-05-30T10:00+08:00").Do(new Exit(), Given.Lead).Refusal));
        Assert.Equal("done", Life.Told(life.To("2026-05-31T10:00+08:00").Do(new Exit(), Given.Lead).Refusal));

        Assert.Equal((Stage.Exited, Standing.Exited), (life.State.Stage, life.State.Standing));
        // Nothing is waited for but the end of its retention.
        Assert.Equal(life.State.EraseAt, life.State.NextWakeAt);
    }

    [Theory]
    [InlineData(FollowUpFinding.NotPerformed)]
    [InlineData(FollowUpFinding.Unreachable)]
    public void A_visit_that_settled_nothing_is_made_again(FollowUpFinding finding)
    {
        var life = Given.AClosedDispute().To("2026-03-30T10:00+08:00").With(new FollowUp { Finding = finding }, Given.Clerk);

        Assert.Equal(Stage.Closed, life.State.Stage);
        Assert.Equal(["follow-up-last-1 2026-06-01", "follow-up-first-2 2026-04-29"], OpenUntil(life));
    }

    [Theory]
    [InlineData(Stage.Closed)]
    [InlineData(Stage.Watched)]
    public void A_relapse_reopens_under_the_same_number(Stage stage)
    {
        var life = Given.ADisputeIn(stage);
        var number = life.State.Number;

        life.Do(new FollowUp { Finding = FollowUpFinding.Relapsed }, Given.GridWorker);

        Assert.Equal((number, Stage.Assigned, 1), (life.State.Number, life.State.Stage, life.State.Reopened));
        Assert.Equal((null, null, null), (life.State.Agreement, life.State.Answer, life.State.Closure));
        Assert.Equal(["acceptance-2 2026-03-03", "watch-visit-1 2026-03-17", "name-leader-1 2026-03-04"], OpenUntil(life));
    }

    [Fact]
    public void An_exited_case_comes_back_and_lives_a_whole_life_again()
    {
        var life = Given.AnExitedDispute().With(new Reopen { Reason = "又起争执" }, Given.Clerk);
        Assert.Equal((Stage.Assigned, Standing.Open), (life.State.Stage, life.State.Standing));

        life.With(new Accept(), Given.Lead).With(Given.Reached, Given.Lead).With(Given.AgreementDue(), Given.Lead)
            .With(Given.Answer, Given.Lead).With(new Close(), Given.Lead).With(Given.Settled, Given.Lead).With(Given.Settled, Given.Lead);
        life.With(Given.Watched(WatchGrade.Orange), Given.Lead).With(Given.Calm, Given.GridWorker).With(Given.Calm, Given.GridWorker)
            .With(new Unwatch { Reason = "已经平稳" }, Given.Lead);
        Given.Quiet(life).With(new Exit(), Given.Lead);

        Assert.Equal((Stage.Exited, 1), (life.State.Stage, life.State.Reopened));
    }

    [Fact]
    public void What_was_withdrawn_before_triage_begins_again_with_triage()
    {
        var life = Given.ARegisteredDispute().With(new Withdraw { Reason = "不想告了" }, Given.Clerk).With(Given.Answer, Given.Clerk)
            .With(new Close(), Given.Someone(Suyuan.Identity.Role.Leader, "510304104-centre"));

        life.With(new Reopen { Reason = "又起争执" }, Given.Clerk);

        Assert.Equal((Stage.Registered, "triage-2 2026-03-03"), (life.State.Stage, OpenUntil(life)[0]));
        life.With(new Triage { Category = "NEI" }, Given.Clerk).With(new Assign(), Given.Clerk).With(new Accept(), Given.Lead);
        Assert.Equal(Stage.Accepted, life.State.Stage);
    }

    [Fact]
    public void Returns_of_an_earlier_life_do_not_count_in_the_next()
    {
        var life = Given.ATransferredDispute().With(new ReturnTransfer { Reason = "不属住建职责" }, Given.Housing).With(new Accept(), Given.Lead)
            .With(Given.AgreementDue(), Given.Lead).With(Given.Answer, Given.Lead).With(new Close(), Given.Lead);

        life.With(new Reopen { Reason = "又起争执" }, Given.Clerk).With(new Decline { Reason = "不属本单位职责" }, Given.Lead);

        Assert.Equal((1, "510304104-centre"), (life.State.Returns, life.State.Lead.ToString()));
    }

    [Theory]
    [InlineData(WatchGrade.Yellow, 2, "2026-04-01")]
    [InlineData(WatchGrade.Orange, 2, "2026-03-17")]
    [InlineData(WatchGrade.Red, 4, "2026-03-09")]
    public void A_watch_ends_after_its_visits_and_a_calm_last_one(WatchGrade grade, int visits, string firstVisit)
    {
        var life = Given.AHandledDispute().With(Given.Watched(grade), Given.Lead);
        Assert.Equal(firstVisit, $"{life.Clock("watch-visit-1").Due.End:yyyy-MM-dd}");
        for (var visit = 1; visit < visits; visit++)
            life.With(Given.Calm, Given.GridWorker);
        Assert.Equal("WatchNotOver", Life.Told(life.Do(new Unwatch { Reason = "平稳" }, Given.Lead).Refusal));
        life.With(Given.Calm with { Finding = WatchFinding.Tense }, Given.GridWorker);
        Assert.Equal("WatchNotOver", Life.Told(life.Do(new Unwatch { Reason = "平稳" }, Given.Lead).Refusal));

        life.With(Given.Calm, Given.GridWorker).With(new Unwatch { Reason = "平稳" }, Given.Lead);

        Assert.Null(life.State.Watch);
        Assert.DoesNotContain(life.State.Clocks, clock => clock.Key is ClockKeys.WatchVisit && clock.IsOpen);
    }

    [Fact]
    public void Nothing_is_watched_twice_and_nothing_visited_that_is_not_watched()
    {
        Assert.Equal("AlreadyWatched", Life.Told(Given.AHandledDispute().With(Given.Watched(WatchGrade.Red), Given.Lead).Do(Given.Watched(WatchGrade.Red), Given.Lead).Refusal));
        Assert.Equal("NotWatched", Life.Told(Given.AHandledDispute().Do(Given.Calm, Given.GridWorker).Refusal));
    }

    [Fact]
    public void Nobody_leaves_who_is_watched_or_waits_for_a_service()
    {
        var watched = Given.Quiet(Given.ASettledDispute().With(Given.Watched(WatchGrade.Yellow), Given.Lead));
        var waiting = Given.Quiet(Given.ASettledDispute().With(Acts.Command("services", Given.ASettledDispute().State), Given.Clerk));

        Assert.Equal("AlreadyWatched", Life.Told(watched.Do(new Exit(), Given.Lead).Refusal));
        Assert.Equal("ServicePending", Life.Told(waiting.Do(new Exit(), Given.Lead).Refusal));
        waiting.With(new CompleteService { Service = 1, Outcome = ServiceOutcome.Refused }, Given.Clerk);
        Assert.Equal("done", Life.Told(waiting.Do(new Exit(), Given.Lead).Refusal));
    }

    [Theory]
    [InlineData(ServiceKind.Petition, "petition-direct-notice")]
    [InlineData(ServiceKind.Mediation, "policy-lead-acceptance")]
    [InlineData(ServiceKind.Arbitration, "labor-arb-accept")]
    [InlineData(ServiceKind.Litigation, "court-filing-decision")]
    [InlineData(ServiceKind.LegalAid, "legalaid-decide")]
    [InlineData(ServiceKind.HardshipHelp, "policy-handling-default")]
    [InlineData(ServiceKind.CivilRelief, "subsistence-allowance")]
    [InlineData(ServiceKind.JudicialRelief, "judicial-relief-decide")]
    [InlineData(ServiceKind.PsychologicalComfort, "policy-first-contact")]
    public void Each_of_the_nine_services_runs_under_its_own_limit_at_its_owner(ServiceKind kind, string rule)
    {
        var life = Given.AnAcceptedDispute();

        life.Do(new RequestService { Kind = kind, Owner = "510304-legal-aid" }, Given.Clerk);

        Assert.Equal((rule, "510304-legal-aid"), (life.Clock("service-1-1").Due.RuleId, life.Clock("service-1-1").Holder));
        Assert.Equal("service:UnknownService", Life.Told(life.Do(new CompleteService { Service = 2, Outcome = ServiceOutcome.Delivered }, Given.Clerk).Refusal));
    }

    [Fact]
    public void A_person_judges_once_per_answer()
    {
        var life = Given.ANotAgreedDispute();
        Assert.Equal("AnswerMissing", Life.Told(life.Do(new Rate { Score = 1 }, Given.Clerk).Refusal));
        life.With(Given.Answer, Given.Lead).With(new Rate { Score = 2 }, Given.Clerk);

        Assert.Equal("AlreadyRated", Life.Told(life.Do(new Rate { Score = 3 }, Given.Clerk).Refusal));
    }

    private static string[] OpenUntil(Life life) =>
        [.. life.State.Clocks.Where(clock => clock.IsOpen && !clock.IsOwn() && clock.Key is not ClockKeys.ConfirmationApply).Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd}")];
}
