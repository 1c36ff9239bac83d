using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>
/// What the city says of one agency itself, in place of the sample directory. A put replaces all of it; what is absent
/// is as the directory has it.
/// </summary>
[GenerateSerializer, Immutable, Alias("agency-profile")]
public sealed record AgencyProfile
{
    /// <summary>责任领导: name of the responsible leader, an official in office. Absent: only the post is named.</summary>
    [Id(0)] public string? LeaderName { get; init; }

    [Id(1)] public OfficeContacts? Contacts { get; init; }

    /// <summary>When the office is open; none: as the directory has it.</summary>
    [Id(2)] public ImmutableArray<OpeningHours> Hours { get; init; } = [];

    /// <summary>When the daily list comes on working days: <c>HH:mm</c>, China Standard Time. Absent: the policy's.</summary>
    [Id(3)] public string? DigestAt { get; init; }

    /// <summary>服务点 that the agency runs; none: those of the directory.</summary>
    [Id(4)] public ImmutableArray<ServicePoint> ServicePoints { get; init; } = [];
}

/// <summary>Where the office is reached. Office lines only: nobody's own telephone stands in a directory.</summary>
/// <param name="Telephone">A fixed line with its area code, a 400/800 number or a public short number.</param>
[GenerateSerializer, Immutable, Alias("office-contacts")]
public sealed record OfficeContacts([property: Id(0)] string? Telephone = null, [property: Id(1)] string? Address = null);

/// <summary>One stretch of opening hours.</summary>
/// <param name="On">On which days.</param>
/// <param name="Opens"><c>HH:mm</c>, China Standard Time.</param>
/// <param name="Closes"><c>HH:mm</c>, later than it opens; <c>24:00</c> is the end of the day.</param>
[GenerateSerializer, Immutable, Alias("opening-hours")]
public sealed record OpeningHours(
    [property: Id(0)] OpenOn? On = null, [property: Id(1)] string? Opens = null, [property: Id(2)] string? Closes = null);

/// <summary>The days of <see cref="OpeningHours"/>.</summary>
public enum OpenOn
{
    None = 0,
    Daily = 1,

    /// <summary>工作日, make-up working days included.</summary>
    Workday = 2,

    /// <summary>Weekends and public holidays.</summary>
    DayOff = 3,
    Monday = 4,
    Tuesday = 5,
    Wednesday = 6,
    Thursday = 7,
    Friday = 8,
    Saturday = 9,
    Sunday = 10,
}

/// <summary>A service point as its agency puts it.</summary>
[GenerateSerializer, Immutable, Alias("service-point")]
public sealed record ServicePoint
{
    /// <summary>One of the kinds of <c>GET /v1/service-points</c>.</summary>
    [Id(0)] public string? Kind { get; init; }

    [Id(1)] public string? Name { get; init; }

    /// <summary>Where it stands: the agency's area or one below.</summary>
    [Id(2)] public AreaCode? Area { get; init; }

    [Id(3)] public OfficeContacts? Contacts { get; init; }

    [Id(4)] public ImmutableArray<OpeningHours> Hours { get; init; } = [];
}
