using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;

namespace Suyuan.Mediators;

/// <summary>What the fields of an entry in the list of mediators may hold.</summary>
internal static class ProfileBounds
{
    public const int MostLeaves = 50;

    private const int LongestLeave = 731;

    public static Refusal? Check(MediatorProfile profile, LawBook law, DateOnly today)
    {
        var field = new FieldChecks();
        field.RequiredText("name", profile.Name, 1, 60);
        field.Member("kind", profile.Kind);
        if (field.Required("organisation", profile.Organisation) && (!AgencyId.TryParse(profile.Organisation, null, out var id) || !law.Routing.Exists(id, law.Areas)))
            field.Fault("organisation", RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(profile.Organisation!)));
        foreach (var (path, category) in field.Items("fields", profile.Fields, 0, 30))
            if (law.Routing.Category(category) is null)
                field.Fault(path, RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(known => known.Code))));
        foreach (var (path, area) in field.Items("areas", profile.Areas, 1, 50))
            if (!AreaCode.TryParse(area, null, out var code) || !law.Areas.Exists(code))
                field.Fault(path, RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(area)));
        foreach (var (path, language) in field.Items("languages", profile.Languages, 0, 10))
            field.RequiredText(path, language, 1, 30);
        field.Day("licenceUntil", profile.LicenceUntil, today.AddYears(-50), today.AddYears(30));
        if (field.Required("capacity", profile.Capacity))
            field.Number("capacity", profile.Capacity, 0, 200);
        if (profile.Relations is { } relations)
            foreach (var (path, name) in field.Items("relations", relations, 0, 100))
                field.RequiredText(path, name, 1, 100);
        return field.Refusal;
    }

    public static Refusal? Check(TakeLeave leave, DateOnly today)
    {
        var field = new FieldChecks();
        if (field.Required("from", leave.From))
            field.Day("from", leave.From, today.AddDays(-31), today.AddYears(1));
        if (field.Required("to", leave.To) && leave.From is { } from && from <= today.AddYears(1))
            field.Day("to", leave.To, from > today ? from : today, from.AddDays(LongestLeave));
        return field.Refusal;
    }

    public static Refusal? Check(RecordTraining training, DateOnly today)
    {
        var field = new FieldChecks();
        if (field.Required("on", training.On))
            field.Day("on", training.On, new DateOnly(today.Year - 1, 1, 1), today);
        if (field.Required("hours", training.Hours))
            field.Number("hours", training.Hours, 1, 200);
        field.RequiredText("course", training.Course, 1, 100);
        return field.Refusal;
    }

    public static Refusal? Check(ChangeStanding change)
    {
        var field = new FieldChecks();
        field.Member("standing", change.Standing);
        field.RequiredText("reason", change.Reason, 1, 500);
        return field.Refusal;
    }
}
