using System.Collections.Immutable;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>What a dispute tells those who rank mediators for it.</summary>
internal static class MediatorCase
{
    public static CaseFacts Of(DisputeState dispute) => new()
    {
        Number = dispute.Number,
        Area = dispute.Area,
        Category = dispute.Category,
        Parties = PartiesOf(dispute),
        Former = dispute.FormerMediators,
        Excluded = dispute.ExcludedMediators,
        Asked = AskedOf(dispute),
        Languages = dispute.Languages,
    };

    /// <summary>Null for an act that needs no mediator.</summary>
    public static CaseFacts? For(DisputeCommand command, DisputeState dispute) => command switch
    {
        SeekMediator or ReplaceMediator or DecideRecusal { Upheld: true } => Of(dispute),
        // Whoever is named by hand may have been asked before.
        AppointMediator appoint => Of(dispute) with { Named = appoint.Mediator, Asked = [.. AskedOf(dispute).Where(asked => asked != appoint.Mediator)] },
        InviteParticipant invite => Of(dispute) with { Named = invite.Mediator, Seat = invite.Seat ?? Seat.None, Asked = [] },
        _ => null,
    };

    public static ImmutableArray<string> PartiesOf(DisputeState dispute) => [.. dispute.Parties.Select(party => party.Name).OfType<string>()];

    /// <summary>Who has it now too: a ranking is for somebody else.</summary>
    private static ImmutableArray<string> AskedOf(DisputeState dispute) => dispute.Assignment is not { } assignment
        ? []
        : [.. assignment.Attempts.Where(attempt => attempt.Outcome is not AttemptOutcome.Refused).Select(attempt => attempt.Mediator), .. assignment.Seated is { } seated ? [seated.Mediator] : Array.Empty<string>()];
}
