using System.Collections.Immutable;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>以案定补: what the mediator and those who took part are due, found when the case is closed and kept as it was found.</summary>
internal static class AllowanceRules
{
    public static ImmutableArray<Allowance> Of(DisputeState dispute, LawBook law)
    {
        // Withdrawn and terminated cases were not mediated to an end.
        if (ResultOf(dispute) is not { } result)
            return [];
        var difficulty = law.Mediators.Allowances.DifficultyOf(dispute.Amount, dispute.PeopleInvolved, dispute.Sessions);
        return
        [
            .. Served(dispute).Where(served => served.Place.Kind is not MediatorKind.None).Select(served =>
            {
                var (yuan, words) = law.Mediators.Allowances.Of(difficulty, result, served.Seat, law.Mediators[served.Place.Kind]);
                return new Allowance(served.Place.Mediator, difficulty.Id, result, yuan, words);
            }),
        ];
    }

    private static string? ResultOf(DisputeState dispute) => dispute switch
    {
        { Stage: Stage.Agreed or Stage.Performing, Agreement.Form: AgreementForm.Oral } => "agreed-oral",
        { Stage: Stage.Agreed or Stage.Performing } => "agreed-written",
        { Stage: Stage.NotAgreed } => "not-agreed",
        _ => null,
    };

    private static IEnumerable<(Seat Seat, Seated Place)> Served(DisputeState dispute)
    {
        if (dispute.Assignment is { Phase: AssignmentPhase.Held, Seated: { } seated })
            yield return (Seat.Lead, seated);
        // Taking part needs something to take part in.
        foreach (var participant in dispute.Participants.Where(participant => participant.Status is InvitationStatus.Accepted && dispute.Sessions > 0))
            yield return (participant.Seat, participant.Seated);
    }
}
