using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Suyuan.Matters;

/// <summary>
/// Number of a matter beside the disputes: its kind, a hyphen, and what tells it from others of its kind, which is lower-case
/// letters and digits. <c>signal-0k3m…</c>, <c>joint-meeting-510304</c>. Also the key of its grain.
/// </summary>
[GenerateSerializer, Immutable, Alias("matter-number"), JsonConverter(typeof(ParsableJsonConverter<MatterNumber>))]
public readonly record struct MatterNumber : IParsable<MatterNumber>
{
    private const int MostCharacters = 80;
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int LengthOfNew = 20;

    [Id(0)]
    private readonly string? _text;

    private MatterNumber(string text) => _text = text;

    public string Kind => ToString() is { Length: > 0 } text ? text[..text.LastIndexOf('-')] : "";

    /// <summary>What tells it from others of its kind.</summary>
    public string Id => ToString() is { Length: > 0 } text ? text[(text.LastIndexOf('-') + 1)..] : "";

    /// <exception cref="FormatException">Not lower-case letters and digits, or too long.</exception>
    public static MatterNumber Of(string kind, string id) => Parse($"{kind}-{id}");

    /// <summary>
    /// A new number. A retry under the same idempotency key gets the same number again and so meets the same grain: what was
    /// opened once is not opened twice.
    /// </summary>
    /// <param name="commandId">Scoped idempotency key; null: a number that nobody else has.</param>
    public static MatterNumber New(string kind, string? commandId)
    {
        var bytes = commandId is null ? RandomNumberGenerator.GetBytes(LengthOfNew) : SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{commandId}"));
        return Of(kind, string.Concat(bytes.Take(LengthOfNew).Select(value => Letters[value % Letters.Length])));
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MatterNumber result)
    {
        result = s is { Length: <= MostCharacters }
            && s.LastIndexOf('-') is > 0 and var hyphen
            && hyphen < s.Length - 1
            && s[0] is >= 'a' and <= 'z'
            && s.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? new MatterNumber(s)
            : default;
        return result != default;
    }

    public static MatterNumber Parse(string s) =>
        TryParse(s, null, out var number) ? number : throw new FormatException("A matter's number is its kind, a hyphen, and lower-case letters and digits.");

    static MatterNumber IParsable<MatterNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public override string ToString() => _text ?? "";
}
