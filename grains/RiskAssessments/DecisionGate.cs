using System.Globalization;
using Suyuan.Identity;

namespace Suyuan.RiskAssessments;

/// <summary>
/// 前置程序: no filed assessment, no decision; what cannot be controlled is not decided (重大行政决策程序暂行条例 Art 22 to 24). Only a
/// coordinator who is named lets a decision through, and that stays visible. Pure.
/// </summary>
internal static class DecisionGate
{
    /// <summary>Why the decision may not be recorded as made; null when it may.</summary>
    public static Refusal? Closed(RiskAssessmentState assessment) => assessment.Override is null ? ClosedByItself(assessment) : null;

    /// <summary>What the gate says without regard to an override.</summary>
    public static Refusal? ClosedByItself(RiskAssessmentState assessment) => assessment.Status switch
    {
        RiskAssessmentStatus.Drafted or RiskAssessmentStatus.Consulted or RiskAssessmentStatus.Rated =>
            Refusal.Because(RefusalCode.AssessmentNotFiled, new Fact("stage", assessment.Place)),
        RiskAssessmentStatus.NotAllowed => Refusal.Because(RefusalCode.RiskNotControllable),
        RiskAssessmentStatus.AfterMeasures => MeasuresOpen(assessment, measure => measure.BeforeDecision),
        _ => null,
    };

    /// <summary>Null when all of them are done.</summary>
    public static Refusal? MeasuresOpen(RiskAssessmentState assessment, Func<OwnedMeasure, bool> which)
    {
        var open = assessment.Measures.Where(measure => measure.DoneAt is null && which(measure)).Select(measure => measure.Number).ToArray();
        return open.Length is 0
            ? null
            : Refusal.Because(
                RefusalCode.MeasuresOpen,
                new Fact("open", open.Length.ToString(CultureInfo.InvariantCulture)),
                new Fact("measures", string.Join('|', open)));
    }

    /// <summary>Restricted visibility: who decides, who carries out a measure, and who coordinates or supervises the area.</summary>
    public static bool MaySee(RiskAssessmentState assessment, Actor by) => !assessment.Restricted
        || by.Role is Role.System
        || by.Agency == assessment.Lead
        || assessment.Measures.Any(measure => measure.Owner == by.Agency)
        || (by.Role is Role.Coordinator or Role.Supervisor && IsOver(by, assessment));

    /// <summary>The actor's area, or the whole city where none is named, contains the assessment's.</summary>
    public static bool IsOver(Actor by, RiskAssessmentState assessment) => (by.Agency?.Area ?? by.Area) is not { } own || assessment.Area.IsWithin(own);
}
