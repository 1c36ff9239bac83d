using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>提高化解效率、降低群众化解成本: what handling took and cost, by the disputes closed in a period. Key: 0.</summary>
[GrainInterfaceType("handling-report")]
public interface IHandlingReportGrain : IGrainWithIntegerKey
{
    [Alias("handling")]
    Task<Result<HandlingReport>> Handling(HandlingReportQuery query, Actor by);
}

/// <param name="From">First day, included; null: 365 days ago.</param>
/// <param name="To">Last day, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("handling-report-query")]
public sealed record HandlingReportQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);

/// <param name="Rows">The areas one level below, those with closings.</param>
[GenerateSerializer, Immutable, Alias("handling-report")]
public sealed record HandlingReport(
    [property: Id(0)] AreaCode Area, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] HandlingFigures Total,
    [property: Id(4)] ImmutableArray<HandlingRow> Rows);

[GenerateSerializer, Immutable, Alias("handling-row")]
public sealed record HandlingRow([property: Id(0)] AreaCode Area, [property: Id(1)] string Name, [property: Id(2)] HandlingFigures Figures);

/// <summary>Figures of the disputes closed; each null where there is nothing to compute it from.</summary>
/// <param name="DaysMedian">Days from registration to closing, less the days that did not count.</param>
/// <param name="DaysP90">Nine of ten took no longer.</param>
/// <param name="SuspendedDays">Days that did not count, of all.</param>
/// <param name="Contacts">Contacts for each dispute.</param>
/// <param name="Sessions">Sessions for each dispute.</param>
/// <param name="Places">Places that a party had to go to, for each dispute.</param>
/// <param name="AtMostOnePlace">最多跑一地: share in which no party had to go to a second place, per cent.</param>
/// <param name="CostKnown">Disputes of which the cost to the parties was entered.</param>
/// <param name="CostMean">Yuan for each of these.</param>
/// <param name="LegalAid">Disputes in which legal aid was given.</param>
[GenerateSerializer, Immutable, Alias("handling-figures")]
public sealed record HandlingFigures(
    [property: Id(0)] int Closed, [property: Id(1)] decimal? DaysMedian, [property: Id(2)] decimal? DaysP90, [property: Id(3)] long SuspendedDays,
    [property: Id(4)] decimal? Contacts, [property: Id(5)] decimal? Sessions, [property: Id(6)] decimal? Places, [property: Id(7)] decimal? AtMostOnePlace,
    [property: Id(8)] int CostKnown, [property: Id(9)] decimal? CostMean, [property: Id(10)] int LegalAid);
