using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.RiskAssessments;

/// <summary>
/// 社会稳定风险评估: announced, heard about, rated, filed; then the decision is made, made after measures, or not made; then it is
/// tracked. Whether it may be made is <see cref="DecisionGate"/>'s to say. Pure.
/// </summary>
internal static class RiskAssessmentRules
{
    /// <summary>Input was checked by <see cref="RiskAssessmentBounds"/>.</summary>
    public static Result<RiskAssessmentState> Announce(RiskAssessmentState blank, AnnounceDecision command, Scene scene)
    {
        var kind = scene.Law.Risks.Find(command.Kind)!;
        var lead = command.Agency is { } agency ? AgencyId.Parse(agency) : scene.By.Agency!.Value;
        var announced = blank with
        {
            Area = lead.Area,
            Lead = lead,
            DecisionKind = kind.Kind,
            Restricted = kind.Restricted,
            Name = command.Title!.Trim(),
            Heading = kind.Restricted ? kind.Words.Zh : command.Title.Trim(),
            Summary = command.Summary!,
            PlannedOn = command.PlannedOn!.Value,
            VitalInterests = command.VitalInterests!.Value,
            StabilityIssue = command.StabilityIssue!.Value,
            Reason = command.Reason!,
            MustAssess = kind.MustAssess(command.VitalInterests.Value, command.StabilityIssue.Value),
            Assessor = command.Assessor?.Trim(),
        };
        return announced.MustAssess
            ? Drafted(announced, scene)
            : (announced with { Status = RiskAssessmentStatus.NotRequired }).Notify(scene, Coordinator(announced), "assessment-not-required", new OfSaid(lead));
    }

