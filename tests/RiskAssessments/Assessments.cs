using System.Collections.Immutable;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.RiskAssessments;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.RiskAssessments;

/// <summary>Assessments in every status, brought there by the rules themselves.</summary>
internal static class Assessments
{
    public static readonly MatterNumber Number = MatterNumber.Of("risk-assessment", "a1");

    public static readonly Actor Owner = Given.Someone(Role.Handler, "510304-labour");

    public static readonly AnnounceDecision Project = new()
    {
        Kind = "project",
        Title = "城北污水处理厂建设",
        Summary = "在城北新建污水处理厂。",
        PlannedOn = new DateOnly(2026, 6, 30),
        VitalInterests = true,
        StabilityIssue = true,
        Reason = "临近居民区，群众关注气味。",
    };

    public static readonly ImmutableArray<RiskPoint> Points =
    [
        new RiskPoint { What = "补偿争议", Measures = [new PreventionMeasure { What = "公示并签约", Owner = "510304-housing", DueOn = new DateOnly(2026, 5, 29), BeforeDecision = true }] },
        new RiskPoint { What = "欠薪", Measures = [new PreventionMeasure { What = "设立工资专户", Owner = "510304-labour", DueOn = new DateOnly(2026, 6, 10) }] },
    ];

    public static RecordConsultation Hear(ConsultationForm form) =>
        new() { Form = form, On = new DateOnly(2026, 3, 1), Heard = 50, Against = 3, Summary = "多数支持，担心气味。" };

    public static RateRisk Rate(RiskGrade grade) =>
        new() { Grade = grade, Points = grade is RiskGrade.Low ? [] : Points, EmergencyPlan = grade is RiskGrade.Low ? null : "启动应急预案。", Report = "评估报告2026-1" };

    public static MatterLife<RiskAssessmentState> Life() => new(new RiskAssessmentState(), Number, DateTimeOffset.Parse(Given.Monday, null));

    public static MatterLife<RiskAssessmentState> Announced(AnnounceDecision command)
    {
        var life = Life();
        Assert.Null(RiskAssessmentBounds.Check(command, life.SceneOf(Given.Housing)));
        Assert.True(life.Begin("announce", command, Given.Housing, (blank, scene) => RiskAssessmentRules.Announce(blank, command, scene)).Succeeded);
        return life;
    }

    public static void Heard(MatterLife<RiskAssessmentState> life)
    {
        Done(life, Hear(ConsultationForm.Departments), Given.Housing);
        Done(life, Hear(ConsultationForm.Affected), Given.Housing);
    }

    public static MatterLife<RiskAssessmentState> Filed(RiskGrade grade, string kind = "project")
    {
        var life = Announced(Project with { Kind = kind });
        Heard(life);
        Done(life, Rate(grade), Given.Housing);
        Done(life, new FileAssessment(), Given.Housing);
        return life;
    }

    public static string[] Told(MatterLife<RiskAssessmentState> life) => [.. life.Notices.Select(notice => $"{notice.Kind} {notice.Agency}")];

    public static void Done(MatterLife<RiskAssessmentState> life, RiskAssessmentCommand command, Actor by) => Assert.Equal("done", Do(life, command, by));

    public static string Do(MatterLife<RiskAssessmentState> life, RiskAssessmentCommand command, Actor by)
    {
        Assert.Null(RiskAssessmentBounds.Check(command, life.SceneOf(by)));
        return Suyuan.Tests.Support.Life.Told(life.Do(RiskAssessmentActs.NameOf(command), command, by, (assessment, scene) => RiskAssessmentRules.Decide(assessment, command, scene)).Refusal);
    }
}
