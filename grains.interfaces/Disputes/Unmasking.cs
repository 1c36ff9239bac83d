using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>去掩码: to see what identifies the parties of one dispute, for a reason that stays in its history.</summary>
[GenerateSerializer, Immutable, Alias("unmask")]
public sealed record Unmask
{
    /// <summary>Which; all when nothing is named.</summary>
    [Id(0)] public ImmutableArray<PersonalField>? Fields { get; init; }

    /// <summary>2 to 200 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

public enum PersonalField
{
    None = 0,
    Name = 1,
    IdNumber = 2,
    Telephone = 3,
    Address = 4,
}

/// <param name="Parties">In the order of the registration, each with its role and what was asked for.</param>
[GenerateSerializer, Immutable, Alias("unmasked")]
public sealed record Unmasked([property: Id(0)] DisputeNumber Number, [property: Id(1)] int Version, [property: Id(2)] ImmutableArray<Party> Parties);

/// <summary>By which number of a party disputes are looked for: one of the two.</summary>
[GenerateSerializer, Immutable, Alias("find-party")]
public sealed record FindParty
{
    /// <summary>At most 30 characters; blanks, hyphens and the country's prefix do not matter.</summary>
    [Id(0)] public string? Telephone { get; init; }

    /// <summary>Identity card or unified social credit code, at most 30 characters.</summary>
    [Id(1)] public string? IdNumber { get; init; }
}
