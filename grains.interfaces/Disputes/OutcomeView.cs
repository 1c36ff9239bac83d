using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

[GenerateSerializer, Immutable, Alias("agreement-view")]
public sealed record AgreementView(
    [property: Id(0)] AgreementForm Form, [property: Id(1)] DateOnly SignedOn, [property: Id(2)] AgreementScope Scope,
    [property: Id(3)] string Terms, [property: Id(4)] ImmutableArray<InstalmentView> Instalments, [property: Id(5)] ConfirmationStep? Confirmation);

[GenerateSerializer, Immutable, Alias("instalment-view")]
public sealed record InstalmentView(
    [property: Id(0)] int Number, [property: Id(1)] string What, [property: Id(2)] decimal? Amount,
    [property: Id(3)] DateOnly DueOn, [property: Id(4)] DateOnly? PerformedOn);

/// <summary>A way that is open to the party, and until when.</summary>
[GenerateSerializer, Immutable, Alias("route-view")]
public sealed record RouteView(
    [property: Id(0)] string Id, [property: Id(1)] Sentence Name, [property: Id(2)] Sentence Where,
    [property: Id(3)] string Basis, [property: Id(4)] string? ClockId);

[GenerateSerializer, Immutable, Alias("answer-view")]
public sealed record AnswerView(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] DeliveryMethod Method, [property: Id(2)] string Text, [property: Id(3)] bool Delivered);

[GenerateSerializer, Immutable, Alias("closure-view")]
public sealed record ClosureView([property: Id(0)] DateTimeOffset At, [property: Id(1)] AreaLevel SettledAt, [property: Id(2)] bool WithinLimit);
