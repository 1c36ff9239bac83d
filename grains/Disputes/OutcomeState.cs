using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Disputes;

[GenerateSerializer, Alias("agreement")]
internal sealed record Agreement
{
    [Id(0)] public AgreementForm Form { get; init; }

    [Id(1)] public DateOnly SignedOn { get; init; }

    [Id(2)] public AgreementScope Scope { get; init; }

    [Id(3)] public string Terms { get; init; } = "";

    [Id(4)] public ImmutableArray<Instalment> Instalments { get; init; } = [];

    [Id(5)] public bool ConcernsStatus { get; init; }

    /// <summary>How far judicial confirmation has come; null while nobody applied.</summary>
    [Id(6)] public ConfirmationStep? Confirmation { get; init; }

    public bool IsPerformed => Instalments.All(instalment => instalment.PerformedOn is not null);
}

[GenerateSerializer, Alias("instalment")]
internal sealed record Instalment(
    [property: Id(0)] int Number, [property: Id(1)] string What, [property: Id(2)] decimal? Amount,
    [property: Id(3)] DateOnly DueOn, [property: Id(4)] DateOnly? PerformedOn = null, [property: Id(5)] bool Voluntary = false);

/// <summary>A named route and the party's clock that runs for it.</summary>
[GenerateSerializer, Alias("named-route")]
internal sealed record NamedRoute([property: Id(0)] string Id, [property: Id(1)] string? ClockId);

/// <param name="Delivered">False: proof of the attempt stands in its place.</param>
[GenerateSerializer, Alias("answer")]
internal sealed record Answer(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] DeliveryMethod Method, [property: Id(2)] string Text, [property: Id(3)] bool Delivered);

/// <param name="WithinLimit">The channel's own time limit was kept, extensions included.</param>
/// <param name="PartyCost">What it cost the parties, in yuan; null where nobody said.</param>
[GenerateSerializer, Alias("closure")]
internal sealed record Closure(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] AreaLevel SettledAt, [property: Id(2)] bool WithinLimit, [property: Id(3)] decimal? PartyCost = null);
