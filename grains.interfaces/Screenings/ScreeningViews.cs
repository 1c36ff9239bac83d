using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Screenings;

public enum ScreeningPhase
{
    None = 0,

    /// <summary>下达中: tasks are being issued, batch by batch.</summary>
    Issuing = 1,

    /// <summary>排查中.</summary>
    Running = 2,

    /// <summary>收尾中: what has not come back is being ended.</summary>
    Closing = 3,

    /// <summary>已结束.</summary>
    Closed = 4,
}

public enum ScreeningTaskStatus
{
    None = 0,

    /// <summary>待报送.</summary>
    Issued = 1,

    /// <summary>逾期未报: its limit has passed; a late return is still taken.</summary>
    Missing = 2,

    /// <summary>有发现.</summary>
    Found = 3,

    /// <summary>零报告.</summary>
    NoneFound = 4,

    /// <summary>逾期报送，有发现.</summary>
    FoundLate = 5,

    /// <summary>逾期报送，零报告.</summary>
    NoneFoundLate = 6,

    /// <summary>未报送: the campaign was closed without it.</summary>
    NotReturned = 7,
}

/// <summary>Figures of a campaign, or of a part of its area.</summary>
/// <param name="Returned">In time and late.</param>
/// <param name="Missing">Not returned though the limit has passed, or the campaign is closed.</param>
/// <param name="Found">Disputes found.</param>
/// <param name="ReturnRate">M-35 排查回报率: returned in time over all tasks, percent; null without tasks.</param>
[GenerateSerializer, Immutable, Alias("screening-totals")]
public sealed record ScreeningTotals(
    [property: Id(0)] long Tasks, [property: Id(1)] long Returned, [property: Id(2)] long Late, [property: Id(3)] long Waiting,
    [property: Id(4)] long Missing, [property: Id(5)] long NoneFound, [property: Id(6)] long Found, [property: Id(7)] decimal? ReturnRate);

[GenerateSerializer, Immutable, Alias("screening-area")]
public sealed record ScreeningArea([property: Id(0)] AreaCode Area, [property: Id(1)] string Name, [property: Id(2)] ScreeningTotals Totals);

[GenerateSerializer, Immutable, Alias("category-found")]
public sealed record CategoryFound([property: Id(0)] string Category, [property: Id(1)] int Found);

/// <summary>A campaign with its analysis.</summary>
[GenerateSerializer, Immutable, Alias("screening-view")]
public sealed record ScreeningView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required ScreeningPhase Phase { get; init; }

    [Id(3)] public required string Title { get; init; }

    [Id(4)] public required ImmutableArray<AreaCode> Areas { get; init; }

    /// <summary>Empty: every field.</summary>
    [Id(5)] public required ImmutableArray<string> Categories { get; init; }

    [Id(6)] public required DateOnly From { get; init; }

    [Id(7)] public required DateOnly To { get; init; }

    [Id(8)] public string? Note { get; init; }

    [Id(9)] public required NamedAgency Lead { get; init; }

    /// <summary>Tasks issued so far; while the phase is <c>issuing</c> more are to come.</summary>
    [Id(10)] public required int Issued { get; init; }

    [Id(11)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    [Id(12)] public ImmutableArray<string> Possible { get; init; } = [];

    [Id(13)] public required ScreeningTotals Totals { get; init; }

    /// <summary>The areas one level below the scope.</summary>
    [Id(14)] public ImmutableArray<ScreeningArea> ByArea { get; init; } = [];

    [Id(15)] public ImmutableArray<CategoryFound> ByCategory { get; init; } = [];

    /// <summary>The analysis in words.</summary>
    [Id(16)] public required Sentence Analysis { get; init; }

    [Id(17)] public string? Conclusion { get; init; }
}

/// <summary>The task of one grid or village.</summary>
[GenerateSerializer, Immutable, Alias("screening-task-view")]
public sealed record ScreeningTaskView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required MatterNumber Screening { get; init; }

    [Id(3)] public required AreaCode Area { get; init; }

    [Id(4)] public GridCode? Grid { get; init; }

    [Id(5)] public required NamedAgency Holder { get; init; }

    [Id(6)] public required ScreeningTaskStatus Status { get; init; }

    [Id(7)] public DateTimeOffset? ReturnedAt { get; init; }

    [Id(8)] public int Found { get; init; }

    [Id(9)] public ImmutableArray<ScreeningFinding> Findings { get; init; } = [];

    [Id(10)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    [Id(11)] public ImmutableArray<string> Possible { get; init; } = [];

    /// <summary>Signals that its findings became, in the order in which they were returned.</summary>
    [Id(12)] public ImmutableArray<MatterNumber> Signals { get; init; } = [];

    /// <summary>Findings that are still to become signals; they follow by themselves.</summary>
    [Id(13)] public int ToFile { get; init; }
}
