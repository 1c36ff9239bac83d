using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.Areas;

/// <summary>What an area may put over the table of duties: units that exist, each with a deputy that is another, and a reason. Pure.</summary>
internal static class OwnDutyRules
{
    public const int Most = 100;

    private const int LongestReason = 500;

    /// <returns>The same array when nothing changes.</returns>
    public static Result<ImmutableArray<OwnDuty>> Put(ImmutableArray<OwnDuty> present, AreaCode area, PutDuties draft, LawBook law)
    {
        if (Check(draft, law) is { } malformed)
            return malformed;
        ImmutableArray<OwnDuty> next =
        [
            .. draft.Duties
                .Select(duty => new OwnDuty(area, duty.Duty!.Value, duty.Category, AgencyId.Parse(duty.Unit!), AgencyId.Parse(duty.Deputy!), duty.Reason!.Trim()))
                .OrderBy(duty => duty.Duty).ThenBy(duty => duty.Category, StringComparer.Ordinal),
        ];
        return next.SequenceEqual(present) ? present : next;
    }

    private static Refusal? Check(PutDuties draft, LawBook law)
    {
        var field = new FieldChecks();
        var seen = new HashSet<(AreaDuty?, string?)>();
        foreach (var (path, duty) in field.Items("duties", draft.Duties, 0, Most))
        {
            field.Member($"{path}.duty", duty.Duty);
            if (duty.Category is { } category && law.Routing.Category(category) is null)
                field.Fault($"{path}.category", RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(known => known.Code))));
            if (!seen.Add((duty.Duty, duty.Category)))
                field.Fault($"{path}.category", RefusalCode.DutyTwice);
            Agency(field, $"{path}.unit", duty.Unit, law);
            Agency(field, $"{path}.deputy", duty.Deputy, law);
            if (duty.Deputy is not null && duty.Deputy == duty.Unit)
                field.Fault($"{path}.deputy", RefusalCode.DeputyIsTheUnit, new Fact("unit", FieldChecks.Shown(duty.Unit!)));
            field.RequiredText($"{path}.reason", duty.Reason, 1, LongestReason);
        }

        return field.Refusal;
    }

    private static void Agency(FieldChecks field, string path, string? agency, LawBook law)
    {
        if (field.Required(path, agency) && (!AgencyId.TryParse(agency, null, out var id) || !law.Routing.Exists(id, law.Areas)))
            field.Fault(path, RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(agency!)));
    }
}
