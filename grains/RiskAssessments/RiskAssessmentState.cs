using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.RiskAssessments;

/// <summary>What is stored of the assessment of one major decision. <see cref="MatterState{TSelf}.Lead"/> decides, and answers for the assessment.</summary>
[GenerateSerializer, Alias("risk-assessment-state")]
internal sealed record RiskAssessmentState : MatterState<RiskAssessmentState>
{
    public const string KindName = "risk-assessment";

    [Id(100)] public RiskAssessmentStatus Status { get; init; }

    /// <summary>Of <c>RiskAssessments/decision-kinds.csv</c>.</summary>
    [Id(101)] public string DecisionKind { get; init; } = "";

    [Id(102)] public bool Restricted { get; init; }

    [Id(103)] public string Name { get; init; } = "";

    /// <summary>What it is called in lists: of a restricted one its kind alone.</summary>
    [Id(104)] public string Heading { get; init; } = "";

    [Id(105)] public string Summary { get; init; } = "";

    [Id(106)] public DateOnly PlannedOn { get; init; }

    [Id(107)] public bool VitalInterests { get; init; }

    [Id(108)] public bool StabilityIssue { get; init; }

    [Id(109)] public string Reason { get; init; } = "";

    [Id(110)] public bool MustAssess { get; init; }

    [Id(111)] public string? Assessor { get; init; }

    /// <summary>One more each time it was sent back or the draft decision was adjusted; what follows is of this round.</summary>
    [Id(112)] public int Round { get; init; } = 1;

    [Id(113)] public ImmutableArray<ConsultationView> Consultations { get; init; } = [];

    [Id(114)] public RiskGrade Grade { get; init; }

    /// <summary>What each point of risk is; measures name their point by its place here.</summary>
    [Id(115)] public ImmutableArray<string> Points { get; init; } = [];

    [Id(116)] public ImmutableArray<OwnedMeasure> Measures { get; init; } = [];

    [Id(117)] public string? EmergencyPlan { get; init; }

    [Id(118)] public string? Report { get; init; }

    [Id(119)] public DateTimeOffset? FiledAt { get; init; }

    [Id(120)] public OverrideView? Override { get; init; }

    [Id(121)] public DecisionView? Decision { get; init; }

    [Id(122)] public ImmutableArray<TrackingView> Trackings { get; init; } = [];

    /// <summary>Numbers of the disputes, signals and warnings that arose from the decision, each once.</summary>
    [Id(123)] public ImmutableArray<string> Arisen { get; init; } = [];

    [Id(124)] public string? Outcome { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not (RiskAssessmentStatus.NotRequired or RiskAssessmentStatus.Closed or RiskAssessmentStatus.Dropped);

    /// <summary>Whoever carries out a measure.</summary>
    protected override IEnumerable<AgencyId> TakingPart => Measures.Select(measure => measure.Owner).Distinct();

    [JsonIgnore]
    public override string Title => Heading;

    [JsonIgnore]
    public override object Listed => new RiskAssessmentListed(
        DecisionKind, Restricted, MustAssess, Grade is RiskGrade.None ? null : Grade, PlannedOn, FiledAt, Decision?.On, Decision?.Way, Measures.Count(measure => measure.DoneAt is null), Arisen.Length);

    [JsonIgnore]
    public ArisenView ArisenCounts => new(
        Arisen.Count(number => DisputeNumber.TryParse(number, null, out _)), OfKind("signal"), OfKind("warning"), Arisen);

    private int OfKind(string kind) => Arisen.Count(number => MatterNumber.TryParse(number, null, out var matter) && matter.Kind == kind);
}

/// <summary>What a list shows of an assessment, and the report reads again.</summary>
internal sealed record RiskAssessmentListed(
    string Kind, bool Restricted, bool MustAssess, RiskGrade? Grade, DateOnly PlannedOn, DateTimeOffset? FiledAt, DateOnly? DecidedOn, DecisionWay? Way, int MeasuresOpen, int Arisen);

/// <param name="Number">1, 2, 3 … within the assessment.</param>
/// <param name="Point">Place of its point of risk.</param>
/// <param name="InTime">Null until it is done.</param>
[GenerateSerializer, Alias("owned-measure")]
internal sealed record OwnedMeasure(
    [property: Id(0)] int Number, [property: Id(1)] int Point, [property: Id(2)] string What, [property: Id(3)] AgencyId Owner, [property: Id(4)] DateOnly DueOn,
    [property: Id(5)] bool BeforeDecision, [property: Id(6)] DateTimeOffset? DoneAt = null, [property: Id(7)] bool? InTime = null, [property: Id(8)] string? Evidence = null);

/// <summary>What the clocks of an assessment are for.</summary>
internal static class RiskClocks
{
    public const string File = "assessment-file";

    /// <summary>And the number of the measure.</summary>
    public const string Measure = "assessment-measure-";

    public const string Track = "assessment-track";
}
