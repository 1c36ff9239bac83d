using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Privacy;

/// <summary>Anonymous figures for everybody (开放数据). Key: the year, 0 for the latest that is published.</summary>
[GrainInterfaceType("statistics")]
public interface IStatisticsGrain : IGrainWithIntegerKey
{
    /// <param name="table">Of the closed list; null: the first of the area's level.</param>
    [Alias("table")]
    Task<Result<StatisticsTable>> Table(AreaCode area, string? table);
}

/// <param name="Tables">All that are published for an area of this level.</param>
/// <param name="AtLeast">A figure that is not zero counts at least so many.</param>
/// <param name="Withheld">How many of the figures are.</param>
/// <param name="PublishedSum">Of the figures that are published, and of nothing else.</param>
/// <param name="Sample">The thresholds are examples for the city to confirm.</param>
[GenerateSerializer, Immutable, Alias("statistics-table")]
public sealed record StatisticsTable(
    [property: Id(0)] AreaCode Area, [property: Id(1)] string AreaName, [property: Id(2)] int Year, [property: Id(3)] string Table, [property: Id(4)] Sentence Title,
    [property: Id(5)] ImmutableArray<string> Tables, [property: Id(6)] int AtLeast, [property: Id(7)] ImmutableArray<StatisticsFigure> Figures,
    [property: Id(8)] int Withheld, [property: Id(9)] long PublishedSum, [property: Id(10)] Sentence Method, [property: Id(11)] string Version, [property: Id(12)] bool Sample);

/// <param name="Category">Empty where nobody has named one yet.</param>
/// <param name="Quarter">Null in a table of the whole year.</param>
/// <param name="Count">Null where it is withheld.</param>
[GenerateSerializer, Immutable, Alias("statistics-figure")]
public sealed record StatisticsFigure(
    [property: Id(0)] string Category, [property: Id(1)] string CategoryName, [property: Id(2)] int? Quarter, [property: Id(3)] long? Count);
