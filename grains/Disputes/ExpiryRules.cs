using System.Collections.Frozen;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// 视为: what silence does when a time limit ends. Each effect happens as of the last day of the limit, however late
/// somebody looks, and once. Which limit has which effect is in <c>Deadlines/expiries.csv</c>.
/// </summary>
internal static class ExpiryRules
{
    private static readonly FrozenDictionary<ExpiryEffect, Func<DisputeState, Clock, Scene, DisputeState>> Effects =
        new Dictionary<ExpiryEffect, Func<DisputeState, Clock, Scene, DisputeState>>
        {
            [ExpiryEffect.TransferAccepted] = TransferAccepted,
            [ExpiryEffect.Accepted] = Accepted,
            [ExpiryEffect.Reassign] = Reassign,
            [ExpiryEffect.MediationFailed] = (dispute, clock, scene) => Ended(dispute, clock, FailureKind.NotAgreed, scene),
            [ExpiryEffect.HandlingEnds] = (dispute, clock, scene) => Ended(dispute, clock, FailureKind.Terminated, scene),
            [ExpiryEffect.Abandoned] = Abandoned,
            [ExpiryEffect.RoutesOpen] = RoutesOpen,
            [ExpiryEffect.LeadAppoints] = (dispute, clock, scene) => clock.Key is ClockKeys.MediatorChoice ? MediatorRules.LeadAppoints(dispute, scene) : dispute,
            [ExpiryEffect.NextMediator] = (dispute, clock, scene) => clock.Key is ClockKeys.MediatorAnswer ? MediatorRules.Silent(dispute, scene) : dispute,
            [ExpiryEffect.InvitationLapses] = (dispute, clock, _) => ParticipantRules.Lapse(dispute, clock),
        }.ToFrozenDictionary();

    /// <summary>The effect, what follows from it in the procedure, and its step in the history.</summary>
    public static DisputeState Expire(DisputeState before, Clock clock, Scene scene)
    {
        var expiry = scene.Law.Expiries.Of(clock.RuleId);
        // Where a mediator was asked, assigning again means asking the next: nothing is taken from the lead.
        if (expiry.Effect is ExpiryEffect.Reassign && clock.Key is ClockKeys.MediatorAnswer)
            expiry = expiry with { Effect = ExpiryEffect.NextMediator };
        var effective = clock.Key switch
        {
            ClockKeys.Transfer => new Moment(clock.Due.DueAt),
            // Whoever is asked now has the whole of the time from now, however late anybody looked.
            ClockKeys.MediatorChoice or ClockKeys.MediatorAnswer => scene.Now,
            _ => clock.LastInstant,
        };
        var then = scene with { Now = effective };
        var after = before.Replace(clock.ExpiresByItself
            ? clock.Ended(ClockStatus.Expired, clock.Due.DueAt)
            : (clock with { Spoken = true }).WithNextRung(before, scene));
        var said = new ExpirySaid(clock.Id, clock.Due.End, effective.At, expiry.Effect, expiry.Event, expiry.Words.Zh);
        if (Effects.TryGetValue(expiry.Effect, out var effect))
            after = effect(after, clock, then);
        if (expiry.Event is { } next)
            after = after.Happen(then, scene.Law.Events[next], effective.At);
        // A transfer tells its two sides itself.
        if (clock.Key is not ClockKeys.Transfer)
            after = after.Notify(scene, after.Lead, StepName(expiry.Effect), said);
        return Chronicle.Record(before, after, scene, StepName(expiry.Effect), expiry.Basis.Length > 0 ? expiry.Basis : $"{clock.Due.Law}{clock.Due.Article}", said);
    }

    private static string StepName(ExpiryEffect effect) => effect switch
    {
        ExpiryEffect.TransferAccepted => "transfer-deemed-accepted",
        ExpiryEffect.WindowCloses or ExpiryEffect.StaysOwed => "window-closed",
        _ => $"silence-{Kebab.Of(effect)}",
    };

    private static DisputeState TransferAccepted(DisputeState dispute, Clock clock, Scene scene) =>
        clock.Key is ClockKeys.Transfer && dispute.Transfer is not null ? CompetenceRules.TakeOver(dispute, scene) : dispute;

    private static DisputeState Accepted(DisputeState dispute, Clock clock, Scene scene) =>
        Reaches(dispute, clock, scene) && dispute.Stage is Stage.Assigned ? CompetenceRules.AcceptedBySilence(dispute, scene) : dispute;

    /// <summary>Only where the silent one is who should have taken the case; it is nobody's return.</summary>
    private static DisputeState Reassign(DisputeState dispute, Clock clock, Scene scene) =>
        dispute.Stage is Stage.Assigned && clock.Holder == dispute.Lead.ToString() ? CompetenceRules.Reassigned(dispute, scene) : dispute;

    private static DisputeState Ended(DisputeState dispute, Clock clock, FailureKind kind, Scene scene) =>
        Reaches(dispute, clock, scene) && IsHandled(dispute) ? OutcomeRules.EndedBySilence(dispute, kind, scene) : dispute;

    private static DisputeState Abandoned(DisputeState dispute, Clock clock, Scene scene) =>
        Reaches(dispute, clock, scene) && IsHandled(dispute) ? OutcomeRules.Abandoned(dispute, scene) : dispute;

    private static DisputeState RoutesOpen(DisputeState dispute, Clock clock, Scene scene) =>
        IsHandled(dispute) ? OutcomeRules.WithLawfulWays(dispute, scene) : dispute;

    /// <summary>The limit is the one for concluding the case, or its procedure is the case's own.</summary>
    private static bool Reaches(DisputeState dispute, Clock clock, Scene scene) => clock.Key is ClockKeys.Conclude
        || (dispute.Channel is { } channel && scene.Law.Expiries.Of(clock.RuleId).Channels.Contains(channel));

    /// <summary>A channel is chosen and no outcome is there yet.</summary>
    private static bool IsHandled(DisputeState dispute) =>
        dispute is { Channel: not null, Stage: Stage.Triaged or Stage.Assigned or Stage.Accepted or Stage.Handling };

    /// <param name="At">As of when the effect counts.</param>
    private sealed record ExpirySaid(string Clock, DateOnly End, DateTimeOffset At, ExpiryEffect Effect, string? Event, string Words);
}
