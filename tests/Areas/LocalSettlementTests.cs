using Suyuan.Areas;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Areas;

public sealed class LocalSettlementTests
{
    private static readonly AreaCode Heshi = AreaCode.Parse("510304104");

    [Fact]
    public void D_4_11_The_first_barriers_share_is_counted_with_that_of_each_level()
    {
        var settled = Of([new SettledRow("village", 5), new SettledRow("township", 1), new SettledRow("county", 2), new SettledRow("city", 1)]);

        Assert.Equal((9, 6, 66.67m), (settled.Closed, settled.Local, settled.LocalRate));
        Assert.Equal(
            [(AreaLevel.Village, 5L, 55.56m), (AreaLevel.Township, 1L, 11.11m), (AreaLevel.County, 2L, 22.22m), (AreaLevel.City, 1L, 11.11m)],
            settled.Levels.Select(level => (level.Level, level.Count, level.Percent!.Value)));
        Assert.Equal("何市镇办结9件，其中村（社区）、乡镇（街道）就地化解6件，就地化解率66.67%。", settled.Sentence.Zh);
    }

    [Fact]
    public void Where_nothing_was_closed_there_is_no_rate_and_never_one_of_zero_or_a_hundred()
    {
        var settled = Of([]);

        Assert.Null(settled.LocalRate);
        Assert.All(settled.Levels, level => Assert.Null(level.Percent));
        Assert.Equal("何市镇办结0件，其中村（社区）、乡镇（街道）就地化解0件，没有可计算的比例。", settled.Sentence.Zh);
    }

    private static SettlementView Of(System.Collections.Immutable.ImmutableArray<SettledRow> rows) =>
        LocalSettlement.Of(Heshi, "何市镇", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), rows);
}
