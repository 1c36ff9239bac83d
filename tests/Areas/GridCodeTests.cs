using Suyuan.Areas;
using Xunit;

namespace Suyuan.Tests.Areas;

public sealed class GridCodeTests
{
    [Fact]
    public void A_grid_is_numbered_below_its_village()
    {
        var code = GridCode.Of(AreaCode.Parse("510304104218"), 3);

        Assert.Equal("510304104218-G03", code.ToString());
        Assert.Equal((AreaCode.Parse("510304104218"), 3), (code.Village, code.Number));
        Assert.Equal(code, GridCode.Parse("510304104218-G03"));
    }

    [Theory]
    [InlineData("510304104218")]
    [InlineData("510304104218-G3")]
    [InlineData("510304104218-G00")]
    [InlineData("510304104218-g03")]
    [InlineData("510304104-G03")]
    [InlineData("51030410421x-G03")]
    [InlineData("510304104218-G0３")]
    public void Anything_else_is_no_grid(string text) => Assert.False(GridCode.TryParse(text, null, out _));

    [Fact]
    public void Only_a_village_has_grids() => Assert.Throws<ArgumentOutOfRangeException>(() => GridCode.Of(AreaCode.Parse("510304104"), 1));
}
