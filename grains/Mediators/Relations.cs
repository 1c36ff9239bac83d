using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Mediators;

/// <summary>
/// 回避关系: with whom a mediator cannot be impartial, as hashes under the mediator's own key. A name can be looked for and none can
/// be read off; it hides names from who looks at the rows, and not from who guesses names with the key at hand.
/// </summary>
[GenerateSerializer, Alias("relations")]
internal sealed record Relations([property: Id(0)] string Key, [property: Id(1)] ImmutableArray<string> Hashes)
{
    public static readonly Relations None = new("", []);

    /// <param name="key">32 bytes, hexadecimal.</param>
    public static Relations Of(string key, IEnumerable<string> names) => new(key, [.. names.Select(name => Hash(key, name)).Distinct().Order(StringComparer.Ordinal)]);

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public bool Include(string name) => !Hashes.IsEmpty && Hashes.Contains(Hash(Key, name));

    /// <summary>Spaces, full-width forms and case make no other person.</summary>
    private static string Hash(string key, string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key), Encoding.UTF8.GetBytes(plain)));
    }
}
