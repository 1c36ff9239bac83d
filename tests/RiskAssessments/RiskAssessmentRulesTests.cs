using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.RiskAssessments;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.RiskAssessments;

/// <summary>社会稳定风险评估: the gate before a major decision, what each grade opens, and the tracking afterwards.</summary>
public sealed class RiskAssessmentRulesTests
{
    private static readonly MatterNumber Number = MatterNumber.Of("risk-assessment", "a1");

    private static readonly Actor Owner = Given.Someone(Role.Handler, "510304-labour");

    private static readonly AnnounceDecision Project = new()
    {
        Kind = "project",
        Title = "城北污水处理厂建设",
        Summary = "在城北新建污水处理厂。",
        PlannedOn = new DateOnly(2026, 6, 30),
        VitalInterests = true,
        StabilityIssue = true,
        Reason = "临近居民区，群众关注气味。",
    };

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
    public void D_4_6_Each_measure_belongs_to_a_point_of_risk_and_runs_for_its_owner_to_its_day()
    {
        var life = Filed(RiskGrade.Medium);

        Assert.Equal(["assessment-measure-1-1 2026-05-29", "assessment-measure-2-1 2026-06-10"], life.Open);
        Assert.Equal(["510304-housing", "510304-labour"], life.State.Measures.Select(measure => life.Clock($"assessment-measure-{measure.Number}-1").Holder));
        Assert.Equal([0, 1], life.State.Measures.Select(measure => measure.Point));
        Assert.Equal(2, life.Notices.Count(notice => notice.Kind is "assessment-measure"));

        Assert.Equal("NotYourCase", Do(life, new FinishMeasure { Measure = 2, Evidence = "已完成。" }, Given.Stranger));
        Assert.Equal("measure:UnknownMeasure", Do(life, new FinishMeasure { Measure = 3, Evidence = "已完成。" }, Owner));
        Done(life.To("2026-06-11T09:00+08:00"), new FinishMeasure { Measure = 2, Evidence = "已完成。" }, Owner);
        Assert.Equal((false, ClockStatus.Met), (life.State.Measures[1].InTime!.Value, life.Clock("assessment-measure-2-1").Status));
    }

    [Fact]
    public void D_4_6_A_grade_needs_the_points_of_risk_and_measures_that_it_stands_on()
    {
        var life = Announced(Project);
        Heard(life);

        Assert.Equal("points:RiskPointsMissing", Do(life, Rate(RiskGrade.Medium) with { Points = [] }, Given.Housing));
        Assert.Equal(
            "points:RiskPointsMissing",
            Do(life, Rate(RiskGrade.Medium) with { Points = [Points[1]] }, Given.Housing));
        Assert.Equal(
            "points[0].measures:Required emergencyPlan:Required report:Required",
            Suyuan.Tests.Support.Life.Told(RiskAssessmentBounds.Check(new RateRisk { Grade = RiskGrade.High, Points = [new RiskPoint { What = "气味" }] }, life.SceneOf(Given.Housing))));
    }

