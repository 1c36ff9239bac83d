using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>The directory as callers see it: what an agency put, and the directory's sample for the rest.</summary>
internal static class DirectoryViews
{
    /// <param name="profile">What the agency put; null: nothing.</param>
    public static AgencyView View(AgencyId id, DirectoryEntry entry, AgencyProfile? profile, int version, DateTimeOffset? putAt, LawBook law) => new()
    {
        Id = id,
        Version = version,
        Sample = profile is null,
        DirectoryVersion = law.Directory.Version,
        Name = law.Routing.NameOf(id, law.Areas),
        Kind = id.Kind,
        KindName = new Sentence(entry.Kind.Zh, entry.Kind.En),
        Level = id.Area.Level,
        Area = id.Area,
        AreaName = law.Areas.PathOf(id.Area),
        Superior = law.Directory.SuperiorOf(id),
        LeaderPost = entry.LeaderPost,
        LeaderName = profile?.LeaderName,
        Contacts = profile?.Contacts,
        Hours = profile is { Hours.IsEmpty: false } ? profile.Hours : entry.Hours,
        DigestAt = Written(DigestRules.TimeOf(profile, law)),
        Platform = entry.Platform,
        Centre = entry.Centre,
        Services = [.. entry.Services.Select(law.Directory.Named)],
        Competence = entry.Competence,
        PutAt = putAt,
        ServicePoints = profile is { ServicePoints.IsEmpty: false } ? Points(id, profile, law) : [.. law.Directory.Points.Of(id)],
    };

    public static AgencySummary Summary(ListedAgency agency, AgencyProfile? profile) => new()
    {
        Id = agency.Id,
        Name = agency.Name,
        Kind = agency.Id.Kind,
        Level = agency.Id.Area.Level,
        Area = agency.Id.Area,
        LeaderPost = agency.Entry.LeaderPost,
        LeaderName = profile?.LeaderName,
        Sample = profile is null,
        Link = $"/v1/agencies/{agency.Id}",
    };

    /// <summary>The points that an agency put, numbered as it put them.</summary>
    public static ImmutableArray<ServicePointView> Points(AgencyId agency, AgencyProfile profile, LawBook law) =>
        [.. profile.ServicePoints.Select((point, index) => Point(agency, point, index + 1, law)).OfType<ServicePointView>()];

    /// <summary>Null for a kind that the directory does not know any more.</summary>
    private static ServicePointView? Point(AgencyId agency, ServicePoint point, int number, LawBook law) =>
        law.Directory.Points.Kind(point.Kind!) is not { } kind ? null : new ServicePointView
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{agency}-point-{number}"),
            Kind = kind.Id,
            KindName = kind.Name,
            Name = new Sentence(point.Name!, point.Name!),
            Area = point.Area!.Value,
            Agency = agency,
            Contacts = point.Contacts,
            Hours = point.Hours.IsEmpty ? kind.Hours : point.Hours,
            Sample = false,
            Source = agency.ToString(),
        };

    private static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
