using System.Collections.Immutable;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>
/// Keeps what a dispute says of its mediators true to its stage, and turns every place that it newly wants or no longer wants into
/// an errand. Read off the two states, so no rule can forget a mediator when it ends, hands over or reopens a case.
/// </summary>
internal static class MediatorErrands
{
    public static DisputeState WithMediatorsSettled(this DisputeState after, DisputeState before, Scene scene)
    {
        var settled = Settled(after, before.Lead != after.Lead, scene);
        ImmutableArray<Claim> had = [.. Claims(before)], has = [.. Claims(settled)];
        var gone = had.Where(claim => has.All(other => other.Ticket != claim.Ticket)).ToImmutableArray();
        var wanted = has.Where(claim => had.All(other => other.Ticket != claim.Ticket)).ToImmutableArray();
        return gone.IsEmpty && wanted.IsEmpty ? settled : settled with
        {
            Errands =
            [
                .. settled.Errands.Where(errand => gone.All(claim => claim.Ticket != errand.Ticket)),
                .. gone.Select(claim => new Errand(claim.Ticket, claim.Mediator, claim.Seat, Reserve: false, scene.Now.At, ServedBy(claim, settled, scene))),
                .. wanted.Select(claim => new Errand(claim.Ticket, claim.Mediator, claim.Seat, Reserve: true, scene.Now.At)),
            ],
        };
    }

    /// <summary>
    /// What a mediator's grain asks about a place of which it is not sure: whether this dispute claims it, or will itself say
    /// what becomes of it.
    /// </summary>
    public static bool Claims(this DisputeState dispute, int ticket) =>
        Claims(dispute).Any(claim => claim.Ticket == ticket) || dispute.Errands.Any(errand => errand.Ticket == ticket);

    /// <summary>The errand is done: the answer decides how the search goes on. Nothing is recorded of a place that was given back.</summary>
    /// <param name="answer">Null for a place given back.</param>
    public static DisputeState Done(DisputeState dispute, Errand errand, PlaceAnswer? answer, Scene scene)
    {
        var done = dispute with { Errands = dispute.Errands.RemoveAll(other => other.Ticket == errand.Ticket && other.Reserve == errand.Reserve) };
        if (answer is null || done.Errands.Length == dispute.Errands.Length)
            return done;
        var (granted, said) = (answer.Unfit is Unfit.None, new PlaceSaid(errand.Mediator, errand.Ticket, errand.Seat, answer.Unfit));
        if (done.Assignment?.Seated is { } seated && seated.Ticket == errand.Ticket)
            return Recorded(granted ? MediatorRules.Reserved(done, answer, scene) : MediatorRules.Refused(done, answer.Unfit, scene));
        return done.Participants.FirstOrDefault(asked => asked.IsIn && asked.Seated.Ticket == errand.Ticket) is { } asked
            ? Recorded(granted ? ParticipantRules.Reserved(done, asked, answer, scene) : ParticipantRules.Out(done, asked, scene))
            : done;

        DisputeState Recorded(DisputeState after) =>
            Chronicle.Record(done, after, scene, granted ? "mediator-asked" : "mediator-refused", "诉源治理平台运行规则（试行）第61条", said);
    }

    /// <summary>Somebody left, or lost the licence, with this case in hand: another is asked, and a limit runs for the lead.</summary>
    public static DisputeState Gone(DisputeState dispute, int ticket, Scene scene)
    {
        if (dispute.Assignment?.Seated is { } seated && seated.Ticket == ticket)
            return Recorded(seated.Mediator, MediatorRules.Reassigned(dispute, AttemptOutcome.Gone, "调解员离任", scene));
        return dispute.Participants.FirstOrDefault(known => known.IsIn && known.Seated.Ticket == ticket) is { } participant
            ? Recorded(participant.Seated.Mediator, ParticipantRules.Out(dispute, participant, scene))
            : dispute;

        DisputeState Recorded(string mediator, DisputeState after) =>
            Chronicle.Record(dispute, after, scene, "mediator-left", "诉源治理平台运行规则（试行）第63条", new PlaceSaid(mediator, ticket, Seat.None, Unfit.NotActive));
    }

