using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>Where the search for the mediator who leads stands. Each state but <c>held</c> waits, with a clock.</summary>
public enum AssignmentPhase
{
    None = 0,

    /// <summary>The parties choose among the candidates.</summary>
    Choosing = 1,

    /// <summary>The lead has to name somebody.</summary>
    Appointing = 2,

    /// <summary>Somebody was asked, and has to accept or decline.</summary>
    Offered = 3,

    /// <summary>A mediator has the case.</summary>
    Held = 4,
}

/// <summary>Why somebody who was asked does not have the case.</summary>
public enum AttemptOutcome
{
    None = 0,

    /// <summary>The mediator's own list said no (full, on leave, related …) before the mediator heard of it.</summary>
    Refused = 1,
    Declined = 2,
    Silent = 3,
    Recused = 4,
    Replaced = 5,

    /// <summary>Left or lost the licence with the case in hand.</summary>
    Gone = 6,
}

/// <summary>Who mediates, who was asked, who takes part.</summary>
[GenerateSerializer, Immutable, Alias("assignment-view")]
public sealed record AssignmentView
{
    [Id(0)] public required AssignmentPhase Phase { get; init; }

    /// <summary>Who has the case, or is asked.</summary>
    [Id(1)] public string? Mediator { get; init; }

    [Id(2)] public AgencyId? Organisation { get; init; }

    [Id(3)] public DateTimeOffset? Since { get; init; }

    /// <summary>The mediator's list has confirmed that there is room.</summary>
    [Id(4)] public bool Reserved { get; init; }

    /// <summary>Whom the parties may choose, or who is asked next, best first.</summary>
    [Id(5)] public ImmutableArray<string> Candidates { get; init; } = [];

    [Id(6)] public ImmutableArray<AttemptView> Attempts { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("attempt-view")]
public sealed record AttemptView(
    [property: Id(0)] string Mediator, [property: Id(1)] AttemptOutcome Outcome, [property: Id(2)] DateTimeOffset At, [property: Id(3)] Unfit Unfit);

public enum InvitationStatus
{
    None = 0,
    Asked = 1,
    Accepted = 2,
    Declined = 3,

    /// <summary>No answer within the limit.</summary>
    Lapsed = 4,

    /// <summary>The mediator's list said no.</summary>
    Refused = 5,
}

/// <summary>A co-mediator or invited participant.</summary>
[GenerateSerializer, Immutable, Alias("participant-view")]
public sealed record ParticipantView(
    [property: Id(0)] int Invitation, [property: Id(1)] string Mediator, [property: Id(2)] AgencyId? Organisation, [property: Id(3)] MediatorKind Kind,
    [property: Id(4)] Seat Seat, [property: Id(5)] InvitationStatus Status, [property: Id(6)] DateTimeOffset At);

/// <summary>A disclosure or a request for recusal.</summary>
/// <param name="Upheld">Null while it waits, and for a disclosure.</param>
[GenerateSerializer, Immutable, Alias("recusal-view")]
public sealed record RecusalView(
    [property: Id(0)] string Mediator, [property: Id(1)] Circumstance Circumstance, [property: Id(2)] DateTimeOffset At, [property: Id(3)] bool Asked, [property: Id(4)] bool? Upheld);

/// <summary>以案定补: what a mediator is due for one case by the table of the city, and how that was found.</summary>
/// <param name="Yuan">Amount in yuan.</param>
[GenerateSerializer, Immutable, Alias("allowance-view")]
public sealed record AllowanceView(
    [property: Id(0)] string Mediator, [property: Id(1)] string Difficulty, [property: Id(2)] string Result, [property: Id(3)] decimal Yuan,
    [property: Id(4)] Sentence Words);
