using CsCheck;
using Suyuan.Areas;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Areas;

public sealed class GridRulesTests
{
    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");
    private static readonly Moment Now = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));

    [Fact]
    public void D_4_12_A_village_has_grids_with_codes_of_their_own_and_a_worker_by_post()
    {
        var put = GridRules.Put([], Gaomiao, Draft((2, "二网格", null), (1, "一网格", "专职网格员")), Now);

        Assert.Equal(["510304104218-G01", "510304104218-G02"], put.Value!.Select(grid => grid.Code.ToString()));
        Assert.Equal(("专职网格员", null), (put.Value![0].WorkerPost, put.Value[1].WorkerPost));
    }

    [Fact]
    public void A_grid_that_is_left_out_is_retired_and_keeps_its_code()
    {
        var first = GridRules.Put([], Gaomiao, Draft((1, "一网格", "专职网格员"), (2, "二网格", "专职网格员")), Now).Value;

        var second = GridRules.Put(first, Gaomiao, Draft((2, "二网格", "专职网格员")), Now).Value;
        var third = GridRules.Put(second, Gaomiao, Draft((1, "一网格", "专职网格员"), (2, "二网格", "专职网格员")), Now).Value;

        Assert.Equal(new DateOnly(2026, 3, 2), second[0].RetiredOn);
        Assert.True(first.SequenceEqual(third));
    }

    [Fact]
    public void Only_a_village_has_grids() =>
        Assert.Equal("GridsOnlyInVillages", Life.Told(GridRules.Put([], AreaCode.Parse("510304104"), Draft((1, "一网格", null)), Now).Refusal));

    [Fact]
    public void What_is_wrong_is_said_field_by_field() => Assert.Equal(
        "grids[0].number:NumberOutOfRange grids[0].name:Required grids[2].number:GridTwice grids[2].workerPost:TooLong grids[3].number:Required",
        Life.Told(GridRules.Put([], Gaomiao, Draft((100, null, null), (1, "一网格", null), (1, "一网格", new string('长', 61)), (null, "无号", null)), Now).Refusal));

    [Fact]
    public void No_code_is_ever_lost_or_given_twice() =>
        Gen.Int[1, 12].Array[0, 8].Array[1, 6].Sample(puts =>
        {
            System.Collections.Immutable.ImmutableArray<Grid> grids = [];
            var everNamed = new HashSet<int>();
            foreach (var numbers in puts.Select(numbers => numbers.Distinct().ToArray()))
            {
                grids = GridRules.Put(grids, Gaomiao, Draft([.. numbers.Select(number => ((int?)number, (string?)$"第{number}网格", (string?)null))]), Now).Value;
                everNamed.UnionWith(numbers);
                Assert.Equal(everNamed.Order(), grids.Select(grid => grid.Code.Number));
                Assert.Equal(numbers.Order(), grids.Where(grid => grid.RetiredOn is null).Select(grid => grid.Code.Number));
            }
        });

    private static PutGrids Draft(params (int? Number, string? Name, string? Post)[] grids) =>
        new() { Grids = [.. grids.Select(grid => new GridDraft { Number = grid.Number, Name = grid.Name, WorkerPost = grid.Post })] };
}
