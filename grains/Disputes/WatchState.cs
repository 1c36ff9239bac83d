using System.Collections.Immutable;
using Suyuan.Agencies;

namespace Suyuan.Disputes;

/// <param name="NamedLeader">包案领导; empty until one is named.</param>
/// <param name="Since">Beginning of this stay on the list.</param>
/// <param name="Visits">Since then, or since the grade was last raised.</param>
[GenerateSerializer, Alias("watch-state")]
internal sealed record WatchState(
    [property: Id(0)] WatchGrade Grade, [property: Id(1)] string Reason, [property: Id(2)] string NamedLeader,
    [property: Id(3)] DateTimeOffset Since, [property: Id(4)] int Visits, [property: Id(5)] WatchFinding LastFinding)
{
    /// <summary>Why it is on the list, oldest first; empty in stays from before this was kept, which were by hand.</summary>
    [Id(6)] public ImmutableArray<WatchReason> Reasons { get; init; } = [];

    /// <summary>Somebody answers for it by name; until then the lead's responsible leader does.</summary>
    public bool IsLeaderNamed => NamedLeader.Length > 0;
}

/// <param name="Rule">Id in <c>Disputes/watch-rules.csv</c>, or <see cref="WatchReason.ByHand"/>.</param>
[GenerateSerializer, Alias("watch-reason")]
internal sealed record WatchReason([property: Id(0)] string Rule, [property: Id(1)] DateTimeOffset At)
{
    public const string ByHand = "by-hand";

    /// <summary>It lies in a field that is named hot (<c>Warnings/hot-fields.csv</c>).</summary>
    public const string HotField = "hot-field";
}

/// <summary>A risk that was recorded, and what tells of it.</summary>
[GenerateSerializer, Alias("known-risk")]
internal sealed record KnownRisk([property: Id(0)] RiskFactor Factor, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string? Reference);

/// <param name="Matter">Number of the supervision order or of the resolution's task.</param>
[GenerateSerializer, Alias("known-order")]
internal sealed record KnownOrder([property: Id(0)] string Matter, [property: Id(1)] string Status, [property: Id(2)] AgencyId Agency);
