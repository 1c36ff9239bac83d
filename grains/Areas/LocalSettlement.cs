using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>就地化解率: on which level the closed disputes of an area were settled. The first barrier is village and township. Pure.</summary>
internal static class LocalSettlement
{
    public static SettlementView Of(AreaCode area, string areaName, DateOnly from, DateOnly to, ImmutableArray<SettledRow> rows)
    {
        var closed = rows.Sum(row => row.Count);
        ImmutableArray<LevelShare> levels =
        [
            .. from level in Enum.GetValues<AreaLevel>().Skip(1)
               let count = rows.Where(row => row.Level == Kebab.Of(level)).Sum(row => row.Count)
               select new LevelShare(level, count, Percent(count, closed)),
        ];
        var local = levels.Where(level => level.Level <= AreaLevel.Township).Sum(level => level.Count);
        var rate = Percent(local, closed);
        return new SettlementView(area, areaName, from, to, closed, levels, local, rate, new Sentence(
            $"{areaName}办结{closed}件，其中村（社区）、乡镇（街道）就地化解{local}件{(rate is null ? "，没有可计算的比例" : $"，就地化解率{rate}%")}。",
            $"{closed} disputes closed, {local} of them settled by village or township{(rate is null ? "; there is no rate to compute" : $" ({rate} %)")}."));
    }

    /// <summary>Percent, rounded half up to two places; null, and never 0 or 100, where there is nothing to divide by.</summary>
    public static decimal? Percent(long part, long whole) =>
        whole == 0 ? null : decimal.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero);
}
