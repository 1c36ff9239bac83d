using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Storage;

/// <summary>Finds the disputes of a telephone or identity number without knowing any: by HMAC-SHA-256 under a key that is not in the database.</summary>
internal sealed class PartyIndex(byte[] search)
{
    private readonly byte[] _key = HMACSHA256.HashData(search, "parties"u8);

    /// <param name="kind"><c>telephone</c> or <c>id-number</c>.</param>
    public string Of(string kind, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{kind}\n{Normal(kind, value)}")).AsSpan(0, 16));

    /// <summary>As everybody means it: full-width digits narrow, no blanks, hyphens or brackets, no country's prefix, a small x large.</summary>
    public static string Normal(string kind, string value)
    {
        var bare = new string([.. value.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
        if (kind is not "telephone")
            return bare;
        if (bare.StartsWith("0086", StringComparison.Ordinal))
            return bare[4..];
        return bare.Length is 13 && bare.StartsWith("86", StringComparison.Ordinal) ? bare[2..] : bare;
    }
}
