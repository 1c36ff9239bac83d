using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Suyuan.Areas;

/// <summary>
/// Code of an administrative area (行政区划代码): 6 digits for the city and its counties and districts, 9 for
/// townships and subdistricts, 12 for villages and communities (GB/T 2260 and the statistical division codes).
/// Well formed does not mean it exists: that is the area tree's to say.
/// </summary>
[GenerateSerializer, Immutable, Alias("area-code"), JsonConverter(typeof(ParsableJsonConverter<AreaCode>))]
public readonly record struct AreaCode : IParsable<AreaCode>, IComparable<AreaCode>
{
    [Id(0)]
    private readonly string? _text;

    private AreaCode(string text) => _text = text;

    public AreaLevel Level => _text switch
    {
        null => AreaLevel.None,
        { Length: 6 } when _text.EndsWith("00", StringComparison.Ordinal) => AreaLevel.City,
        { Length: 6 } => AreaLevel.County,
        { Length: 9 } => AreaLevel.Township,
        _ => AreaLevel.Village,
    };

    /// <summary>The county's 6 digits (the city's own for the city).</summary>
    public AreaCode County => new(ToString()[..6]);

    /// <summary>
    /// What all codes of the subtree begin with. The city's own code is not the beginning of its counties' codes; its
    /// first four digits are.
    /// </summary>
    public string Prefix => Level is AreaLevel.City ? ToString()[..4] : ToString();

    /// <summary>It is that area, or lies in it.</summary>
    public bool IsWithin(AreaCode area) => ToString().StartsWith(area.Prefix, StringComparison.Ordinal);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AreaCode result)
    {
        result = s is { Length: 6 or 9 or 12 } && s.All(char.IsAsciiDigit) ? new AreaCode(s) : default;
        return result != default;
    }

    public static AreaCode Parse(string s) =>
        TryParse(s, null, out var code) ? code : throw new FormatException("An area code has 6, 9 or 12 digits.");

    public int CompareTo(AreaCode other) => string.CompareOrdinal(_text, other._text);

    static AreaCode IParsable<AreaCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public override string ToString() => _text ?? "";

    public static bool operator <(AreaCode left, AreaCode right) => left.CompareTo(right) < 0;

    public static bool operator >(AreaCode left, AreaCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(AreaCode left, AreaCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AreaCode left, AreaCode right) => left.CompareTo(right) >= 0;
}
