using System.Text.Json;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.RiskAssessments;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;
using static Suyuan.Tests.RiskAssessments.Assessments;

namespace Suyuan.Tests.RiskAssessments;

/// <summary>What comes after the filing: measures, tracking, what arose, the rate, and who may see it.</summary>
public sealed class RiskTrackingTests
{
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
        using var reader = new StreamReader(typeof(RiskTrackingTests).Assembly.GetManifestResourceStream("stored/risk-assessment-state-1.json")!);
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
}
