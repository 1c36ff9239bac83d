using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>
/// 多层次、多领域、全覆盖: every village × category needs a unit, a deputy and at least one mediator, and every grid a worker. Says
/// of each thing that is missing where, what and why. Pure.
/// </summary>
internal static class Coverage
{
    /// <summary>All gaps of an area's subtree, by village, then category.</summary>
    public static CoverageReport Of(
        AreaCode area, OwnDuties own, ILookup<AreaCode, Grid> grids, ImmutableArray<MediatorReach> mediators, LawBook law)
    {
        var gaps = ImmutableArray.CreateBuilder<CoverageGapView>();
        var (villages, inUse, covered) = (0, 0, 0);
        foreach (var village in law.Areas.Within(area).Where(one => one.Level is AreaLevel.Village))
        {
            villages++;
            var name = law.Areas.PathOf(village.Code);
            // Who reaches the village at all is asked once, not for each of its categories.
            var near = mediators.Where(mediator => mediator.Areas.Any(served => village.Code.IsWithin(served))).ToImmutableArray();
            foreach (var category in law.Routing.Categories)
            {
                var before = gaps.Count;
                AddGaps(gaps, village, name, category, own, near, law);
                covered += gaps.Count == before ? 1 : 0;
            }

            foreach (var grid in grids[village.Code].Where(grid => grid.RetiredOn is null))
            {
                inUse++;
                if (grid.WorkerPost is null)
                    gaps.Add(new CoverageGapView(village.Code, name, null, CoverageGap.GridWorker, new Sentence(
                        $"网格{grid.Name}没有网格员岗位。", $"Grid {grid.Code} has no post of a grid worker."), grid.Code));
            }
        }

        return new CoverageReport(area, villages, inUse, law.Routing.Categories.Length, covered, gaps.ToImmutable());
    }

    private static void AddGaps(
        ImmutableArray<CoverageGapView>.Builder gaps, Area village, string name, Category category, OwnDuties own,
        ImmutableArray<MediatorReach> near, LawBook law)
    {
        var duty = law.Duties.Of(village.Code, AreaDuty.Handling, category.Code, own, law);
        if (duty.Unit is null)
            Add(CoverageGap.Unit, new Sentence($"{category.Zh}没有责任单位：{duty.Why.Zh}", $"Nobody answers for {category.En}: {duty.Why.En}"));
        if (duty.Deputy is null)
            Add(CoverageGap.Deputy, new Sentence($"{category.Zh}没有替补单位：{duty.Why.Zh}", $"Nobody stands in for {category.En}: {duty.Why.En}"));
        if (!near.Any(mediator => mediator.Takes(category.Code)))
            Add(CoverageGap.Mediator, near.IsEmpty
                ? new Sentence("没有服务本村（社区）的调解员。", "No mediator serves the village.")
                : new Sentence($"服务本村（社区）的{near.Length}名调解员都不办理{category.Zh}纠纷。", $"None of the {near.Length} mediators who serve the village takes disputes over {category.En}."));

        void Add(CoverageGap missing, Sentence why) => gaps.Add(new CoverageGapView(village.Code, name, category.Code, missing, why));
    }
}

/// <summary>Where a mediator works and in which fields; who may not be given cases is not among them.</summary>
/// <param name="Areas">Each with everything below it.</param>
/// <param name="Categories">Empty: every field.</param>
internal sealed record MediatorReach(string Id, ImmutableArray<AreaCode> Areas, ImmutableArray<string> Categories)
{
    public bool Takes(string category) => Categories.IsEmpty || Categories.Contains(category);
}

internal sealed record CoverageReport(
    AreaCode Area, int Villages, int Grids, int Categories, int Covered, ImmutableArray<CoverageGapView> Gaps)
{
    /// <summary>One page of the gaps.</summary>
    /// <param name="from">Place of the first gap of the page.</param>
    public CoverageView Page(int from, int limit) => new(
        Area, Villages, Grids, Categories, Villages * Categories, Covered,
        [.. Gaps.CountBy(gap => gap.Missing).OrderBy(count => count.Key).Select(count => new CoverageCount(count.Key, count.Value))],
        [.. Gaps.Skip(from).Take(limit)],
        from + limit < Gaps.Length ? $"{from + limit}" : null);
}
