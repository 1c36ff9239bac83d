using Suyuan.Agencies;
using Suyuan.Identity;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>
/// 选任调解员: the parties choose among the candidates, else the lead appoints; whoever is asked accepts or declines within the limit,
/// else the next is asked. At any instant there is one mediator, or one offer, or a waiting state with a clock.
/// </summary>
internal static class MediatorRules
{
    private const int MostAttempts = 50;

    public static Result<DisputeState> Seek(DisputeState dispute, SeekMediator command, Scene scene)
    {
        var sought = Ranked(dispute with { Assignment = new Assignment(), Mediator = null }, scene);
        if (command.Strategy is SearchStrategy.BestRanked || sought.Assignment!.Candidates.IsEmpty)
            return AskNext(sought, scene);
        return (sought with { Assignment = sought.Assignment with { Phase = AssignmentPhase.Choosing } })
            .Start(scene, ClockKeys.MediatorChoice, Rules(dispute, scene).Choice, ClockKeys.Parties, "告知候选调解员");
    }

    public static Result<DisputeState> Choose(DisputeState dispute, ChooseMediator command, Scene scene) =>
        dispute.Assignment!.Candidates.Contains(command.Mediator!)
            ? Ask(dispute.Meet(scene, ClockKeys.MediatorChoice), command.Mediator!, scene)
            : Refusal.Of("mediator", RefusalCode.NotACandidate, new Fact("mediator", command.Mediator!), new Fact("allowed", string.Join('|', dispute.Assignment.Candidates)));

    /// <summary>The parties let their days pass: now it is for the lead (在线调解规则第10条第2款).</summary>
    public static DisputeState LeadAppoints(DisputeState dispute, Scene scene) =>
        dispute.Assignment is { Phase: AssignmentPhase.Choosing } ? ToAppoint(dispute, "当事人逾期未选定", scene) : dispute;

    public static Result<DisputeState> Appoint(DisputeState dispute, AppointMediator command, Scene scene) =>
        Unfit(command.Mediator!, scene) is { } unfit
            ? unfit
            : Ask(Ranked(dispute with { Assignment = dispute.Assignment ?? new Assignment() }, scene).Meet(scene, ClockKeys.MediatorAppoint), command.Mediator!, scene);

    /// <summary>Whom the assigning unit proposed, asked as soon as the lead has the case; without a proposal the lead opens the search itself.</summary>
    public static DisputeState AskProposed(DisputeState dispute, Scene scene) => dispute.ProposedMediator is { } proposed && dispute.Assignment is null
        ? Ask(dispute with { ProposedMediator = null, Assignment = new Assignment() }, proposed, scene)
        : dispute;

    public static Result<DisputeState> Accept(DisputeState dispute, Scene scene)
    {
        var seated = dispute.Assignment!.Seated!;
        if (NotAnswering(seated, scene.By) is { } other)
            return other;
        return (dispute with
        {
            Mediator = seated.Mediator,
            Assignment = dispute.Assignment with { Phase = AssignmentPhase.Held, Seated = seated with { Since = scene.Now.At } },
        })
            .Meet(scene, ClockKeys.MediatorAnswer, ClockKeys.MediatorAppoint, ClockKeys.MediatorHandover)
            .Notify(scene, dispute.Lead, "mediator-accepted", new AskedSaid(seated.Mediator));
    }

    public static Result<DisputeState> Decline(DisputeState dispute, Scene scene) =>
        NotAnswering(dispute.Assignment!.Seated!, scene.By) is { } other
            ? other
            : AskNext(Vacated(dispute.Meet(scene, ClockKeys.MediatorAnswer), AttemptOutcome.Declined, scene), scene);

    /// <summary>Nobody need notice that somebody is silent: the next is asked when the time is over.</summary>
    public static DisputeState Silent(DisputeState dispute, Scene scene) =>
        dispute.Assignment is { Phase: AssignmentPhase.Offered } ? AskNext(Vacated(dispute, AttemptOutcome.Silent, scene), scene) : dispute;

    public static Result<DisputeState> Replace(DisputeState dispute, Scene scene) => Reassigned(dispute, AttemptOutcome.Replaced, "更换调解员", scene);

    /// <summary>Another mediator, and a limit for the lead within which one must have the case.</summary>
    public static DisputeState Reassigned(DisputeState dispute, AttemptOutcome outcome, string trigger, Scene scene)
    {
        var held = dispute.Assignment is { Phase: AssignmentPhase.Held };
        var vacated = Ranked(Vacated(dispute, outcome, scene) with { Mediator = null }, scene);
        if (held && vacated.OpenClock(ClockKeys.MediatorHandover) is null)
            vacated = vacated.Start(scene, ClockKeys.MediatorHandover, "policy-mediator-handover", dispute.Lead.ToString(), trigger)
                .Notify(scene, dispute.Lead, "mediator-gone", new AskedSaid(dispute.Assignment!.Seated!.Mediator));
        return AskNext(vacated, scene);
    }

    /// <summary>The mediator's own list has the place, and the mediator hears of it.</summary>
    public static DisputeState Reserved(DisputeState dispute, PlaceAnswer answer, Scene scene)
    {
        var seated = dispute.Assignment!.Seated! with { Reserved = true, Organisation = answer.Organisation, Kind = answer.Kind };
        var reserved = dispute with { Assignment = dispute.Assignment with { Seated = seated } };
        return (reserved.OpenClock(ClockKeys.MediatorAnswer) is { } asked ? reserved.Replace(asked with { Holder = answer.Organisation.ToString() }) : reserved)
            .Notify(scene, answer.Organisation, "mediator-asked", new AskedSaid(seated.Mediator));
    }

