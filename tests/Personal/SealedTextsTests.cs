using System.Text;
using System.Text.Json;
using Suyuan.Disputes;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Personal;

/// <summary>What an activation remembers of its latest write may only save work: never the wrong value, never another key's.</summary>
public sealed class SealedTextsTests
{
    private static readonly StateIdentity Owner = new("dispute", "dispute-51030420260000015", 0, 0);

    private static readonly TestRing Ring = new("k1", "k2");

    private readonly SealedTexts _known = new();

    [Fact]
    public void What_has_not_changed_is_stored_as_before_and_what_has_is_encrypted_anew()
    {
        var first = new DisputeState { Title = "邻里滴水纠纷", Narrative = "两家因滴水檐多次争执。" };
        var before = Write(first, "k1");
        var after = Write(first with { Narrative = "补充：多次争执，已报警。" }, "k1");

        Assert.Equal(before["title"], after["title"]);
        Assert.NotEqual(before["narrative"], after["narrative"]);
        Assert.Equal("补充：多次争执，已报警。", Open(after["narrative"]));
    }

    [Fact]
    public void An_equal_text_that_is_another_object_is_encrypted_for_itself()
    {
        var before = Write(new DisputeState { Title = "邻里滴水纠纷" }, "k1");
        var after = Write(new DisputeState { Title = new string("邻里滴水纠纷".AsSpan()) }, "k1");

        Assert.NotEqual(before["title"], after["title"]);
        Assert.Equal("邻里滴水纠纷", Open(after["title"]));
    }

    [Fact]
    public void Nothing_stays_under_a_key_that_was_replaced()
    {
        var state = new DisputeState { Title = "邻里滴水纠纷", Narrative = "两家因滴水檐多次争执。" };
        Write(state, "k1");
        var after = Write(state, "k2");

        Assert.All(after.Values, value => Assert.StartsWith("enc:1:k2:", value, StringComparison.Ordinal));
        Assert.Equal("邻里滴水纠纷", Open(after["title"]));
    }

    [Fact]
    public void What_was_taken_out_is_forgotten_with_the_next_write()
    {
        var state = new DisputeState { Title = "邻里滴水纠纷", Narrative = "两家因滴水檐多次争执。" };
        var before = Write(state, "k1");
        Write(state with { Narrative = "" }, "k1");

        Assert.NotEqual(before["narrative"], Write(state, "k1")["narrative"]);
    }

    private static string Open(string stored) => new FieldCipher(Ring, encrypts: true).Open(stored, Encoding.UTF8.GetBytes($"{Owner.State}|{Owner.Key}"));

    private Dictionary<string, string> Write(DisputeState state, string key)
    {
        var written = new StateSerializer(new FieldCipher(Ring, encrypts: true)).Serialize(state, typeof(DisputeState), Owner, Ring.Current.Keys[key], _known);
        using var json = JsonDocument.Parse(written);
        return json.RootElement.EnumerateObject().Where(member => member.Name is "title" or "narrative").ToDictionary(member => member.Name, member => member.Value.GetString()!);
    }
}
