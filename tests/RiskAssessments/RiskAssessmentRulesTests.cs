using CsCheck;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.RiskAssessments;
using Suyuan.Tests.Support;
using Xunit;
using static Suyuan.Tests.RiskAssessments.Assessments;

namespace Suyuan.Tests.RiskAssessments;

/// <summary>社会稳定风险评估: the gate before a major decision, and what each grade opens.</summary>
public sealed class RiskAssessmentRulesTests
{
    [Theory]
    [InlineData("reform-measure")]
    [InlineData("policy")]
    [InlineData("project")]
    [InlineData("event")]
    [InlineData("sensitive-case")]
    public void D_4_3a_to_4_3e_Each_kind_of_the_Decision_is_assessed_and_needs_its_filing_so_long_before_the_planned_day(string kind)
    {
        var life = Announced(Project with { Kind = kind });

        Assert.Equal((RiskAssessmentStatus.Drafted, true, kind is "sensitive-case"), (life.State.Status, life.State.MustAssess, life.State.Restricted));
        Assert.Equal(["assessment-file-1 2026-06-23"], life.Open);
        Assert.Equal("510304-housing", life.Clock("assessment-file-1").Holder);
        Assert.Equal(kind is "sensitive-case" ? "重大敏感案件办理" : Project.Title, life.State.Title);
    }

    [Theory]
    [InlineData("project", false, false, false)]
    [InlineData("project", true, false, true)]
    [InlineData("project", false, true, true)]
    [InlineData("project", true, true, true)]
    [InlineData("land-taking", false, false, true)]
    public void D_4_4_Two_answers_with_their_reason_say_whether_it_must_be_assessed(string kind, bool interests, bool stability, bool must)
    {
        var life = Announced(Project with { Kind = kind, VitalInterests = interests, StabilityIssue = stability });

        Assert.Equal((must, must ? RiskAssessmentStatus.Drafted : RiskAssessmentStatus.NotRequired), (life.State.MustAssess, life.State.Status));
        Assert.Equal((interests, stability, Project.Reason), (life.State.VitalInterests, life.State.StabilityIssue, life.State.Reason));
        Assert.Equal(must ? [] : ["assessment-not-required 510304-coordinator"], Told(life));
    }

    [Fact]
    public void D_4_4_The_coordinator_has_a_decision_assessed_that_was_announced_as_needing_none()
    {
        var life = Announced(Project with { VitalInterests = false, StabilityIssue = false });
        Assert.Equal("NotInThisStage", Do(life, new RecordDecision { Document = "自大府发〔2026〕1号" }, Given.Housing));

        Done(life, new RequireAssessment { Reason = "周边有五百户居民" }, Given.Coordinator);

        Assert.Equal((RiskAssessmentStatus.Drafted, true), (life.State.Status, life.State.MustAssess));
        Assert.Single(life.Open);
        Assert.Contains("assessment-required 510304-housing", Told(life));
    }

    [Fact]
    public void D_4_3_No_decision_without_a_filed_assessment()
    {
        var life = Announced(Project);
        var decide = new RecordDecision { Document = "自大府发〔2026〕1号" };

        Assert.Equal("AssessmentNotFiled", Do(life, decide, Given.Housing));
        Heard(life);
        Assert.Equal("AssessmentNotFiled", Do(life, decide, Given.Housing));
        Done(life, Rate(RiskGrade.Low), Given.Housing);
        Assert.Equal("AssessmentNotFiled", Do(life, decide, Given.Housing));
        Done(life, new FileAssessment(), Given.Housing);

        Done(life, decide, Given.Housing);

        Assert.Equal((RiskAssessmentStatus.Monitored, DecisionWay.Assessed), (life.State.Status, life.State.Decision!.Way));
        Assert.Equal(["announce", "consult", "consult", "rate", "file", "decide"], life.Steps.Select(step => step.Act));
        Assert.Equal(["drafted", "consulted", "consulted", "rated", "allowed", "monitored"], life.Steps.Select(step => step.ToStage));
        Assert.Equal(["assessment-track-1 2026-08-31"], life.Open);
        Assert.Equal(["assessment-filed 510304-coordinator", "decision-made 510304-coordinator"], Told(life));
    }