    /// <summary>The mediator's own list said no before the mediator was told.</summary>
    public static DisputeState Refused(DisputeState dispute, Unfit unfit, Scene scene) =>
        AskNext(Vacated(dispute, AttemptOutcome.Refused, scene, unfit), scene);

    /// <summary>Null when the named can lead this mediation, by the ranking that was fetched for the act.</summary>
    public static Refusal? Unfit(string mediator, Scene scene)
    {
        if (scene.Candidates?.Items.Any(ranked => ranked.Number.ToString() == mediator) is true)
            return null;
        return scene.Candidates?.LeftOut.FirstOrDefault(left => left.Number.ToString() == mediator) is { } left
            ? Refusal.Of("mediator", RefusalCode.MediatorUnfit, new Fact("mediator", mediator), new Fact("reasonZh", left.Words.Zh), new Fact("reasonEn", left.Words.En))
            : Refusal.Of("mediator", RefusalCode.UnknownMediator, new Fact("mediator", mediator));
    }

    /// <summary>Answers the asked: the mediator, or the mediator's own organisation for one who cannot.</summary>
    public static Refusal? NotAnswering(Seated seated, Actor by) =>
        by.Role is Role.Coordinator || by.Id == seated.Mediator || (by.Role is not Role.Mediator && by.Agency is { } agency && agency == seated.Organisation)
            ? null
            : Refusal.Because(RefusalCode.NotYourOffer, new Fact("mediator", seated.Mediator));

    private static AssignmentRules Rules(DisputeState dispute, Scene scene) => scene.Law.Mediators.RulesOf(dispute.Channel);

    /// <summary>Takes over the ranking that was fetched for this act; without one whoever is left of the last stays.</summary>
    private static DisputeState Ranked(DisputeState dispute, Scene scene) => scene.Candidates is not { } ranking
        ? dispute
        : dispute with
        {
            Assignment = dispute.Assignment! with
            {
                Candidates = [.. ranking.Items.Select(ranked => ranked.Number.ToString()).Take(scene.Law.Policy.MediatorCandidates)],
            },
        };

    private static DisputeState AskNext(DisputeState dispute, Scene scene) => dispute.Assignment!.Candidates is [var next, ..]
        ? Ask(dispute, next, scene)
        : ToAppoint(dispute, "没有其他候选调解员", scene);

    private static DisputeState Ask(DisputeState dispute, string mediator, Scene scene)
    {
        var ticket = dispute.LastTicket + 1;
        return (dispute with
        {
            LastTicket = ticket,
            // One from before there was a list is nobody's place.
            Mediator = null,
            Assignment = dispute.Assignment! with
            {
                Phase = AssignmentPhase.Offered,
                Candidates = dispute.Assignment.Candidates.Remove(mediator),
                Seated = new Seated(mediator, ticket, scene.Now.At),
            },
        }).Start(scene, ClockKeys.MediatorAnswer, Rules(dispute, scene).Answer, dispute.Lead.ToString(), "收到指派");
    }

    private static DisputeState ToAppoint(DisputeState dispute, string trigger, Scene scene)
    {
        var waiting = dispute with { Assignment = dispute.Assignment! with { Phase = AssignmentPhase.Appointing, Seated = null } };
        if (waiting.OpenClock(ClockKeys.MediatorAppoint) is null)
            waiting = waiting.Start(scene, ClockKeys.MediatorAppoint, "policy-mediator-appoint", dispute.Lead.ToString(), trigger);
        waiting = waiting.Notify(scene, dispute.Lead, "mediator-to-appoint", new AppointSaid(dispute.Assignment.Attempts.Length));
        // 司法行政机关指导人民调解: where nobody is left, whoever keeps the list of mediators helps to find somebody.
        return dispute.Assignment.Candidates.IsEmpty
            ? waiting.Notify(scene, AgencyId.Of(dispute.Area.County, "justice"), "mediator-wanted", new AppointSaid(dispute.Assignment.Attempts.Length))
            : waiting;
    }

    private static DisputeState Vacated(DisputeState dispute, AttemptOutcome outcome, Scene scene, Unfit unfit = Mediators.Unfit.None)
    {
        var assignment = dispute.Assignment!;
        var mediator = assignment.Seated!.Mediator;
        var attempts = assignment.Attempts.TakeLast(MostAttempts - 1).Append(new Attempt(mediator, outcome, scene.Now.At, unfit));
        var vacated = (dispute with
        {
            Assignment = assignment with { Seated = null, Attempts = [.. attempts] },
            ExcludedMediators = outcome is AttemptOutcome.Recused or AttemptOutcome.Replaced or AttemptOutcome.Gone
                ? dispute.ExcludedMediators.Remove(mediator).Add(mediator)
                : dispute.ExcludedMediators,
        }).Cancel(scene, ClockKeys.MediatorAnswer);
        var inVain = vacated.Assignment!.Attempts.Count(attempt => attempt.Outcome is AttemptOutcome.Declined or AttemptOutcome.Silent);
        return outcome is AttemptOutcome.Declined or AttemptOutcome.Silent && inVain == scene.Law.Policy.MediatorTries
            ? vacated.Notify(scene, dispute.Lead, "mediator-search-long", new AppointSaid(inVain))
            : vacated;
    }

    private sealed record AskedSaid(string Mediator);

    private sealed record AppointSaid(int Tries);
}
