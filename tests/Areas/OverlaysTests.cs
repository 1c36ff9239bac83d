using Suyuan.Areas;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Areas;

public sealed class OverlaysTests
{
    [Fact]
    public void An_overlay_holds_whole_subtrees_and_cuts_across_the_tree()
    {
        var overlays = Given.Law.Overlays;

        Assert.Equal(["high-tech-zone"], overlays.Around(AreaCode.Parse("510302005")).Select(overlay => overlay.Id));
        Assert.Equal(["heshi-court-district"], overlays.Around(AreaCode.Parse("510304104218")).Select(overlay => overlay.Id));
        Assert.Empty(overlays.Around(AreaCode.Parse("510304")));
    }

    [Theory]
    [InlineData("heshi-court-district,court-district,何市人民法庭辖区,district of the Heshi tribunal,510304104|510304105|510304106", "heshi-court-district,court-district,何市人民法庭辖区,district of the Heshi tribunal,510304107", "share an area")]
    [InlineData("510302005|510302006", "510302005|519999006", "there is no area 519999006")]
    [InlineData("functional-zone,自贡高新", "zone,自贡高新", "\"zone\" is none of")]
    public void What_is_wrong_stops_the_start(string right, string wrong, string problem)
    {
        var failure = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(Overlays.File, right, wrong)));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(Overlays.File, failure.Message, StringComparison.Ordinal);
    }
}
