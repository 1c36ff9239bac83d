using Suyuan.Overload;
using Xunit;

namespace Suyuan.Tests.Overload;

public sealed class RateTableTests
{
    private const string Head = "# version: 1\n# in-force: from 2026-01-01\n# source: test\nof,by,requests,seconds,burst\n";

    [Fact]
    public void Every_lane_is_limited_by_address_and_by_actor()
    {
        var rows = RateTable.Load();

        Assert.All(Enum.GetValues<Lane>(), lane => Assert.All(
            Enum.GetValues<CountedBy>(), by => Assert.Single(rows, row => row.Of == Suyuan.Http.Words<Lane>.Of(lane) && row.By == by)));
    }

    [Theory]
    [InlineData("reads,address,0,60,10", "line 5, requests")]
    [InlineData("reads,address,1,90000,10", "line 5, seconds")]
    [InlineData("reads,address,1,60,many", "line 5, burst")]
    [InlineData("reads,agency,1,60,10", "line 5, by")]
    [InlineData("dispute/fly,actor,1,60,10", "line 5, of")]
    [InlineData("reads,address,1,60", "line 5, burst")]
    [InlineData("reads,address,1,60,10\nreads,address,2,60,10", "line 6, of")]
    public void A_wrong_row_is_named_with_file_line_and_field(string row, string where)
    {
        var fault = Assert.Throws<InvalidDataException>(() => RateTable.Read(Head + row + "\n"));

        Assert.StartsWith($"{RateTable.File} {where}:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_says_where_it_comes_from() =>
        Assert.Contains("source", Assert.Throws<InvalidDataException>(() => RateTable.Read("# version: 1\n# in-force: x\nof,by,requests,seconds,burst\n")).Message, StringComparison.Ordinal);
}
