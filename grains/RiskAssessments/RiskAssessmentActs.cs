using System.Collections.Frozen;

namespace Suyuan.RiskAssessments;

/// <summary>Each act's name in <c>Matters/acts.csv</c> and the command that asks for it.</summary>
internal static class RiskAssessmentActs
{
    public const string Decide = "decide";

    private static readonly FrozenDictionary<Type, string> ByCommand = new Dictionary<Type, string>
    {
        [typeof(RequireAssessment)] = "require",
        [typeof(RecordConsultation)] = "consult",
        [typeof(RateRisk)] = "rate",
        [typeof(FileAssessment)] = "file",
        [typeof(ReturnAssessment)] = "return",
        [typeof(AdjustDecision)] = "adjust",
        [typeof(FinishMeasure)] = "finish-measure",
        [typeof(OverrideGate)] = "override",
        [typeof(RecordDecision)] = Decide,
        [typeof(ReportUnassessed)] = "report-unassessed",
        [typeof(LinkArisen)] = "link",
        [typeof(TrackDecision)] = "track",
        [typeof(CloseAssessment)] = "close",
        [typeof(DropDecision)] = "drop",
    }.ToFrozenDictionary();

    public static string NameOf(RiskAssessmentCommand command) => ByCommand[command.GetType()];
}
