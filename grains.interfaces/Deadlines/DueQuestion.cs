using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>What the calculator is asked: any rule of the catalogue from any instant, with what has lengthened it or stood still.</summary>
[GenerateSerializer, Immutable, Alias("due-question")]
public sealed record DueQuestion
{
    [Id(0)] public required string Rule { get; init; }

    /// <summary>The trigger; a day is its first instant in China. It chooses the version of the rule.</summary>
    [Id(1)] public required DateTimeOffset From { get; init; }

    /// <summary>Granted extensions in order, in the unit of the rule's extensions.</summary>
    [Id(2)] public ImmutableArray<int> Extensions { get; init; } = [];

    /// <summary>Days that did not count, each for a reason that the rule knows.</summary>
    [Id(3)] public ImmutableArray<ExcludedInterval> Excluded { get; init; } = [];
}

/// <summary>What the calculator answers.</summary>
/// <param name="RemindAt">09:00 in China on the last working day before the end; null where that is no help: hours, duties at once, an end the next day.</param>
[GenerateSerializer, Immutable, Alias("due-answer")]
public sealed record DueAnswer([property: Id(0)] DueDate Due, [property: Id(1)] DateTimeOffset? RemindAt);
