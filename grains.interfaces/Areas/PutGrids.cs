using System.Collections.Immutable;

namespace Suyuan.Areas;

/// <summary>The grids of a village as they are from now on; one that is left out is retired and keeps its code.</summary>
[GenerateSerializer, Immutable, Alias("put-grids")]
public sealed record PutGrids
{
    /// <summary>At most 99.</summary>
    [Id(0)] public ImmutableArray<GridDraft> Grids { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("grid-draft")]
public sealed record GridDraft
{
    /// <summary>1 to 99: the last two digits of the code.</summary>
    [Id(0)] public int? Number { get; init; }

    /// <summary>At most 60 characters.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Post of the grid worker, never a name; at most 60 characters. Null while the post is vacant, which is a gap in coverage.</summary>
    [Id(2)] public string? WorkerPost { get; init; }

    /// <summary>0 to 5,000.</summary>
    [Id(3)] public int? Households { get; init; }
}

/// <summary>What an area puts over the table of duties; it replaces what the area put before.</summary>
[GenerateSerializer, Immutable, Alias("put-duties")]
public sealed record PutDuties
{
    /// <summary>At most 100.</summary>
    [Id(0)] public ImmutableArray<DutyDraft> Duties { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("duty-draft")]
public sealed record DutyDraft
{
    [Id(0)] public AreaDuty? Duty { get; init; }

    /// <summary>Category code; null for every one.</summary>
    [Id(1)] public string? Category { get; init; }

    /// <summary>Agency id.</summary>
    [Id(2)] public string? Unit { get; init; }

    /// <summary>Agency id, another than the unit.</summary>
    [Id(3)] public string? Deputy { get; init; }

    /// <summary>At most 500 characters.</summary>
    [Id(4)] public string? Reason { get; init; }
}
