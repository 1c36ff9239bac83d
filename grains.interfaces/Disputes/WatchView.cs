using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Matters;

namespace Suyuan.Disputes;

[GenerateSerializer, Immutable, Alias("watch-view")]
public sealed record WatchView(
    [property: Id(0)] WatchGrade Grade, [property: Id(1)] string Reason, [property: Id(2)] string NamedLeader,
    [property: Id(3)] DateTimeOffset Since, [property: Id(4)] int Visits)
{
    /// <summary>False while the lead's responsible leader stands in until somebody is named.</summary>
    [Id(5)] public bool LeaderNamed { get; init; }

    /// <summary>Why it is on the list, oldest first.</summary>
    [Id(6)] public ImmutableArray<WatchReasonView> Reasons { get; init; } = [];

    /// <summary>The last day for the next visit.</summary>
    [Id(7)] public DateOnly? NextVisit { get; init; }
}

/// <param name="Rule">Id of the rule of entry; <c>by-hand</c> where somebody decided.</param>
[GenerateSerializer, Immutable, Alias("watch-reason-view")]
public sealed record WatchReasonView([property: Id(0)] string Rule, [property: Id(1)] Sentence Words, [property: Id(2)] DateTimeOffset At);

/// <summary>平稳退出: what has to hold before the dispute may leave, and before it may leave the special-watch list; each with its state now.</summary>
/// <param name="Exit">Of leaving the system.</param>
/// <param name="Watch">Of leaving the list; empty when it is not on it.</param>
[GenerateSerializer, Immutable, Alias("exit-conditions-view")]
public sealed record ExitConditionsView(
    [property: Id(0)] DisputeNumber Number, [property: Id(1)] int Version, [property: Id(2)] bool MayExit, [property: Id(3)] ImmutableArray<ExitConditionView> Exit,
    [property: Id(4)] ImmutableArray<ExitConditionView> Watch);

[GenerateSerializer, Immutable, Alias("exit-condition-view")]
public sealed record ExitConditionView([property: Id(0)] string Id, [property: Id(1)] Sentence Words, [property: Id(2)] string Basis, [property: Id(3)] bool Holds);

/// <summary>A risk that was recorded, and what tells of it.</summary>
[GenerateSerializer, Immutable, Alias("risk-view")]
public sealed record RiskView([property: Id(0)] RiskFactor Factor, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string? Reference);

[GenerateSerializer, Immutable, Alias("dispute-order-view")]
public sealed record DisputeOrderView([property: Id(0)] MatterNumber Number, [property: Id(1)] string Status, [property: Id(2)] AgencyId Agency);
