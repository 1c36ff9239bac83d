using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Tests.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>披露、回避、邀请参与和以案定补.</summary>
public sealed class ParticipantTests
{
    [Fact]
    public void F_10_What_the_mediator_discloses_is_told_to_the_lead_who_tells_the_parties()
    {
        var life = Given.AMediatedDispute();

        life.With(new Disclose { Circumstance = Circumstance.OtherRelation, Note = "曾为同事" }, Given.AskedIn(life.State));

        Assert.Equal(new Recusal("mediator-1", Circumstance.OtherRelation, life.Now.At, Asked: false), Assert.Single(life.State.Recusals));
        Assert.Contains(life.Notices, notice => notice.Kind == "mediator-disclosed");
    }

    [Fact]
    public void F_10_A_recusal_is_decided_by_the_leader_within_its_limit_and_there_is_no_session_meanwhile()
    {
        var life = Given.AMediatedDispute().With(Given.Recusal, Given.Clerk);
        Assert.Equal("2026-03-05", $"{life.Clock("recusal-1").Due.End:yyyy-MM-dd}");
        Assert.Equal("RecusalPending", Life.Told(life.Do(new HoldSession { HeldAt = life.Now.At }, Given.Lead).Refusal));
        Assert.Equal("NotYourRole", Life.Told(life.Do(new DecideRecusal { Upheld = true, Reason = "属实" }, Given.Mediator).Refusal));
        life.Candidates = Given.Candidates("mediator-2");

        life.With(new DecideRecusal { Upheld = true, Reason = "属实" }, Given.Lead).CarryOut();

        Assert.Equal((null, "mediator-2", ClockStatus.Met), (life.State.Mediator, life.State.Assignment!.Seated!.Mediator, life.Clock("recusal-1").Status));
        Assert.Equal(["mediator-1"], life.State.ExcludedMediators);
        Assert.NotNull(life.State.OpenClock(ClockKeys.MediatorHandover));
        Assert.Contains("mediator-1", MediatorCase.Of(life.State).Excluded);
    }

    [Fact]
    public void F_10_A_recusal_that_is_not_upheld_leaves_the_mediator()
    {
        var life = Given.AMediatedDispute().With(Given.Recusal, Given.Clerk).With(new DecideRecusal { Upheld = false, Reason = "不属实" }, Given.Lead);

        Assert.Equal(("mediator-1", false), (life.State.Mediator, life.State.Recusals[0].Upheld));
        Assert.Equal("done", Life.Told(life.Do(new HoldSession { HeldAt = life.Now.At }, Given.Lead).Refusal));
    }

    [Fact]
    public void D_11_4_A_deputy_is_invited_with_the_parties_consent_checked_for_conflicts_and_accepts_or_declines()
    {
        var life = Given.AMediatedDispute();
        Assert.Equal("consented:PartiesConsentMissing", Life.Told(life.Do(Given.Invited("mediator-2") with { Consented = false }, Given.Lead).Refusal));
        Assert.Equal("mediator:AlreadyTakesPart", Life.Told(life.Do(Given.Invited("mediator-1"), Given.Lead).Refusal));
        life.Candidates = life.Candidates! with { LeftOut = [new LeftOut(MatterNumber.Parse("mediator-9"), "示例", life.State.Lead, Unfit.Related, Given.Law.Mediators[Unfit.Related])] };
        Assert.Equal("mediator:MediatorUnfit", Life.Told(life.Do(Given.Invited("mediator-9"), Given.Lead).Refusal));

        life.With(Given.Invited("mediator-2"), Given.Lead).With(Given.Invited("mediator-3"), Given.Lead).CarryOut();
        life.With(new AnswerInvitation { Invitation = 1, Accepted = true }, Answering("mediator-2"));
        life.With(new AnswerInvitation { Invitation = 2, Accepted = false }, Answering("mediator-3"));

        Assert.Equal([InvitationStatus.Accepted, InvitationStatus.Declined], life.State.Participants.Select(known => known.Status));
        Assert.Equal(["mediator-3"], life.State.Errands.Where(errand => !errand.Reserve).Select(errand => errand.Mediator));
    }

