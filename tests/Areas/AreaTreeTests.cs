using Suyuan.Areas;
using Xunit;

namespace Suyuan.Tests.Areas;

public sealed class AreaTreeTests
{
    private static readonly AreaTree Areas = LawBook.Load().Areas;

    [Theory]
    [InlineData(AreaLevel.City, 1)]
    [InlineData(AreaLevel.County, 6)]
    [InlineData(AreaLevel.Township, 90)]
    [InlineData(AreaLevel.Village, 987)]
    public void The_city_has_1084_areas_on_four_levels(AreaLevel level, int count)
    {
        Assert.Equal(1084, Areas.All.Length);
        Assert.Equal(count, Areas.All.Count(area => area.Level == level));
    }

    [Theory]
    [InlineData("510302", "自流井区", 12, 95)]
    [InlineData("510303", "贡井区", 10, 120)]
    [InlineData("510304", "大安区", 15, 121)]
    [InlineData("510311", "沿滩区", 12, 126)]
    [InlineData("510321", "荣县", 21, 248)]
    [InlineData("510322", "富顺县", 20, 277)]
    public void Every_county_has_its_townships_and_villages(string code, string name, int townships, int villages)
    {
        var county = AreaCode.Parse(code);

        Assert.Equal(name, Areas.Find(county)!.Name);
        Assert.Equal(townships, Areas.ChildrenOf(county).Length);
        Assert.Equal(villages, Areas.ChildrenOf(county).Sum(township => Areas.ChildrenOf(township.Code).Length));
    }

    [Fact]
    public void A_village_knows_the_areas_above_it()
    {
        var village = AreaCode.Parse("510304104218");

        Assert.Equal(["何市镇", "大安区", "自贡市"], Areas.AncestorsOf(village).Select(area => area.Name));
        Assert.Equal("自贡市大安区何市镇高庙村委会", Areas.PathOf(village));
        Assert.Equal("510304104", Areas.At(village, AreaLevel.Township)!.Code.ToString());
        Assert.Null(Areas.At(AreaCode.Parse("510304"), AreaLevel.Township));
    }

    [Fact]
    public void The_city_is_the_root()
    {
        Assert.Null(Areas.ParentOf(Areas.City.Code));
        Assert.Equal(6, Areas.ChildrenOf(Areas.City.Code).Length);
        Assert.Equal("Zigong", Areas.City.InEnglish);
        Assert.Equal("Da'an District", Areas.Find(AreaCode.Parse("510304"))!.InEnglish);
    }

    [Theory]
    [InlineData("510300", "5103")]
    [InlineData("510304", "510304")]
    [InlineData("510304104", "510304104")]
    [InlineData("510304104218", "510304104218")]
    public void The_codes_of_a_subtree_begin_with_its_prefix(string code, string prefix)
    {
        var area = AreaCode.Parse(code);

        Assert.Equal(prefix, AreaTree.PrefixOf(area));
        Assert.All(
            Areas.All,
            other => Assert.Equal(
                other.Code == area || Areas.AncestorsOf(other.Code).Any(above => above.Code == area),
                other.Code.ToString().StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("510399")]
    [InlineData("510304104999")]
    [InlineData("510000")]
    public void A_well_formed_code_need_not_exist(string code) => Assert.False(Areas.Exists(AreaCode.Parse(code)));
}
