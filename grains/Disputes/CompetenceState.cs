using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Disputes;

/// <summary>A transfer that waits for the asked agency's answer; the lead has not changed yet.</summary>
/// <param name="OneLevel">Handed up or down one level: the level of responsibility goes with the lead.</param>
[GenerateSerializer, Alias("pending-transfer")]
internal sealed record PendingTransfer(
    [property: Id(0)] AgencyId To, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset At, [property: Id(3)] bool OneLevel = false);

[GenerateSerializer, Alias("suspension")]
internal sealed record Suspension([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Since);

/// <summary>The highest level whose attention was called for; nobody above it can be the lead.</summary>
[GenerateSerializer, Alias("escalation")]
internal sealed record Escalation([property: Id(0)] AreaLevel Level, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset At);
