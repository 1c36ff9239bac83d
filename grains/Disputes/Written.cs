using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>Rows that one write adds to the read model, and the clocks it changed.</summary>
[GenerateSerializer, Alias("written")]
internal sealed record Written
{
    public static readonly Written Nothing = new();

    [Id(0)] public ImmutableArray<EventRow> Steps { get; init; } = [];

    [Id(1)] public ImmutableArray<NoticeRow> Notices { get; init; } = [];

    [Id(2)] public ImmutableArray<RungRow> Rungs { get; init; } = [];

    /// <summary>Ids of the clocks that this write started, moved or ended.</summary>
    [Id(3)] public ImmutableArray<string> Clocks { get; init; } = [];

    /// <summary>Ends that a change of law moved; null when none did.</summary>
    [Id(4)] public ImmutableArray<ClockMoveRow>? Moves { get; init; }

    /// <summary>What this write erases; null for nearly all.</summary>
    [Id(5)] public ErasureRow? Erasing { get; init; }
}
