using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;

namespace Suyuan.Tests.Disputes;

/// <summary>For every act of the table the smallest command that is well formed, and a dispute that is ready for it.</summary>
internal static class Acts
{
    public static DisputeCommand Command(string act, DisputeState dispute) => act switch
    {
        "triage" => new Triage { Category = "NEI" },
        "assign" => new Assign(),
        "accept" => new Accept(),
        "decline" => new Decline { Reason = "不属本单位职责" },
        "transfer" => new Transfer { To = "510304-housing", Reason = "属住建职责" },
        "accept-transfer" => new AcceptTransfer(),
        "return-transfer" => new ReturnTransfer { Reason = "不属住建职责" },
        "hand-up" => new HandUp { Reason = "超出本级调解能力" },
        "hand-down" => new HandDown { Reason = "应当就地化解" },
        "contact" => Given.Reached,
        "sessions" => new HoldSession { HeldAt = dispute.RegisteredAt },
        "seek-mediator" => new SeekMediator { Strategy = SearchStrategy.PartiesChoose },
        "choose-mediator" => new ChooseMediator { Mediator = "mediator-2" },
        "appoint-mediator" => new AppointMediator { Mediator = "mediator-1" },
        "accept-offer" => new AcceptOffer(),
        "decline-offer" => new DeclineOffer { Reason = "案件已多" },
        "disclosures" => new Disclose { Circumstance = Circumstance.OtherRelation },
        "recusals" => Given.Recusal,
        "recusal-decision" => new DecideRecusal { Upheld = true, Reason = "情况属实" },
        "replace-mediator" => new ReplaceMediator { Reason = "双方要求更换" },
        "invitations" => Given.Invited("mediator-3"),
        "invitation-answers" => new AnswerInvitation { Invitation = 1, Accepted = true },
        "suspend" => Given.Suspended("agreed"),
        "resume" => new Resume(),
        "extend" => Given.ExtendedByConsent(dispute, ConcludesByConsent(dispute) ? "conclude-1" : "answer-1", 2),
        "events" => new RecordEvent { Event = "complaint-received" },
        "agreements" => Given.AgreementDue(),
        "performance" => new RecordPerformance { Instalment = dispute.Stage is Stage.Performing ? 2 : 1 },
        "fail" => Given.NotAgreed("lawsuit"),
        "withdraw" => new Withdraw { Reason = "双方自行和解" },
        "confirmation" => new Confirm { Step = ConfirmationStep.Apply },
        "escalate" => new Escalate { Level = Suyuan.Areas.AreaLevel.County, Reason = "久拖未决" },
        "watch" => Given.Watched(WatchGrade.Yellow),
        "watch-visits" => Given.Calm,
        "watch-grade" => new RegradeWatch { Grade = WatchGrade.Orange, Reason = "情绪激动" },
        "risks" => Given.Risk(RiskFactor.Signal),
        "explain" => Given.Explained,
        "unwatch" => new Unwatch { Reason = "已经平稳" },
        "answer" => Given.Answer,
        "close" => new Close(),
        "followups" => Given.Settled,
        "ratings" => new Rate { Score = 5 },
        "exit" => new Exit(),
        "reopen" => new Reopen { Reason = "又起争执" },
        "merge" => Given.MergeInto(Given.Earlier),
        "services" => new RequestService { Kind = ServiceKind.LegalAid, Owner = "510304-legal-aid" },
        "service-results" => new CompleteService { Service = 1, Outcome = ServiceOutcome.Delivered },
        "preserve" => new PreserveRecords { Ground = "lawsuit", Reason = "已经起诉" },
        "release" => new ReleaseRecords { Ground = "lawsuit", Reason = "诉讼已经终结" },
        "erasure-requests" => new RequestErasure { Party = 1, Reason = "不再需要" },
        "erasure-decisions" => new DecideErasure { Granted = false, Reason = "依法应当继续保存" },
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    /// <summary>A dispute in the stage, with the side states that the act needs where the stage can have them.</summary>
    public static Life Ready(string act, Stage stage) => (act, stage) switch
    {
        ("accept-transfer" or "return-transfer", Stage.Assigned or Stage.Accepted or Stage.Handling) =>
            Given.ADisputeIn(stage).With(new Transfer { To = "510304-housing", Reason = "属住建职责" }, Given.Lead),
        ("hand-down", Stage.Assigned or Stage.Accepted or Stage.Handling) => OfTheCounty(stage),
        ("appoint-mediator" or "invitations" or "seek-mediator", Stage.Accepted or Stage.Handling) => WithCandidates(Given.ADisputeIn(stage)),
        ("choose-mediator", Stage.Accepted or Stage.Handling) => Given.AChoosingDispute(Given.ADisputeIn(stage)),
        ("accept-offer" or "decline-offer", Stage.Accepted or Stage.Handling) => Given.AnOfferedDispute(Given.ADisputeIn(stage)),
        ("disclosures" or "recusals" or "replace-mediator", Stage.Accepted or Stage.Handling) => Given.AMediatedDispute(Given.ADisputeIn(stage)),
        ("recusal-decision", Stage.Accepted or Stage.Handling) => Given.AMediatedDispute(Given.ADisputeIn(stage)).With(Given.Recusal, Given.Clerk),
        ("invitation-answers", Stage.Accepted or Stage.Handling) => WithCandidates(Given.ADisputeIn(stage)).With(Given.Invited("mediator-1"), Given.Lead).CarryOut(),
        ("resume", Stage.Accepted or Stage.Handling) => Given.ADisputeIn(stage).With(Given.Suspended("agreed"), Given.Lead),
        ("close", Stage.Agreed) => Given.AnAgreedDispute().With(Given.Answer, Given.Lead),
        ("close", Stage.Performing) => Given.ADisputeIn(stage).With(new RecordPerformance { Instalment = 2 }, Given.Clerk).With(Given.Answer, Given.Lead),
        ("close", Stage.NotAgreed or Stage.Withdrawn or Stage.Terminated) or ("ratings", Stage.NotAgreed or Stage.Withdrawn or Stage.Terminated or Stage.Performing) =>
            Given.ADisputeIn(stage).With(Given.Answer, Given.Lead),
        ("watch-visits" or "watch-grade", not (Stage.Exited or Stage.Merged)) => Given.ADisputeIn(stage).With(Given.Watched(WatchGrade.Yellow), Given.Lead),
        ("unwatch", not (Stage.Exited or Stage.Merged)) => Given.ADisputeIn(stage).With(Given.Watched(WatchGrade.Yellow), Given.Lead)
            .With(Given.Calm, Given.GridWorker).With(Given.Calm, Given.GridWorker),
        ("service-results", not (Stage.Exited or Stage.Merged)) => Given.ADisputeIn(stage).With(Command("services", Given.ARegisteredDispute().State), Given.Clerk),
        ("exit", Stage.Settled) => Awake(Given.Quiet(Given.ASettledDispute())),
        ("release", Stage.Closed or Stage.Watched or Stage.Settled or Stage.Exited or Stage.Merged) => Given.ADisputeIn(stage).With(Command("preserve", Given.ARegisteredDispute().State), Given.Coordinator),
        ("erasure-decisions", _) => Given.ADisputeIn(stage).With(Command("erasure-requests", Given.ARegisteredDispute().State), Given.Clerk),
        _ => Given.ADisputeIn(stage),
    };

    /// <summary>Led on the county's level, with the township below it.</summary>
    private static Life OfTheCounty(Stage stage)
    {
        var county = Given.Someone(Role.Handler, "510304-committee");
        var life = Given.ATriagedDispute().With(new Assign { Lead = "510304-committee" }, Given.Clerk);
        if (stage is not Stage.Assigned)
            life.With(new Accept(), county);
        return stage is Stage.Handling ? life.With(Given.Reached, county) : life;
    }

    private static Life WithCandidates(Life life)
    {
        life.Candidates = Given.ThreeCandidates;
        return life;
    }

    private static Life Awake(Life life)
    {
        life.Wake();
        return life;
    }

    /// <summary>Somebody who may: the first role of the row, in the agency that the row asks for.</summary>
    public static Actor Doer(ActRow row, DisputeState dispute) => row.By switch
    {
        ActedBy.Target => new("doer", row.Roles[0], dispute.Transfer?.To ?? AgencyId.Parse("510304-housing")),
        ActedBy.Mediator => new("mediator-1", row.Roles[0], dispute.Lead),
        // The time for an answer is the coordinator's to extend.
        ActedBy.HolderOrAbove when !ConcludesByConsent(dispute) => Given.Coordinator,
        _ => new("doer", row.Roles[0], dispute.Lead),
    };

    private static bool ConcludesByConsent(DisputeState dispute) => dispute.Stage is Stage.Accepted or Stage.Handling;
}