    [Fact]
    public void D_11_4_An_invitation_without_an_answer_is_void_after_its_limit()
    {
        var life = Given.AMediatedDispute().With(Given.Invited("mediator-2"), Given.Lead).CarryOut();

        life.To(life.Clock("invitation-1-1").Due.DueAt).Wake();

        Assert.Equal(InvitationStatus.Lapsed, Assert.Single(life.State.Participants).Status);
        Assert.Contains(life.Steps, step => step.Act == "silence-invitation-lapses");
    }

    [Fact]
    public void D_14_4_A_deputys_part_in_a_closed_mediation_is_counted_once_to_the_deputy_by_its_kind()
    {
        var life = WithDeputy();
        life.With(new HoldSession { HeldAt = life.Now.At }, Given.Lead);

        Closed(life);

        var served = life.State.Errands.Single(errand => errand.Seat is Seat.Invited).Served;
        Assert.Equal(new Served("people", 2026, 50), served);
        var deputy = GivenMediators.Entered(GivenMediators.Profile with { Kind = MediatorKind.Deputy });
        var number = DisputeNumber.Parse(life.State.Number);
        var held = PlaceRules.Reserve(deputy, new PlaceWanted(number, 2, Seat.Invited, []), GivenMediators.Scene).State;
        var counted = PlaceRules.Release(held, life.State.Number, 2, served, GivenMediators.Scene);
        Assert.Equal(new ServedCount(2026, "people", 1, 50), Assert.Single(counted.Facts.Served));
    }

    [Theory]
    [InlineData("people-mediation", "people")]
    [InlineData("administrative-mediation", "administrative")]
    [InlineData("court-precase-mediation", "judicial")]
    public void D_14_4_The_three_kinds_of_mediation_are_told_apart(string channel, string mediation) =>
        Assert.Equal(mediation, Given.Law.Mediators.RulesOf(channel).Mediation);

    [Fact]
    public void D_14_4_Without_a_session_there_was_nothing_to_take_part_in()
    {
        var life = WithDeputy();

        Closed(life);

        Assert.Null(life.State.Errands.Single(errand => errand.Seat is Seat.Invited).Served);
        Assert.Single(life.State.Allowances);
    }

    [Theory]
    [InlineData(null, null, "simple", 100)]
    [InlineData(10_000, null, "ordinary", 300)]
    [InlineData(9_999, 10, "difficult", 600)]
    [InlineData(2_000_000, null, "major", 1000)]
    public void The_allowance_follows_difficulty_and_result_and_says_how(int? amount, int? people, string difficulty, decimal yuan)
    {
        var life = Given.AMediatedDispute(new Life(Given.AHandledDispute().State with { Amount = amount, PeopleInvolved = people }, Given.AHandledDispute().Now.At));

        Closed(life);

        var due = Assert.Single(life.State.Allowances);
        Assert.Equal(("mediator-1", difficulty, "agreed-written", yuan), (due.Mediator, due.Difficulty, due.Result, due.Yuan));
        Assert.Contains($"{yuan}元", due.Words.Zh, StringComparison.Ordinal);
        Assert.Equal(yuan, life.State.Errands.Single().Served!.Yuan);
    }

    [Fact]
    public void Who_is_paid_a_salary_gets_no_allowance_and_is_told_so()
    {
        var (yuan, words) = Given.Law.Mediators.Allowances.Of(Given.Law.Mediators.Allowances.DifficultyOf(null, null, 0), "agreed-written", Seat.Lead, Given.Law.Mediators[MediatorKind.FullTime]);

        Assert.Equal((0m, true), (yuan, words.Zh.Contains("不另发个案补贴", StringComparison.Ordinal)));
    }

    private static Life WithDeputy()
    {
        var life = Given.AMediatedDispute().With(Given.Invited("mediator-2"), Given.Lead).CarryOut();
        return life.With(new AnswerInvitation { Invitation = 1, Accepted = true }, Answering("mediator-2"));
    }

    private static void Closed(Life life) => life.With(Given.AgreementDue(), Given.Lead).With(Given.Answer, Given.Lead).With(new Close(), Given.Lead);

    private static Actor Answering(string mediator) => new(mediator, Role.Mediator, AgencyId.Parse("510304104-committee"));
}
