using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class OutcomeTests
{
    private static readonly Confirm Apply = new() { Step = ConfirmationStep.Apply };

    [Fact]
    public void An_agreement_ends_the_handling_and_starts_answer_instalments_and_the_window_for_confirmation()
    {
        var life = Given.AnAgreedDispute("2026-03-20", "2026-04-04");

        Assert.Equal(Stage.Agreed, life.State.Stage);
        Assert.Equal(ClockStatus.Met, life.Clock("conclude-1").Status);
        Assert.Equal(
            [
                "instalment-1-1 Party 2026-03-20", "instalment-2-1 Party 2026-04-04", // a holiday: the day that was agreed stands
                "confirmation-apply-1 Party 2026-04-01", "answer-1 Agency 2026-03-09",
            ],
            life.State.Clocks.Where(clock => clock.IsOpen).Select(clock => $"{clock.Id} {clock.Duty} {clock.Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void Performance_of_everything_makes_the_case_ready_to_close()
    {
        var life = Given.AnAgreedDispute("2026-03-20", "2026-04-20").With(new RecordPerformance { Instalment = 2 }, Given.Clerk);
        Assert.Equal((Stage.Performing, 0), (life.State.Stage, life.State.ClockCounts.GetValueOrDefault("close")));

        life.Do(new RecordPerformance { Instalment = 1, Voluntary = false }, Given.Clerk);

        Assert.True(life.State.Agreement!.IsPerformed);
        Assert.Equal("协议履行完毕", life.Clock("close-1").Due.Trigger.Event);
        Assert.Equal([false, true], life.State.Agreement.Instalments.Select(instalment => instalment.Voluntary));
    }

    [Theory]
    [InlineData(3, "instalment:UnknownInstalment")]
    [InlineData(1, "instalment:AlreadyPerformed")]
    public void Nothing_is_performed_that_was_not_agreed_or_twice(int instalment, string told)
    {
        var life = Given.AnAgreedDispute("2026-03-20", "2026-04-20").With(new RecordPerformance { Instalment = 1 }, Given.Clerk);

        Assert.Equal(told, Life.Told(life.Do(new RecordPerformance { Instalment = instalment }, Given.Clerk).Refusal));
    }

    [Fact]
    public void Closing_is_refused_while_something_is_owed_or_unanswered()
    {
        var life = Given.AnAgreedDispute("2026-03-20");
        Assert.Equal("AnswerMissing", Life.Told(life.Do(new Close(), Given.Lead).Refusal));
        life.With(Given.Answer, Given.Lead);
        Assert.Equal("PerformancePending", Life.Told(life.Do(new Close(), Given.Lead).Refusal));

        life.With(new RecordPerformance { Instalment = 1 }, Given.Clerk).With(new Close(), Given.Lead);

        Assert.Equal((Stage.Closed, AreaLevel.Township, true), (life.State.Stage, life.State.Closure!.SettledAt, life.State.Closure.WithinLimit));
    }

    [Fact]
    public void A_case_concluded_after_its_limit_is_closed_as_late()
    {
        var life = Given.AHandledDispute().To("2026-04-03T00:00:01+08:00").With(Given.AgreementDue(), Given.Lead).With(Given.Answer, Given.Lead);

        life.With(new Close { SettledAt = AreaLevel.Village }, Given.Lead);

        Assert.Equal((AreaLevel.Village, false), (life.State.Closure!.SettledAt, life.State.Closure.WithinLimit));
    }

    [Fact]
    public void A_failure_must_name_ways_that_are_lawful_for_this_case()
    {
        var done = Given.AHandledDispute().Do(Given.NotAgreed("lawsuit", "labour-arbitration"), Given.Lead);

        Assert.Equal("routes:RouteNotLawful", Life.Told(done.Refusal));
        Assert.Equal("administrative-mediation|police-handling|lawsuit", done.Refusal!.Facts.Single(fact => fact.Name == "allowed").Value);
    }

    [Fact]
    public void The_party_leaves_knowing_its_ways_each_with_the_clock_it_rests_on()
    {
        var life = Given.AHandledDispute();

        life.Do(Given.NotAgreed("lawsuit", "administrative-mediation", "lawsuit"), Given.Lead);

        Assert.Equal(["lawsuit limitation-2", "administrative-mediation limitation-2"], life.State.Routes.Select(route => $"{route.Id} {route.ClockId}"));
        Assert.Equal((Duty.Party, "parties", "2029-03-02"), (life.Clock("limitation-2").Duty, life.Clock("limitation-2").Holder, $"{life.Clock("limitation-2").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_way_that_counts_from_the_occurrence_counts_from_the_day_that_was_registered()
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { OccurredOn = new DateOnly(2026, 2, 10) })
            .With(new Triage { Category = "REQ" }, Given.Clerk).With(new Assign { Lead = "510304104-committee" }, Given.Clerk)
            .With(new Accept(), Given.Lead);

        life.Do(Given.NotAgreed("reconsideration"), Given.Lead);

        Assert.Equal(new NamedRoute("reconsideration", "period-recon-apply-1"), Assert.Single(life.State.Routes));
        Assert.Equal(("2026-02-10", "2026-04-13"), ($"{life.Clock("period-recon-apply-1").Due.Trigger.At:yyyy-MM-dd}", $"{life.Clock("period-recon-apply-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_breached_agreement_can_fail_and_asks_for_a_new_answer_and_a_new_judgement()
    {
        var life = Given.AnAgreedDispute("2026-03-20", "2026-04-20").With(new RecordPerformance { Instalment = 1 }, Given.Clerk)
            .With(Given.Answer, Given.Lead).With(new Rate { Score = 5 }, Given.Clerk).To("2026-05-06T10:00+08:00");

        life.Do(Given.NotAgreed("lawsuit") with { Outcome = FailureKind.Terminated }, Given.Lead);

        Assert.Equal((Stage.Terminated, null, null), (life.State.Stage, life.State.Answer, life.State.Rating));
        Assert.Equal(["answer-2", "limitation-2"], life.State.Clocks.Where(clock => clock.IsOpen).Select(clock => clock.Id).Order(StringComparer.Ordinal));
        Assert.Equal(ClockStatus.Cancelled, life.Clock("instalment-2-1").Status);
        life.With(Given.Answer, Given.Lead);
        Assert.Equal("答复送达", life.Clock("close-1").Due.Trigger.Event);
        Assert.Equal("done", Life.Told(life.Do(new Close(), Given.Lead).Refusal));
    }

    [Fact]
    public void Confirmation_goes_step_by_step_and_the_court_takes_its_own_steps()
    {
        var life = Given.AnAgreedDispute("2026-03-20");
        Assert.Equal("step:ConfirmationOutOfOrder", Life.Told(life.Do(new Confirm { Step = ConfirmationStep.Confirm }, Given.Court).Refusal));
        life.With(Apply, Given.Clerk);
        Assert.Equal("step:ConfirmationOutOfOrder", Life.Told(life.Do(Apply, Given.Clerk).Refusal));
        Assert.Equal("step:NotYourRole", Life.Told(life.Do(new Confirm { Step = ConfirmationStep.Accept }, Given.Lead).Refusal));

        life.With(new Confirm { Step = ConfirmationStep.Accept }, Given.Court);
        Assert.Equal(("510304-court", "510304-court"), (life.Clock("confirmation-target-1").Holder, life.Clock("confirmation-decide-1").Holder));
        life.With(new Confirm { Step = ConfirmationStep.Confirm, Document = "（2026）川0304民特1号" }, Given.Court);

        Assert.Equal(ConfirmationStep.Confirm, life.State.Agreement!.Confirmation);
        Assert.Equal((ClockStatus.Met, Duty.Party, "2026-03-17"), (life.Clock("confirmation-decide-1").Status, life.Clock("confirmation-objection-1").Duty, $"{life.Clock("confirmation-objection-1").Due.End:yyyy-MM-dd}"));
        Assert.Equal("step:ConfirmationOutOfOrder", Life.Told(life.Do(new Confirm { Step = ConfirmationStep.Dismiss }, Given.Court).Refusal));
    }

    [Fact]
    public void The_window_for_confirmation_closes_after_thirty_days()
    {
        var inTime = Given.AnAgreedDispute("2026-05-20").To("2026-04-01T23:59:59+08:00");
        var late = Given.AnAgreedDispute("2026-05-20").To("2026-04-02T00:00+08:00");

        Assert.Equal("done", Life.Told(inTime.Do(Apply, Given.Clerk).Refusal));
        Assert.Equal("step:WindowClosed", Life.Told(late.Do(Apply, Given.Clerk).Refusal));
        Assert.Contains(late.Steps, step => step.Act == "window-closed");
    }

    [Fact]
    public void Matters_of_status_and_what_was_not_mediated_cannot_be_confirmed()
    {
        var status = Given.AHandledDispute().With(Given.AgreementDue("2026-03-20") with { ConcernsStatus = true }, Given.Lead);
        var petition = Given.AnAcceptedPetition().With(Given.AgreementDue("2026-03-20"), Given.Lead);

        Assert.Equal("NotConfirmable", Life.Told(status.Do(Apply, Given.Clerk).Refusal));
        Assert.Equal("NotConfirmable", Life.Told(petition.Do(Apply, Given.Clerk).Refusal));
    }

    [Fact]
    public void Proof_that_an_answer_could_not_be_delivered_stands_in_its_place()
    {
        var life = Given.ANotAgreedDispute();

        life.Do(Given.Answer with { Method = DeliveryMethod.Letter, UndeliverableProof = "邮件退回，两次上门无人" }, Given.Lead);

        Assert.False(life.State.Answer!.Delivered);
        Assert.Equal("done", Life.Told(life.Do(new Close(), Given.Lead).Refusal));
    }

    [Fact]
    public void An_answer_is_given_once() =>
        Assert.Equal("AlreadyAnswered", Life.Told(Given.ANotAgreedDispute().With(Given.Answer, Given.Lead).Do(Given.Answer, Given.Lead).Refusal));

    [Fact]
    public void What_is_withdrawn_still_gets_an_answer_whatever_stage_it_was_in() =>
        Assert.All((Stage[])[Stage.Registered, Stage.Triaged, Stage.Assigned, Stage.Accepted, Stage.Handling], stage =>
        {
            var life = Given.ADisputeIn(stage);

            life.Do(new Withdraw { Reason = "双方自行和解" }, Given.Clerk);

            Assert.Equal(Stage.Withdrawn, life.State.Stage);
            Assert.Equal(["answer-1"], life.State.Clocks.Where(clock => clock.IsOpen && !clock.IsOwn()).Select(clock => clock.Id));
        });

    [Theory]
    [InlineData("withdraw")]
    [InlineData("fail")]
    [InlineData("agreements")]
    public void An_outcome_ends_a_suspension(string act)
    {
        var life = Given.AHandledDispute().With(Given.Suspended("agreed"), Given.Lead);

        Assert.Equal("done", Life.Told(life.Do(Acts.Command(act, life.State), Given.Lead).Refusal));

        Assert.Null(life.State.Suspension);
        Assert.DoesNotContain(life.State.Clocks, clock => clock.Status is ClockStatus.Suspended || (clock.Key is ClockKeys.SuspensionReview && clock.IsOpen));
    }
}
