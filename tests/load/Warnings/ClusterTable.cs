using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Warnings;

namespace Suyuan.Load.Warnings;

/// <summary>How many of the clusters that were put in were found, how soon and how loudly.</summary>
internal sealed class ClusterTable
{
    public static readonly ImmutableArray<(int Size, int Length)> Kinds =
        [(2, 3), (3, 3), (3, 14), (5, 3), (5, 14), (8, 7), (12, 7), (12, 21), (20, 7), (50, 7), (200, 3)];

    private readonly Dictionary<(int, int), List<ClusterFound>> _all = [];

    public void Add(int size, int length, ClusterFound found)
    {
        if (!_all.TryGetValue((size, length), out var list))
            _all.Add((size, length), list = []);
        list.Add(found);
    }

    public async Task Say(TextWriter output)
    {
        await output.WriteLineAsync("clusters of one category in one village");
        await output.WriteLineAsync("| disputes | within days | put in | found | in the village itself | orange or red | red | median delay, days | p90 |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var ((size, length), list) in _all.OrderBy(one => Kinds.IndexOf(one.Key)))
        {
            var delays = list.Where(one => one.Level > WarningLevel.None).Select(one => one.Delay).Order().ToArray();
            await output.WriteLineAsync(
                $"| {size} | {length} | {list.Count} | {Share(list, one => one.Level > WarningLevel.None)} | {Share(list, one => one.InVillage)} "
                + $"| {Share(list, one => one.Level >= WarningLevel.Orange)} | {Share(list, one => one.Level is WarningLevel.Red)} "
                + $"| {(delays.Length > 0 ? $"{delays[delays.Length / 2]}" : "–")} | {(delays.Length > 0 ? $"{delays[delays.Length * 9 / 10]}" : "–")} |");
        }
    }

    private static string Share(List<ClusterFound> list, Func<ClusterFound, bool> which) => $"{100.0 * list.Count(which) / list.Count:0} %";
}

/// <param name="Delay">Days from the first dispute of the cluster to the first warning.</param>
internal sealed record ClusterFound(WarningLevel Level, int Delay, bool InVillage)
{
    public static readonly ClusterFound Not = new(WarningLevel.None, 0, false);

    public ClusterFound With(Finding finding, int delay) => new(
        finding.Level > Level ? finding.Level : Level, Level is WarningLevel.None ? delay : Delay, InVillage || finding.Area.Level is AreaLevel.Village);
}
