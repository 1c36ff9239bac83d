using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Edge;

public sealed class TextFormTests
{
    private const int Story = 2_000;

    [Theory]
    [InlineData("张三\u0000")]
    [InlineData("张三\u001b[2J")]
    [InlineData("张三\u009b")]
    [InlineData("\u202e三张")]
    [InlineData("\u2066张三\u2069")]
    [InlineData("张\ufffe三")]
    [InlineData("张\ud83f\udfff三")]
    public void What_machines_obey_or_people_are_deceived_by_stands_in_no_text(string text)
    {
        Assert.False(TextForm.IsSound(text, TextForm.LongestName));
        Assert.False(TextForm.IsSound(text, Story));
    }

    [Fact]
    public void Half_a_character_is_none() =>
        Assert.All((string[])["张\ud800三", "\udc00张三", "张三\ud83d", "\udc00\ud800"], text => Assert.False(TextForm.IsSound(text, Story)));

    [Theory]
    [InlineData("张\u200b三")]
    [InlineData("张三\ufeff")]
    [InlineData("张\u00ad三")]
    [InlineData("张\u200e三")]
    [InlineData("张三\u2028")]
    [InlineData("张\udb40\udc41三")]
    public void What_is_not_seen_stands_in_no_name_and_may_stand_in_a_story(string text)
    {
        Assert.False(TextForm.IsSound(text, TextForm.LongestName));
        Assert.True(TextForm.IsSound(text, Story));
    }

    [Theory]
    [InlineData("张三")]
    [InlineData("𠮷田・次郎")]
    [InlineData("阿卜杜热依木·买买提")]
    [InlineData("བསོད་ནམས")]
    [InlineData("ئەركىن")]
    [InlineData("ꆈꌠ")]
    [InlineData("葛\udb40\udd00城")]
    [InlineData("第一行\r\n\t第二行")]
    [InlineData("e\u0301 and \u00e9")]
    [InlineData("👨‍👩‍👧", Story)]
    public void Names_of_all_peoples_and_what_they_tell_are_kept_as_they_are(string text, int most = TextForm.LongestName) => Assert.True(TextForm.IsSound(text, most));

    [Fact]
    public void A_name_with_something_unseen_in_it_is_refused_by_its_field() =>
        Assert.Equal(
            "title:ControlCharacters parties[0].name:ControlCharacters",
            Life.Told(RegistrationBounds.Check(
                Given.Registration with { Title = "牛棚\u200b", Narrative = "牛棚\u200b太臭", Parties = [Given.Registration.Parties[0] with { Name = "张\u202e三" }] },
                Given.Law,
                new Moment(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8))))));
}