    [Fact]
    public void D_4_6_What_arises_from_a_decision_is_counted_once_and_told_when_it_is_more_than_was_foreseen()
    {
        var life = Filed(RiskGrade.Low);
        Done(life, new RecordDecision { Document = "1" }, Given.Housing);

        string[] arisen = ["51030420260000015", "signal-1", "signal-1", "warning-1", "51030420260000023"];
        foreach (var number in arisen)
            Done(life, new LinkArisen { Number = number }, Given.Coordinator);
        Assert.DoesNotContain("decision-risk-shows 510304-housing", Told(life));
        Done(life, new LinkArisen { Number = "signal-2" }, Given.Coordinator);
        Done(life, new LinkArisen { Number = "signal-3" }, Given.Coordinator);

        Assert.Equal((2, 3, 1), (life.State.ArisenCounts.Disputes, life.State.ArisenCounts.Signals, life.State.ArisenCounts.Warnings));
        Assert.Equal(["510304-coordinator", "510304-housing"], life.Notices.Where(notice => notice.Kind is "decision-risk-shows").Select(notice => notice.Agency).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void D_4_6_Tracking_ends_with_every_measure_done_and_as_many_looks_as_the_grade_asks()
    {
        var life = Filed(RiskGrade.Medium);
        Done(life, new FinishMeasure { Measure = 1, Evidence = "已完成。" }, Given.Housing);
        Done(life, new RecordDecision { Document = "1" }, Given.Housing);
        var close = new CloseAssessment { Conclusion = "风险总体可控。" };

        Done(life.To("2026-05-20T10:00+08:00"), new TrackDecision { Finding = "施工平稳。", Calm = true }, Given.Housing);
        Assert.Equal("MeasuresOpen", Do(life, close, Given.Housing));
        Done(life, new FinishMeasure { Measure = 2, Evidence = "已完成。" }, Owner);
        Assert.Equal("TrackingsMissing", Do(life, close, Given.Housing));
        Assert.Equal("assessment-track-2 2026-08-18", Assert.Single(life.Open));
        Done(life.To("2026-08-10T10:00+08:00"), new TrackDecision { Finding = "无异常。", Calm = true }, Given.Housing);
        Done(life, close, Given.Housing);

        Assert.Equal((RiskAssessmentStatus.Closed, false), (life.State.Status, life.State.IsOpen));
        Assert.Empty(life.Open);
    }

    [Fact]
    public void D_4_5_The_rate_counts_what_was_assessed_before_it_was_decided_and_lists_the_rest()
    {
        var assessed = Filed(RiskGrade.Low);
        Done(assessed, new RecordDecision { Document = "1" }, Given.Housing);
        var overridden = Filed(RiskGrade.High);
        Done(overridden, new OverrideGate { NamedCoordinator = "区委政法委书记", Reason = "防汛" }, Given.Coordinator);
        Done(overridden, new RecordDecision { Document = "2" }, Given.Housing);
        var before = Announced(Project);
        Done(before, new ReportUnassessed { DecidedOn = new DateOnly(2026, 3, 1), Reason = "已经开工" }, Given.Coordinator);
        var late = Announced(Project with { PlannedOn = new DateOnly(2026, 3, 2) });
        var not = Announced(Project with { VitalInterests = false, StabilityIssue = false });
        MatterRow[] rows = [.. new[] { assessed, overridden, before, late, not }.Select((life, index) => life.State.Project().Matter! with { Number = $"risk-assessment-{index}" })];

        var report = AssessmentTable.Of(Given.Law.Areas.City.Code, new(2026, 1, 1), new(2026, 12, 31), rows, new Moment(DateTimeOffset.Parse("2026-03-03T08:00+08:00", null)), Given.Law);

        Assert.Equal((3, 1, 33.33m), (report.Decided, report.Assessed, report.Percent));
        Assert.Equal([("risk-assessment-2", DecisionWay.Unassessed), ("risk-assessment-1", DecisionWay.Overridden)], report.Without.Select(one => (one.Number.ToString(), one.Way!.Value)));
        Assert.Equal(["risk-assessment-3"], report.Overdue.Select(one => one.Number.ToString()));
        Assert.Null(AssessmentTable.Of(Given.Law.Areas.City.Code, new(2025, 1, 1), new(2025, 12, 31), rows, new Moment(DateTimeOffset.Parse("2026-03-03T08:00+08:00", null)), Given.Law).Percent);
    }

    [Fact]
    public void D_4_5_What_was_decided_without_an_assessment_is_told_upward_and_tracked_as_of_high_risk()
    {
        var life = Announced(Project);

        Done(life, new ReportUnassessed { DecidedOn = new DateOnly(2026, 3, 1), Reason = "已经开工" }, Given.Coordinator);

        Assert.Equal((RiskAssessmentStatus.Monitored, DecisionWay.Unassessed), (life.State.Status, life.State.Decision!.Way));
        Assert.Equal(["assessment-track-1 2026-04-01"], life.Open);
        Assert.Contains("decision-unassessed 510304-coordinator", Told(life));
    }

    [Fact]
    public void D_4_3e_A_restricted_one_is_seen_by_those_alone_who_handle_or_oversee_it()
    {
        var life = Filed(RiskGrade.Medium, "sensitive-case");

        Assert.True(DecisionGate.MaySee(life.State, Given.Housing));
        Assert.True(DecisionGate.MaySee(life.State, Owner));
        Assert.True(DecisionGate.MaySee(life.State, Given.Coordinator));
        Assert.True(DecisionGate.MaySee(life.State, new Actor("s", Role.Supervisor)));
        Assert.False(DecisionGate.MaySee(life.State, Given.Stranger));
        Assert.False(DecisionGate.MaySee(life.State, Given.Someone(Role.Coordinator, "510321-coordinator")));
        Assert.True(DecisionGate.MaySee(Filed(RiskGrade.Medium).State, Given.Stranger));
        Assert.DoesNotContain("污水", life.State.Project().Matter!.Title + life.State.Project().Matter!.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessment_stored_by_its_first_version_loads_to_the_same_values_and_goes_on()
    {
        using var reader = new StreamReader(typeof(RiskAssessmentRulesTests).Assembly.GetManifestResourceStream("stored/risk-assessment-state-1.json")!);
        var stored = JsonSerializer.Deserialize<RiskAssessmentState>(reader.ReadToEnd(), StateSerializer.Options)!;

        Assert.Equal(
            (RiskAssessmentStatus.Monitored, "project", RiskGrade.Medium, 1, DecisionWay.Assessed), (stored.Status, stored.DecisionKind, stored.Grade, stored.Round, stored.Decision!.Way));
        Assert.Equal(["510304-housing true", "510304-labour "], stored.Measures.Select(measure => $"{measure.Owner} {measure.InTime}".ToLowerInvariant()));
        Assert.Equal((2, 50, 3), (stored.Consultations.Length, stored.Consultations[0].Heard, stored.Consultations[0].Against));
        Assert.Equal(("51030420260000015", true, "assessment-track-2"), (Assert.Single(stored.Arisen), Assert.Single(stored.Trackings).Calm, stored.OpenClock(RiskClocks.Track)!.Id));
        var finished = RiskAssessmentRules.Decide(
            stored, new FinishMeasure { Measure = 2, Evidence = "已完成。" }, new Scene(Given.Law, Owner, new Moment(stored.UpdatedAt.AddDays(1))));
        Assert.Null(DecisionGate.MeasuresOpen(finished.Value!, _ => true));
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

    private static readonly ImmutableArray<RiskPoint> Points =
    [
        new RiskPoint { What = "补偿争议", Measures = [new PreventionMeasure { What = "公示并签约", Owner = "510304-housing", DueOn = new DateOnly(2026, 5, 29), BeforeDecision = true }] },
        new RiskPoint { What = "欠薪", Measures = [new PreventionMeasure { What = "设立工资专户", Owner = "510304-labour", DueOn = new DateOnly(2026, 6, 10) }] },
    ];

    private static RecordConsultation Hear(ConsultationForm form) =>
        new() { Form = form, On = new DateOnly(2026, 3, 1), Heard = 50, Against = 3, Summary = "多数支持，担心气味。" };

    private static RateRisk Rate(RiskGrade grade) =>
        new() { Grade = grade, Points = grade is RiskGrade.Low ? [] : Points, EmergencyPlan = grade is RiskGrade.Low ? null : "启动应急预案。", Report = "评估报告2026-1" };

    private static MatterLife<RiskAssessmentState> Life() => new(new RiskAssessmentState(), Number, DateTimeOffset.Parse(Given.Monday, null));

    private static MatterLife<RiskAssessmentState> Announced(AnnounceDecision command)
    {
        var life = Life();
        Assert.Null(RiskAssessmentBounds.Check(command, life.SceneOf(Given.Housing)));
        Assert.True(life.Begin("announce", command, Given.Housing, (blank, scene) => RiskAssessmentRules.Announce(blank, command, scene)).Succeeded);
        return life;
    }

    private static void Heard(MatterLife<RiskAssessmentState> life)
    {
        Done(life, Hear(ConsultationForm.Departments), Given.Housing);
        Done(life, Hear(ConsultationForm.Affected), Given.Housing);
    }

    private static MatterLife<RiskAssessmentState> Filed(RiskGrade grade, string kind = "project")
    {
        var life = Announced(Project with { Kind = kind });
        Heard(life);
        Done(life, Rate(grade), Given.Housing);
        Done(life, new FileAssessment(), Given.Housing);
        return life;
    }

    private static string[] Told(MatterLife<RiskAssessmentState> life) => [.. life.Notices.Select(notice => $"{notice.Kind} {notice.Agency}")];

    private static void Done(MatterLife<RiskAssessmentState> life, RiskAssessmentCommand command, Actor by) => Assert.Equal("done", Do(life, command, by));

    private static string Do(MatterLife<RiskAssessmentState> life, RiskAssessmentCommand command, Actor by)
    {
        Assert.Null(RiskAssessmentBounds.Check(command, life.SceneOf(by)));
        return Suyuan.Tests.Support.Life.Told(life.Do(RiskAssessmentActs.NameOf(command), command, by, (assessment, scene) => RiskAssessmentRules.Decide(assessment, command, scene)).Refusal);
    }
}
