using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.RiskAssessments;

/// <summary>What every field may hold; all faults are told at once.</summary>
internal static class RiskAssessmentBounds
{
    private const int YearsAhead = 5;
    private const int YearsBack = 5;
    private const int MostPoints = 50;
    private const int MostMeasures = 20;
    private const int MostHeard = 10_000_000;

    public static Refusal? Check(AnnounceDecision command, Scene scene)
    {
        var field = new FieldChecks();
        if (command.Agency is not null || scene.By.Agency is null)
            Agency(field, "agency", command.Agency, scene.Law);
        if (field.Required("kind", command.Kind) && scene.Law.Risks.Find(command.Kind) is null)
            field.Fault(
                "kind", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(command.Kind)),
                new Fact("allowed", string.Join('|', scene.Law.Risks.Kinds.Select(kind => kind.Kind))));
        field.RequiredText("title", command.Title, 1, 200);
        field.RequiredText("summary", command.Summary, 1, 8_000);
        if (field.Required("plannedOn", command.PlannedOn))
            Ahead(field, "plannedOn", command.PlannedOn, scene);
        field.Required("vitalInterests", command.VitalInterests);
        field.Required("stabilityIssue", command.StabilityIssue);
        field.RequiredText("reason", command.Reason, 1, 2_000);
        field.Text("assessor", command.Assessor, 1, 200);
        return field.Refusal;
    }

    public static Refusal? Check(RiskAssessmentCommand command, Scene scene)
    {
        var (field, today) = (new FieldChecks(), scene.Now.Day);
        switch (command)
        {
            case RequireAssessment require:
                field.RequiredText("reason", require.Reason, 1, 2_000);
                break;
            case RecordConsultation heard:
                field.Member("form", heard.Form);
                if (field.Required("on", heard.On))
                    field.Day("on", heard.On, today.AddYears(-YearsBack), today);
                if (field.Required("heard", heard.Heard))
                    field.Number("heard", heard.Heard, 1, MostHeard);
                field.Number("against", heard.Against, 0, heard.Heard ?? MostHeard);
                field.RequiredText("summary", heard.Summary, 1, 4_000);
                break;
            case RateRisk rate:
                Rated(field, rate, scene);
                break;
            case FileAssessment file:
                field.Text("note", file.Note, 1, 2_000);
                break;
            case ReturnAssessment returned:
                field.RequiredText("reason", returned.Reason, 1, 2_000);
                break;
            case AdjustDecision adjust:
                field.RequiredText("what", adjust.What, 1, 4_000);
                Ahead(field, "plannedOn", adjust.PlannedOn, scene);
                break;
            case FinishMeasure finish:
                field.Required("measure", finish.Measure);
                field.RequiredText("evidence", finish.Evidence, 1, 2_000);
                break;
            case OverrideGate let:
                field.RequiredText("namedCoordinator", let.NamedCoordinator, 1, 100);
                field.RequiredText("reason", let.Reason, 1, 4_000);
                break;
            case RecordDecision decide:
                field.RequiredText("document", decide.Document, 1, 200);
                break;
            case ReportUnassessed report:
                if (field.Required("decidedOn", report.DecidedOn))
                    field.Day("decidedOn", report.DecidedOn, today.AddYears(-YearsBack), today);
                field.RequiredText("reason", report.Reason, 1, 2_000);
                break;
            case LinkArisen link:
                field.RequiredText("number", link.Number, 1, 80);
                break;
            case TrackDecision track:
                field.RequiredText("finding", track.Finding, 1, 4_000);
                field.Required("calm", track.Calm);
                break;
            case CloseAssessment close:
                field.RequiredText("conclusion", close.Conclusion, 1, 4_000);
                break;
            case DropDecision drop:
                field.RequiredText("reason", drop.Reason, 1, 2_000);
                break;
        }

        return field.Refusal;
    }

    private static void Rated(FieldChecks field, RateRisk rate, Scene scene)
    {
        field.Member("grade", rate.Grade);
        foreach (var (path, point) in field.Items("points", rate.Points, 0, MostPoints))
        {
            field.RequiredText($"{path}.what", point.What, 1, 1_000);
            foreach (var (at, measure) in field.Items($"{path}.measures", point.Measures, 1, MostMeasures))
            {
                field.RequiredText($"{at}.what", measure.What, 1, 1_000);
                Agency(field, $"{at}.owner", measure.Owner, scene.Law);
                if (field.Required($"{at}.dueOn", measure.DueOn))
                    Ahead(field, $"{at}.dueOn", measure.DueOn, scene);
            }
        }

        if (rate.Points is { IsDefaultOrEmpty: false })
            field.Required("emergencyPlan", rate.EmergencyPlan);
        field.Text("emergencyPlan", rate.EmergencyPlan, 1, 8_000);
        field.RequiredText("report", rate.Report, 1, 200);
    }

    private static void Agency(FieldChecks field, string path, string? agency, LawBook law)
    {
        if (field.Required(path, agency) && (!AgencyId.TryParse(agency, null, out var id) || !law.Routing.Exists(id, law.Areas)))
            field.Fault(path, RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(agency)));
    }

    private static void Ahead(FieldChecks field, string path, DateOnly? day, Scene scene) => field.Day(path, day, scene.Now.Day, scene.Now.Day.AddYears(YearsAhead));
}
