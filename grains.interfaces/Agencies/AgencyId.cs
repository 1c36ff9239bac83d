using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>
/// A unit that can hold a duty: the area it serves, a hyphen, and its kind (<c>510304104-centre</c>,
/// <c>510304-housing</c>). Which kinds exist and who is competent for what is routing data.
/// </summary>
[GenerateSerializer, Immutable, Alias("agency-id"), JsonConverter(typeof(ParsableJsonConverter<AgencyId>))]
public readonly record struct AgencyId : IParsable<AgencyId>
{
    /// <summary>Longest text of an id.</summary>
    public const int MaxLength = 60;

    private static readonly SearchValues<char> KindCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    [Id(0)]
    private readonly string? _text;

    private AgencyId(string text) => _text = text;

    public AreaCode Area => _text is null ? default : AreaCode.Parse(_text[.._text.IndexOf('-', StringComparison.Ordinal)]);

    /// <summary>The part after the area: <c>centre</c>, <c>committee</c>, <c>housing</c> …</summary>
    public string Kind => _text is null ? "" : _text[(_text.IndexOf('-', StringComparison.Ordinal) + 1)..];

    public static AgencyId Of(AreaCode area, string kind) => Parse($"{area}-{kind}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AgencyId result)
    {
        result = default;
        if (s is not { Length: <= MaxLength } || s.IndexOf('-', StringComparison.Ordinal) is var hyphen && hyphen < 6)
            return false;
        var kind = s.AsSpan(hyphen + 1);
        if (!AreaCode.TryParse(s[..hyphen], provider, out _) || kind.IsEmpty || kind.ContainsAnyExcept(KindCharacters))
            return false;
        result = new AgencyId(s);
        return true;
    }

    public static AgencyId Parse(string s) =>
        TryParse(s, null, out var id) ? id : throw new FormatException("An agency id is an area code, a hyphen and a kind in lower case.");

    static AgencyId IParsable<AgencyId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public override string ToString() => _text ?? "";
}
