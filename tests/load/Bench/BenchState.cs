namespace Suyuan.Load.Bench;

/// <summary>About as much as a dispute's state, so that the ways differ in writing and not in size.</summary>
[GenerateSerializer, Alias("bench-state")]
internal sealed record BenchState
{
    [Id(0)] public string Number { get; init; } = "";

    [Id(1)] public int Version { get; init; }

    [Id(2)] public string Text { get; init; } = "";

    [Id(3)] public DateTimeOffset Due { get; init; }

    /// <summary>Of the grain, for the reminder row that the trigger writes.</summary>
    [Id(4)] public int Hash { get; init; }

    [Id(5)] public string GrainId { get; init; } = "";
}
