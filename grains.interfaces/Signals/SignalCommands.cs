using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Signals;

/// <summary>上报: what somebody noticed before it became a dispute.</summary>
[GenerateSerializer, Immutable, Alias("report-signal")]
public sealed record ReportSignal
{
    [Id(0)] public SignalSource? Source { get; init; }

    /// <summary>Where: 6, 9 or 12 digits.</summary>
    [Id(1)] public string? AreaCode { get; init; }

    /// <summary>Where exactly, in words; at most 200 characters.</summary>
    [Id(2)] public string? Place { get; init; }

    /// <summary>Category code of the routing table, or null when nobody knows.</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>1 to 20,000 characters.</summary>
    [Id(4)] public string? Narrative { get; init; }

    /// <summary>At most 200; may be unknown.</summary>
    [Id(5)] public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>1 to 100,000.</summary>
    [Id(6)] public int? PeopleInvolved { get; init; }

    /// <summary>Minors, old, disabled or pregnant persons are involved.</summary>
    [Id(7)] public bool? VulnerablePersons { get; init; }

    /// <summary>When it was noticed; not in the future, at most a year ago.</summary>
    [Id(8)] public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>Where a signal comes from.</summary>
public enum SignalSource
{
    None = 0,
    Grid = 1,
    Screening = 2,
    Hotline = 3,
    Police = 4,
    Petition = 5,
    Court = 6,
    Public = 7,

    /// <summary>平安前哨工作站.</summary>
    Outpost = 8,

    /// <summary>社区矫正.</summary>
    Correction = 9,

    /// <summary>安置帮教.</summary>
    Aftercare = 10,

    /// <summary>代表联络站.</summary>
    ContactStation = 11,
}

/// <summary>核查: what was found on the spot.</summary>
[GenerateSerializer, Immutable, Alias("verify-signal")]
public sealed record VerifySignal
{
    [Id(0)] public SignalFinding? Finding { get; init; }

    /// <summary>What was seen; 1 to 2,000 characters.</summary>
    [Id(1)] public string? Note { get; init; }
}

public enum SignalFinding
{
    None = 0,

    /// <summary>属实.</summary>
    True = 1,

    /// <summary>不属实.</summary>
    False = 2,

    /// <summary>不清: has to be verified again.</summary>
    Unclear = 3,
}

/// <summary>转为纠纷: it is one, and gets its number. What is left out is as the signal has it.</summary>
[GenerateSerializer, Immutable, Alias("register-signal")]
public sealed record RegisterSignal
{
    /// <summary>Category code of the routing table.</summary>
    [Id(0)] public string? Category { get; init; }

    /// <summary>At most 100 characters.</summary>
    [Id(1)] public string? Title { get; init; }

    /// <summary>1 to 200; needed where the signal names none.</summary>
    [Id(2)] public ImmutableArray<Party> Parties { get; init; } = [];
}

/// <summary>解除: nothing more is to be done.</summary>
[GenerateSerializer, Immutable, Alias("lift-signal")]
public sealed record LiftSignal
{
    /// <summary>1 to 2,000 characters.</summary>
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>Where a signal stands.</summary>
public enum SignalStatus
{
    None = 0,
    Reported = 1,
    Unclear = 2,
    Verified = 3,
    False = 4,
    Registered = 5,
    Lifted = 6,

    /// <summary>Of another signal or of an open dispute, where it is counted.</summary>
    Duplicate = 7,
}