    [Fact]
    public void D_4_3_Of_medium_risk_it_is_made_only_after_the_measures_that_were_to_come_first()
    {
        var life = Filed(RiskGrade.Medium);
        var decide = new RecordDecision { Document = "自大府发〔2026〕1号" };

        Assert.Equal("MeasuresOpen", Do(life, decide, Given.Housing));
        Done(life, new FinishMeasure { Measure = 1, Evidence = "已公示并签订补偿协议。" }, Given.Housing);
        Done(life, decide, Given.Housing);

        Assert.Equal((DecisionWay.Assessed, 1), (life.State.Decision!.Way, life.State.Measures.Count(measure => measure.DoneAt is null)));
        Assert.Equal("policy-assessment-track-medium", life.Clock("assessment-track-1").RuleId);
    }

    [Fact]
    public void D_4_3_Of_high_risk_it_is_not_made_until_the_draft_was_adjusted_and_assessed_anew()
    {
        var life = Filed(RiskGrade.High);
        var decide = new RecordDecision { Document = "自大府发〔2026〕1号" };
        Done(life, new FinishMeasure { Measure = 1, Evidence = "已完成。" }, Given.Housing);
        Done(life, new FinishMeasure { Measure = 2, Evidence = "已完成。" }, Given.Housing);
        Assert.Equal("RiskNotControllable", Do(life, decide, Given.Housing));

        Done(life, new AdjustDecision { What = "改址到工业园区", PlannedOn = new DateOnly(2026, 9, 30) }, Given.Housing);

        Assert.Equal((RiskAssessmentStatus.Drafted, 2, RiskGrade.None, 0), (life.State.Status, life.State.Round, life.State.Grade, life.State.Measures.Length));
        Assert.Equal(["assessment-file-2 2026-09-22"], life.Open);
        Assert.Equal("AssessmentNotFiled", Do(life, decide, Given.Housing));
        Heard(life);
        Done(life, Rate(RiskGrade.Low), Given.Housing);
        Done(life, new FileAssessment(), Given.Housing);
        Done(life, decide, Given.Housing);
        Assert.Equal(DecisionWay.Assessed, life.State.Decision!.Way);
    }

    [Fact]
    public void D_4_3_Only_a_named_coordinator_lets_it_through_and_all_above_hear_of_it()
    {
        var life = Filed(RiskGrade.High);
        var through = new OverrideGate { NamedCoordinator = "区委政法委书记", Reason = "防汛抢险" };
        Assert.Equal("NotYourRole", Do(life, through, Given.Housing));
        Assert.Equal("NotYourCase", Do(life, through, Given.Someone(Role.Coordinator, "510321-coordinator")));
        Assert.Equal("namedCoordinator:Required", Suyuan.Tests.Support.Life.Told(RiskAssessmentBounds.Check(new OverrideGate { Reason = "防汛抢险" }, life.SceneOf(Given.Coordinator))));

        Done(life, through, Given.Coordinator);
        Done(life, new RecordDecision { Document = "自大府发〔2026〕1号" }, Given.Housing);

        Assert.Equal((DecisionWay.Overridden, "区委政法委书记"), (life.State.Decision!.Way, life.State.Override!.NamedCoordinator));
        Assert.Equal(
            ["510300-coordinator", "510304-coordinator", "510304-housing"],
            life.Notices.Where(notice => notice.Kind is "gate-overridden").Select(notice => notice.Agency).Order(StringComparer.Ordinal));
        Assert.Contains(life.Steps, step => step.Act is "override");
    }

    [Fact]
    public void D_4_3_What_was_filed_can_be_sent_back_and_then_opens_nothing()
    {
        var life = Filed(RiskGrade.Low);

        Done(life, new ReturnAssessment { Reason = "没有听取沿线商户意见" }, Given.Coordinator);

        Assert.Equal((RiskAssessmentStatus.Drafted, 2, 0), (life.State.Status, life.State.Round, life.State.Consultations.Length));
        Assert.Equal("AssessmentNotFiled", Do(life, new RecordDecision { Document = "1" }, Given.Housing));
        Assert.Contains("assessment-returned 510304-housing", Told(life));
    }

    [Fact]
    public void D_4_3_Nobody_rates_whom_the_regulation_wants_heard_and_nobody_heard()
    {
        var life = Announced(Project);
        Done(life, Hear(ConsultationForm.Visit), Given.Housing);

        Assert.Equal("NotHeardYet", Do(life, Rate(RiskGrade.Low), Given.Housing));
        Done(life, Hear(ConsultationForm.Departments), Given.Housing);
        Assert.Equal("NotHeardYet", Do(life, Rate(RiskGrade.Low), Given.Housing));
        Done(life, Hear(ConsultationForm.Affected), Given.Housing);
        Done(life, Rate(RiskGrade.Low), Given.Housing);
    }