    private static DisputeState Settled(DisputeState dispute, bool handedOver, Scene scene)
    {
        if (handedOver || dispute.Stage is Stage.Registered or Stage.Triaged or Stage.Assigned)
            return WithoutAny(dispute, scene);
        if (dispute.Stage is Stage.Accepted or Stage.Handling)
            return dispute;
        // The outcome is there: nobody is sought or invited any more. Whoever has the case keeps it until it is closed.
        var settled = dispute.Participants.Where(asked => asked.Status is InvitationStatus.Asked)
            .Aggregate(dispute, (state, asked) => ParticipantRules.Changed(state, asked, InvitationStatus.Lapsed).Cancel(scene, ParticipantRules.KeyOf(asked.Invitation)));
        return settled.Assignment is null or { Phase: AssignmentPhase.Held } ? settled.Cancel(scene, ClockKeys.MediatorHandover, ClockKeys.Recusal) : WithoutSearch(settled, scene);
    }

    private static DisputeState WithoutAny(DisputeState dispute, Scene scene)
    {
        if (dispute is { Mediator: null, Assignment: null, Participants.IsEmpty: true })
            return dispute;
        var former = dispute.Mediator is { } mediator && !dispute.ExcludedMediators.Contains(mediator) ? dispute.FormerMediators.Remove(mediator).Add(mediator) : dispute.FormerMediators;
        return dispute.Participants.Where(asked => asked.Status is InvitationStatus.Asked)
            .Aggregate(WithoutSearch(dispute, scene), (state, asked) => state.Cancel(scene, ParticipantRules.KeyOf(asked.Invitation))) with
        {
            Mediator = null,
            FormerMediators = former,
            Participants = [],
        };
    }

    private static DisputeState WithoutSearch(DisputeState dispute, Scene scene) => dispute.Cancel(
        scene, ClockKeys.MediatorChoice, ClockKeys.MediatorAnswer, ClockKeys.MediatorAppoint, ClockKeys.MediatorHandover, ClockKeys.Recusal) with
    {
        Assignment = null,
        Recusals = dispute.PendingRecusal is { } pending ? dispute.Recusals.Remove(pending) : dispute.Recusals,
    };

    /// <summary>The places that a dispute wants held, each by its ticket: until it is closed, and never while nobody has it in hand.</summary>
    private static IEnumerable<Claim> Claims(DisputeState dispute)
    {
        if (dispute.Stage is not (Stage.Accepted or Stage.Handling or Stage.Agreed or Stage.NotAgreed or Stage.Withdrawn or Stage.Terminated or Stage.Performing))
            yield break;
        if (dispute.Assignment?.Seated is { } seated)
            yield return new Claim(seated.Ticket, seated.Mediator, Seat.Lead);
        foreach (var participant in dispute.Participants)
        {
            if (participant.IsIn)
                yield return new Claim(participant.Seated.Ticket, participant.Seated.Mediator, participant.Seat);
        }
    }

    /// <summary>Only what was closed is counted, to who led it or took part in a session of it.</summary>
    private static Served? ServedBy(Claim claim, DisputeState after, Scene scene) =>
        after.Stage is Stage.Closed && after.Allowances.FirstOrDefault(due => due.Mediator == claim.Mediator) is { } due
            ? new Served(scene.Law.Mediators.RulesOf(after.Channel).Mediation, scene.Now.Day.Year, due.Yuan)
            : null;

    private readonly record struct Claim(int Ticket, string Mediator, Seat Seat);

    private sealed record PlaceSaid(string Mediator, int Ticket, Seat Seat, Unfit Unfit);
}
