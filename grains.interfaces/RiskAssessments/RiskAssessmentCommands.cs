using System.Collections.Immutable;

namespace Suyuan.RiskAssessments;

/// <summary>提出重大决策事项: what is to be decided, by whom, when, and whether it has to be assessed first.</summary>
[GenerateSerializer, Immutable, Alias("announce-decision")]
public sealed record AnnounceDecision
{
    /// <summary>Agency that decides; null: the caller's own. It answers for the assessment.</summary>
    [Id(0)] public string? Agency { get; init; }

    /// <summary>A kind of <c>RiskAssessments/decision-kinds.csv</c>.</summary>
    [Id(1)] public string? Kind { get; init; }

    /// <summary>1 to 200 characters; no names of persons.</summary>
    [Id(2)] public string? Title { get; init; }

    /// <summary>What is to be decided, 1 to 8,000 characters.</summary>
    [Id(3)] public string? Summary { get; init; }

    /// <summary>The day on which the decision is to be made; from today to five years ahead.</summary>
    [Id(4)] public DateOnly? PlannedOn { get; init; }

    /// <summary>事关群众切身利益: it touches vital interests of the people.</summary>
    [Id(5)] public bool? VitalInterests { get; init; }

    /// <summary>可能引发影响社会稳定问题: it may disturb social stability.</summary>
    [Id(6)] public bool? StabilityIssue { get; init; }

    /// <summary>Why the two questions are answered so, 1 to 2,000 characters.</summary>
    [Id(7)] public string? Reason { get; init; }

    /// <summary>Who assesses where that is not the agency itself: a professional body or social organisation, at most 200 characters.</summary>
    [Id(8)] public string? Assessor { get; init; }
}

/// <summary>An act on an assessment that exists. Who may do which, and when, stands in <c>grains/Matters/acts.csv</c>.</summary>
[GenerateSerializer, Immutable, Alias("risk-assessment-command")]
public abstract record RiskAssessmentCommand;

/// <summary>要求评估: the coordinator has a decision assessed that was announced as needing none.</summary>
[GenerateSerializer, Immutable, Alias("require-assessment")]
public sealed record RequireAssessment : RiskAssessmentCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>听取意见: one round of hearing somebody. May be repeated.</summary>
[GenerateSerializer, Immutable, Alias("record-consultation")]
public sealed record RecordConsultation : RiskAssessmentCommand
{
    [Id(0)] public ConsultationForm? Form { get; init; }

    /// <summary>Last day of it; not after today.</summary>
    [Id(1)] public DateOnly? On { get; init; }

    /// <summary>How many were heard: persons or departments, 1 to 10,000,000.</summary>
    [Id(2)] public int? Heard { get; init; }

    /// <summary>How many of them were against it, at most as many as were heard.</summary>
    [Id(3)] public int? Against { get; init; }

    /// <summary>What they said, 1 to 4,000 characters; no names.</summary>
    [Id(4)] public string? Summary { get; init; }
}

/// <summary>评定风险等级: the grade with the points of risk, and what is done about each.</summary>
[GenerateSerializer, Immutable, Alias("rate-risk")]
public sealed record RateRisk : RiskAssessmentCommand
{
    [Id(0)] public RiskGrade? Grade { get; init; }

    /// <summary>At most 50; how many a grade needs at least stands in <c>RiskAssessments/risk-grades.csv</c>.</summary>
    [Id(1)] public ImmutableArray<RiskPoint> Points { get; init; } = [];

    /// <summary>处置预案: what is done should a risk come true, 1 to 8,000 characters.</summary>
    [Id(2)] public string? EmergencyPlan { get; init; }

    /// <summary>Where the assessment report is kept: its file number, 1 to 200 characters.</summary>
    [Id(3)] public string? Report { get; init; }
}

/// <summary>风险点.</summary>
[GenerateSerializer, Immutable, Alias("risk-point")]
public sealed record RiskPoint
{
    /// <summary>1 to 1,000 characters; no names.</summary>
    [Id(0)] public string? What { get; init; }

    /// <summary>1 to 20: a point of risk without a measure is not assessed.</summary>
    [Id(1)] public ImmutableArray<PreventionMeasure> Measures { get; init; } = [];
}

/// <summary>风险防范措施: bound to its point of risk, with an owner and a day.</summary>
[GenerateSerializer, Immutable, Alias("prevention-measure")]
public sealed record PreventionMeasure
{
    /// <summary>1 to 1,000 characters.</summary>
    [Id(0)] public string? What { get; init; }

    /// <summary>Agency that carries it out.</summary>
    [Id(1)] public string? Owner { get; init; }

    /// <summary>Last day; from today to five years ahead.</summary>
    [Id(2)] public DateOnly? DueOn { get; init; }

