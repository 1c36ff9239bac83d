using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Disputes;

/// <summary>What the fields of a registration may hold.</summary>
internal static class RegistrationBounds
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    /// <summary>Null when every field is within its bounds.</summary>
    public static Refusal? Check(RegisterDispute registration, LawBook law, Moment now)
    {
        var field = new FieldChecks();
        if (field.Required("areaCode", registration.AreaCode)
            && (!AreaCode.TryParse(registration.AreaCode, null, out var area) || !law.Areas.Exists(area)))
            field.Fault("areaCode", RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(registration.AreaCode!)));
        if (registration.Category is { } category)
            Bounds.Category(field, category, law);
        field.Text("title", registration.Title, 1, 100);
        field.RequiredText("narrative", registration.Narrative, 1, 20_000);
        field.Member("source", registration.Source);
        foreach (var (path, party) in field.Items("parties", registration.Parties, 1, 200))
            Bounds.Party(field, path, party);
        field.Number("peopleInvolved", registration.PeopleInvolved, 1, 100_000);
        Bounds.Money(field, "amount", registration.Amount);
        field.Day("occurredOn", registration.OccurredOn, Earliest, now.Day);
        if (registration.Grid is { } grid && !(GridCode.TryParse(grid, null, out var code) && code.Village.ToString() == registration.AreaCode))
            field.Fault("grid", RefusalCode.UnknownGrid, new Fact("grid", FieldChecks.Shown(grid)));
        if (registration.Referrer is { } referrer && (!AgencyId.TryParse(referrer, null, out var refers) || !law.Routing.Exists(refers, law.Areas)))
            field.Fault("referrer", RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(referrer)));
        if (registration.Languages is { } languages)
        {
            foreach (var (path, language) in field.Items("languages", languages, 0, 5))
                field.RequiredText(path, language, 1, 30);
        }

        if (registration.Risks is { } risks)
        {
            foreach (var (path, factor) in field.Items("risks", risks, 0, 5))
                field.Member<RiskFactor>(path, factor);
        }

        return field.Refusal;
    }
}
