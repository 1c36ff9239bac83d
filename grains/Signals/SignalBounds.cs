using Suyuan.Areas;
using Suyuan.Disputes;

namespace Suyuan.Signals;

/// <summary>What every field of a signal and of a command on it may hold.</summary>
internal static class SignalBounds
{
    private const int MostText = 2_000;

    private const int MostDaysBack = 366;

    public static Refusal? Check(ReportSignal report, LawBook law, Moment now)
    {
        var field = new FieldChecks();
        field.Member("source", report.Source);
        if (field.Required("areaCode", report.AreaCode) && (!AreaCode.TryParse(report.AreaCode, null, out var area) || !law.Areas.Exists(area)))
            field.Fault("areaCode", RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(report.AreaCode!)));
        field.Text("place", report.Place, 1, 200);
        if (report.Category is { } category)
            Bounds.Category(field, category, law);
        field.RequiredText("narrative", report.Narrative, 1, 20_000);
        foreach (var (path, party) in field.Items("parties", report.Parties, 0, 200))
            Bounds.Party(field, path, party);
        field.Number("peopleInvolved", report.PeopleInvolved, 1, 100_000);
        if (report.OccurredAt is { } at && (at > now.At || at < now.At.AddDays(-MostDaysBack)))
            field.Fault("occurredAt", RefusalCode.DateOutOfRange, FieldChecks.Range(now.Day.AddDays(-MostDaysBack), now.Day));
        return field.Refusal;
    }

    public static Refusal? Check(VerifySignal command)
    {
        var field = new FieldChecks();
        field.Member("finding", command.Finding);
        field.RequiredText("note", command.Note, 1, MostText);
        return field.Refusal;
    }

    public static Refusal? Check(LiftSignal command)
    {
        var field = new FieldChecks();
        field.RequiredText("reason", command.Reason, 1, MostText);
        return field.Refusal;
    }
}
