using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Deadlines;

namespace Suyuan.Areas;

/// <summary>Who answers for what in an area, what is not covered, and on which level disputes are settled. Holds nothing. Key: 0.</summary>
[GrainInterfaceType("area-query")]
public interface IAreaQueryGrain : IGrainWithIntegerKey
{
    /// <summary>Every duty of an area with unit, deputy and reason; of one category, or of all.</summary>
    [Alias("duties"), ReadOnly]
    Task<Result<ImmutableArray<DutyView>>> Duties(AreaCode area, string? category);

    /// <summary>The gaps of an area's coverage matrix, page by page.</summary>
    [Alias("gaps"), ReadOnly]
    Task<Result<CoverageView>> Gaps(AreaCode area, string? cursor, int limit);

    /// <summary>Shares of what was settled on each level in a period (就地化解).</summary>
    /// <param name="to">Included; null: today, and a year before it for <paramref name="from"/>.</param>
    [Alias("settlement"), ReadOnly]
    Task<Result<SettlementView>> Settlement(AreaCode area, DateOnly? from, DateOnly? to, Identity.Actor by);
}

/// <summary>On which level the disputes of an area were settled.</summary>
/// <param name="Closed">Disputes closed in the period and closed still; the denominator.</param>
/// <param name="Local">Settled by village or township: the first barrier (第一屏障).</param>
/// <param name="LocalRate">Percent with two decimals; null when nothing was closed.</param>
[GenerateSerializer, Immutable, Alias("settlement-view")]
public sealed record SettlementView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] string AreaName, [property: Id(2)] DateOnly From, [property: Id(3)] DateOnly To,
    [property: Id(4)] long Closed, [property: Id(5)] ImmutableArray<LevelShare> Levels, [property: Id(6)] long Local,
    [property: Id(7)] decimal? LocalRate, [property: Id(8)] Sentence Sentence);

[GenerateSerializer, Immutable, Alias("level-share")]
public sealed record LevelShare([property: Id(0)] AreaLevel Level, [property: Id(1)] long Count, [property: Id(2)] decimal? Percent);
