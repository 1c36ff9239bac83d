using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>What is stored for one mediator. The row for ranking holds <see cref="Facts"/>, written with it.</summary>
[GenerateSerializer, Alias("mediator-state")]
internal sealed record MediatorState : MatterState<MediatorState>
{
    [Id(100)] public MediatorFacts Facts { get; init; } = new();

    /// <summary>Places that disputes hold with this mediator: one at most for each dispute.</summary>
    [Id(101)] public ImmutableArray<HeldPlace> Places { get; init; } = [];

    [JsonIgnore]
    public override string Place => Kebab.Of(Facts.Standing);

    [JsonIgnore]
    public override bool IsOpen => Facts.Standing is not MediatorStanding.Left;

    [JsonIgnore]
    public override string Title => Facts.Name;

    [JsonIgnore]
    public override object Listed => Facts;
}

/// <summary>One dispute's place.</summary>
/// <param name="Ticket">The dispute's own; a later one is a later wish.</param>
/// <param name="LookAt">When the dispute is asked whether it still claims the place.</param>
/// <param name="HandOver">The mediator cannot go on: the dispute is told until it gives the place back.</param>
/// <param name="Looking">The dispute is to be asked now.</param>
[GenerateSerializer, Alias("held-place")]
internal sealed record HeldPlace(
    [property: Id(0)] string Number, [property: Id(1)] int Ticket, [property: Id(2)] Seat Seat, [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] DateTimeOffset LookAt, [property: Id(5)] bool HandOver = false, [property: Id(6)] bool Looking = false);