    public static Result<RiskAssessmentState> Decide(RiskAssessmentState assessment, RiskAssessmentCommand command, Scene scene) => command switch
    {
        RequireAssessment require => Drafted(assessment with { MustAssess = true }, scene).Notify(scene, assessment.Lead, "assessment-required", new ReasonSaid(require.Reason!)),
        RecordConsultation heard => assessment with
        {
            Status = RiskAssessmentStatus.Consulted,
            Consultations = assessment.Consultations.Add(new ConsultationView(heard.Form!.Value, heard.On!.Value, heard.Heard!.Value, heard.Against ?? 0, heard.Summary!)),
        },
        RateRisk rate => Rated(assessment, rate, scene),
        FileAssessment => Filed(assessment, scene),
        ReturnAssessment returned => Anew(assessment, scene).Notify(scene, assessment.Lead, "assessment-returned", new ReasonSaid(returned.Reason!)),
        AdjustDecision adjust => Anew(assessment with { PlannedOn = adjust.PlannedOn ?? assessment.PlannedOn }, scene),
        FinishMeasure finish => Finished(assessment, finish, scene),
        OverrideGate let => Overridden(assessment, let, scene),
        RecordDecision decide => Decided(assessment, decide, scene),
        ReportUnassessed report => Unassessed(assessment, report, scene),
        LinkArisen link => Linked(assessment, link.Number!, scene),
        TrackDecision track => Tracking(
            (assessment with { Trackings = assessment.Trackings.Add(new TrackingView(scene.Now.At, track.Calm!.Value, track.Finding!)) }).Meet(scene, RiskClocks.Track), "跟踪评估", scene),
        CloseAssessment close => Closed(assessment, close, scene),
        DropDecision drop => (assessment with { Status = RiskAssessmentStatus.Dropped, Outcome = drop.Reason }).CancelAll(scene, _ => true),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>To be assessed; filed so long before the day on which the decision is planned.</summary>
    private static RiskAssessmentState Drafted(RiskAssessmentState assessment, Scene scene) => (assessment with { Status = RiskAssessmentStatus.Drafted })
        .Cancel(scene, RiskClocks.File)
        .Start(scene, RiskClocks.File, "policy-assessment-file", assessment.Lead.ToString(), "计划作出决策", Moment.StartOf(assessment.PlannedOn));

    /// <summary>The next round: what was heard and rated was about another draft, or not enough.</summary>
    private static RiskAssessmentState Anew(RiskAssessmentState assessment, Scene scene) => Drafted(
        (assessment with
        {
            Round = assessment.Round + 1,
            Consultations = [],
            Grade = RiskGrade.None,
            Points = [],
            Measures = [],
            EmergencyPlan = null,
            Report = null,
            FiledAt = null,
            Override = null,
        }).CancelAll(scene, clock => clock.Key.StartsWith(RiskClocks.Measure, StringComparison.Ordinal)),
        scene);

    private static Result<RiskAssessmentState> Rated(RiskAssessmentState assessment, RateRisk rate, Scene scene)
    {
        var missing = scene.Law.Risks.Find(assessment.DecisionKind)!.MustHear.Where(form => assessment.Consultations.All(heard => heard.Form != form)).ToArray();
        if (missing.Length > 0)
            return Refusal.Because(RefusalCode.NotHeardYet, new Fact("missing", string.Join('|', missing.Select(form => Kebab.Of(form)))));
        var row = scene.Law.Risks[rate.Grade!.Value];
        if (rate.Points.Length < row.Points)
            return Refusal.Of("points", RefusalCode.RiskPointsMissing, new Fact("min", Number(row.Points)));
        if (row.Gate is RiskAssessmentStatus.AfterMeasures && !rate.Points.Any(point => point.Measures.Any(measure => measure.BeforeDecision)))
            return Refusal.Of("points", RefusalCode.RiskPointsMissing, new Fact("beforeDecision", "1"));
        return assessment with
        {
            Status = RiskAssessmentStatus.Rated,
            Grade = rate.Grade.Value,
            Points = [.. rate.Points.Select(point => point.What!)],
            Measures =
            [
                .. rate.Points.SelectMany((point, index) => point.Measures.Select(measure => (index, measure))).Select((one, index) => new OwnedMeasure(
                    index + 1, one.index, one.measure.What!, AgencyId.Parse(one.measure.Owner!), one.measure.DueOn!.Value, one.measure.BeforeDecision)),
            ],
            EmergencyPlan = rate.EmergencyPlan,
            Report = rate.Report!.Trim(),
        };
    }

    /// <summary>Each measure runs from here on, with a clock for its owner.</summary>
    private static RiskAssessmentState Filed(RiskAssessmentState assessment, Scene scene)
    {
        var row = scene.Law.Risks[assessment.Grade];
        var filed = (assessment with { Status = row.Gate, FiledAt = scene.Now.At }).Meet(scene, RiskClocks.File);
        filed = assessment.Measures.Aggregate(filed, (state, measure) => state
            .Start(scene, $"{RiskClocks.Measure}{measure.Number}", "policy-assessment-measure", measure.Owner.ToString(), "防范措施完成日的前一日", Moment.StartOf(measure.DueOn.AddDays(-1)))
            .Notify(scene, measure.Owner, "assessment-measure", new DueSaid(measure.DueOn)));
        return filed.Notify(scene, Coordinator(filed), "assessment-filed", new GradeSaid(assessment.Lead, row.Words));
    }

    private static Result<RiskAssessmentState> Finished(RiskAssessmentState assessment, FinishMeasure finish, Scene scene)
    {
        if (assessment.Measures.FirstOrDefault(measure => measure.Number == finish.Measure) is not { } measure)
            return Refusal.Of("measure", RefusalCode.UnknownMeasure, new Fact("measure", Number(finish.Measure!.Value)));
        if (scene.By.Agency != measure.Owner && scene.By.Agency != assessment.Lead && !(scene.By.Role is Role.Coordinator && DecisionGate.IsOver(scene.By, assessment)))
            return Refusal.Because(RefusalCode.NotYourCase, new Fact("lead", measure.Owner.ToString()));
        if (measure.DoneAt is not null)
            return assessment;
        var key = $"{RiskClocks.Measure}{measure.Number}";
        var done = measure with { DoneAt = scene.Now.At, InTime = assessment.OpenClock(key)?.IsOverdue(scene.Now.At) is not true, Evidence = finish.Evidence };
        return (assessment with { Measures = assessment.Measures.Replace(measure, done) }).Meet(scene, key);
    }

    private static RiskAssessmentState Overridden(RiskAssessmentState assessment, OverrideGate let, Scene scene)
    {
        var open = assessment with { Override = new OverrideView(scene.Now.At, let.NamedCoordinator!, let.Reason!) };
        foreach (var hearer in new[] { assessment.Lead, Coordinator(assessment), Hierarchy.SuperiorOf(Coordinator(assessment)) }.Distinct())
            open = open.Notify(scene, hearer, "gate-overridden", new OfSaid(assessment.Lead));
        return open;
    }

    private static Result<RiskAssessmentState> Decided(RiskAssessmentState assessment, RecordDecision decide, Scene scene)
    {
        if (DecisionGate.Closed(assessment) is { } closed)
            return closed;
        var way = DecisionGate.ClosedByItself(assessment) is null ? DecisionWay.Assessed : DecisionWay.Overridden;
        return Tracking(assessment with { Decision = new DecisionView(scene.Now.Day, way, decide.Document!.Trim()) }, "作出决策", scene)
            .Notify(scene, Coordinator(assessment), "decision-made", new OfSaid(assessment.Lead));
    }

    private static RiskAssessmentState Unassessed(RiskAssessmentState assessment, ReportUnassessed report, Scene scene)
    {
        var made = Tracking(assessment with { Decision = new DecisionView(report.DecidedOn!.Value, DecisionWay.Unassessed, null) }, "发现未评先决", scene);
        foreach (var hearer in new[] { assessment.Lead, Hierarchy.SuperiorOf(assessment.Lead), Coordinator(assessment) }.Distinct())
            made = made.Notify(scene, hearer, "decision-unassessed", new OfSaid(assessment.Lead));
        return made;
    }

    /// <summary>The decision is made: it is looked at again and again until the tracking ends. Without a grade it counts as of high risk.</summary>
    private static RiskAssessmentState Tracking(RiskAssessmentState assessment, string trigger, Scene scene) => (assessment with { Status = RiskAssessmentStatus.Monitored })
        .Cancel(scene, RiskClocks.File)
        .Start(scene, RiskClocks.Track, RowOf(assessment, scene).TrackRule, assessment.Lead.ToString(), trigger);

    /// <summary>The same object when it is known already. When so much has arisen that the assessment foresaw too little, that is told, once.</summary>
    private static RiskAssessmentState Linked(RiskAssessmentState assessment, string number, Scene scene)
    {
        if (assessment.Arisen.Contains(number))
            return assessment;
        var linked = assessment with { Arisen = assessment.Arisen.Add(number) };
        if (linked.Arisen.Length != RowOf(assessment, scene).ArisenAt)
            return linked;
        foreach (var hearer in new[] { assessment.Lead, Coordinator(assessment) }.Distinct())
            linked = linked.Notify(scene, hearer, "decision-risk-shows", new CountSaid(linked.Arisen.Length));
        return linked;
    }

    private static Result<RiskAssessmentState> Closed(RiskAssessmentState assessment, CloseAssessment close, Scene scene)
    {
        if (DecisionGate.MeasuresOpen(assessment, _ => true) is { } open)
            return open;
        var needed = RowOf(assessment, scene).Trackings;
        return assessment.Trackings.Length < needed
            ? Refusal.Because(RefusalCode.TrackingsMissing, new Fact("min", Number(needed)), new Fact("count", Number(assessment.Trackings.Length)))
            : (assessment with { Status = RiskAssessmentStatus.Closed, Outcome = close.Conclusion }).CancelAll(scene, _ => true);
    }

    private static RiskGradeRow RowOf(RiskAssessmentState assessment, Scene scene) =>
        scene.Law.Risks[assessment.Grade is RiskGrade.None ? RiskGrade.High : assessment.Grade];

    private static AgencyId Coordinator(RiskAssessmentState assessment) => Routing.Coordinator(assessment.Area);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record OfSaid(AgencyId Subject);

    private sealed record ReasonSaid(string Reason);

    private sealed record DueSaid(DateOnly Day);

    private sealed record GradeSaid(AgencyId Subject, Sentence Words);

    private sealed record CountSaid(int Count);
}
