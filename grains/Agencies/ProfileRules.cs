using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>What an agency may say of itself in the directory, and who may say it. Pure.</summary>
internal static partial class ProfileRules
{
    public const int LongestName = 60;

    public const int LongestAddress = 200;

    public const int MostHours = 14;

    public const int MostPoints = 20;

    private const int LongestPointName = 100;

    private const int LongestTelephone = 30;

    /// <summary>Replaces the profile; the same state when nothing would change.</summary>
    /// <param name="version">What the caller saw; null: any.</param>
    public static Result<AgencyState> Put(AgencyState agency, AgencyId id, AgencyProfile profile, int? version, Actor by, LawBook law, Moment now)
    {
        if (law.Directory.Find(id) is null)
            return Refusal.Because(RefusalCode.NoSuchAgency, new Fact("agency", id.ToString()));
        if (!law.Allows("directory/keep", by, Concern.Of(id)))
            return Refusal.Because(RefusalCode.NotYourAgency, new Fact("agency", id.ToString()));
        if (Check(profile, id, law) is { } malformed)
            return malformed;
        if (version is { } seen && seen != agency.ProfileVersion)
            return Refusal.Because(RefusalCode.AgencyChanged, new Fact("version", $"{agency.ProfileVersion}"));
        var data = HistoryJson.Of(profile);
        if (agency.Profile is { } before && HistoryJson.Of(before) == data)
            return agency;
        var next = agency with { Profile = profile, ProfileVersion = agency.ProfileVersion + 1, ProfileAt = now.At, ProfileBy = by.Id };
        return (next with
        {
            // The hour may be another one now.
            NextDigest = next.LastSequence > 0 ? DigestRules.Next(next, law, now) : null,
            Written = new InboxWritten { Profile = new ProfileRow(id.ToString(), next.ProfileVersion, profile.ServicePoints.Length, data) },
        }).Scheduled(id, law);
    }

    private static Refusal? Check(AgencyProfile profile, AgencyId id, LawBook law)
    {
        var field = new FieldChecks();
        field.Text("leaderName", profile.LeaderName, 1, LongestName);
        Contacts(field, "contacts", profile.Contacts);
        Hours(field, "hours", profile.Hours);
        if (profile.DigestAt is { } digestAt && !Schedule.IsTime(digestAt))
            field.Fault("digestAt", RefusalCode.NotATimeOfDay);
        foreach (var (path, point) in field.Items("servicePoints", profile.ServicePoints, 0, MostPoints))
            Point(field, path, point, id, law);
        return field.Refusal;
    }

    private static void Point(FieldChecks field, string path, ServicePoint point, AgencyId id, LawBook law)
    {
        if (field.Required($"{path}.kind", point.Kind) && law.Directory.Points.Kind(point.Kind!) is null)
            field.Fault(
                $"{path}.kind",
                RefusalCode.UnknownValue,
                new Fact("value", FieldChecks.Shown(point.Kind)),
                new Fact("allowed", string.Join('|', law.Directory.Points.Kinds.Select(kind => kind.Id))));
        field.RequiredText($"{path}.name", point.Name, 1, LongestPointName);
        if (field.Required($"{path}.area", point.Area))
        {
            if (!law.Areas.Exists(point.Area!.Value))
                field.Fault($"{path}.area", RefusalCode.UnknownArea, new Fact("area", point.Area.Value.ToString()));
            else if (!IsWithin(point.Area.Value, id.Area))
                field.Fault($"{path}.area", RefusalCode.AreaOutside, new Fact("area", id.Area.ToString()));
        }

        Contacts(field, $"{path}.contacts", point.Contacts);
        Hours(field, $"{path}.hours", point.Hours);
    }

    private static void Contacts(FieldChecks field, string path, OfficeContacts? contacts)
    {
        if (contacts?.Telephone is { } telephone && (telephone.Length > LongestTelephone || !OfficeLine().IsMatch(telephone)))
            field.Fault($"{path}.telephone", RefusalCode.NotAnOfficeLine);
        field.Text($"{path}.address", contacts?.Address, 1, LongestAddress);
    }

    private static void Hours(FieldChecks field, string path, ImmutableArray<OpeningHours> hours)
    {
        foreach (var (at, stretch) in field.Items(path, hours, 0, MostHours))
        {
            field.Member($"{at}.on", stretch.On);
            var opens = field.Required($"{at}.opens", stretch.Opens) && IsGood($"{at}.opens", Schedule.IsTime(stretch.Opens));
            var closes = field.Required($"{at}.closes", stretch.Closes) && IsGood($"{at}.closes", Schedule.IsClosingTime(stretch.Closes));
            if (opens && closes && string.CompareOrdinal(stretch.Opens, stretch.Closes) >= 0)
                field.Fault($"{at}.closes", RefusalCode.NotATimeOfDay, new Fact("after", stretch.Opens!));
        }

        bool IsGood(string where, bool good)
        {
            if (!good)
                field.Fault(where, RefusalCode.NotATimeOfDay);
            return good;
        }
    }

    private static bool IsWithin(AreaCode area, AreaCode subtree) =>
        area.ToString().StartsWith(AreaTree.PrefixOf(subtree), StringComparison.Ordinal);

    /// <summary>A fixed line with its area code and perhaps an extension, a 400 or 800 number, or a public short number (12345, 110). A mobile number is somebody's own.</summary>
    [GeneratedRegex(@"\A(?:(?:010|02[0-9]|0[3-9][0-9]{2})[- ]?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}|1[0-9]{2}|1[0-9]{4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex OfficeLine();
}
