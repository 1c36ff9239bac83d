using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Suyuan.Areas;

namespace Suyuan.Disputes;

/// <summary>
/// Number of a dispute for its whole life: county (6 digits), year (4), sequence within county and year (6) and a
/// check character by ISO 7064 MOD 11-2, as on the identity card, so people know the X.
/// </summary>
[GenerateSerializer, Immutable, Alias("dispute-number"), JsonConverter(typeof(ParsableJsonConverter<DisputeNumber>))]
public readonly record struct DisputeNumber : IParsable<DisputeNumber>, IComparable<DisputeNumber>
{
    /// <summary>Last sequence a county can give out in one year.</summary>
    public const int LastSequence = 999_999;

    private const int Length = 17;

    [Id(0)]
    private readonly string? _text;

    private DisputeNumber(string text) => _text = text;

    public AreaCode County => AreaCode.Parse(ToString()[..6]);

    public int Year => int.Parse(ToString()[6..10], CultureInfo.InvariantCulture);

    public int Sequence => int.Parse(ToString()[10..16], CultureInfo.InvariantCulture);

    public static DisputeNumber Of(AreaCode county, int year, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(county.ToString().Length, 6, nameof(county));
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        var body = string.Create(CultureInfo.InvariantCulture, $"{county}{year:0000}{sequence:000000}");
        return new DisputeNumber(body + CheckCharacter(body));
    }

    /// <summary>True for 17 characters of the right shape whose check character matches.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DisputeNumber result)
    {
        result = HasShape(s) && s[^1] == CheckCharacter(s.AsSpan(0, Length - 1)) ? new DisputeNumber(s) : default;
        return result != default;
    }

    /// <summary>Sixteen digits and a digit or X: a number someone may have mistyped, before its check character is tried.</summary>
    public static bool HasShape([NotNullWhen(true)] string? text) =>
        text is { Length: Length } && text.AsSpan(0, Length - 1).ContainsAnyExceptInRange('0', '9') is false
        && (char.IsAsciiDigit(text[^1]) || text[^1] is 'X');

    public static DisputeNumber Parse(string s) =>
        TryParse(s, null, out var number) ? number : throw new FormatException("Not a dispute number, or its check character does not match.");

    public int CompareTo(DisputeNumber other) => string.CompareOrdinal(_text, other._text);

    static DisputeNumber IParsable<DisputeNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public override string ToString() => _text ?? "";

    public static bool operator <(DisputeNumber left, DisputeNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(DisputeNumber left, DisputeNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(DisputeNumber left, DisputeNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DisputeNumber left, DisputeNumber right) => left.CompareTo(right) >= 0;

    /// <summary>ISO 7064 MOD 11-2, the recursive form: the check value makes the weighted sum congruent to 1 modulo 11.</summary>
    private static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        foreach (var digit in digits)
            sum = (sum + (digit - '0')) * 2 % 11;
        var check = (12 - sum) % 11;
        return check is 10 ? 'X' : (char)('0' + check);
    }
}
