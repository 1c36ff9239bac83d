using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>平稳退出: what has to hold before a dispute may leave, each condition alone and all of them together.</summary>
public sealed class ExitTests
{
    [Fact]
    public void D_9_9_Every_missing_condition_is_named_at_once()
    {
        var life = NotAgreed("labour-inspection", "LAB").With(Acts.Command("services", Given.ASettledDispute().State), Given.Clerk).With(Given.Watched(WatchGrade.Yellow), Given.Lead);

        var refused = life.Do(new Exit(), Given.Lead).Refusal!;

        Assert.Equal(RefusalCode.AlreadyWatched, refused.Code);
        Assert.Equal("not-watched|services-done|explained|window-over", Fact(refused, "missing"));
        Assert.Equal("已解除重点关注、所申请的帮扶、服务均有结果、已向当事人释法说理、观察期内没有新的苗头", Fact(refused, "missingZh"));
        var listed = DisputeViews.ExitConditions(life.State, Given.Law, life.Now);
        Assert.False(listed.MayExit);
        Assert.Equal(
            ["settled True", "not-watched False", "services-done False", "answered True", "explained False", "routes-ended True", "window-over False"],
            listed.Exit.Select(each => $"{each.Id} {each.Holds}"));
        Assert.All(listed.Exit, each => Assert.True(each.Words.Zh.Length > 0 && each.Basis.Length > 0));
    }

