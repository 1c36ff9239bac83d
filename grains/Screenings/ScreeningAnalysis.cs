using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Screenings;

/// <summary>What came of a campaign: in numbers by area and field, and in words. Pure.</summary>
internal sealed record ScreeningAnalysis(
    ScreeningTotals Totals, ImmutableArray<ScreeningArea> ByArea, ImmutableArray<CategoryFound> ByCategory, Sentence Words)
{
    /// <param name="counts">Tasks by village and status.</param>
    /// <param name="found">Returns with findings.</param>
    public static ScreeningAnalysis Of(
        ImmutableArray<AreaCode> scope, ImmutableArray<MatterCount> counts, ImmutableArray<FoundInVillage> found, AreaTree tree)
    {
        var areas = scope.SelectMany(area => Parts(area, tree))
            .Select(part => new ScreeningArea(part.Code, tree.PathOf(part.Code), TotalsOf(
                counts.Where(count => AreaCode.Parse(count.Area).IsWithin(part.Code)), found.Where(one => one.Village.IsWithin(part.Code)))))
            .ToImmutableArray();
        var totals = TotalsOf(counts, found);
        ImmutableArray<CategoryFound> categories =
        [
            .. found.SelectMany(one => one.Categories)
                .GroupBy(one => one.Category)
                .Select(group => new CategoryFound(group.Key, group.Sum(one => one.Found)))
                .OrderByDescending(one => one.Found).ThenBy(one => one.Category, StringComparer.Ordinal),
        ];
        return new ScreeningAnalysis(totals, areas, categories, InWords(totals, categories));
    }

    /// <summary>The areas one level below; a village is its own part.</summary>
    private static ImmutableArray<Area> Parts(AreaCode area, AreaTree tree) => tree.ChildrenOf(area) is { IsEmpty: false } below ? below : [tree.Find(area)!];

    private static ScreeningTotals TotalsOf(IEnumerable<MatterCount> counts, IEnumerable<FoundInVillage> found)
    {
        var by = counts.GroupBy(count => count.Status).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
        long In(ScreeningTaskStatus status) => by.GetValueOrDefault(Kebab.Of(status));
        var (onTime, late) = (In(ScreeningTaskStatus.Found) + In(ScreeningTaskStatus.NoneFound), In(ScreeningTaskStatus.FoundLate) + In(ScreeningTaskStatus.NoneFoundLate));
        var tasks = by.Values.Sum();
        return new ScreeningTotals(
            tasks,
            onTime + late,
            late,
            In(ScreeningTaskStatus.Issued),
            In(ScreeningTaskStatus.Missing) + In(ScreeningTaskStatus.NotReturned),
            In(ScreeningTaskStatus.NoneFound) + In(ScreeningTaskStatus.NoneFoundLate),
            found.Sum(one => one.Found),
            LocalSettlement.Percent(onTime, tasks));
    }

    private static Sentence InWords(ScreeningTotals totals, ImmutableArray<CategoryFound> categories)
    {
        var most = categories.IsEmpty ? null : categories[0];
        return new Sentence(
            $"下达{totals.Tasks}项，报送{totals.Returned}项（逾期{totals.Late}项，零报告{totals.NoneFound}项），未报送{totals.Missing}项，待报送{totals.Waiting}项；"
                + $"发现纠纷{totals.Found}件{(most is null ? "" : $"，最多的类别是{most.Category}（{most.Found}件）")}。",
            $"{totals.Tasks} tasks, {totals.Returned} returned ({totals.Late} late, {totals.NoneFound} with nothing found), {totals.Missing} missing, {totals.Waiting} waited for; "
                + $"{totals.Found} disputes found{(most is null ? "" : $", most of them {most.Category} ({most.Found})")}.");
    }
}

/// <summary>What one task of a village found.</summary>
internal sealed record FoundInVillage(AreaCode Village, int Found, ImmutableArray<CategoryFound> Categories);
