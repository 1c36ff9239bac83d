using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>How long, how often and by whose approval a clock is extended, and who is told.</summary>
public sealed class ExtensionTests
{
    [Fact]
    public void Sixty_days_and_thirty_more_end_on_the_day_the_reference_says()
    {
        var life = Given.AnAcceptedPetition("2026-08-02T09:00+08:00");
        Assert.Equal("2026-10-08", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}");

        var done = life.Do(Given.Extended("conclude-1", 30), Given.Lead);

        Assert.Equal("done", Life.Told(done.Refusal));
        Assert.Equal(("2026-10-31", "2026-11-02"), ($"{life.Clock("conclude-1").Due.NominalEnd:yyyy-MM-dd}", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("conclude-1", 31, "length:ExtensionTooLong")]
    [InlineData("first-contact-1", 1, "clockId:ExtensionNotAllowed")]
    [InlineData("triage-1", 1, "clockId:ClockNotRunning")]
    [InlineData("conclude-9", 1, "clockId:UnknownClock")]
    public void An_extension_beyond_the_rule_is_refused(string clock, int length, string told) =>
        Assert.Equal(told, Life.Told(Given.AnAcceptedPetition().Do(Given.Extended(clock, length), Given.Lead).Refusal));

    [Fact]
    public void An_extension_is_granted_as_often_as_the_rule_says_and_not_once_more()
    {
        var life = Given.AnAcceptedPetition().With(Given.Extended("conclude-1", 10), Given.Lead);

        Assert.Equal("clockId:ExtensionUsedUp", Life.Told(life.Do(Given.Extended("conclude-1", 10), Given.Lead).Refusal));
    }

    [Fact]
    public void After_the_end_there_is_nothing_left_to_extend()
    {
        var life = Given.AnAcceptedPetition("2026-08-02T09:00+08:00").To("2026-10-09T00:00:01+08:00");

        Assert.Equal("clockId:EndPassed", Life.Told(life.Do(Given.Extended("conclude-1", 10), Given.Lead).Refusal));
    }

    [Fact]
    public void Where_the_law_names_no_maximum_reason_is_the_maximum()
    {
        var life = Given.AnAcceptedDispute();
        while (life.Do(Given.ExtendedByConsent(life.State, "conclude-1", 3_650), Given.Lead).Succeeded)
            Assert.True(life.Clock("conclude-1").Due.End.Year < 2120);

        Assert.Equal("length:ExtensionTooLong", Life.Told(life.Do(Given.ExtendedByConsent(life.State, "conclude-1", 3_650), Given.Lead).Refusal));
    }

    [Fact]
    public void The_time_for_the_answer_may_be_extended_once_when_the_outcome_is_there()
    {
        var life = Given.ANotAgreedDispute();
        Assert.Equal("2026-03-09", $"{life.Clock("answer-1").Due.End:yyyy-MM-dd}");

        life.Do(Given.Extended("answer-1", 5), Given.Coordinator);

        Assert.Equal("2026-03-16", $"{life.Clock("answer-1").Due.End:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData(Role.Leader, "510304104-committee", "done")]
    [InlineData(Role.Handler, "510304104-committee", "clockId:NotTheApprover")]
    [InlineData(Role.Leader, "510304-centre", "clockId:NotTheApprover")] // above it, but the regulation says: the unit's own head
    [InlineData(Role.Coordinator, "510304-coordinator", "clockId:NotTheApprover")]
    [InlineData(Role.Leader, "510321-housing", "NotYourCase")]
    public void A_petition_is_extended_by_the_head_of_the_unit_that_handles_it(Role role, string agency, string told) =>
        Assert.Equal(told, Life.Told(Given.AnAcceptedPetition().Do(Given.Extended("conclude-1", 30), Given.Someone(role, agency)).Refusal));

    [Fact]
    public void Who_must_approve_is_said_in_both_languages() => Assert.Equal(
        [new Fact("approverZh", "办理单位负责人"), new Fact("approverEn", "a leader of the unit that holds the clock")],
        Given.AnAcceptedPetition().Do(Given.Extended("conclude-1", 30), Given.Someone(Role.Handler, "510304104-committee")).Refusal!.Facts);

    [Fact]
    public void Mediation_goes_on_when_the_parties_agree_and_their_day_is_recorded()
    {
        var life = Given.AnAcceptedDispute();

        Assert.Equal("consentedOn:ConsentMissing", Life.Told(life.Do(Given.Extended("conclude-1", 10), Given.Mediator).Refusal));
        Assert.Equal("done", Life.Told(life.Do(Given.ExtendedByConsent(life.State, "conclude-1", 10), Given.Mediator).Refusal));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Nobody_agreed_before_the_registration_or_tomorrow(int days)
    {
        var life = Given.AnAcceptedDispute();
        var command = Given.Extended("conclude-1", 10) with { ConsentedOn = life.Now.Day.AddDays(days) };

        Assert.Equal("consentedOn:DateOutOfRange", Life.Told(life.Do(command, Given.Mediator).Refusal));
    }

    [Theory]
    [InlineData(Role.Court, "510304-court", "done")]
    [InlineData(Role.Court, "510300-court", "clockId:NotTheApprover")]
    [InlineData(Role.Court, "510321-court", "NotYourCase")]
    [InlineData(Role.Leader, "510304104-committee", "clockId:NotTheApprover")]
    public void A_court_extends_its_own_clock(Role role, string agency, string told)
    {
        var life = Given.AnAgreedDispute()
            .With(new Confirm { Step = ConfirmationStep.Apply }, Given.Clerk)
            .With(new Confirm { Step = ConfirmationStep.Accept }, Given.Court);

        Assert.Equal(told, Life.Told(life.Do(Given.Extended("confirmation-target-1", 10), Given.Someone(role, agency)).Refusal));
    }

    [Fact]
    public void A_complaint_about_a_bank_is_extended_first_by_the_head_and_then_higher_up()
    {
        var life = Complaint();

        Assert.Equal("length:ExtensionTooLong", Life.Told(life.Do(Given.Extended("conclude-1", 16), Given.Lead).Refusal));
        Assert.Equal("done", Life.Told(life.Do(Given.Extended("conclude-1", 15), Given.Lead).Refusal));
        Assert.Equal("clockId:NotTheApprover", Life.Told(life.Do(Given.Extended("conclude-1", 30), Given.Lead).Refusal));
        Assert.Equal("done", Life.Told(life.Do(Given.Extended("conclude-1", 30), Given.Someone(Role.Leader, "510304-centre")).Refusal));
        Assert.Equal("clockId:ExtensionUsedUp", Life.Told(life.Do(Given.Extended("conclude-1", 1), Given.Someone(Role.Leader, "510304-centre")).Refusal));
        Assert.Equal([15, 30], life.Clock("conclude-1").Due.Extensions.Select(extension => extension.Length));
    }

    [Fact]
    public void The_lead_is_asked_to_tell_the_parties_and_the_holder_hears_of_it()
    {
        var petition = Given.AnAcceptedPetition();
        petition.Do(Given.Extended("conclude-1", 30), Given.Lead);
        var agreed = Given.AnAgreedDispute()
            .With(new Confirm { Step = ConfirmationStep.Apply }, Given.Clerk)
            .With(new Confirm { Step = ConfirmationStep.Accept }, Given.Court);
        agreed.Do(Given.Extended("confirmation-target-1", 10), Given.Court);

        Assert.Equal(
            ["510304104-committee tell-parties-extension"],
            petition.State.Written.Notices.Select(notice => $"{notice.Agency} {notice.Kind}"));
        Assert.Equal(
            ["510304104-committee tell-parties-extension", "510304-court clock-extended"],
            agreed.State.Written.Notices.Select(notice => $"{notice.Agency} {notice.Kind}"));
        Assert.DoesNotContain("案情复杂", petition.State.Written.Notices[0].Payload, StringComparison.Ordinal);
    }

    /// <summary>A petition whose concluding clock runs by the rule of complaints about banks.</summary>
    private static Life Complaint()
    {
        var life = Given.AnAcceptedPetition();
        var rule = Given.Law.Rules.Find("finance-complaint", life.Now.Day)!;
        var due = DueDates.Compute(rule, life.Clock("conclude-1").Due.Trigger, Given.Law.Calendar, [], []);
        return new Life(life.State.Replace(life.Clock("conclude-1") with { Due = due }), life.Now.At);
    }
}
