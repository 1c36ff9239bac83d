using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>上门即受理: what is registered. Never refused for competence; an unknown category is left to triage.</summary>
[GenerateSerializer, Immutable, Alias("register-dispute")]
public sealed record RegisterDispute
{
    /// <summary>Where it arose: 6, 9 or 12 digits.</summary>
    [Id(0)] public string? AreaCode { get; init; }

    /// <summary>Category code of the routing table, or null when the window does not know.</summary>
    [Id(1)] public string? Category { get; init; }

    /// <summary>At most 100 characters; without one the beginning of the narrative stands for it.</summary>
    [Id(2)] public string? Title { get; init; }

    /// <summary>1 to 20,000 characters, as told.</summary>
    [Id(3)] public string? Narrative { get; init; }

    [Id(4)] public Source? Source { get; init; }

    /// <summary>1 to 200 parties.</summary>
    [Id(5)] public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>1 to 100,000.</summary>
    [Id(6)] public int? PeopleInvolved { get; init; }

    /// <summary>Yuan, 0 to one trillion, at most two decimals.</summary>
    [Id(7)] public decimal? Amount { get; init; }

    /// <summary>When it arose; not in the future, not before 1949-10-01.</summary>
    [Id(8)] public DateOnly? OccurredOn { get; init; }

    /// <summary>Grid in use of the village that <see cref="AreaCode"/> names (网格).</summary>
    [Id(20)] public string? Grid { get; init; }

    /// <summary>Risks that the window sees at once (<c>violence</c>, <c>vulnerable-party</c> …); at most 5.</summary>
    [Id(70)] public ImmutableArray<RiskFactor>? Risks { get; init; }

    /// <summary>Languages beside Mandarin that the parties need, as mediators name theirs; at most 5 of 1 to 30 characters.</summary>
    [Id(111)] public ImmutableArray<string>? Languages { get; init; }

    /// <summary>Agency that referred it and hears what becomes of it; without one it follows from the source.</summary>
    [Id(112)] public string? Referrer { get; init; }
}

/// <summary>Someone on one side of a dispute.</summary>
[GenerateSerializer, Immutable, Alias("party")]
public sealed record Party
{
    [Id(0)] public PartyRole? Role { get; init; }

    [Id(1)] public PartyKind? Kind { get; init; }

    /// <summary>1 to 100 characters.</summary>
    [Id(2)] public string? Name { get; init; }

    /// <summary>Identity card or unified social credit code, at most 30 characters.</summary>
    [Id(3)] public string? IdNumber { get; init; }

    /// <summary>At most 30 characters.</summary>
    [Id(4)] public string? Telephone { get; init; }

    /// <summary>At most 200 characters.</summary>
    [Id(5)] public string? Address { get; init; }
}

public enum PartyRole
{
    None = 0,
    Applicant = 1,
    Respondent = 2,
    Representative = 3,
}

public enum PartyKind
{
    None = 0,
    Person = 1,
    Organisation = 2,
}

/// <summary>Door through which a dispute came.</summary>
public enum Source
{
    None = 0,
    Visit = 1,
    Telephone = 2,
    Online = 3,
    Grid = 4,
    Screening = 5,
    Hotline = 6,
    Petition = 7,
    Police = 8,
    Court = 9,
    Transfer = 10,
}
