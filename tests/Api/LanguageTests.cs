using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, Language.Chinese)]
    [InlineData("", Language.Chinese)]
    [InlineData("en", Language.English)]
    [InlineData("en-GB,en;q=0.9", Language.English)]
    [InlineData("zh-CN", Language.Chinese)]
    [InlineData("en;q=0.5, zh;q=0.8", Language.Chinese)]
    [InlineData("zh;q=0.5, en;q=0.8", Language.English)]
    [InlineData("fr, en;q=0.1", Language.English)]
    [InlineData("fr, de", Language.Chinese)]
    [InlineData("en;q=0", Language.Chinese)]
    [InlineData("*", Language.Chinese)]
    [InlineData("ZH-tw, EN;q=0.9", Language.Chinese)]
    [InlineData("english please", Language.Chinese)]
    [InlineData("en, zh", Language.English)]
    public void The_best_language_that_we_speak_is_chosen(string? header, Language expected) =>
        Assert.Equal(expected, Languages.Choose(header));
}
