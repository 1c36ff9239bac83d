using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class SuspensionReasonsTests
{
    [Theory]
    [InlineData("appraisal", "鉴定", "appraisal")]
    [InlineData("inspection", "检验检测", "inspection and testing")]
    [InlineData("hearing", "听证", "hearing")]
    [InlineData("notice", "公告", "public notice")]
    [InlineData("reconciliation", "和解", "reconciliation")]
    [InlineData("supplement", "补正材料", "supplementing papers")]
    [InlineData("force-majeure", "不可抗力", "force majeure")]
    [InlineData("agreed", "当事人约定", "agreement of the parties")]
    [InlineData("verification", "核实", "verification")]
    [InlineData("evidence-unavailable", "证据暂时无法取得", "evidence that cannot be had yet")]
    [InlineData("prior-decision", "等待先决事项", "waiting for another decision")]
    public void A_reason_is_named_to_a_citizen_in_both_languages(string reason, string zh, string en)
    {
        Assert.True(SuspensionReasons.Exists(reason));
        Assert.Equal(new Sentence(zh, en), SuspensionReasons.NameOf(reason));
    }

    [Fact]
    public void Nothing_else_is_a_reason_and_stands_for_itself()
    {
        Assert.False(SuspensionReasons.Exists("holiday"));
        Assert.Equal(new Sentence("holiday", "holiday"), SuspensionReasons.NameOf("holiday"));
        Assert.Equal(11, SuspensionReasons.All.Count());
    }
}
