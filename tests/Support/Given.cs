using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;

namespace Suyuan.Tests.Support;

/// <summary>Disputes in every stage, brought there by the rules themselves; a test adds what it is about.</summary>
internal static class Given
{
    /// <summary>何市镇 in 大安区.</summary>
    public const string Township = "510304104";

    /// <summary>A Monday without holidays near.</summary>
    public const string Monday = "2026-03-02T10:00+08:00";

    public static readonly LawBook Law = LawBook.Load();

    public static readonly Actor Clerk = Someone(Role.Clerk, "510304104-centre");
    public static readonly Actor Lead = Someone(Role.Leader, "510304104-committee");
    public static readonly Actor Mediator = Someone(Role.Mediator, "510304104-committee");
    public static readonly Actor Housing = Someone(Role.Leader, "510304-housing");
    public static readonly Actor Stranger = Someone(Role.Leader, "510321-housing");
    public static readonly Actor Coordinator = Someone(Role.Coordinator, "510304-coordinator");
    public static readonly Actor Court = Someone(Role.Court, "510304-court");
    public static readonly Actor GridWorker = new("grid-worker-1", Role.GridWorker, null, AreaCode.Parse(Township));

    public static readonly RegisterDispute Registration = new()
    {
        AreaCode = Township,
        Category = "NEI",
        Narrative = "邻居的牛棚建在界线上，多次协商未果。",
        Source = Source.Visit,
        Parties =
        [
            new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "张三" },
            new Party { Role = PartyRole.Respondent, Kind = PartyKind.Person, Name = "李四" },
        ],
    };

    public static Actor Someone(Role role, string agency) => new($"{Kebab.Of(role)}-of-{agency}", role, AgencyId.Parse(agency));

    public static Life ARegisteredDispute(string at = Monday, RegisterDispute? registration = null, int sequence = 1)
    {
        var now = new Moment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        var what = registration ?? Registration;
        var number = DisputeNumber.Of(AreaCode.Parse(what.AreaCode!).County, now.Day.Year, sequence);
        var state = IntakeRules.Register(number, new Admission(what, "fingerprint", "ABCD2345", null), new Scene(Law, Clerk, now));
        return new Life(state with { Version = 1 }, now.At);
    }

    public static Life ATriagedDispute(string at = Monday, string category = "NEI", string? channel = null) =>
        ARegisteredDispute(at).With(new Triage { Category = category, Channel = channel }, Clerk);

    public static Life AnAssignedDispute(string at = Monday, string category = "NEI", string? channel = null) =>
        ATriagedDispute(at, category, channel).With(new Assign { Lead = "510304104-committee" }, Clerk);

    public static Life AnAcceptedDispute(string at = Monday, string category = "NEI", string? channel = null) =>
        AnAssignedDispute(at, category, channel).With(new Accept(), Lead);

    /// <summary>Accepted under the rule of petitions: sixty days.</summary>
    public static Life AnAcceptedPetition(string at = Monday) => AnAcceptedDispute(at, "VIL", "petition");

    public static Life AHandledDispute(string at = Monday) => AnAcceptedDispute(at).With(Reached, Lead);

    public static Life ATransferredDispute(string at = Monday, string to = "510304-housing") =>
        AnAssignedDispute(at).With(new Transfer { To = to, Reason = "属住建职责" }, Lead);

    public static Life AnAgreedDispute(params ReadOnlySpan<string> dueOn) => AHandledDispute().With(AgreementDue(dueOn), Lead);

    public static Life ANotAgreedDispute() => AHandledDispute().With(NotAgreed("lawsuit"), Lead);

    public static Life ATerminatedDispute() => AHandledDispute().With(NotAgreed("lawsuit") with { Outcome = FailureKind.Terminated }, Lead);

    public static Life AWithdrawnDispute() => AHandledDispute().With(new Withdraw { Reason = "双方自行和解" }, Clerk);

    public static Life AClosedDispute() => AnAgreedDispute().With(Answer, Lead).With(new Close(), Lead);

    public static Life AWatchedDispute() => AClosedDispute().With(Settled, Lead);

    public static Life ASettledDispute() => AWatchedDispute().With(Settled, Lead);

    public static Life AnExitedDispute() => Quiet(ASettledDispute()).With(new Exit(), Lead);

    public static Life AMergedDispute() => AnAcceptedDispute().With(MergeInto(Earlier), Lead, EarlierFacts);

    /// <summary>Three mediators in order of their points.</summary>
    public static readonly Ranking ThreeCandidates = Candidates("mediator-1", "mediator-2", "mediator-3");

    public static Ranking Candidates(params ReadOnlySpan<string> numbers)
    {
        var items = new List<RankedMediator>();
        foreach (var number in numbers)
            items.Add(new RankedMediator(MatterNumber.Parse(number), number, MediatorKind.PartTime, AgencyId.Parse("510304104-committee"), 0, 5, false, 50 - items.Count, []));
        return new Ranking("test", [.. items], [], false);
    }

    /// <summary>The asked mediator, or the one who has the case.</summary>
    public static Actor AskedIn(DisputeState dispute) => new(dispute.Assignment!.Seated!.Mediator, Role.Mediator, AgencyId.Parse("510304104-committee"));

    /// <summary>Handled, and the parties have three candidates to choose among.</summary>
    public static Life AChoosingDispute(Life? life = null)
    {
        life ??= AHandledDispute();
        life.Candidates = ThreeCandidates;
        return life.With(new SeekMediator { Strategy = SearchStrategy.PartiesChoose }, Lead);
    }

    /// <summary>The first candidate was asked and has room.</summary>
    public static Life AnOfferedDispute(Life? life = null)
    {
        life ??= AHandledDispute();
        life.Candidates = ThreeCandidates;
        return life.With(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Lead).CarryOut();
    }

    public static Life AMediatedDispute(Life? life = null)
    {
        var offered = AnOfferedDispute(life);
        return offered.With(new AcceptOffer(), AskedIn(offered.State));
    }

    public static InviteParticipant Invited(string mediator) => new() { Mediator = mediator, Seat = Seat.Invited, Consented = true };

    public static RequestRecusal Recusal => new() { Circumstance = Circumstance.Relative, Reason = "是对方的近亲属" };

    /// <summary>The window of quiet after closing has passed.</summary>
    public static Life Quiet(Life life) => life.After(TimeSpan.FromDays(91));

    public static Life ADisputeIn(Stage stage) => stage switch
    {
        Stage.Registered => ARegisteredDispute(),
        Stage.Triaged => ATriagedDispute(),
        Stage.Assigned => AnAssignedDispute(),
        Stage.Accepted => AnAcceptedDispute(),
        Stage.Handling => AHandledDispute(),
        Stage.Agreed => AnAgreedDispute("2026-03-20", "2026-04-20"),
        Stage.NotAgreed => ANotAgreedDispute(),
        Stage.Withdrawn => AWithdrawnDispute(),
        Stage.Terminated => ATerminatedDispute(),
        Stage.Performing => AnAgreedDispute("2026-03-20", "2026-04-20").With(new RecordPerformance { Instalment = 1 }, Clerk),
        Stage.Closed => AClosedDispute(),
        Stage.Watched => AWatchedDispute(),
        Stage.Settled => ASettledDispute(),
        Stage.Exited => AnExitedDispute(),
        Stage.Merged => AMergedDispute(),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Nothing is in no stage."),
    };

    public static readonly RecordContact Reached = new() { Method = DeliveryMethod.Telephone, Outcome = ContactOutcome.Reached };

    public static readonly GiveAnswer Answer = new() { Method = DeliveryMethod.InPerson, Text = "已经办结，结果如下。" };

    public static readonly Explain Explained = new() { Method = DeliveryMethod.InPerson, Text = "已说明理由和后续渠道。" };

    public static readonly FollowUp Settled = new() { Finding = FollowUpFinding.Settled };

    public static readonly DisputeNumber Earlier = DisputeNumber.Of(AreaCode.Parse("510304"), 2025, 7);

    public static readonly SurvivorFacts EarlierFacts = new(Stage.Handling, new DateTimeOffset(2025, 5, 6, 9, 0, 0, TimeSpan.FromHours(8)));

    public static Merge MergeInto(DisputeNumber into) => new() { Into = into.ToString(), Reason = "同一事项", Told = DeliveryMethod.Telephone };

    public static Fail NotAgreed(params ReadOnlySpan<string> routes) => new() { Outcome = FailureKind.NotAgreed, Reason = "分歧过大", Routes = [.. routes] };

    public static Suspend Suspended(string reason) => new() { Reason = reason, Note = "有关材料已附卷" };

    public static Extend Extended(string clock, int length) => new() { ClockId = clock, Length = length, Reason = "案情复杂", ApprovedBy = "主任" };

    /// <summary>As the parties agreed on the day of the registration.</summary>
    public static Extend ExtendedByConsent(DisputeState dispute, string clock, int length) =>
        Extended(clock, length) with { ConsentedOn = new Moment(dispute.RegisteredAt).Day };

    public static Watch Watched(WatchGrade grade) => new() { Grade = grade, Reason = "有激化苗头", NamedLeader = "镇长" };

    public static RecordRisk Risk(RiskFactor factor, string? reference = null, int? people = null) =>
        new() { Factor = factor, Reason = "走访中发现", Reference = reference, PeopleInvolved = people };

    public static VisitWatched Calm => new() { Finding = WatchFinding.Calm };

    public static RecordAgreement AgreementDue(params ReadOnlySpan<string> dueOn)
    {
        var terms = new List<InstalmentTerm>();
        foreach (var day in dueOn)
            terms.Add(new InstalmentTerm { What = "支付赔偿款", Amount = 1000.50m, DueOn = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) });
        return new RecordAgreement { Form = AgreementForm.Written, Terms = "拆除牛棚并赔偿。", Instalments = [.. terms] };
    }
}
