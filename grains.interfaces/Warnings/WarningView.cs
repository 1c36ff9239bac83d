using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>A warning as somebody with a role sees it. It names disputes and keys, never people.</summary>
[GenerateSerializer, Immutable, Alias("warning-view")]
public sealed record WarningView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    /// <summary>Changes with every change; the ETag.</summary>
    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required WarningStatus Status { get; init; }

    [Id(3)] public required WarningLevel Level { get; init; }

    /// <summary>Id of the rule that found it.</summary>
    [Id(4)] public required string Rule { get; init; }

    /// <summary>What was found, and against what it was held, in words.</summary>
    [Id(5)] public required Sentence Words { get; init; }

    [Id(6)] public required AreaCode Area { get; init; }

    [Id(7)] public required string AreaName { get; init; }

    [Id(8)] public required LeadView Lead { get; init; }

    [Id(9)] public string? Category { get; init; }

    /// <summary>Key of the organisation that it is about; the disputes in <see cref="Samples"/> say who that is.</summary>
    [Id(10)] public string? Subject { get; init; }

    /// <summary>Disputes counted; for the size of a group, persons.</summary>
    [Id(11)] public required int Count { get; init; }

    /// <summary>What was to be expected; null for a rule that compares with a fixed number.</summary>
    [Id(12)] public double? Expected { get; init; }

    /// <summary>From how many on it is of this level.</summary>
    [Id(13)] public required int Line { get; init; }

    /// <summary>First day that was counted.</summary>
    [Id(14)] public required DateOnly From { get; init; }

    /// <summary>Last day that was counted.</summary>
    [Id(15)] public required DateOnly To { get; init; }

    /// <summary>Numbers of some of the disputes.</summary>
    [Id(16)] public ImmutableArray<string> Samples { get; init; } = [];

    [Id(17)] public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Since when it is of this level.</summary>
    [Id(18)] public required DateTimeOffset LevelSince { get; init; }

    [Id(19)] public DateTimeOffset? AcknowledgedAt { get; init; }

    [Id(20)] public string? Measures { get; init; }

    [Id(21)] public WarningOutcome? Outcome { get; init; }

    [Id(22)] public DateTimeOffset? LiftedAt { get; init; }

    [Id(23)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    /// <summary>Acts that are possible now for who asks.</summary>
    [Id(24)] public ImmutableArray<string> Possible { get; init; } = [];
}

/// <param name="From">First day, included; null: 365 days ago.</param>
/// <param name="To">Last day, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("warning-report-query")]
public sealed record WarningReportQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);

/// <summary>How good the warnings of a period were (预警准确率、漏报): those raised in it, and the incidents registered in it.</summary>
[GenerateSerializer, Immutable, Alias("warning-report")]
public sealed record WarningReport
{
    [Id(0)] public AreaCode? Area { get; init; }

    [Id(1)] public required DateOnly From { get; init; }

    [Id(2)] public required DateOnly To { get; init; }

    /// <summary>By level and rule.</summary>
    [Id(3)] public ImmutableArray<WarningReportRow> Rows { get; init; } = [];

    /// <summary>Disputes with so many people that they are a mass incident, or that were escalated.</summary>
    [Id(4)] public int Incidents { get; init; }

    /// <summary>Of these, those that neither a warning nor a signal came before.</summary>
    [Id(5)] public int Missed { get; init; }

    /// <summary>Their numbers, the first hundred.</summary>
    [Id(6)] public ImmutableArray<string> MissedNumbers { get; init; } = [];
}

/// <param name="True">Lifted as true, as <paramref name="FalseAlarms"/>; the rest is open.</param>
/// <param name="AcknowledgedInTime">Of <paramref name="Acknowledgeable"/>: acknowledged within the limit of the level.</param>
/// <param name="Acknowledgeable">Acknowledged, or past the limit.</param>
/// <param name="Precision">True of those lifted; null while none is.</param>
[GenerateSerializer, Immutable, Alias("warning-report-row")]
public sealed record WarningReportRow(
    [property: Id(0)] WarningLevel Level,
    [property: Id(1)] string Rule,
    [property: Id(2)] int Raised,
    [property: Id(3)] int True,
    [property: Id(4)] int FalseAlarms,
    [property: Id(5)] int AcknowledgedInTime,
    [property: Id(6)] int Acknowledgeable,
    [property: Id(7)] double? Precision);

/// <summary>How hot a category is in an area (矛盾纠纷多发易发领域): what came in the long window against what is usual.</summary>
/// <param name="Expected">Null while there is too little of a past, as <paramref name="Score"/>.</param>
/// <param name="Score">How many tens one has to be multiplied by to reach the odds against so many: 3 is one in a thousand.</param>
[GenerateSerializer, Immutable, Alias("hot-field")]
public sealed record HotField(
    [property: Id(0)] string Category,
    [property: Id(1)] Sentence Name,
    [property: Id(2)] int Days,
    [property: Id(3)] int Count,
    [property: Id(4)] double? Expected,
    [property: Id(5)] double? Score,
    [property: Id(6)] NamedHotField? Named = null);

/// <summary>A field that the area has been told to look at more closely.</summary>
/// <param name="WatchGrades">By how many grades its disputes on the special-watch list are raised.</param>
/// <param name="SignalPoints">Added to the grade of its signals.</param>
/// <param name="ScreenDays">After so many days without a screening it is due again.</param>
/// <param name="LastScreenedOn">First day of the last screening that covered it; null: of none.</param>
/// <param name="ScreenBy">Day by which it is to be screened again.</param>
[GenerateSerializer, Immutable, Alias("named-hot-field")]
public sealed record NamedHotField(
    [property: Id(0)] Sentence Words,
    [property: Id(1)] DateOnly From,
    [property: Id(2)] DateOnly To,
    [property: Id(3)] int WatchGrades,
    [property: Id(4)] int SignalPoints,
    [property: Id(5)] int ScreenDays,
    [property: Id(6)] DateOnly? LastScreenedOn,
    [property: Id(7)] DateOnly ScreenBy);