    /// <summary>Has to be carried out before the decision may be made.</summary>
    [Id(3)] public bool BeforeDecision { get; init; }
}

/// <summary>备案: the report is filed with the coordinator. From here on the grade says whether the decision may be made.</summary>
[GenerateSerializer, Immutable, Alias("file-assessment")]
public sealed record FileAssessment : RiskAssessmentCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>退回重评: the coordinator sends what was filed back, with what is missing. The assessment begins anew.</summary>
[GenerateSerializer, Immutable, Alias("return-assessment")]
public sealed record ReturnAssessment : RiskAssessmentCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>调整决策草案: the draft decision was changed so that its risk can be controlled; it is assessed anew.</summary>
[GenerateSerializer, Immutable, Alias("adjust-decision")]
public sealed record AdjustDecision : RiskAssessmentCommand
{
    /// <summary>What was changed, 1 to 4,000 characters.</summary>
    [Id(0)] public string? What { get; init; }

    /// <summary>Null: the day stays.</summary>
    [Id(1)] public DateOnly? PlannedOn { get; init; }
}

/// <summary>完成防范措施.</summary>
[GenerateSerializer, Immutable, Alias("finish-measure")]
public sealed record FinishMeasure : RiskAssessmentCommand
{
    /// <summary>1, 2, 3 … as the view numbers them.</summary>
    [Id(0)] public int? Measure { get; init; }

    /// <summary>What shows that it was done, 1 to 2,000 characters.</summary>
    [Id(1)] public string? Evidence { get; init; }
}

/// <summary>例外放行: a coordinator who is named answers for letting a decision through the closed gate.</summary>
[GenerateSerializer, Immutable, Alias("override-gate")]
public sealed record OverrideGate : RiskAssessmentCommand
{
    /// <summary>Post of who answers for it, 1 to 100 characters.</summary>
    [Id(0)] public string? NamedCoordinator { get; init; }

    /// <summary>1 to 4,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>作出决策.</summary>
[GenerateSerializer, Immutable, Alias("record-decision")]
public sealed record RecordDecision : RiskAssessmentCommand
{
    /// <summary>File number of the decision, 1 to 200 characters.</summary>
    [Id(0)] public string? Document { get; init; }
}

/// <summary>未评先决: the coordinator found that the decision was made although the gate was closed.</summary>
[GenerateSerializer, Immutable, Alias("report-unassessed")]
public sealed record ReportUnassessed : RiskAssessmentCommand
{
    /// <summary>The day on which it was made; not after today.</summary>
    [Id(0)] public DateOnly? DecidedOn { get; init; }

    /// <summary>How that is known, 1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>关联矛盾纠纷、信号、预警: something has arisen from the decision.</summary>
[GenerateSerializer, Immutable, Alias("link-arisen")]
public sealed record LinkArisen : RiskAssessmentCommand
{
    /// <summary>Number of a dispute, a signal or a warning.</summary>
    [Id(0)] public string? Number { get; init; }
}

/// <summary>跟踪评估: one look at what the decision has brought about.</summary>
[GenerateSerializer, Immutable, Alias("track-decision")]
public sealed record TrackDecision : RiskAssessmentCommand
{
    /// <summary>What was found, 1 to 4,000 characters; no names.</summary>
    [Id(0)] public string? Finding { get; init; }

    /// <summary>Nothing came about that the assessment had not foreseen.</summary>
    [Id(1)] public bool? Calm { get; init; }
}

/// <summary>结束跟踪.</summary>
[GenerateSerializer, Immutable, Alias("close-assessment")]
public sealed record CloseAssessment : RiskAssessmentCommand
{
    /// <summary>1 to 4,000 characters.</summary>
    [Id(0)] public string? Conclusion { get; init; }
}

/// <summary>不再决策: the matter is not pursued.</summary>
[GenerateSerializer, Immutable, Alias("drop-decision")]
public sealed record DropDecision : RiskAssessmentCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>How somebody was heard.</summary>
public enum ConsultationForm
{
    None = 0,

    /// <summary>有关部门意见.</summary>
    Departments = 1,

    /// <summary>利害关系人意见: those whom it touches.</summary>
    Affected = 2,

    /// <summary>公开征求意见.</summary>
    PublicComment = 3,

    /// <summary>听证会、座谈会.</summary>
    Hearing = 4,

    /// <summary>专家论证.</summary>
    Experts = 5,

    /// <summary>重点走访.</summary>
    Visit = 6,

    /// <summary>舆情跟踪.</summary>
    PublicOpinion = 7,
}

/// <summary>What each grade opens stands in <c>RiskAssessments/risk-grades.csv</c>.</summary>
public enum RiskGrade
{
    None = 0,
    Low = 1,
    Medium = 2,
    High = 3,
}
