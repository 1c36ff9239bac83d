using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Personal;

/// <summary>What one value has to be able to do: come back whole, for its owner alone, and be told from a clear one.</summary>
public sealed class FieldCipherTests
{
    private static readonly byte[] Owner = "dispute|dispute-51030420260000015"u8.ToArray();

    [Fact]
    public void Every_text_comes_back_whole_and_never_lies_there_in_clear()
    {
        var ring = new TestRing("k1");
        var cipher = new FieldCipher(ring, encrypts: true);

        Gen.String.Where(text => text.Length > 3 && IsUnicode(text)).Sample(text =>
        {
            var stored = FieldCipher.Seal(text, cipher.Active, Owner);
            return cipher.Open(stored, Owner) == text && stored.StartsWith("enc:1:k1:", StringComparison.Ordinal) && !stored.Contains(text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_clear_text_that_looks_encrypted_stays_what_it_was()
    {
        var cipher = new FieldCipher(new TestRing("k1"), encrypts: false);

        Assert.All(new[] { "enc:1:k1:AAAA", "clear:x", "clear:enc:1:", "", "李四方" }, text => Assert.Equal(text, cipher.Open(FieldCipher.Seal(text, cipher.Active, Owner), Owner)));
    }

    [Fact]
    public void The_same_text_is_never_stored_the_same_way_twice() =>
        Assert.NotEqual(FieldCipher.Seal("13990001234", new TestRing("k1").Current.Active, Owner), FieldCipher.Seal("13990001234", new TestRing("k1").Current.Active, Owner));

    [Fact]
    public void A_value_that_was_moved_to_another_case_does_not_open()
    {
        var cipher = new FieldCipher(new TestRing("k1"), encrypts: true);
        var stored = FieldCipher.Seal("13990001234", cipher.Active, Owner);

        var refused = Assert.Throws<PersonalDataException>(() => cipher.Open(stored, "dispute|dispute-51030420260000023"u8));
        Assert.DoesNotContain("1399", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_changed_does_not_open()
    {
        var cipher = new FieldCipher(new TestRing("k1"), encrypts: true);
        var stored = FieldCipher.Seal("13990001234", cipher.Active, Owner);
        Gen.Int[9, stored.Length - 1].Sample(place =>
        {
            var changed = stored[..place] + (stored[place] is 'A' ? 'B' : 'A') + stored[(place + 1)..];
            try
            {
                // The last letter of base64 may hold bits that nobody reads.
                return cipher.Open(changed, Owner) == "13990001234" && place >= stored.Length - 2;
            }
            catch (PersonalDataException)
            {
                return true;
            }
        });
    }

    [Fact]
    public void A_value_under_an_older_key_opens_and_one_under_a_key_that_is_gone_says_which()
    {
        var ring = new TestRing("k1", "k2");
        var old = FieldCipher.Seal("自贡", ring.Current.Keys["k1"], Owner);

        Assert.Equal("自贡", new FieldCipher(ring, encrypts: true).Open(old, Owner));
        Assert.Contains("key k1,", Assert.Throws<PersonalDataException>(() => new FieldCipher(new TestRing("k2"), encrypts: true).Open(old, Owner)).Message, StringComparison.Ordinal);
        Assert.Contains("no keys", Assert.Throws<PersonalDataException>(() => FieldCipher.None.Open(old, Owner)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_another_silo_saw_first_is_looked_for_at_once()
    {
        var ring = new TestRing("k1");
        var cipher = new FieldCipher(ring, encrypts: true);
        var written = FieldCipher.Seal("自贡", TestRing.Key("k2"), Owner);

        ring.Next("k2", "k1");

        Assert.Equal("自贡", cipher.Open(written, Owner));
        Assert.Equal("k2", cipher.Active!.Id);
    }

    [Theory]
    [InlineData("telephone", "139 9000-1234", "13990001234")]
    [InlineData("telephone", "+86 139 9000 1234", "13990001234")]
    [InlineData("telephone", "１３９９０００１２３４", "13990001234")]
    [InlineData("telephone", "(0813) 220-1234", "08132201234")]
    [InlineData("id-number", "51030419900101001x", "51030419900101001X")]
    public void Numbers_are_compared_as_everybody_means_them(string kind, string written, string meant)
    {
        var index = new PartyIndex(TestRing.Search);

        Assert.Equal(meant, PartyIndex.Normal(kind, written));
        Assert.Equal(index.Of(kind, meant), index.Of(kind, written));
        Assert.NotEqual(index.Of(kind, meant), new PartyIndex(RandomNumberGenerator.GetBytes(32)).Of(kind, meant));
        Assert.NotEqual(index.Of("telephone", meant), index.Of("id-number", meant));
    }

    [Fact]
    public void A_title_has_the_marks_of_every_part_of_it()
    {
        var titles = new TitleIndex(TestRing.Search);
        const string Title = "李四方与王某因牛圈臭气发生纠纷";
        var marks = titles.Of(Title);

        Gen.Select(Gen.Int[0, Title.Length - 2], Gen.Int[2, Title.Length]).Sample((from, length) =>
            titles.Marks(Title.Substring(from, Math.Min(length, Title.Length - from))).All(mark => marks.Contains($" {mark}", StringComparison.Ordinal)));
        Assert.DoesNotContain(titles.Marks("工资拖欠"), mark => marks.Contains($" {mark}", StringComparison.Ordinal));
        Assert.Empty(titles.Marks("李"));
    }

    private static bool IsUnicode(string text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
