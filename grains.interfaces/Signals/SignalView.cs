using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Warnings;

namespace Suyuan.Signals;

/// <summary>A signal as somebody with a role sees it.</summary>
[GenerateSerializer, Immutable, Alias("signal-view")]
public sealed record SignalView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    /// <summary>Changes with every change; the ETag.</summary>
    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required SignalStatus Status { get; init; }

    /// <summary>How grave it is; <c>none</c> for an ordinary one.</summary>
    [Id(3)] public required WarningLevel Grade { get; init; }

    /// <summary>Points that the grade is made of, each with its reason.</summary>
    [Id(4)] public ImmutableArray<SignalReason> Reasons { get; init; } = [];

    [Id(5)] public required SignalSource Source { get; init; }

    [Id(6)] public required AreaCode Area { get; init; }

    [Id(7)] public required string AreaName { get; init; }

    [Id(8)] public string? Place { get; init; }

    [Id(9)] public string? Category { get; init; }

    [Id(10)] public required string Narrative { get; init; }

    /// <summary>Masked unless the role handles cases.</summary>
    [Id(11)] public ImmutableArray<Party> Parties { get; init; } = [];

    [Id(12)] public int? PeopleInvolved { get; init; }

    [Id(13)] public bool VulnerablePersons { get; init; }

    [Id(14)] public DateTimeOffset? OccurredAt { get; init; }

    [Id(15)] public required DateTimeOffset ReportedAt { get; init; }

    [Id(16)] public required LeadView Lead { get; init; }

    /// <summary>How often it was reported, this report included.</summary>
    [Id(17)] public required int Reports { get; init; }

    /// <summary>Number of the signal or dispute that this report is counted with.</summary>
    [Id(18)] public string? DuplicateOf { get; init; }

    /// <summary>The dispute that it became.</summary>
    [Id(19)] public DisputeNumber? Dispute { get; init; }

    [Id(20)] public SignalFinding? Finding { get; init; }

    [Id(21)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    /// <summary>Acts that are possible now for who asks.</summary>
    [Id(22)] public ImmutableArray<string> Possible { get; init; } = [];
}

/// <summary>One reason of a grade.</summary>
/// <param name="Found">The word or number that was found; null where it was said by a box.</param>
[GenerateSerializer, Immutable, Alias("signal-reason")]
public sealed record SignalReason([property: Id(0)] string Reason, [property: Id(1)] int Points, [property: Id(2)] Sentence Words, [property: Id(3)] string? Found);

/// <summary>The signal, and what the parties take home.</summary>
[GenerateSerializer, Immutable, Alias("signal-registered")]
public sealed record SignalRegistered([property: Id(0)] SignalView Signal, [property: Id(1)] Registered Dispute);

/// <summary>Signals reported in a period, and the disputes registered in it (核查处置、发现得了发现得早).</summary>
/// <param name="FalseRate">False of those verified as true or false; null while none is.</param>
/// <param name="Found">Disputes that we found before a party filed them: by a signal of ours, or through one of our own doors.</param>
/// <param name="FoundShare">Of all registered; null while none is.</param>
[GenerateSerializer, Immutable, Alias("signal-report")]
public sealed record SignalReport(
    [property: Id(0)] AreaCode? Area,
    [property: Id(1)] DateOnly From,
    [property: Id(2)] DateOnly To,
    [property: Id(3)] int Reported,
    [property: Id(4)] int Duplicates,
    [property: Id(5)] int True,
    [property: Id(6)] int False,
    [property: Id(7)] int Waiting,
    [property: Id(8)] int BecameDisputes,
    [property: Id(9)] double? FalseRate,
    [property: Id(10)] long Disputes,
    [property: Id(11)] long Found,
    [property: Id(12)] double? FoundShare);
