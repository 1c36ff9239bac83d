using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>
/// Who leads the mediation, or how far the search for somebody is: at any instant nobody, one pending offer or one mediator. The
/// dispute decides this alone; whether a mediator has room is for the mediator's own grain.
/// </summary>
[GenerateSerializer, Alias("assignment")]
internal sealed record Assignment
{
    [Id(0)] public AssignmentPhase Phase { get; init; }

    /// <summary>As they were ranked, best first, without those who were asked already.</summary>
    [Id(1)] public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>Who was asked in vain, oldest first.</summary>
    [Id(2)] public ImmutableArray<Attempt> Attempts { get; init; } = [];

    /// <summary>Who is asked, or has the case; null while nobody is.</summary>
    [Id(3)] public Seated? Seated { get; init; }
}

/// <param name="Unfit">The list's reason, where the list said no.</param>
[GenerateSerializer, Alias("attempt")]
internal sealed record Attempt(
    [property: Id(0)] string Mediator, [property: Id(1)] AttemptOutcome Outcome, [property: Id(2)] DateTimeOffset At, [property: Id(3)] Unfit Unfit = Unfit.None);

/// <summary>Somebody's place in this case.</summary>
/// <param name="Ticket">Given by the dispute, never twice: names the reservation on the mediator's side.</param>
/// <param name="Organisation">Known from the candidates, or from the mediator's own answer.</param>
/// <param name="Reserved">The mediator's grain holds the place.</param>
[GenerateSerializer, Alias("seated")]
internal sealed record Seated(
    [property: Id(0)] string Mediator, [property: Id(1)] int Ticket, [property: Id(2)] DateTimeOffset Since, [property: Id(3)] bool Reserved = false,
    [property: Id(4)] AgencyId? Organisation = null, [property: Id(5)] MediatorKind Kind = MediatorKind.None);

/// <summary>A co-mediator or invited participant.</summary>
[GenerateSerializer, Alias("participant")]
internal sealed record Participant(
    [property: Id(0)] int Invitation, [property: Id(1)] Seat Seat, [property: Id(2)] InvitationStatus Status, [property: Id(3)] Seated Seated)
{
    /// <summary>Asked, or takes part: somebody else has to know.</summary>
    [JsonIgnore]
    public bool IsIn => Status is InvitationStatus.Asked or InvitationStatus.Accepted;
}

/// <param name="Asked">A party asked for recusal; otherwise the mediator disclosed it.</param>
[GenerateSerializer, Alias("recusal")]
internal sealed record Recusal(
    [property: Id(0)] string Mediator, [property: Id(1)] Circumstance Circumstance, [property: Id(2)] DateTimeOffset At, [property: Id(3)] bool Asked,
    [property: Id(4)] bool? Upheld = null);

/// <summary>以案定补, as it was computed when the case was closed.</summary>
[GenerateSerializer, Alias("allowance")]
internal sealed record Allowance(
    [property: Id(0)] string Mediator, [property: Id(1)] string Difficulty, [property: Id(2)] string Result, [property: Id(3)] decimal Yuan,
    [property: Id(4)] Sentence Words);

/// <summary>
/// What the dispute wants of a mediator's grain and does not know to be done: part of the state, carried out after the write that
/// wants it and at every wake-up until it is confirmed. So no crash between the two grains' writes can leave them at odds.
/// </summary>
/// <param name="Reserve">A place is wanted; otherwise it is given back.</param>
/// <param name="Served">What is counted to the mediator when the place is given back.</param>
[GenerateSerializer, Alias("errand")]
internal sealed record Errand(
    [property: Id(0)] int Ticket, [property: Id(1)] string Mediator, [property: Id(2)] Seat Seat, [property: Id(3)] bool Reserve,
    [property: Id(4)] DateTimeOffset Since, [property: Id(5)] Served? Served = null);
