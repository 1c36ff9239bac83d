using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Warnings;

/// <summary>What a watch found.</summary>
/// <param name="Category">Null: all of them together, or several.</param>
/// <param name="Subject">Key of the organisation that it is about, or null.</param>
/// <param name="Expected">What was to be expected; null for a rule that compares with a fixed number.</param>
/// <param name="Line">From how many on it is of this level.</param>
/// <param name="From">First day that was counted; <paramref name="To"/> the last.</param>
/// <param name="Samples">Numbers of some of the disputes.</param>
[GenerateSerializer, Immutable, Alias("raise-warning")]
public sealed record RaiseWarning(
    [property: Id(0)] string Rule,
    [property: Id(1)] AreaCode Area,
    [property: Id(2)] string? Category,
    [property: Id(3)] string? Subject,
    [property: Id(4)] WarningLevel Level,
    [property: Id(5)] int Count,
    [property: Id(6)] double? Expected,
    [property: Id(7)] int Line,
    [property: Id(8)] DateOnly From,
    [property: Id(9)] DateOnly To,
    [property: Id(10)] ImmutableArray<string> Samples);

/// <summary>确认: somebody has seen it and sees to it.</summary>
[GenerateSerializer, Immutable, Alias("acknowledge-warning")]
public sealed record AcknowledgeWarning
{
    /// <summary>At most 2,000 characters.</summary>
    [Id(0)] public string? Note { get; init; }
}

/// <summary>处置: what was done about it.</summary>
[GenerateSerializer, Immutable, Alias("handle-warning")]
public sealed record HandleWarning
{
    /// <summary>What was done; 1 to 2,000 characters.</summary>
    [Id(0)] public string? Measures { get; init; }
}

/// <summary>解除: it is over, and was true or a false alarm.</summary>
[GenerateSerializer, Immutable, Alias("lift-warning")]
public sealed record LiftWarning
{
    [Id(0)] public WarningOutcome? Outcome { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>What a lifted warning turned out to be.</summary>
public enum WarningOutcome
{
    None = 0,

    /// <summary>属实.</summary>
    True = 1,

    /// <summary>误报.</summary>
    FalseAlarm = 2,
}

/// <summary>Where a warning stands.</summary>
public enum WarningStatus
{
    None = 0,
    Raised = 1,
    Acknowledged = 2,
    Handled = 3,
    Lifted = 4,
}
