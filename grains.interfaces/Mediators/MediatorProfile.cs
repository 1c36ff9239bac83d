using System.Collections.Immutable;

namespace Suyuan.Mediators;

/// <summary>What whoever keeps the list says of a mediator; put as a whole. The name list of mediators is public, so the name is; nothing else personal belongs here.</summary>
[GenerateSerializer, Immutable, Alias("mediator-profile")]
public sealed record MediatorProfile
{
    /// <summary>1 to 60 characters.</summary>
    [Id(0)] public string? Name { get; init; }

    [Id(1)] public MediatorKind? Kind { get; init; }

    /// <summary>The agency to which the mediator belongs and which answers for the entry.</summary>
    [Id(2)] public string? Organisation { get; init; }

    /// <summary>Categories of disputes; empty: every category, as a generalist. At most 30.</summary>
    [Id(3)] public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Areas served, each with everything below it; 1 to 50.</summary>
    [Id(4)] public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>Languages beside Mandarin, as BCP 47 tags or names; at most 10.</summary>
    [Id(5)] public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Last day of the licence, where the kind needs one.</summary>
    [Id(6)] public DateOnly? LicenceUntil { get; init; }

    /// <summary>Cases led at one time, 0 to 200.</summary>
    [Id(7)] public int? Capacity { get; init; }

    /// <summary>
    /// Persons and organisations with whom the mediator cannot be impartial, at most 100 names. Kept only as keyed hashes; left
    /// out, those on record stay.
    /// </summary>
    [Id(8)] public ImmutableArray<string>? Relations { get; init; }
}

/// <summary>A period of leave, first and last day included.</summary>
[GenerateSerializer, Immutable, Alias("mediator-leave")]
public sealed record TakeLeave
{
    [Id(0)] public DateOnly? From { get; init; }

    [Id(1)] public DateOnly? To { get; init; }
}

/// <summary>A course that a mediator attended.</summary>
[GenerateSerializer, Immutable, Alias("mediator-training")]
public sealed record RecordTraining
{
    /// <summary>The day it ended; not in the future, not before last year.</summary>
    [Id(0)] public DateOnly? On { get; init; }

    /// <summary>1 to 200.</summary>
    [Id(1)] public int? Hours { get; init; }

    /// <summary>1 to 100 characters.</summary>
    [Id(2)] public string? Course { get; init; }
}

/// <summary>Takes a mediator off the list for a time or for good, or puts one back.</summary>
[GenerateSerializer, Immutable, Alias("mediator-standing-change")]
public sealed record ChangeStanding
{
    [Id(0)] public MediatorStanding? Standing { get; init; }

    /// <summary>1 to 500 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}