    [Fact]
    public void D_9_9_What_is_listed_as_possible_is_possible()
    {
        var life = Given.Quiet(Given.ASettledDispute());

        Assert.True(DisputeViews.ExitConditions(life.State, Given.Law, life.Now).MayExit);
        Assert.Equal("done", Life.Told(life.Do(new Exit(), Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_9_An_outcome_without_agreement_is_explained_before_it_leaves()
    {
        var life = Given.Quiet(NotAgreed("lawsuit", "NEI"));
        Assert.Equal("NotExplained", Life.Told(life.Do(new Exit(), Given.Lead).Refusal));

        life.With(Given.Explained, Given.Lead);

        Assert.Equal("done", Life.Told(life.Do(new Exit(), Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_9_It_waits_for_the_fixed_windows_of_the_party_and_the_limit_for_leaving_counts_from_their_end()
    {
        // Thirty days to ask for review of the petition's answer are over before the ninety days of quiet; six months to sue are not.
        var life = NotAgreed("administrative-suit", "GOV");
        var window = life.State.Clocks.Where(clock => clock is { IsOpen: true, Duty: Duty.Party } && !Given.Law.Routing.IsLimitation(clock.RuleId)).Max(clock => clock.Due.End);
        Assert.True(window > new DateOnly(2026, 7, 1));
        Assert.True(life.State.OpenClock(ClockKeys.Exit)!.Due.End > window);
        Given.Quiet(life).With(Given.Explained, Given.Lead);

        Assert.Equal("RoutesOpen", Life.Told(life.Do(new Exit(), Given.Lead).Refusal));
        life.To(Moment.StartOf(window.AddDays(1)).AddHours(9));

        Assert.Equal("done", Life.Told(life.Do(new Exit(), Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_9_A_new_sign_begins_the_days_of_quiet_anew()
    {
        var life = Given.ASettledDispute();
        var before = life.State.OpenClock(ClockKeys.Exit)!.Due.End;
        life.To("2026-04-20T10:00+08:00").With(Given.Risk(RiskFactor.Signal), Given.GridWorker);
        Assert.Equal(before.AddDays(new DateOnly(2026, 4, 20).DayNumber - new DateOnly(2026, 3, 2).DayNumber), life.State.OpenClock(ClockKeys.Exit)!.Due.End, DaysOff);

        Assert.Equal("FollowUpPending", Life.Told(life.To("2026-07-18T23:59+08:00").Do(new Exit(), Given.Lead).Refusal));
        Assert.Equal("done", Life.Told(life.To("2026-07-19T09:00+08:00").Do(new Exit(), Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_2_A_case_is_formally_closed_first_and_settled_only_after_performance_and_visit()
    {
        var life = Given.AnAgreedDispute("2026-03-20").With(Given.Answer, Given.Lead);
        Assert.Equal("PerformancePending", Life.Told(life.Do(new Close(), Given.Lead).Refusal));
        life.With(new RecordPerformance { Instalment = 1 }, Given.Clerk).With(new Close(), Given.Lead);
        Assert.Equal(Stage.Closed, life.State.Stage);

        life.With(Given.Settled, Given.GridWorker);
        Assert.Equal(Stage.Watched, life.State.Stage);
        life.With(Given.Settled, Given.GridWorker);
        Assert.Equal((Stage.Settled, 0), (life.State.Stage, life.State.Reopened));
        life.With(new Reopen { Reason = "又起争执" }, Given.Clerk);

        Assert.Equal(1, life.State.Reopened);
    }

    [Fact]
    public void D_9_3_Nothing_ends_without_an_answer()
    {
        foreach (var stage in (Stage[])[Stage.Agreed, Stage.NotAgreed, Stage.Withdrawn, Stage.Terminated])
        {
            var life = Given.ADisputeIn(stage);
            Assert.Equal((stage, "AnswerMissing"), (stage, Life.Told(life.Do(new Close(), Given.Lead).Refusal)));
            Assert.NotNull(life.State.OpenClock(ClockKeys.Answer));
        }

        Assert.NotNull(Given.AMergedDispute().State.Answer);
        Assert.NotNull(Given.AnExitedDispute().State.Answer);
    }

    [Fact]
    public void D_9_4_A_unit_in_charge_cannot_drop_a_dispute_and_nobody_else_to_take_it()
    {
        var life = Given.ATriagedDispute().With(new Assign { Lead = "510304-housing" }, Given.Clerk);
        life.With(new Decline { Reason = "不属本单位职责" }, Given.Housing);
        Assert.Equal(("510304104-centre", Stage.Triaged), (life.State.Lead.ToString(), life.State.Stage));
        Assert.NotNull(life.State.OpenClock(ClockKeys.Assignment));

        life.With(new Assign { Lead = "510304-housing" }, Given.Clerk).With(new Decline { Reason = "不属本单位职责" }, Given.Housing);

        Assert.Equal("510304-coordinator", life.State.Lead.ToString());
        Assert.NotNull(life.State.OpenClock(ClockKeys.CoordinatorDecision));
        Assert.Equal((2, true), (life.State.Project().Dispute!.Returns, life.State.Project().Dispute!.Contested));
    }

    [Fact]
    public void D_9_11_Whoever_arrives_gets_a_number_even_when_nobody_is_known_to_be_competent()
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { Category = null });

        Assert.True(DisputeNumber.TryParse(life.State.Number, null, out _));
        Assert.NotNull(life.State.Receipt);
    }

    [Fact]
    public void D_9_12_An_open_dispute_has_a_lead_and_a_running_clock_in_every_stage()
    {
        foreach (var stage in Enum.GetValues<Stage>().Where(stage => stage is not (Stage.None or Stage.Exited or Stage.Merged)))
        {
            var dispute = Given.ADisputeIn(stage).State;

            Assert.True(Given.Law.Routing.Exists(dispute.Lead, Given.Law.Areas));
            Assert.Contains(dispute.Clocks, clock => clock is { Status: ClockStatus.Running });
        }
    }

    [Fact]
    public void D_9_13_Who_leaves_without_agreement_knows_the_ways_with_their_limits_and_addresses()
    {
        var life = Given.ANotAgreedDispute();

        var route = Assert.Single(DisputeViews.Progress(life.State, Given.Law, life.Now).Routes);
        Assert.Equal("lawsuit", route.Id);
        Assert.NotEmpty(route.Where.Zh);
        Assert.Contains(life.State.Clocks, clock => clock.Id == route.ClockId && clock.IsOpen);
    }

    [Fact]
    public void D_3_3_There_is_one_lead_and_every_hand_over_says_from_whom_to_whom_why_and_when()
    {
        var life = Given.ATransferredDispute();
        Assert.Equal("510304104-committee", life.State.Lead.ToString());

        life.With(new AcceptTransfer(), Given.Housing);

        Assert.Equal("510304-housing", life.State.Lead.ToString());
        var (asked, taken) = (life.Steps.Single(step => step.Act is "transfer"), life.Steps.Single(step => step.Act is "accept-transfer"));
        Assert.Contains("属住建职责", asked.Data, StringComparison.Ordinal);
        Assert.Equal(("510304104-committee", "510304-housing", life.Now.At), (asked.ActorAgency, taken.ActorAgency, taken.At));
        Assert.Contains("\"lead\":\"510304-housing\"", taken.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void D_3_4_The_coordinator_decides_contested_competence_and_sets_special_watch()
    {
        var life = Given.AnAssignedDispute().With(new Decline { Reason = "不属本单位职责" }, Given.Lead).With(new Assign { Lead = "510304-housing" }, Given.Clerk)
            .With(new Decline { Reason = "不属本单位职责" }, Given.Housing);
        Assert.Equal("NotYourCase", Life.Told(life.Do(new Assign { Lead = "510304-housing" }, Given.Clerk).Refusal));

        life.With(new Assign { Lead = "510304-housing" }, Given.Coordinator).With(Given.Watched(WatchGrade.Orange), Given.Coordinator);

        Assert.Equal(("510304-housing", 0, WatchGrade.Orange), (life.State.Lead.ToString(), life.State.Returns, life.State.Watch!.Grade));
    }

    [Fact]
    public void F25_An_escalation_calls_for_attention_and_leaves_the_lead()
    {
        var life = Given.AHandledDispute().With(new Escalate { Level = Suyuan.Areas.AreaLevel.County, Reason = "久拖未决" }, Given.Lead);

        Assert.Equal("510304104-committee", life.State.Lead.ToString());
        Assert.Equal("510304-coordinator", life.State.OpenClock(ClockKeys.Escalation)!.Holder);
        life.With(Given.Watched(WatchGrade.Yellow), Given.Coordinator);
        Assert.Null(life.State.OpenClock(ClockKeys.Escalation));
    }

    [Fact]
    public void F31_A_follow_up_visit_and_the_persons_own_judgement_are_kept()
    {
        var life = Given.AClosedDispute().With(Given.Settled, Given.GridWorker).With(new Rate { Score = 4 }, Given.Clerk);

        Assert.Equal((Stage.Watched, 4), (life.State.Stage, life.State.Rating));
    }

    [Fact]
    public void F32_It_is_reopened_under_the_same_number()
    {
        var life = Given.AClosedDispute();
        var number = life.State.Number;

        life.With(new Reopen { Reason = "又起争执" }, Given.Clerk);

        Assert.Equal((number, Stage.Assigned), (life.State.Number, life.State.Stage));
    }

    /// <summary>The end rolls over days off, at most a few.</summary>
    private static bool DaysOff(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber) <= 5;

    /// <summary>Handled without agreement, closed, visited twice and found settled, in one morning.</summary>
    private static Life NotAgreed(string route, string category)
    {
        var life = Given.AnAcceptedDispute(category: category);
        var lead = new Actor("lead", Role.Leader, life.State.Lead);
        return life.With(Given.Reached, lead).With(Given.NotAgreed(route), lead).With(Given.Answer, lead).With(new Close(), lead).With(Given.Settled, lead).With(Given.Settled, lead);
    }

    private static string Fact(Refusal refusal, string name) => refusal.Facts.Single(fact => fact.Name == name).Value;
}
