using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

public sealed class CoverageTests
{
    private static readonly LawBook Law = Given.Law;
    private static readonly AreaCode City = AreaCode.Parse("510300");
    private static readonly ILookup<AreaCode, Grid> NoGrids = Array.Empty<Grid>().ToLookup(grid => grid.Code.Village);

    [Fact]
    public void D_2_6_With_a_mediator_for_every_field_the_shipped_areas_have_no_gap()
    {
        var report = Coverage.Of(City, OwnDuties.None, NoGrids, [new MediatorReach("city", [City], [])], Law);

        Assert.Empty(report.Gaps);
        Assert.Equal((987, 987 * Law.Routing.Categories.Length), (report.Villages, report.Covered));
    }

    [Fact]
    public void D_2_6_Every_gap_is_named_with_its_reason()
    {
        var village = AreaCode.Parse("510304104218");
        var grids = new[]
        {
            new Grid(GridCode.Of(village, 1), "一网格", null, null), new Grid(GridCode.Of(village, 2), "二网格", "专职网格员", 80),
            new Grid(GridCode.Of(village, 3), "三网格", null, null, new DateOnly(2026, 3, 2)),
        }.ToLookup(grid => grid.Code.Village);

        var report = Coverage.Of(
            village, OwnDuties.None, grids, [new MediatorReach("one", [AreaCode.Parse("510304104")], [.. Fields.Except(["MED"])]), new MediatorReach("far", [AreaCode.Parse("510321")], [])], Law);

        Assert.Equal((1, 2, Law.Routing.Categories.Length - 1), (report.Villages, report.Grids, report.Covered));
        Assert.Equal(
            [("MED", CoverageGap.Mediator, null), (null, CoverageGap.GridWorker, "510304104218-G01")],
            report.Gaps.Select(gap => (gap.Category, gap.Missing, gap.Grid?.ToString())));
        Assert.Equal("服务本村（社区）的1名调解员都不办理医疗纠纷。", report.Gaps[0].Why.Zh);
    }

    [Fact]
    public void Without_any_mediator_each_cell_is_a_gap_page_by_page()
    {
        var report = Coverage.Of(AreaCode.Parse("510304104"), OwnDuties.None, NoGrids, [], Law);

        var pages = new List<CoverageView> { report.Page(0, 50) };
        while (pages[^1].Next is { } next)
            pages.Add(report.Page(int.Parse(next, System.Globalization.CultureInfo.InvariantCulture), 50));

        Assert.Equal(report.Villages * Law.Routing.Categories.Length, pages.Sum(page => page.Items.Length));
        Assert.Equal(report.Gaps, pages.SelectMany(page => page.Items));
        Assert.Equal(new CoverageCount(CoverageGap.Mediator, report.Gaps.Length), Assert.Single(pages[0].Missing));
        Assert.Equal(0, pages[0].Covered);
    }

    private static IEnumerable<string> Fields => Law.Routing.Categories.Select(category => category.Code);
}
