using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class DisputeNumberTests
{
    /// <summary>Weights and check characters of the identity card (GB 11643); a body of sixteen has the last sixteen weights.</summary>
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private const string Checks = "10X98765432";

    private static readonly Gen<DisputeNumber> Numbers =
        Gen.Select(Gen.Int[510_300, 510_399], Gen.Int[2023, 2099], Gen.Int[1, 999_999], (county, year, sequence) => DisputeNumber.Of(AreaCode.Parse($"{county}"), year, sequence));

    [Theory]
    [InlineData("11010519491231002", 'X')] // both published in GB 11643-1999
    [InlineData("44052418800101001", '4')]
    public void The_weights_here_are_those_of_the_identity_card(string body, char check) => Assert.Equal(check, ByWeights(body));

    [Theory]
    [InlineData("510304", 2026, 1, "51030420260000015")] // 45+10+24+8+2+6+42+2 = 139, 139 mod 11 = 7: 5
    [InlineData("510304", 2026, 7, "51030420260000074")] // 137 + 14 = 151, mod 11 = 8: 4
    [InlineData("510300", 2026, 999_999, "51030020269999993")] // 45+10+24+2+6+42+9×38 = 471, mod 11 = 9: 3
    public void A_number_ends_with_its_check_character(string county, int year, int sequence, string number) =>
        Assert.Equal(number, DisputeNumber.Of(AreaCode.Parse(county), year, sequence).ToString());

    [Fact]
    public void Every_number_has_the_check_character_of_the_weights_and_reads_back_in_its_parts() => Numbers.Sample(number =>
        number.ToString()[^1] == ByWeights(number.ToString()[..16])
        && DisputeNumber.Parse(number.ToString()) == number
        && DisputeNumber.Of(number.County, number.Year, number.Sequence) == number);

    [Fact]
    public void Every_wrong_digit_and_every_two_neighbours_exchanged_are_caught() => Numbers.Sample(number =>
    {
        var text = number.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in i == 16 ? "0123456789X" : "0123456789")
            {
                if (other != text[i] && DisputeNumber.TryParse(text[..i] + other + text[(i + 1)..], null, out _))
                    return false;
            }

            if (i < 16 && text[i] != text[i + 1] && DisputeNumber.TryParse(text[..i] + text[i + 1] + text[i] + text[(i + 2)..], null, out _))
                return false;
        }

        return true;
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5103042026000001")]
    [InlineData("510304202600000155")]
    [InlineData("5103042026000001５")]
    [InlineData(" 51030420260000015")]
    [InlineData("51030420260000O15")]
    public void What_has_not_the_shape_is_no_number(string? text)
    {
        Assert.False(DisputeNumber.TryParse(text, null, out _));
        Assert.False(DisputeNumber.HasShape(text));
    }

    [Theory]
    [InlineData("510304", AreaLevel.County)]
    [InlineData("510300", AreaLevel.City)]
    [InlineData("510304104", AreaLevel.Township)]
    [InlineData("510304104218", AreaLevel.Village)]
    public void The_length_of_an_area_code_is_its_level(string code, AreaLevel level) => Assert.Equal(level, AreaCode.Parse(code).Level);

    [Theory]
    [InlineData("")]
    [InlineData("51030")]
    [InlineData("5103041")]
    [InlineData("51030410421")]
    [InlineData("5103041042188")]
    [InlineData("51030x")]
    [InlineData("51030４")]
    public void Codes_of_another_length_or_of_other_characters_are_none(string code) => Assert.False(AreaCode.TryParse(code, null, out _));

    [Theory]
    [InlineData("510304104-centre", "510304104", "centre")]
    [InlineData("510304-admin-dispute-centre", "510304", "admin-dispute-centre")]
    [InlineData("510304104218-committee", "510304104218", "committee")]
    public void An_agency_is_its_area_and_its_kind(string id, string area, string kind)
    {
        var agency = AgencyId.Parse(id);

        Assert.Equal((area, kind, id), (agency.Area.ToString(), agency.Kind, agency.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("510304")]
    [InlineData("510304-")]
    [InlineData("-centre")]
    [InlineData("5103-centre")]
    [InlineData("510304-Centre")]
    [InlineData("510304-中心")]
    [InlineData("510304-centre ")]
    [InlineData("510304-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_agency_in_another_form_is_none(string id) => Assert.False(AgencyId.TryParse(id, null, out _));

    [Theory]
    [InlineData("ABCD2345", true)]
    [InlineData(" abcd2345\n", true)]
    [InlineData("ABCD2346", false)]
    [InlineData("ABCD234", false)]
    [InlineData("ABCD23455", false)]
    [InlineData("", false)]
    public void An_access_code_opens_however_it_was_typed_and_no_other_does(string given, bool opens) =>
        Assert.Equal(opens, AccessCodes.Match("ABCD2345", given));

    [Fact]
    public void Access_codes_are_eight_characters_that_are_not_mistaken_for_others() =>
        Assert.All(Enumerable.Range(0, 200).Select(_ => AccessCodes.New()), code =>
        {
            Assert.Equal(8, code.Length);
            Assert.All(code, character => Assert.Contains(character, "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"));
        });

    private static char ByWeights(string body) =>
        Checks[body.Select((digit, index) => (digit - '0') * Weights[Weights.Length - body.Length + index]).Sum() % 11];
}
