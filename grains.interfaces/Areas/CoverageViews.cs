using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Areas;

/// <summary>What a cell of the coverage matrix may lack (全覆盖).</summary>
public enum CoverageGap
{
    None = 0,

    /// <summary>责任单位: nobody answers for the field.</summary>
    Unit = 1,

    /// <summary>替补单位: nobody stands in.</summary>
    Deputy = 2,

    /// <summary>调解员: nobody mediates the field there.</summary>
    Mediator = 3,

    /// <summary>网格员: a grid's post is vacant.</summary>
    GridWorker = 4,
}

/// <summary>One gap and its reason.</summary>
/// <param name="Area">The village.</param>
/// <param name="Category">Null where it is not of one field.</param>
/// <param name="Grid">The grid, where it is a grid's gap.</param>
[GenerateSerializer, Immutable, Alias("coverage-gap-view")]
public sealed record CoverageGapView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] string AreaName, [property: Id(2)] string? Category,
    [property: Id(3)] CoverageGap Missing, [property: Id(4)] Sentence Why, [property: Id(5)] GridCode? Grid = null);

/// <summary>The coverage matrix of an area's subtree: villages × categories, what it lacks, and one page of the gaps.</summary>
/// <param name="Villages">Leaves of the tree, each with the grids in use below it.</param>
/// <param name="Cells">Villages times categories.</param>
/// <param name="Covered">Cells with a unit, a deputy and a mediator.</param>
/// <param name="Missing">How many gaps of each kind there are; empty when there is none.</param>
[GenerateSerializer, Immutable, Alias("coverage-view")]
public sealed record CoverageView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] int Villages, [property: Id(2)] int Grids, [property: Id(3)] int Categories,
    [property: Id(4)] int Cells, [property: Id(5)] int Covered, [property: Id(6)] ImmutableArray<CoverageCount> Missing,
    [property: Id(7)] ImmutableArray<CoverageGapView> Items, [property: Id(8)] string? Next);

[GenerateSerializer, Immutable, Alias("coverage-count")]
public sealed record CoverageCount([property: Id(0)] CoverageGap Missing, [property: Id(1)] int Count);

/// <summary>Who answers for one duty in an area, who stands in, and why.</summary>
/// <param name="Rule">Row of the table of duties, or <c>own</c>.</param>
[GenerateSerializer, Immutable, Alias("duty-view")]
public sealed record DutyView(
    [property: Id(0)] AreaDuty Duty, [property: Id(1)] string? Category, [property: Id(2)] NamedAgency? Unit, [property: Id(3)] NamedAgency? Deputy,
    [property: Id(4)] string Rule, [property: Id(5)] Sentence Why);
