using System.Collections.Immutable;

namespace Suyuan.Screenings;

/// <summary>Orders a screening campaign (排查): one task for each grid of the scope, or for the village where it has none.</summary>
[GenerateSerializer, Immutable, Alias("order-screening")]
public sealed record OrderScreening
{
    /// <summary>At most 100 characters; no names of persons.</summary>
    [Id(0)] public string? Title { get; init; }

    /// <summary>1 to 100 codes, each with everything below it; one that lies in another is left out.</summary>
    [Id(1)] public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>Category codes that are looked for; empty: every one.</summary>
    [Id(2)] public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>First day of the screening; at most 31 days back.</summary>
    [Id(3)] public DateOnly? From { get; init; }

    /// <summary>Last day; returns are due so many working days after it. At most a year ahead.</summary>
    [Id(4)] public DateOnly? To { get; init; }

    /// <summary>What to look for; at most 2,000 characters.</summary>
    [Id(5)] public string? Note { get; init; }
}

/// <summary>Closes a campaign: what has not come back by now counts as not returned.</summary>
[GenerateSerializer, Immutable, Alias("close-screening")]
public sealed record CloseScreening
{
    /// <summary>What follows from the analysis; at most 4,000 characters.</summary>
    [Id(0)] public string? Conclusion { get; init; }
}

/// <summary>The return of one task: what was found, or that nothing was. A later one takes the place of an earlier.</summary>
[GenerateSerializer, Immutable, Alias("return-screening")]
public sealed record ReturnScreening
{
    /// <summary>零报告: looked, and found nothing.</summary>
    [Id(0)] public bool? NoneFound { get; init; }

    /// <summary>How many were found: the sum of the findings. 0 with <see cref="NoneFound"/>.</summary>
    [Id(1)] public int? Found { get; init; }

    /// <summary>At most 100.</summary>
    [Id(2)] public ImmutableArray<ScreeningFinding> Findings { get; init; } = [];

    /// <summary>At most 2,000 characters.</summary>
    [Id(3)] public string? Note { get; init; }
}

/// <summary>Disputes of one field that a task found.</summary>
[GenerateSerializer, Immutable, Alias("screening-finding")]
public sealed record ScreeningFinding
{
    [Id(0)] public string? Category { get; init; }

    /// <summary>1 to 1,000.</summary>
    [Id(1)] public int? Count { get; init; }

    /// <summary>Numbers of disputes and signals that are registered already; at most as many as were counted.</summary>
    [Id(2)] public ImmutableArray<string> Numbers { get; init; } = [];

    /// <summary>
    /// What was seen, for those without a number; it becomes a signal. Required as long as a number is missing; at most 2,000
    /// characters, no names.
    /// </summary>
    [Id(3)] public string? ToFile { get; init; }
}
