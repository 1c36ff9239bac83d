using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>A side state that an act needs, and the refusal when it does not hold.</summary>
internal sealed record Condition(string Name, RefusalCode Otherwise, Func<DisputeState, Moment, LawBook, bool> Holds);

/// <summary>The conditions that <c>acts.csv</c> may name.</summary>
internal static class Conditions
{
    private static readonly ImmutableArray<Condition> All =
    [
        new("no-transfer-pending", RefusalCode.TransferPending, (dispute, _, _) => dispute.Transfer is null),
        new("transfer-pending", RefusalCode.NoTransferPending, (dispute, _, _) => dispute.Transfer is not null),
        new("not-suspended", RefusalCode.AlreadySuspended, (dispute, _, _) => dispute.Suspension is null),
        new("suspended", RefusalCode.NotSuspended, (dispute, _, _) => dispute.Suspension is not null),
        new("answered", RefusalCode.AnswerMissing, (dispute, _, _) => dispute.Answer is not null),
        new("not-answered", RefusalCode.AlreadyAnswered, (dispute, _, _) => dispute.Answer is null),
        new("performed", RefusalCode.PerformancePending, (dispute, _, _) =>
            dispute.Stage is not (Stage.Agreed or Stage.Performing) || dispute.Agreement is null or { IsPerformed: true }),
        new("confirmable", RefusalCode.NotConfirmable, (dispute, _, law) => dispute.Agreement is { ConcernsStatus: false }
            && law.Routing.Channel(dispute.Channel!) is { IsMediation: true }),
        new("watched", RefusalCode.NotWatched, (dispute, _, _) => dispute.Watch is not null),
        new("listable", RefusalCode.AlreadyWatched, (dispute, _, _) => dispute.Watch is null or { IsLeaderNamed: false }),
        new("not-watched", RefusalCode.AlreadyWatched, (dispute, _, _) => dispute.Watch is null),
        new("watch-visited", RefusalCode.WatchNotOver, (dispute, _, law) => dispute.Watch is { } watch && watch.Visits >= law.Policy.WatchMinimumVisits(watch.Grade)),
        new("watch-calm", RefusalCode.WatchNotOver, (dispute, _, _) => dispute.Watch is { LastFinding: WatchFinding.Calm }),
        new("leader-named", RefusalCode.LeaderNotNamed, (dispute, _, _) => dispute.Watch is { IsLeaderNamed: true }),
        new("watch-cause-over", RefusalCode.WatchCauseRemains, (dispute, _, law) => dispute.Watch is not null && WatchStay.IsCauseOver(dispute, law)),
        new("explained", RefusalCode.NotExplained, (dispute, _, _) =>
            dispute.Agreement is { IsPerformed: true } || dispute.Routes.IsEmpty || dispute.ExplainedAt is not null),
        new("routes-ended", RefusalCode.RoutesOpen, (dispute, _, law) => AfterCareRules.AreRoutesEnded(dispute, law)),
        new("window-over", RefusalCode.FollowUpPending, (dispute, now, law) => dispute.Closure is null || now.Day >= AfterCareRules.EndOfWindow(dispute, law)),
        new("services-done", RefusalCode.ServicePending, (dispute, _, _) => dispute.Services.All(service => service.Outcome is not null)),
        new("service-open", RefusalCode.UnknownService, (dispute, _, _) => dispute.Services.Any(service => service.Outcome is null)),
        new("no-search", RefusalCode.MediatorSought, (dispute, _, _) => dispute.Assignment is null),
        new("choosing", RefusalCode.NothingToChoose, (dispute, _, _) => dispute.Assignment is { Phase: AssignmentPhase.Choosing }),
        new("to-appoint", RefusalCode.NothingToAppoint, (dispute, _, _) => dispute.Assignment is null or { Phase: AssignmentPhase.Appointing }),
        new("asked", RefusalCode.NobodyAsked, (dispute, _, _) => dispute.Assignment is { Phase: AssignmentPhase.Offered, Seated.Reserved: true }),
        new("has-mediator", RefusalCode.NoMediator, (dispute, _, _) => dispute.Assignment is { Phase: AssignmentPhase.Held }),
        new("no-recusal-pending", RefusalCode.RecusalPending, (dispute, _, _) => dispute.PendingRecusal is null),
        new("recusal-pending", RefusalCode.NoRecusalPending, (dispute, _, _) => dispute.PendingRecusal is not null),
        new("invitation-open", RefusalCode.UnknownInvitation, (dispute, _, _) => dispute.Participants.Any(known => known.Status is InvitationStatus.Asked)),
        new("not-erased", RefusalCode.RecordsErased, (dispute, _, _) => dispute.Erased is not { Party: null }),
        new("nothing-erased", RefusalCode.RecordsErased, (dispute, _, _) => dispute.Erased is null),
        new("not-rated", RefusalCode.AlreadyRated, (dispute, _, _) => dispute.Rating is null),
    ];

    public static IEnumerable<string> Names => All.Select(condition => condition.Name);

    public static Condition? Find(string name) => All.FirstOrDefault(condition => condition.Name == name);
}
