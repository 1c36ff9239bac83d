using Suyuan.Identity;
using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>
/// One command on one dispute: state and command in, new state or refusal out. Order: what time did, who asks and
/// whether it was asked before, whether input and stage allow it, then the rule of the act itself.
/// </summary>
internal static class DisputeRules
{
    /// <summary>
    /// Carries out a command. A refusal leaves the state as it was, except that what time alone did stays done: the
    /// caller writes <paramref name="elapsed"/> in that case.
    /// </summary>
    /// <param name="elapsed">The state after <see cref="Elapsing"/>, with the rows that made.</param>
    public static Result<DisputeState> Act(DisputeState elapsed, DisputeCommand command, ActContext context, Scene scene)
    {
        if (context.CommandId is { } id && elapsed.Remembered.FirstOrDefault(known => known.Id == id) is { } known)
            return known.Fingerprint == Ledger.Chain.Fingerprint(command) ? elapsed : Refusal.Because(RefusalCode.IdempotencyKeyReused);
        if (context.ExpectedVersion is { } expected && expected != elapsed.Version)
            return Refusal.Because(RefusalCode.Changed, new Fact("version", $"{elapsed.Version}"));
        if (Bounds.Check(command, elapsed, scene) is { } malformed)
            return malformed;
        var act = scene.Law.Acts[DisputeActs.NameOf(command)];
        if (scene.Law.Acts.Check(act, elapsed, scene.By, scene.Now, scene.Law) is { } notAllowed)
            return notAllowed;

        var decided = Decide(elapsed, command, scene);
        if (decided.Succeeded && ReferenceEquals(decided.Value, elapsed))
            // It is so already: nothing happened, and nothing is written.
            return elapsed;
        return decided.Succeeded
            ? Remember(RetentionRules.Look(WatchEntry.Look(Chronicle.Record(elapsed, scene.Law.Restrictions.Look(Attended(decided.Value, scene)), scene, act.Name, act.Basis, command), scene), scene.Law), command, context, scene)
            : decided;
    }

    private static Result<DisputeState> Decide(DisputeState dispute, DisputeCommand command, Scene scene) => command switch
    {
        Triage triage => CompetenceRules.Triage(dispute, triage, scene),
        Assign assign => CompetenceRules.Assign(dispute, assign, scene),
        Accept => CompetenceRules.Accept(dispute, scene),
        Decline decline => CompetenceRules.Decline(dispute, decline, scene),
        Transfer transfer => CompetenceRules.Transfer(dispute, transfer, scene),
        AcceptTransfer => CompetenceRules.TakeOver(dispute, scene),
        ReturnTransfer returned => CompetenceRules.Return(dispute, returned, scene),
        Escalate escalate => CompetenceRules.Escalate(dispute, escalate, scene),
        HandUp handUp => CompetenceRules.HandOver(dispute, +1, handUp.Reason!, scene),
        HandDown handDown => CompetenceRules.HandOver(dispute, -1, handDown.Reason!, scene),
        Merge merge => CompetenceRules.Merge(dispute, merge, scene),
        RecordContact contact => HandlingRules.Contact(dispute, contact, scene),
        HoldSession => HandlingRules.Session(dispute, scene),
        Suspend suspend => HandlingRules.Suspend(dispute, suspend, scene),
        Resume => HandlingRules.Resume(dispute, scene),
        Extend extend => ExtensionRules.Extend(dispute, extend, scene),
        RecordEvent happened => Procedure.Record(dispute, happened, scene),
        RequestService request => HandlingRules.RequestService(dispute, request, scene),
        CompleteService result => HandlingRules.CompleteService(dispute, result, scene),
        SeekMediator seek => MediatorRules.Seek(dispute, seek, scene),
        ChooseMediator choose => MediatorRules.Choose(dispute, choose, scene),
        AppointMediator appoint => MediatorRules.Appoint(dispute, appoint, scene),
        AcceptOffer => MediatorRules.Accept(dispute, scene),
        DeclineOffer => MediatorRules.Decline(dispute, scene),
        ReplaceMediator => MediatorRules.Replace(dispute, scene),
        Disclose disclose => RecusalRules.Disclose(dispute, disclose, scene),
        RequestRecusal request => RecusalRules.Request(dispute, request, scene),
        DecideRecusal decide => RecusalRules.Decide(dispute, decide, scene),
        InviteParticipant invite => ParticipantRules.Invite(dispute, invite, scene),
        AnswerInvitation answer => ParticipantRules.Answer(dispute, answer, scene),
        RecordAgreement agreement => OutcomeRules.Agree(dispute, agreement, scene),
        RecordPerformance performance => OutcomeRules.Perform(dispute, performance, scene),
        Fail fail => OutcomeRules.Fail(dispute, fail, scene),
        Withdraw => OutcomeRules.Withdraw(dispute, scene),
        Confirm confirm => OutcomeRules.Confirm(dispute, confirm, scene),
        GiveAnswer answer => OutcomeRules.Answer(dispute, answer, scene),
        Explain => dispute with { ExplainedAt = scene.Now.At },
        Close close => OutcomeRules.Close(dispute, close, scene),
        FollowUp followUp => AfterCareRules.FollowUp(dispute, followUp, scene),
        Rate rate => dispute with { Rating = rate.Score },
        PreserveRecords preserve => RetentionRules.Preserve(dispute, preserve, scene),
        ReleaseRecords release => RetentionRules.Release(dispute, release, scene),
        RequestErasure request => ErasureRules.Request(dispute, request, scene),
        DecideErasure decide => ErasureRules.Decide(dispute, decide, scene),
        Exit => AfterCareRules.Exit(dispute, scene),
        Reopen => AfterCareRules.Reopen(dispute, scene),
        Watch watch => WatchStay.Watch(dispute, watch, scene),
        VisitWatched visit => WatchStay.Visit(dispute, visit, scene),
        RegradeWatch grade => WatchStay.Regrade(dispute, grade, scene),
        Unwatch => WatchStay.Unwatch(dispute, scene),
        RecordRisk risk => WatchStay.Risk(dispute, risk, scene),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>An escalated case is answered when the level that was called does something.</summary>
    private static DisputeState Attended(DisputeState dispute, Scene scene) =>
        dispute.OpenClock(ClockKeys.Escalation) is { } call
        && call.KnownSince < scene.Now.At
        && (scene.By.Role is Role.Coordinator || (scene.By.Agency is { } agency && agency.ToString() == call.Holder))
            ? dispute.Meet(scene, ClockKeys.Escalation)
            : dispute;

    private static DisputeState Remember(DisputeState dispute, DisputeCommand command, ActContext context, Scene scene) => context.CommandId is not { } id
        ? dispute
        : dispute with
        {
            Remembered =
            [
                .. dispute.Remembered.Skip(dispute.Remembered.Length + 1 - scene.Law.Policy.CommandsRemembered),
                new RememberedCommand(id, Ledger.Chain.Fingerprint(command)),
            ],
        };
}
