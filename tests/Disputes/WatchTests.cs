using System.Text.Json;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>重点关注: entry by rule and by hand, grades, visits, and the way off the list.</summary>
public sealed class WatchTests
{
    [Theory]
    [InlineData(RiskFactor.Violence, "violence", WatchGrade.Red)]
    [InlineData(RiskFactor.RedWarning, "red-warning", WatchGrade.Red)]
    [InlineData(RiskFactor.VulnerableParty, "vulnerable", WatchGrade.Yellow)]
    public void D_9_8_A_risk_puts_a_dispute_on_the_list_in_the_command_that_tells_of_it(RiskFactor factor, string rule, WatchGrade grade)
    {
        var life = Given.AHandledDispute().With(Given.Risk(factor, "w-1"), Given.GridWorker);

        Assert.Equal((grade, rule, 1), (life.State.Watch!.Grade, Assert.Single(life.State.Watch.Reasons).Rule, life.State.WatchEntries));
        Assert.Equal(["risks", "watch-rule"], life.State.Written.Steps.Select(step => step.Act));
        var told = JsonDocument.Parse(life.Steps[^1].Data).RootElement.GetProperty("said");
        Assert.Equal((rule, "watch-2026.11"), (told.GetProperty("rules")[0].GetProperty("rule").GetString(), told.GetProperty("version").GetString()));
        Assert.Equal(Given.Law.WatchRules.Find(rule)!.Words.Zh, told.GetProperty("rules")[0].GetProperty("words").GetProperty("zh").GetString());
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, WatchGrade.Orange)]
    [InlineData(29, WatchGrade.Orange)]
    [InlineData(30, WatchGrade.Red)]
    public void D_9_8_A_group_of_five_is_watched_from_its_registration(int people, WatchGrade? grade)
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { PeopleInvolved = people });

        Assert.Equal(grade, life.State.Watch?.Grade);
    }

    [Fact]
    public void D_9_8_A_group_that_grows_is_told_and_raises_the_grade()
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { PeopleInvolved = 6 }).With(Given.Watched(WatchGrade.Yellow), Given.Lead)
            .With(Given.Calm, Given.GridWorker);

        life.With(Given.Risk(RiskFactor.Group, people: 40), Given.GridWorker);

        Assert.Equal((WatchGrade.Red, 0, "镇长"), (life.State.Watch!.Grade, life.State.Watch.Visits, life.State.Watch.NamedLeader));
        Assert.Equal(["group", "by-hand", "large-group"], life.State.Watch.Reasons.Select(reason => reason.Rule));
        Assert.Equal("policy-watch-visit-red", life.State.OpenClock(ClockKeys.WatchVisit)!.RuleId);
    }

    [Fact]
    public void D_9_8_What_is_pending_for_ninety_days_is_watched_although_nobody_does_anything()
    {
        var life = Given.AnAcceptedPetition();
        Assert.Equal(DateTimeOffset.Parse("2026-05-31T00:00+08:00", null), life.State.WatchAt);

        life.To("2026-05-30T23:59+08:00").Wake();
        Assert.DoesNotContain("long-pending", life.State.WatchSpoken.Keys);
        life.To("2026-05-31T00:00+08:00").Wake();

        Assert.Contains("long-pending", life.State.Watch!.Reasons.Select(reason => reason.Rule));
        Assert.Null(life.State.WatchAt);
    }

    [Fact]
    public void D_9_8_What_has_an_outcome_is_pending_no_more()
    {
        var life = Given.AnAgreedDispute("2026-12-01");

        life.To("2026-08-31T00:00+08:00").Wake();

        Assert.DoesNotContain("long-pending", life.State.WatchSpoken.Keys);
    }

    [Fact]
    public void D_9_8_Two_limits_overdue_put_a_dispute_on_the_list_and_two_more_tell_again()
    {
        var life = Given.AnAcceptedPetition();
        var first = life.State.OpenClock(ClockKeys.FirstContact)!.Due.DueAt;
        var conclude = life.State.OpenClock(ClockKeys.Conclude)!.Due.DueAt;

        life.To(first.AddHours(2)).Wake();
        Assert.Equal((1, null), (life.State.Overdue, life.State.Watch));
        life.To(conclude.AddHours(2)).Wake();

        Assert.Equal((2, WatchGrade.Orange, "overdue-twice"), (life.State.Overdue, life.State.Watch!.Grade, Assert.Single(life.State.Watch.Reasons).Rule));
        life.After(TimeSpan.FromDays(60)).Wake();
        Assert.Equal(3, life.State.Overdue);
    }

    [Fact]
    public void D_9_9_A_relapse_enters_the_list_again_with_its_history_and_its_count()
    {
        var life = Given.AnExitedDispute().With(new Reopen { Reason = "又起争执" }, Given.Clerk);

        Assert.Equal((1, 1, "repeat"), (life.State.Reopened, life.State.WatchEntries, Assert.Single(life.State.Watch!.Reasons).Rule));
        Assert.Equal(Enumerable.Range(1, life.State.LastStep), life.Steps.Select(step => step.Sequence));
        Assert.Equal("exit", life.Steps[^3].Act);
        Assert.Equal(1, life.State.Project().Dispute!.Reopened);
    }

    [Fact]
    public void D_9_8_The_same_facts_put_it_on_the_list_once_and_new_ones_again()
    {
        var life = Given.AHandledDispute().With(Given.Risk(RiskFactor.Violence, "w-1"), Given.GridWorker).With(Given.Watched(WatchGrade.Red), Given.Lead);
        foreach (var _ in Enumerable.Range(0, 4))
            life.With(Given.Calm, Given.GridWorker);
        life.With(new Unwatch { Reason = "已经平稳" }, Given.Lead).With(Given.Reached, Given.Lead);
        Assert.Null(life.State.Watch);
        var steps = life.State.LastStep;

        life.Do(Given.Risk(RiskFactor.Violence, "w-1"), Given.GridWorker);
        Assert.Equal((steps, null), (life.State.LastStep, life.State.Watch));
        life.With(Given.Risk(RiskFactor.Violence, "w-2"), Given.GridWorker);

        Assert.Equal((WatchGrade.Red, 2), (life.State.Watch!.Grade, life.State.WatchEntries));
    }

    [Fact]
    public void D_9_8_Until_a_leader_is_named_the_leads_answers_and_somebody_has_to_name_one_in_time()
    {
        var life = Given.AHandledDispute().With(Given.Risk(RiskFactor.Violence), Given.GridWorker);
        var view = DisputeViews.Of(life.State, Given.Law, Given.Coordinator, life.Now).Watch!;

        Assert.Equal(("何市镇人民调解委员会责任领导", false), (view.NamedLeader, view.LeaderNamed));
        Assert.Equal(("510304-coordinator", "policy-watch-leader", "2026-03-04"), Named(life));
        Assert.Contains(life.Notices, notice => notice is { Kind: "name-leader", Agency: "510304-coordinator" });

        life.With(Given.Watched(WatchGrade.Yellow), Given.Coordinator);

        Assert.Equal((WatchGrade.Red, "镇长", 1), (life.State.Watch!.Grade, life.State.Watch.NamedLeader, life.State.WatchEntries));
        Assert.Equal(ClockStatus.Met, life.Clock("name-leader-1").Status);
        Assert.Equal("AlreadyWatched", Life.Told(life.Do(Given.Watched(WatchGrade.Red), Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_8_It_leaves_the_list_only_when_every_condition_holds_and_is_told_all_that_is_missing()
    {
        var life = Given.AnAcceptedPetition().With(Given.Risk(RiskFactor.Violence), Given.GridWorker);
        life.To("2026-05-31T00:00+08:00").Wake();

        var refused = life.Do(new Unwatch { Reason = "平稳" }, Given.Lead).Refusal!;

        Assert.Equal(RefusalCode.WatchNotOver, refused.Code);
        Assert.Equal("watch-visited|watch-calm|leader-named|watch-cause-over", Fact(refused, "missing"));
        Assert.Contains("已确定包案领导", Fact(refused, "missingZh"), StringComparison.Ordinal);
        var listed = DisputeViews.ExitConditions(life.State, Given.Law, life.Now).Watch;
        Assert.Equal(["watched True", "watch-visited False", "watch-calm False", "leader-named False", "watch-cause-over False"], listed.Select(each => $"{each.Id} {each.Holds}"));
    }

    [Fact]
    public void D_9_8_What_was_pending_for_long_stays_on_the_list_until_there_is_an_outcome()
    {
        var life = Given.AnAcceptedPetition();
        life.To("2026-05-31T00:00+08:00").Wake();
        life.With(Given.Watched(WatchGrade.Yellow), Given.Lead).With(Given.Calm, Given.GridWorker).With(Given.Calm, Given.GridWorker);

        Assert.Equal("WatchCauseRemains", Life.Told(life.Do(new Unwatch { Reason = "平稳" }, Given.Lead).Refusal));
        life.With(Given.NotAgreed("petition-review"), Given.Lead);

        Assert.Equal("done", Life.Told(life.Do(new Unwatch { Reason = "平稳" }, Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_8_A_grade_is_raised_at_once_and_lowered_only_after_a_calm_visit()
    {
        var life = Given.AHandledDispute().With(Given.Watched(WatchGrade.Orange), Given.Lead).With(Given.Calm, Given.GridWorker);
        life.With(new RegradeWatch { Grade = WatchGrade.Red, Reason = "扬言报复" }, Given.Lead);
        Assert.Equal((WatchGrade.Red, 0), (life.State.Watch!.Grade, life.State.Watch.Visits));
        Assert.Equal(("policy-watch-visit-red", "2026-03-09"), (life.State.OpenClock(ClockKeys.WatchVisit)!.RuleId, $"{life.State.OpenClock(ClockKeys.WatchVisit)!.Due.End:yyyy-MM-dd}"));

        Assert.Equal("grade:WatchNotCalm", Life.Told(life.Do(new RegradeWatch { Grade = WatchGrade.Yellow, Reason = "缓和" }, Given.Lead).Refusal));
        life.With(Given.Calm, Given.GridWorker).With(new RegradeWatch { Grade = WatchGrade.Yellow, Reason = "缓和", NamedLeader = "副镇长" }, Given.Lead);

        Assert.Equal((WatchGrade.Yellow, 1, "副镇长"), (life.State.Watch.Grade, life.State.Watch.Visits, life.State.Watch.NamedLeader));
        Assert.Equal("policy-watch-visit-yellow", life.State.OpenClock(ClockKeys.WatchVisit)!.RuleId);
        Assert.Equal("grade:GradeUnchanged", Life.Told(life.Do(new RegradeWatch { Grade = WatchGrade.Yellow, Reason = "缓和" }, Given.Lead).Refusal));
    }

    [Fact]
    public void D_9_8_A_visit_that_finds_it_escalating_raises_the_grade_to_red()
    {
        var life = Given.AHandledDispute().With(Given.Watched(WatchGrade.Yellow), Given.Lead).With(Given.Calm with { Finding = WatchFinding.Escalating }, Given.GridWorker);

        Assert.Equal((WatchGrade.Red, 0, "policy-watch-visit-red"), (life.State.Watch!.Grade, life.State.Watch.Visits, life.State.OpenClock(ClockKeys.WatchVisit)!.RuleId));
    }

    [Fact]
    public void F26_Visits_come_due_one_after_the_other_on_working_days()
    {
        // Fifteen days after Friday 17 April is Saturday 2 May, in the holiday of the first of May.
        var life = Given.AHandledDispute("2026-04-17T10:00+08:00").With(Given.Watched(WatchGrade.Orange), Given.Lead);
        Assert.Equal("2026-05-06", $"{life.Clock("watch-visit-1").Due.End:yyyy-MM-dd}");

        life.To("2026-04-27T10:00+08:00").With(Given.Calm, Given.GridWorker);

        Assert.Equal("2026-05-12", $"{life.State.OpenClock(ClockKeys.WatchVisit)!.Due.End:yyyy-MM-dd}");
        Assert.Equal(life.State.OpenClock(ClockKeys.WatchVisit)!.Due.DueAt, life.State.Project().Dispute!.NextVisitAt);
    }

    [Fact]
    public void D_10_6_A_second_registration_of_the_same_claim_is_linked_counted_and_told_once()
    {
        var life = Given.AHandledDispute();
        var duplicate = DisputeNumber.Of(Suyuan.Areas.AreaCode.Parse("510304"), 2026, 99);

        var linked = CompetenceRules.Linked(life.State.Blank(), duplicate, life.SceneOf(Actor.Clockwork));

        Assert.Equal([duplicate.ToString()], linked.Linked);
        Assert.Equal((WatchGrade.Orange, "repeat"), (linked.Watch!.Grade, linked.Watch.Reasons[0].Rule));
        Assert.Equal(["linked", "watch-rule"], linked.Written.Steps.Select(step => step.Act));
        Assert.Contains(linked.Written.Notices, notice => notice is { Kind: "claimed-again", Agency: "510304104-committee" });
        Assert.Same(linked, CompetenceRules.Linked(linked, duplicate, life.SceneOf(Actor.Clockwork)));
    }

    [Fact]
    public void A_merged_dispute_tells_the_survivor_until_it_knows()
    {
        var life = Given.AMergedDispute();

        Assert.Equal(life.Now.At + TimeSpan.FromMinutes(2), life.State.TellSurvivorAt);
        Assert.Equal(life.State.TellSurvivorAt, life.State.NextWakeAt);
        Assert.Equal(life.State.EraseAt, (life.State with { TellSurvivorAt = null }).NextWakeAt);
    }

    [Theory]
    [InlineData("violence,violence-risks,1,risks", "violence,unknown,1,risks", "line 8, measure: \"unknown\" is none of")]
    [InlineData("group,people,5,persons", "group,people,0,persons", "line 12, atLeast: 0 is not between 1 and 100000")]
    [InlineData("group,people,5,persons", "group,people,5,days", "line 12, unit: people is counted in persons")]
    [InlineData("\ngroup,people", "\nviolence,people", "line 12, rule: violence is there twice")]
    [InlineData("false,orange,calm,涉及五人", "false,blue,calm,涉及五人", "line 12, grade: \"blue\" is none of")]
    public void A_wrong_row_stops_the_start_and_says_where(string good, string bad, string said)
    {
        var wrong = Assert.Throws<DataFileException>(() => WatchRules.Load(DamagedFile.With(WatchRules.File, good, bad)));

        Assert.StartsWith($"{WatchRules.File} {said}", wrong.Message, StringComparison.Ordinal);
    }

    private static (string, string, string) Named(Life life) =>
        (life.Clock("name-leader-1").Holder, life.Clock("name-leader-1").RuleId, $"{life.Clock("name-leader-1").Due.End:yyyy-MM-dd}");

    private static string Fact(Refusal refusal, string name) => refusal.Facts.Single(fact => fact.Name == name).Value;
}
