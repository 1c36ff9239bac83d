using System.Net;
using Microsoft.AspNetCore.Http;
using Suyuan.Disputes;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("\"7\"", 7)]
    [InlineData(" \"12\" ", 12)]
    [InlineData("*", null)]
    public void If_match_is_a_strong_tag_or_any(string header, int? version)
    {
        Assert.True(IfMatch.TryParse(header, null, out var match));
        Assert.Equal(version, match.Version);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("W/\"7\"")]
    [InlineData("\"seven\"")]
    [InlineData("\"-7\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"")]
    [InlineData("")]
    public void Anything_else_is_no_if_match(string header) => Assert.False(IfMatch.TryParse(header, null, out _));

    [Theory]
    [InlineData("a", true)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("钥匙", false)]
    [InlineData("a\tb", false)]
    public void An_idempotency_key_is_visible_ASCII(string header, bool valid) =>
        Assert.Equal(valid, IdempotencyKey.TryParse(header, null, out _));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_idempotency_key_has_at_most_a_hundred_characters(int length, bool valid) =>
        Assert.Equal(valid, IdempotencyKey.TryParse(new string('k', length), null, out _));

    [Theory]
    [InlineData("clerk-1", "k", "clerk-1:k")]
    [InlineData("a:b", "c", "a%3Ab:c")]
    [InlineData("a", "b:c", "a:b:c")]
    [InlineData("a%3Ab", "c", "a%253Ab:c")]
    public void A_key_belongs_to_one_actor_only(string actor, string key, string scoped) =>
        Assert.Equal(scoped, IdempotencyKey.Parse(key, null).ScopedTo(actor));

    [Theory]
    [InlineData("MjAyNi0wMw==", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    public void A_cursor_is_visible_ASCII(string text, bool valid) => Assert.Equal(valid, Cursor.TryParse(text, null, out _));

    [Theory]
    [InlineData("1", true)]
    [InlineData("200", true)]
    [InlineData("0", false)]
    [InlineData("201", false)]
    [InlineData("-1", false)]
    [InlineData(" 5", false)]
    [InlineData("ten", false)]
    public void A_page_has_one_to_two_hundred_items(string text, bool valid) => Assert.Equal(valid, PageSize.TryParse(text, null, out _));

    [Theory]
    [InlineData("2026-03-01T09:00:00+08:00", "2026-03-01T09:00:00+08:00")]
    [InlineData("2026-03-01T09:00:00 08:00", "2026-03-01T09:00:00+08:00")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00+08:00")]
    public void A_day_stands_for_its_first_instant_in_China(string text, string instant) =>
        Assert.Equal(instant, Instants.Write(Instant.Parse(text, null).Value));

    [Theory]
    [InlineData("not-agreed", true)]
    [InlineData("NotAgreed", false)]
    [InlineData("none", false)]
    [InlineData("7", false)]
    public void A_word_is_spelt_as_on_the_wire(string text, bool valid) => Assert.Equal(valid, Word<Stage>.TryParse(text, null, out _));

    [Theory]
    [InlineData("\"7\"", true)]
    [InlineData("\"6\", W/\"7\"", true)]
    [InlineData("*", true)]
    [InlineData("\"8\"", false)]
    [InlineData(null, false)]
    public void If_none_match_compares_weakly(string? header, bool matches) => Assert.Equal(matches, EntityTags.Matches(header, "\"7\""));

    [Fact]
    public void The_next_page_keeps_the_filters_and_replaces_the_cursor()
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/v1/disputes";
        request.QueryString = new QueryString("?stage=handling&cursor=old&limit=50");

        Assert.Equal("/v1/disputes?stage=handling&limit=50&cursor=new%3D", Answers.Next(request, "new="));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::1", "20010DB800000000")]
    [InlineData("2001:db8::ffff", "20010DB800000000")]
    public void One_household_shares_one_limit(string address, string partition) =>
        Assert.Equal(partition, Suyuan.Overload.CallerShare.Partition(IPAddress.Parse(address)));
}
