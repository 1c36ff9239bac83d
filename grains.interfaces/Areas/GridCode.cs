using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Suyuan.Areas;

/// <summary>
/// Code of a grid cell (网格): the village's 12 digits and the platform's own number, <c>510304104218-G03</c>. No official
/// code exists below the village. Well formed does not mean it exists: that is the village's to say.
/// </summary>
[GenerateSerializer, Immutable, Alias("grid-code"), JsonConverter(typeof(ParsableJsonConverter<GridCode>))]
public readonly record struct GridCode : IParsable<GridCode>, IComparable<GridCode>
{
    /// <summary>Highest number of a grid within its village.</summary>
    public const int Last = 99;

    private const string Mark = "-G";

    [Id(0)]
    private readonly string? _text;

    private GridCode(string text) => _text = text;

    public AreaCode Village => AreaCode.Parse(ToString()[..12]);

    public int Number => int.Parse(ToString().AsSpan(14), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentOutOfRangeException">The number is not between 1 and 99, or the area is no village.</exception>
    public static GridCode Of(AreaCode village, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(village.Level, AreaLevel.Village);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last);
        return new GridCode(string.Create(CultureInfo.InvariantCulture, $"{village}{Mark}{number:00}"));
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GridCode result)
    {
        result = s is { Length: 16 }
            && AreaCode.TryParse(s[..12], null, out _)
            && s.AsSpan(12, 2) is Mark
            && char.IsAsciiDigit(s[14]) && char.IsAsciiDigit(s[15]) && s[14..] is not "00"
            ? new GridCode(s)
            : default;
        return result != default;
    }

    public static GridCode Parse(string s) =>
        TryParse(s, null, out var code) ? code : throw new FormatException("A grid code has a village's 12 digits, -G and two digits.");

    public int CompareTo(GridCode other) => string.CompareOrdinal(_text, other._text);

    static GridCode IParsable<GridCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public override string ToString() => _text ?? "";

    public static bool operator <(GridCode left, GridCode right) => left.CompareTo(right) < 0;

    public static bool operator >(GridCode left, GridCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(GridCode left, GridCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GridCode left, GridCode right) => left.CompareTo(right) >= 0;
}
