using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Disputes;

/// <summary>The one unit that answers for the dispute at this instant.</summary>
[GenerateSerializer, Immutable, Alias("lead-view")]
public sealed record LeadView([property: Id(0)] AgencyId Agency, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("transfer-view")]
public sealed record TransferView([property: Id(0)] AgencyId To, [property: Id(1)] string Name, [property: Id(2)] string Reason, [property: Id(3)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("suspension-view")]
public sealed record SuspensionView([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("escalation-view")]
public sealed record EscalationView([property: Id(0)] AreaLevel Level, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("service-view")]
public sealed record ServiceView(
    [property: Id(0)] int Number, [property: Id(1)] ServiceKind Kind, [property: Id(2)] AgencyId Owner,
    [property: Id(3)] ServiceOutcome? Outcome, [property: Id(4)] string ClockId);
