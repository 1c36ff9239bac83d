using System.Collections.Frozen;

namespace Suyuan.Disputes;

/// <summary>Each act's name and the command that asks for it: the one place where the two meet.</summary>
internal static class DisputeActs
{
    private static readonly FrozenDictionary<Type, string> ByCommand = new Dictionary<Type, string>
    {
        [typeof(Triage)] = "triage",
        [typeof(Assign)] = "assign",
        [typeof(Accept)] = "accept",
        [typeof(Decline)] = "decline",
        [typeof(Transfer)] = "transfer",
        [typeof(AcceptTransfer)] = "accept-transfer",
        [typeof(ReturnTransfer)] = "return-transfer",
        [typeof(HandUp)] = "hand-up",
        [typeof(HandDown)] = "hand-down",
        [typeof(RecordContact)] = "contact",
        [typeof(HoldSession)] = "sessions",
        [typeof(Suspend)] = "suspend",
        [typeof(Resume)] = "resume",
        [typeof(Extend)] = "extend",
        [typeof(RecordEvent)] = "events",
        [typeof(RecordAgreement)] = "agreements",
        [typeof(RecordPerformance)] = "performance",
        [typeof(Fail)] = "fail",
        [typeof(Withdraw)] = "withdraw",
        [typeof(Confirm)] = "confirmation",
        [typeof(Escalate)] = "escalate",
        [typeof(Watch)] = "watch",
        [typeof(VisitWatched)] = "watch-visits",
        [typeof(RegradeWatch)] = "watch-grade",
        [typeof(Unwatch)] = "unwatch",
        [typeof(RecordRisk)] = "risks",
        [typeof(GiveAnswer)] = "answer",
        [typeof(Explain)] = "explain",
        [typeof(Close)] = "close",
        [typeof(FollowUp)] = "followups",
        [typeof(Rate)] = "ratings",
        [typeof(Exit)] = "exit",
        [typeof(Reopen)] = "reopen",
        [typeof(Merge)] = "merge",
        [typeof(SeekMediator)] = "seek-mediator",
        [typeof(ChooseMediator)] = "choose-mediator",
        [typeof(AppointMediator)] = "appoint-mediator",
        [typeof(AcceptOffer)] = "accept-offer",
        [typeof(DeclineOffer)] = "decline-offer",
        [typeof(Disclose)] = "disclosures",
        [typeof(RequestRecusal)] = "recusals",
        [typeof(DecideRecusal)] = "recusal-decision",
        [typeof(ReplaceMediator)] = "replace-mediator",
        [typeof(InviteParticipant)] = "invitations",
        [typeof(AnswerInvitation)] = "invitation-answers",
        [typeof(RequestService)] = "services",
        [typeof(CompleteService)] = "service-results",
        [typeof(PreserveRecords)] = "preserve",
        [typeof(ReleaseRecords)] = "release",
        [typeof(RequestErasure)] = "erasure-requests",
        [typeof(DecideErasure)] = "erasure-decisions",
    }.ToFrozenDictionary();

    public static FrozenSet<string> Names { get; } = ByCommand.Values.ToFrozenSet();

    public static string NameOf(DisputeCommand command) => ByCommand[command.GetType()];
}
