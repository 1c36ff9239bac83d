using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class ExtensionApproversTests
{
    [Theory]
    [InlineData("head", "经本机关负责人批准", "approved by the head of the agency")]
    [InlineData("upper-organ", "经上一级机关批准", "approved by the next higher organ")]
    [InlineData("president", "经院长批准", "approved by the president of the court")]
    [InlineData("upper-court", "经上级人民法院批准", "approved by the higher court")]
    [InlineData("court", "经人民法院决定", "decided by the court")]
    [InlineData("parties", "经当事人同意", "agreed by the parties")]
    [InlineData("committee-and-parties", "经调解委员会和当事人约定", "agreed by the mediation committee and the parties")]
    [InlineData("coordinator", "经统筹协调机关批准", "approved by the coordinator")]
    [InlineData("law", "依照法律规定", "as the law provides")]
    public void Whoever_approved_is_named_to_a_citizen_in_both_languages(string by, string zh, string en)
    {
        Assert.True(ExtensionApprovers.Exists(by));
        Assert.Equal(new Sentence(zh, en), ExtensionApprovers.PhraseOf(by));
    }

    [Fact]
    public void Nobody_else_may_be_named_in_a_rule()
    {
        Assert.False(ExtensionApprovers.Exists("mayor"));
        Assert.Equal(9, ExtensionApprovers.All.Count());
    }
}