    [Fact]
    public void Every_fault_of_an_announcement_is_told_at_once()
    {
        var scene = Life().SceneOf(new Actor("c", Role.Coordinator));

        Assert.Equal(
            "agency:Required kind:Required title:Required summary:Required plannedOn:Required vitalInterests:Required stabilityIssue:Required reason:Required",
            Suyuan.Tests.Support.Life.Told(RiskAssessmentBounds.Check(new AnnounceDecision(), scene)));
        Assert.Equal(
            "agency:UnknownAgency kind:UnknownValue title:TooLong plannedOn:DateOutOfRange",
            Suyuan.Tests.Support.Life.Told(RiskAssessmentBounds.Check(
                Project with { Agency = "510304-nobody", Kind = "whim", Title = new string('大', 201), PlannedOn = new DateOnly(2026, 3, 1) }, scene)));
        Assert.Equal(
            "against:NumberOutOfRange summary:Required",
            Suyuan.Tests.Support.Life.Told(RiskAssessmentBounds.Check(Hear(ConsultationForm.Hearing) with { Against = 51, Summary = null }, scene)));
    }

    [Theory]
    [InlineData(RiskTables.KindsFile, "project,false,departments|affected", "project,false,departments|everybody", "mustHear")]
    [InlineData(RiskTables.KindsFile, "event,false", "policy,false", "kind")]
    [InlineData(RiskTables.GradesFile, "medium,after-measures", "medium,perhaps", "gate")]
    [InlineData(RiskTables.GradesFile, "medium,after-measures,1", "low,after-measures,1", "grade")]
    [InlineData(RiskTables.GradesFile, "high,not-allowed,1,3,3", "high,not-allowed,1,0,3", "trackings")]
    public void A_damaged_row_stops_the_start_and_names_file_and_field(string file, string good, string bad, string field)
    {
        var fault = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, good, bad)));

        Assert.StartsWith(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains($", {field}:", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever is tried in whatever order: what stands as decided was let through by its gate, or says that it was not.</summary>
    [Fact]
    public void D_4_3_Whatever_the_order_no_decision_passes_the_gate_unseen() =>
        Gen.Int[0, 13].Array[1, 40].Sample(acts =>
        {
            var life = Announced(Project);
            foreach (var act in acts)
            {
                var before = life.State;
                var (command, by) = Try(act);
                if (Do(life, command, by) is not "done" || before.Decision is not null || life.State.Decision is not { } decision)
                    continue;
                var open = before is { FiledAt: not null, Grade: RiskGrade.Low }
                    || (before is { FiledAt: not null, Grade: RiskGrade.Medium } && before.Measures.All(measure => measure.DoneAt is not null || !measure.BeforeDecision));
                Assert.Equal(
                    command is ReportUnassessed ? DecisionWay.Unassessed : open ? DecisionWay.Assessed : DecisionWay.Overridden,
                    decision.Way);
                Assert.True(decision.Way is not DecisionWay.Overridden || before.Override is not null);
            }

            Assert.True(life.State.Status is not RiskAssessmentStatus.Monitored || life.State.Decision is not null);
            Assert.Equal(life.State.IsOpen && life.State.Status is RiskAssessmentStatus.Drafted or RiskAssessmentStatus.Consulted or RiskAssessmentStatus.Rated, life.State.OpenClock(RiskClocks.File) is not null);
        }, iter: 400);

    private static (RiskAssessmentCommand Command, Actor By) Try(int act) => act switch
    {
        0 or 1 => (Hear(ConsultationForm.Departments), Given.Housing),
        2 => (Hear(ConsultationForm.Affected), Given.Housing),
        3 => (Rate(RiskGrade.Low), Given.Housing),
        4 => (Rate(RiskGrade.Medium), Given.Housing),
        5 => (Rate(RiskGrade.High), Given.Housing),
        6 or 7 => (new FileAssessment(), Given.Housing),
        8 => (new FinishMeasure { Measure = 1, Evidence = "已完成。" }, Given.Housing),
        9 => (new ReturnAssessment { Reason = "不足" }, Given.Coordinator),
        10 => (new OverrideGate { NamedCoordinator = "书记", Reason = "急" }, Given.Coordinator),
        11 => (new AdjustDecision { What = "改址" }, Given.Housing),
        12 => (new ReportUnassessed { DecidedOn = new DateOnly(2026, 3, 1), Reason = "已开工" }, Given.Coordinator),
        _ => (new RecordDecision { Document = "1" }, Given.Housing),
    };
}
