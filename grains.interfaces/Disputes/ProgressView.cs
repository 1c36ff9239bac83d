using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>What a party may see.</summary>
[GenerateSerializer, Immutable, Alias("progress-view")]
public sealed record ProgressView
{
    [Id(0)] public required DisputeNumber Number { get; init; }

    [Id(1)] public required Stage Stage { get; init; }

    /// <summary>Where it stands, in plain words.</summary>
    [Id(2)] public required Sentence Where { get; init; }

    /// <summary>Who answers for it.</summary>
    [Id(3)] public required string Lead { get; init; }

    /// <summary>What the system owes the party, with the date of each.</summary>
    [Id(4)] public required ImmutableArray<ClockView> Ours { get; init; }

    /// <summary>The party's own time limits: those that run, the nearest first, and limitation that has run out.</summary>
    [Id(5)] public required ImmutableArray<ClockView> Yours { get; init; }

    [Id(6)] public required ImmutableArray<RouteView> Routes { get; init; }

    [Id(7)] public AnswerView? Answer { get; init; }

    [Id(8)] public required Receipt Receipt { get; init; }

    [Id(9)] public DisputeNumber? MergedInto { get; init; }

    /// <summary>That asking interrupted limitation, and since when, as evidence for the party; or null.</summary>
    [Id(10)] public LimitationInterruptedView? LimitationInterrupted { get; init; }
}
