using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.RiskAssessments;

public enum RiskAssessmentStatus
{
    None = 0,

    /// <summary>已提出, also after it was sent back or the draft decision was adjusted.</summary>
    Drafted = 1,

    /// <summary>无须评估.</summary>
    NotRequired = 2,

    /// <summary>已听取意见.</summary>
    Consulted = 3,

    /// <summary>已评定.</summary>
    Rated = 4,

    /// <summary>已备案，可以决策.</summary>
    Allowed = 5,

    /// <summary>已备案，落实措施后可以决策.</summary>
    AfterMeasures = 6,

    /// <summary>已备案，不得决策.</summary>
    NotAllowed = 7,

    /// <summary>已决策，跟踪中.</summary>
    Monitored = 8,

    /// <summary>已结束跟踪.</summary>
    Closed = 9,

    /// <summary>不再决策.</summary>
    Dropped = 10,
}

/// <summary>How a decision came to be made.</summary>
public enum DecisionWay
{
    None = 0,

    /// <summary>评估备案后决策.</summary>
    Assessed = 1,

    /// <summary>例外放行.</summary>
    Overridden = 2,

    /// <summary>未评先决.</summary>
    Unassessed = 3,
}

[GenerateSerializer, Immutable, Alias("risk-assessment-view")]
public sealed record RiskAssessmentView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required RiskAssessmentStatus Status { get; init; }

    /// <summary>The agency that decides and answers for the assessment.</summary>
    [Id(3)] public required NamedAgency Agency { get; init; }

    [Id(4)] public required string Kind { get; init; }

    [Id(5)] public required Sentence KindName { get; init; }

    /// <summary>Seen only by the deciding agency, owners of measures, and the coordinator and supervisor of the area.</summary>
    [Id(6)] public required bool Restricted { get; init; }

    [Id(7)] public required string Title { get; init; }

    [Id(8)] public required string Summary { get; init; }

    [Id(9)] public required DateOnly PlannedOn { get; init; }

    [Id(10)] public required bool VitalInterests { get; init; }

    [Id(11)] public required bool StabilityIssue { get; init; }

    /// <summary>Why the two questions are answered so.</summary>
    [Id(12)] public required string Reason { get; init; }

    [Id(13)] public required bool MustAssess { get; init; }

    [Id(14)] public string? Assessor { get; init; }

    /// <summary>1, and one more each time it was sent back or the draft was adjusted.</summary>
    [Id(15)] public required int Round { get; init; }

    /// <summary>Of this round, oldest first.</summary>
    [Id(16)] public ImmutableArray<ConsultationView> Consultations { get; init; } = [];

    [Id(17)] public RiskGrade? Grade { get; init; }

    [Id(18)] public ImmutableArray<RiskPointView> Points { get; init; } = [];

    [Id(19)] public string? EmergencyPlan { get; init; }

    [Id(20)] public string? Report { get; init; }

    [Id(21)] public DateTimeOffset? FiledAt { get; init; }

    [Id(22)] public required GateView Gate { get; init; }

    [Id(23)] public DecisionView? Decision { get; init; }

    [Id(24)] public ImmutableArray<TrackingView> Trackings { get; init; } = [];

    /// <summary>What has arisen from the decision.</summary>
    [Id(25)] public required ArisenView Arisen { get; init; }

    /// <summary>How it ended; null before.</summary>
    [Id(26)] public string? Outcome { get; init; }

    [Id(27)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    [Id(28)] public ImmutableArray<string> Possible { get; init; } = [];
}

/// <summary>Whether the decision may be recorded as made now.</summary>
/// <param name="Closed">Why not: the code with which deciding is refused; null when it is open or has been passed.</param>
[GenerateSerializer, Immutable, Alias("gate-view")]
public sealed record GateView([property: Id(0)] bool MayDecide, [property: Id(1)] string? Closed, [property: Id(2)] OverrideView? Override);

[GenerateSerializer, Immutable, Alias("override-view")]
public sealed record OverrideView([property: Id(0)] DateTimeOffset At, [property: Id(1)] string NamedCoordinator, [property: Id(2)] string Reason);

[GenerateSerializer, Immutable, Alias("consultation-view")]
public sealed record ConsultationView(
    [property: Id(0)] ConsultationForm Form, [property: Id(1)] DateOnly On, [property: Id(2)] int Heard, [property: Id(3)] int Against, [property: Id(4)] string Summary);

[GenerateSerializer, Immutable, Alias("risk-point-view")]
public sealed record RiskPointView([property: Id(0)] string What, [property: Id(1)] ImmutableArray<MeasureView> Measures);

/// <param name="Measure">Its number within the assessment.</param>
/// <param name="InTime">Null until it is done.</param>
[GenerateSerializer, Immutable, Alias("measure-view")]
public sealed record MeasureView(
    [property: Id(0)] int Measure, [property: Id(1)] string What, [property: Id(2)] NamedAgency Owner, [property: Id(3)] DateOnly DueOn,
    [property: Id(4)] bool BeforeDecision, [property: Id(5)] DateTimeOffset? DoneAt, [property: Id(6)] bool? InTime, [property: Id(7)] string? Evidence);

[GenerateSerializer, Immutable, Alias("decision-view")]
public sealed record DecisionView(
    [property: Id(0)] DateOnly On, [property: Id(1)] DecisionWay Way, [property: Id(2)] string? Document);

[GenerateSerializer, Immutable, Alias("tracking-view")]
public sealed record TrackingView([property: Id(0)] DateTimeOffset At, [property: Id(1)] bool Calm, [property: Id(2)] string Finding);

[GenerateSerializer, Immutable, Alias("arisen-view")]
public sealed record ArisenView(
    [property: Id(0)] int Disputes, [property: Id(1)] int Signals, [property: Id(2)] int Warnings, [property: Id(3)] ImmutableArray<string> Numbers);

/// <summary>M-32 应评尽评率: of the decisions made in a period that had to be assessed, how many were, and which were not.</summary>
/// <param name="Decided">Decisions within scope that were made in the period.</param>
/// <param name="Assessed">Of them with an assessment that was filed before.</param>
/// <param name="Percent">Null without decisions.</param>
/// <param name="Without">The rest; has to be empty.</param>
/// <param name="Overdue">Not decided yet, not filed, and the planned day has passed.</param>
[GenerateSerializer, Immutable, Alias("risk-assessment-report")]
public sealed record RiskAssessmentReport(
    [property: Id(0)] AreaCode Area, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] int Decided,
    [property: Id(4)] int Assessed, [property: Id(5)] decimal? Percent, [property: Id(6)] ImmutableArray<DecisionWithout> Without,
    [property: Id(7)] ImmutableArray<DecisionWithout> Overdue);

/// <param name="On">Day of the decision; of one that is overdue, the day that was planned.</param>
/// <param name="Way">Null of one that is not decided yet.</param>
[GenerateSerializer, Immutable, Alias("decision-without")]
public sealed record DecisionWithout(
    [property: Id(0)] MatterNumber Number, [property: Id(1)] NamedAgency Agency, [property: Id(2)] string Kind, [property: Id(3)] DateOnly On, [property: Id(4)] DecisionWay? Way);
