using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suyuan.Http;

/// <summary><c>If-Match</c>: one strong tag (<c>"7"</c>) or <c>*</c>. A weak tag can never match strongly, so it is refused.</summary>
/// <param name="Version">Null for <c>*</c>: any version.</param>
internal readonly record struct IfMatch(int? Version) : IParsable<IfMatch>, IExplained
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IfMatch result)
    {
        result = default;
        if (s?.Trim() is not { } text)
            return false;
        if (text is "*")
            return true;
        if (text is not ['"', .. var inner, '"'] || !int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return false;
        result = new IfMatch(version);
        return true;
    }

    public static IfMatch Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var match) ? match : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(field, RefusalCode.IfMatchInvalid);
}

/// <summary><c>Idempotency-Key</c>: 1 to 100 visible ASCII characters, chosen by the caller.</summary>
internal readonly record struct IdempotencyKey(string Value) : IParsable<IdempotencyKey>, IExplained
{
    public const int MaxLength = 100;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IdempotencyKey result)
    {
        result = new IdempotencyKey(s ?? "");
        return s is { Length: > 0 and <= MaxLength } && s.All(character => character is > ' ' and < '\x7f');
    }

    public static IdempotencyKey Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var key) ? key : throw new FormatException();

    /// <summary>The key of one actor. Colons in the actor's id are escaped, or <c>a:b</c> + <c>c</c> would be <c>a</c> + <c>b:c</c>.</summary>
    public string ScopedTo(string actorId) =>
        $"{actorId.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal)}:{Value}";

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(field, RefusalCode.IdempotencyKeyInvalid);
}

/// <summary>Entity tags of answers.</summary>
internal static class EntityTags
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary><c>If-None-Match</c> compares weakly (RFC 9110 13.1.2).</summary>
    public static bool Matches(string? ifNoneMatch, string tag) =>
        ifNoneMatch is not null
        && ifNoneMatch.Split(',', StringSplitOptions.TrimEntries)
            .Any(candidate => candidate is "*" || (candidate.StartsWith("W/", StringComparison.Ordinal) ? candidate[2..] : candidate) == tag);
}
