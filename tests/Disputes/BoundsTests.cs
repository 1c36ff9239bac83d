using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class BoundsTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8)));

    public static TheoryData<string, RegisterDispute> BadRegistrations => new()
    {
        { "areaCode:Required", Given.Registration with { AreaCode = null } },
        { "areaCode:Required", Given.Registration with { AreaCode = "" } },
        { "areaCode:UnknownArea", Given.Registration with { AreaCode = "510399" } },
        { "areaCode:UnknownArea", Given.Registration with { AreaCode = "110101" } },
        { "areaCode:UnknownArea", Given.Registration with { AreaCode = "5103041" } },
        { "areaCode:UnknownArea", Given.Registration with { AreaCode = "51030410４" } },
        { "category:UnknownCategory", Given.Registration with { Category = "nei" } },
        { "category:UnknownCategory", Given.Registration with { Category = "" } },
        { "title:TooShort", Given.Registration with { Title = " " } },
        { "title:TooLong", Given.Registration with { Title = new string('一', 101) } },
        { "narrative:Required", Given.Registration with { Narrative = null } },
        { "narrative:Required", Given.Registration with { Narrative = "" } },
        { "narrative:TooShort", Given.Registration with { Narrative = " \r\n\t " } },
        { "narrative:TooLong", Given.Registration with { Narrative = new string('一', 100_000) } },
        { "narrative:ControlCharacters", Given.Registration with { Narrative = "牛棚\0" } },
        { "narrative:ControlCharacters", Given.Registration with { Narrative = "牛棚\u0085" } },
        { "narrative:ControlCharacters", Given.Registration with { Narrative = "牛棚\ud842" } },
        { "narrative:ControlCharacters", Given.Registration with { Narrative = "\udfb7牛棚" } },
        { "source:Required", Given.Registration with { Source = null } },
        { "source:UnknownValue", Given.Registration with { Source = Source.None } },
        { "source:UnknownValue", Given.Registration with { Source = (Source)99 } },
        { "parties:Required", Given.Registration with { Parties = [] } },
        { "parties:Required", Given.Registration with { Parties = default } },
        { "parties:TooMany", Given.Registration with { Parties = [.. Enumerable.Repeat(Given.Registration.Parties[0], 1_000)] } },
        { "parties[1]:Required", Given.Registration with { Parties = [Given.Registration.Parties[0], null!] } },
        { "parties[0].role:Required", With(new Party { Kind = PartyKind.Person, Name = "张三" }) },
        { "parties[0].kind:UnknownValue", With(new Party { Role = PartyRole.Applicant, Kind = PartyKind.None, Name = "张三" }) },
        { "parties[0].name:Required", With(Given.Registration.Parties[0] with { Name = null }) },
        { "parties[0].name:TooLong", With(Given.Registration.Parties[0] with { Name = new string('张', 101) }) },
        { "parties[0].idNumber:TooLong", With(Given.Registration.Parties[0] with { IdNumber = new string('1', 31) }) },
        { "parties[0].telephone:ControlCharacters", With(Given.Registration.Parties[0] with { Telephone = "138\u001b" }) },
        { "parties[0].address:TooShort", With(Given.Registration.Parties[0] with { Address = "" }) },
        { "peopleInvolved:NumberOutOfRange", Given.Registration with { PeopleInvolved = 0 } },
        { "peopleInvolved:NumberOutOfRange", Given.Registration with { PeopleInvolved = 100_001 } },
        { "amount:NumberOutOfRange", Given.Registration with { Amount = -0.01m } },
        { "amount:NumberOutOfRange", Given.Registration with { Amount = 0.001m } },
        { "amount:NumberOutOfRange", Given.Registration with { Amount = 1_000_000_000_001m } },
        { "amount:NumberOutOfRange", Given.Registration with { Amount = decimal.MaxValue } },
        { "occurredOn:DateOutOfRange", Given.Registration with { OccurredOn = new DateOnly(2026, 3, 3) } },
        { "occurredOn:DateOutOfRange", Given.Registration with { OccurredOn = new DateOnly(9999, 12, 31) } },
        { "occurredOn:DateOutOfRange", Given.Registration with { OccurredOn = new DateOnly(1949, 9, 30) } },
    };

    [Theory, MemberData(nameof(BadRegistrations))]
    public void A_field_beyond_its_bounds_is_told_with_its_code(string told, RegisterDispute registration)
    {
        var refusal = RegistrationBounds.Check(registration, Given.Law, Now);

        Assert.Equal(told, Life.Told(refusal));
        Assert.Equal(RefusalCode.Invalid, refusal!.Code);
    }

    [Fact]
    public void What_lies_on_the_bound_is_within()
    {
        var registration = Given.Registration with
        {
            Category = null,
            Title = "𠮷",
            Narrative = new string('一', 20_000),
            Parties = [.. Enumerable.Repeat(Given.Registration.Parties[0], 200)],
            PeopleInvolved = 100_000,
            Amount = 1_000_000_000_000.00m,
            OccurredOn = new DateOnly(1949, 10, 1),
        };

        Assert.Null(RegistrationBounds.Check(registration, Given.Law, Now));
    }

    [Fact]
    public void All_faults_of_one_input_are_told_at_once_in_the_order_of_the_fields() =>
        Assert.Equal(
            "areaCode:UnknownArea category:UnknownCategory narrative:Required source:Required parties[0].role:Required parties[0].kind:Required parties[0].name:Required amount:NumberOutOfRange",
            Life.Told(RegistrationBounds.Check(new RegisterDispute { AreaCode = "9", Category = "?", Parties = [new Party()], Amount = -1 }, Given.Law, Now)));

    [Fact]
    public void Of_a_thousand_faults_the_first_fifty_are_told() =>
        Assert.Equal(50, RegistrationBounds.Check(Given.Registration with { Parties = [.. Enumerable.Repeat(new Party(), 200)] }, Given.Law, Now)!.Errors.Length);

    [Fact]
    public void A_wrong_value_is_shown_shortened_and_without_what_a_terminal_would_obey()
    {
        var refusal = RegistrationBounds.Check(Given.Registration with { Category = "\u001b[31m" + new string('x', 100) }, Given.Law, Now);

        Assert.Equal("[31m" + new string('x', 36) + "…", refusal!.Errors[0].Facts[0].Value);
    }

    public static TheoryData<string, DisputeCommand> BadCommands => new()
    {
        { "category:Required", new Triage() },
        { "category:UnknownCategory channel:UnknownValue note:TooShort", new Triage { Category = "XXX", Channel = "pigeon", Note = "" } },
        { "lead:UnknownAgency", new Assign { Lead = "510304-nobody" } },
        { "lead:UnknownAgency", new Assign { Lead = "510399-housing" } },
        { "lead:UnknownAgency", new Assign { Lead = "510304104-housing" } }, // there is no such bureau in a township
        { "lead:UnknownAgency", new Assign { Lead = "housing" } },
        { "mediator:UnknownMediator coHandlers[1]:UnknownAgency", new Assign { Mediator = "m-1", CoHandlers = ["510304-housing", "510304"] } },
        { "coHandlers[0]:Required", new Assign { CoHandlers = [null!] } },
        { "coHandlers:TooMany", new Assign { CoHandlers = [.. Enumerable.Repeat("510304-housing", 21)] } },
        { "note:ControlCharacters", new Accept { Note = "\ud800" } },
        { "reason:Required suggestedLead:UnknownAgency", new Decline { SuggestedLead = "?" } },
        { "to:Required reason:Required", new Transfer() },
        { "reason:TooLong", new ReturnTransfer { Reason = new string('一', 2_001) } },
        { "level:UnknownValue reason:Required", new Escalate { Level = AreaLevel.None } },
        { "into:WrongCheckCharacter", Given.MergeInto(Given.Earlier) with { Into = "51030420250000071" } },
        { "into:UnknownDispute", Given.MergeInto(Given.Earlier) with { Into = "5103042025000007x" } },
        { "into:Required reason:Required told:Required", new Merge() },
        { "method:UnknownValue outcome:UnknownValue", new RecordContact { Method = (DeliveryMethod)77, Outcome = ContactOutcome.None } },
        { "heldAt:Required", new HoldSession() },
        { "heldAt:DateOutOfRange", new HoldSession { HeldAt = new DateTimeOffset(2026, 3, 2, 10, 30, 0, TimeSpan.FromHours(8)) } },
        { "heldAt:DateOutOfRange", new HoldSession { HeldAt = new DateTimeOffset(2026, 3, 1, 23, 59, 0, TimeSpan.FromHours(8)) } },
        { "heldAt:DateOutOfRange", new HoldSession { HeldAt = DateTimeOffset.MaxValue } },
        { "heldAt:Required means[0]:UnknownValue attended[1]:Required", new HoldSession { Means = [Means.None], Attended = ["村主任", null!] } },
        { "reason:UnknownValue note:Required", new Suspend { Reason = "holiday" } },
        { "clockId:Required length:Required reason:Required approvedBy:Required", new Extend() },
        { "length:NumberOutOfRange", Given.Extended("conclude-1", 0) },
        { "length:NumberOutOfRange", Given.Extended("conclude-1", 3_651) },
        { "strategy:Required", new SeekMediator() },
        { "mediator:UnknownMediator", new ChooseMediator { Mediator = "signal-1" } },
        { "mediator:Required note:TooShort", new AppointMediator { Note = "" } },
        { "reason:Required", new DeclineOffer() },
        { "circumstance:UnknownValue note:TooLong", new Disclose { Circumstance = Circumstance.None, Note = new string('一', 2_001) } },
        { "circumstance:Required reason:Required", new RequestRecusal() },
        { "upheld:Required reason:Required", new DecideRecusal() },
        { "reason:Required", new ReplaceMediator() },
        { "mediator:Required seat:Required", new InviteParticipant() },
        { "seat:UnknownValue", new InviteParticipant { Mediator = "mediator-1", Seat = Seat.Lead } },
        { "invitation:Required accepted:Required", new AnswerInvitation() },
        { "kind:UnknownValue owner:UnknownAgency", new RequestService { Kind = ServiceKind.None, Owner = "510304-x" } },
        { "service:Required outcome:Required", new CompleteService() },
        { "reason:Required", new Withdraw() },
        { "form:Required terms:Required", new RecordAgreement() },
        { "scope:UnknownValue", Given.AgreementDue() with { Scope = AgreementScope.None } },
        { "signedOn:DateOutOfRange", Given.AgreementDue() with { SignedOn = new DateOnly(2026, 3, 1) } },
        { "signedOn:DateOutOfRange", Given.AgreementDue() with { SignedOn = new DateOnly(2026, 3, 3) } },
        { "instalments[0].dueOn:DateOutOfRange", Given.AgreementDue("2077-03-02") },
        { "instalments[0].dueOn:DateOutOfRange", Given.AgreementDue("2026-03-01") },
        { "instalments[0].dueOn:DateOutOfRange", Given.AgreementDue("9999-12-31") },
        { "instalments[0]:Required", Given.AgreementDue() with { Instalments = [null!] } },
        { "instalments[0].what:Required instalments[0].amount:NumberOutOfRange instalments[0].dueOn:Required", Given.AgreementDue() with { Instalments = [new InstalmentTerm { Amount = 1.005m }] } },
        { "instalments:TooMany", Given.AgreementDue() with { Instalments = [.. Enumerable.Repeat(new InstalmentTerm(), 121)] } },
        { "instalment:Required performedOn:DateOutOfRange", new RecordPerformance { PerformedOn = new DateOnly(2026, 3, 3) } },
        { "outcome:Required reason:Required routes:Required", new Fail() },
        { "routes[1]:UnknownRoute", Given.NotAgreed("lawsuit", "duel") },
        { "routes[0]:Required", new Fail { Outcome = FailureKind.NotAgreed, Reason = "分歧过大", Routes = [null!] } },
        { "routes:TooMany", new Fail { Outcome = FailureKind.NotAgreed, Reason = "分歧过大", Routes = [.. Enumerable.Repeat("lawsuit", 11)] } },
        { "step:UnknownValue document:TooLong", new Confirm { Step = ConfirmationStep.None, Document = new string('1', 61) } },
        { "method:Required text:Required undeliverableProof:TooShort", new GiveAnswer { UndeliverableProof = " " } },
        { "settledAt:UnknownValue", new Close { SettledAt = AreaLevel.None } },
        { "finding:Required method:UnknownValue", new FollowUp { Method = DeliveryMethod.None } },
        { "score:NumberOutOfRange", new Rate { Score = 6 } },
        { "score:Required", new Rate() },
        { "reason:Required", new Reopen() },
        { "grade:UnknownValue reason:Required namedLeader:Required", new Watch { Grade = WatchGrade.None } },
        { "finding:Required", new VisitWatched() },
        { "reason:Required", new Unwatch() },
    };

    [Theory, MemberData(nameof(BadCommands))]
    public void Every_field_of_a_command_is_checked_before_anything_is_decided(string told, DisputeCommand command)
    {
        var life = Given.AnAcceptedDispute();
        var before = life.State;

        var done = life.Do(command, Given.Coordinator);

        Assert.Equal(told, Life.Told(done.Refusal));
        Assert.Equal(RefusalCode.Invalid, done.Refusal!.Code);
        Assert.Same(before, life.State);
    }

    [Fact]
    public void A_dispute_has_fifty_services_at_most()
    {
        var life = Given.AnAcceptedDispute();
        for (var i = 0; i < 50; i++)
            life.With(Acts.Command("services", life.State), Given.Clerk);

        Assert.Equal("kind:TooMany", Life.Told(life.Do(Acts.Command("services", life.State), Given.Clerk).Refusal));
    }

    private static RegisterDispute With(Party party) => Given.Registration with { Parties = [party] };
}
