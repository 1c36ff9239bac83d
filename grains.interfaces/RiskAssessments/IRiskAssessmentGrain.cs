using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.RiskAssessments;

/// <summary>社会稳定风险评估 of one major decision: from its announcement, through the gate before it is made, to the end of its tracking.</summary>
[GrainInterfaceType("risk-assessment")]
public interface IRiskAssessmentGrain : IMatterGrain
{
    [Alias("announce")]
    Task<Result<RiskAssessmentView>> Announce(AnnounceDecision command, ActContext context);

    [Alias("act")]
    Task<Result<RiskAssessmentView>> Act(RiskAssessmentCommand command, ActContext context);

    /// <summary>Refused to who may not see an assessment of restricted visibility.</summary>
    [Alias("view"), ReadOnly]
    Task<Result<RiskAssessmentView>> View(Actor by);
}

/// <summary>应评尽评 over a period. Key: 0.</summary>
[GrainInterfaceType("risk-assessment-report")]
public interface IRiskAssessmentReportGrain : IGrainWithIntegerKey
{
    [Alias("assessments")]
    Task<Result<RiskAssessmentReport>> Assessments(RiskAssessmentReportQuery query, Actor by);
}

/// <param name="From">First day, included; null: 365 days ago.</param>
/// <param name="To">Last day, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("risk-assessment-report-query")]
public sealed record RiskAssessmentReportQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);
