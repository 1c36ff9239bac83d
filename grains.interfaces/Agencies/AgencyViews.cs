using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>One agency in a list.</summary>
[GenerateSerializer, Immutable, Alias("agency-summary")]
public sealed record AgencySummary
{
    [Id(0)] public required AgencyId Id { get; init; }

    [Id(1)] public required Sentence Name { get; init; }

    [Id(2)] public required string Kind { get; init; }

    [Id(3)] public required AreaLevel Level { get; init; }

    [Id(4)] public required AreaCode Area { get; init; }

    /// <summary>Post of the responsible leader.</summary>
    [Id(5)] public required Sentence LeaderPost { get; init; }

    [Id(6)] public string? LeaderName { get; init; }

    /// <summary>True while this is the directory's example and nobody has put the agency's own.</summary>
    [Id(7)] public required bool Sample { get; init; }

    [Id(8)] public required string Link { get; init; }
}

/// <summary>One agency: what it is for, who leads it, who stands above it, where and when it is found.</summary>
[GenerateSerializer, Immutable, Alias("agency-view")]
public sealed record AgencyView
{
    [Id(0)] public required AgencyId Id { get; init; }

    /// <summary>0 for the directory's example; each put that changes something adds one.</summary>
    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required bool Sample { get; init; }

    /// <summary>Version and source of the directory's files.</summary>
    [Id(3)] public required string DirectoryVersion { get; init; }

    [Id(4)] public required Sentence Name { get; init; }

    [Id(5)] public required string Kind { get; init; }

    [Id(6)] public required Sentence KindName { get; init; }

    [Id(7)] public required AreaLevel Level { get; init; }

    [Id(8)] public required AreaCode Area { get; init; }

    [Id(9)] public required string AreaName { get; init; }

    /// <summary>The unit that hears when this one is late; null at the top.</summary>
    [Id(10)] public NamedAgency? Superior { get; init; }

    [Id(11)] public required Sentence LeaderPost { get; init; }

    [Id(12)] public string? LeaderName { get; init; }

    [Id(13)] public OfficeContacts? Contacts { get; init; }

    [Id(14)] public required ImmutableArray<OpeningHours> Hours { get; init; }

    /// <summary>When the daily list comes on working days, <c>HH:mm</c>.</summary>
    [Id(15)] public required string DigestAt { get; init; }

    /// <summary>Which of the four platforms (四平台) it belongs to.</summary>
    [Id(16)] public NamedWord? Platform { get; init; }

    /// <summary>Which of the four centres (四中心) it is.</summary>
    [Id(17)] public NamedWord? Centre { get; init; }

    /// <summary>Those of the nine services (九项服务) that it offers.</summary>
    [Id(18)] public required ImmutableArray<NamedWord> Services { get; init; }

    [Id(19)] public required ImmutableArray<Competence> Competence { get; init; }

    [Id(20)] public required ImmutableArray<ServicePointView> ServicePoints { get; init; }

    /// <summary>When the agency's own was last put; null for a sample.</summary>
    [Id(21)] public DateTimeOffset? PutAt { get; init; }
}

/// <summary>A category of disputes that an agency is competent for.</summary>
/// <param name="As"><c>sector-owner</c> (in charge of the field), <c>first-mediation</c> (mediates first) or <c>takes-part</c>.</param>
[GenerateSerializer, Immutable, Alias("competence")]
public sealed record Competence([property: Id(0)] string Category, [property: Id(1)] Sentence Name, [property: Id(2)] string As);

/// <summary>A word of a data file and what it is called.</summary>
[GenerateSerializer, Immutable, Alias("named-word")]
public sealed record NamedWord([property: Id(0)] string Id, [property: Id(1)] Sentence Name);

[GenerateSerializer, Immutable, Alias("named-agency")]
public sealed record NamedAgency([property: Id(0)] AgencyId Agency, [property: Id(1)] Sentence Name);

/// <summary>服务点: a place where people are served, with its hours.</summary>
[GenerateSerializer, Immutable, Alias("service-point-view")]
public sealed record ServicePointView
{
    /// <summary>Stable while its agency does not put other points.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Kind { get; init; }

    [Id(2)] public required Sentence KindName { get; init; }

    [Id(3)] public required Sentence Name { get; init; }

    [Id(4)] public required AreaCode Area { get; init; }

    /// <summary>Who runs it.</summary>
    [Id(5)] public required AgencyId Agency { get; init; }

    [Id(6)] public OfficeContacts? Contacts { get; init; }

    [Id(7)] public required ImmutableArray<OpeningHours> Hours { get; init; }

    /// <summary>True for an example; false for a point that is known from a source or was put by its agency.</summary>
    [Id(8)] public required bool Sample { get; init; }

    /// <summary>Where it is known from, or the article of the Decision that an example stands for.</summary>
    [Id(9)] public required string Source { get; init; }
}
