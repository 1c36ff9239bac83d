using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>Who mediates, who was asked and who takes part, as the outside sees it.</summary>
internal static class AssignmentViews
{
    public static AssignmentView? Of(DisputeState dispute) => dispute.Assignment is not { } assignment ? null : new AssignmentView
    {
        Phase = assignment.Phase,
        Mediator = assignment.Seated?.Mediator,
        Organisation = assignment.Seated?.Organisation,
        Since = assignment.Seated?.Since,
        Reserved = assignment.Seated?.Reserved ?? false,
        Candidates = assignment.Candidates,
        Attempts = [.. assignment.Attempts.Select(attempt => new AttemptView(attempt.Mediator, attempt.Outcome, attempt.At, attempt.Unfit))],
    };

    public static ImmutableArray<ParticipantView> Participants(DisputeState dispute) =>
    [
        .. dispute.Participants.Select(known => new ParticipantView(
            known.Invitation, known.Seated.Mediator, known.Seated.Organisation, known.Seated.Kind, known.Seat, known.Status, known.Seated.Since)),
    ];

    public static ImmutableArray<RecusalView> Recusals(DisputeState dispute) =>
        [.. dispute.Recusals.Select(known => new RecusalView(known.Mediator, known.Circumstance, known.At, known.Asked, known.Upheld))];

    public static ImmutableArray<AllowanceView> Allowances(DisputeState dispute) =>
        [.. dispute.Allowances.Select(due => new AllowanceView(due.Mediator, due.Difficulty, due.Result, due.Yuan, due.Words))];
}
