using Suyuan.Agencies;

namespace Suyuan.Disputes;

[GenerateSerializer, Alias("service-state")]
internal sealed record ServiceState(
    [property: Id(0)] int Number, [property: Id(1)] ServiceKind Kind, [property: Id(2)] AgencyId Owner,
    [property: Id(3)] string ClockId, [property: Id(4)] ServiceOutcome? Outcome = null);

/// <param name="Event">Id in <c>Deadlines/events.csv</c>.</param>
[GenerateSerializer, Alias("recorded-event")]
internal sealed record RecordedEvent([property: Id(0)] string Event, [property: Id(1)] DateTimeOffset At);

/// <summary>A command that was carried out, so that its retry is answered and not done again.</summary>
[GenerateSerializer, Alias("remembered-command")]
internal sealed record RememberedCommand([property: Id(0)] string Id, [property: Id(1)] string Fingerprint);
