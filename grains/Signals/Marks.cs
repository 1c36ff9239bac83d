using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Signals;

/// <summary>
/// Keys by which incidents are recognised as one. An organisation has one key in the whole city; a person's key is made with his or
/// her township, so that nobody can be followed from place to place by it.
/// </summary>
internal static class Marks
{
    private const int Length = 16;

    /// <summary>A village, or a wider area where the place is not said more closely: the first nine digits are the township.</summary>
    private const int TownshipDigits = 9;

    public static MarkRow Of(string number, AreaCode area, DateTimeOffset at, int? people, string narrative, ImmutableArray<Party> parties) => new(
        number,
        area.ToString(),
        at,
        parties.Where(party => party is { Role: PartyRole.Respondent, Kind: PartyKind.Organisation }).Select(party => KeyOf(party, area)).FirstOrDefault(),
        people ?? 0,
        string.Join(' ', parties.Where(party => party.Role is not PartyRole.Representative).Select(party => KeyOf(party, area)).Distinct().Order(StringComparer.Ordinal)),
        WordMark.Of(narrative));

    public static string KeyOf(Party party, AreaCode area)
    {
        var scope = party.Kind is PartyKind.Organisation ? "" : Township(area.ToString());
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Kebab.Of(party.Kind!.Value)}\n{scope}\n{Normal(party.Name!)}"));
        return Convert.ToHexStringLower(hash)[..Length];
    }

    public static string Township(string area) => area.Length > TownshipDigits ? area[..TownshipDigits] : area;

    /// <summary>A name as everybody means it: without blanks and marks, narrow, small.</summary>
    private static string Normal(string name) =>
        new([.. new string([.. name.Where(letter => !char.IsSurrogate(letter))]).Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
