using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Disputes;
using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

public sealed class StateFormTests
{
    [Fact]
    public void A_state_is_readable_json()
    {
        var json = new StateSerializer().Serialize(new Sample("自贡 <b>", Stage.NotAgreed, ["1"], null)).ToString();

        Assert.Equal("""{"title":"自贡 <b>","stage":"not-agreed","steps":["1"]}""", json);
    }

    [Fact]
    public void An_array_that_was_never_written_is_empty()
    {
        var read = new StateSerializer().Deserialize<Sample>(BinaryData.FromString("""{"title":"t","unknown":1}"""));

        Assert.False(read.Steps.IsDefault);
        Assert.Empty(read.Steps);
        Assert.Equal("t", read.Title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_array_without_items_is_not_written(bool hasNoValue) =>
        Assert.Equal(
            """{"title":"t","stage":"none"}""",
            new StateSerializer().Serialize(new Sample("t", Stage.None, hasNoValue ? default : [], null)).ToString());

    [Fact]
    public void Neither_the_rows_of_a_write_nor_what_is_computed_is_stored()
    {
        var dispute = Support.Given.ARegisteredDispute().State;
        Assert.NotEmpty(dispute.Written.Steps);

        var stored = JsonSerializer.SerializeToElement(dispute, StateSerializer.Options);

        Assert.DoesNotContain(stored.EnumerateObject(), member => member.Name is "written" or "exists" or "isOpen" or "standing" or "nextWakeAt");
    }

    [Fact]
    public void Unknown_enum_words_are_an_error_not_a_default() =>
        Assert.Throws<JsonException>(() => new StateSerializer().Deserialize<Sample>(BinaryData.FromString("""{"stage":"never-heard-of"}""")));

    [Theory]
    [InlineData("dispute-00123")]
    [InlineData("dispute-123")]
    [InlineData("area-510304")]
    [InlineData("area-510304001001")]
    [InlineData("mediator-0a")]
    [InlineData("agency-ff")]
    [InlineData("dispute-51030420260000011")]
    public void A_prefixed_key_is_never_taken_for_a_guid_or_a_number(string key)
    {
        var grain = GrainId.Create("any", key);

        Assert.False(grain.TryGetGuidKey(out _, out _));
        Assert.False(grain.TryGetIntegerKey(out _, out _));
        Assert.Equal(key, StateIdentity.Of("state", grain).Key);
    }

    [Theory]
    [InlineData("00123")]
    [InlineData("123")]
    [InlineData("0a")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    public void A_key_that_would_be_mistaken_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => StateIdentity.Of("state", GrainId.Create("any", key)));

    [Fact]
    public void A_fresh_key_is_taken_once()
    {
        var fresh = new FreshKeys();
        fresh.Add("dispute-1");

        Assert.False(fresh.Take("dispute-2"));
        Assert.True(fresh.Take("dispute-1"));
        Assert.False(fresh.Take("dispute-1"));
    }

    [Fact]
    public void Fresh_keys_are_bounded()
    {
        var fresh = new FreshKeys();
        for (var i = 0; i < 60_000; i++)
            fresh.Add($"dispute-{i}");

        Assert.True(Enumerable.Range(0, 60_000).Count(i => fresh.Take($"dispute-{i}")) <= 50_000);
    }

    private sealed record Sample(string Title, Stage Stage, ImmutableArray<string> Steps, string? Nothing);
}
