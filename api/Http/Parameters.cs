using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suyuan.Http;

/// <summary>A parameter that can say why a text is none of its values.</summary>
internal interface IExplained
{
    static abstract Refusal Explain(string field, string text);
}

/// <summary>A member of an enumeration, by its wire word.</summary>
internal readonly record struct Word<TEnum>(TEnum Value) : IParsable<Word<TEnum>>, IExplained
    where TEnum : struct, Enum
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<TEnum> result)
    {
        var known = Words<TEnum>.TryParse(s, out var value);
        result = new Word<TEnum>(value);
        return known;
    }

    public static Word<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) =>
        Refusal.Of(field, RefusalCode.UnknownValue, new Fact("allowed", string.Join(", ", Words<TEnum>.Allowed)));
}

/// <summary>A calendar day, <c>yyyy-MM-dd</c> and nothing else.</summary>
internal readonly record struct Day(DateOnly Value) : IParsable<Day>, IExplained
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Day result)
    {
        var parsed = DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Instants.HasChinaTime(day);
        result = new Day(day);
        return parsed;
    }

    public static Day Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var day) ? day : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) =>
        Refusal.Of(field, RefusalCode.Malformed, new Fact("example", "2026-03-01"));
}

/// <summary>An instant, or a day that stands for its first instant in China.</summary>
internal readonly record struct Instant(DateTimeOffset Value) : IParsable<Instant>, IExplained
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Instant result)
    {
        result = default;
        // A plus sign that was not escaped in a query string arrives as a blank.
        if (Instants.TryParse(s?.Replace(' ', '+'), out var instant))
            result = new Instant(instant);
        else if (Day.TryParse(s, provider, out var day))
            result = new Instant(Instants.Begin(day.Value));
        else
            return false;
        return true;
    }

    public static Instant Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var instant) ? instant : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) =>
        Refusal.Of(field, RefusalCode.Malformed, new Fact("example", "2026-03-01 / 2026-03-01T09:00:00+08:00"));
}

/// <summary>How many items a page may have: 1 to 200.</summary>
internal readonly record struct PageSize(int Value) : IParsable<PageSize>, IExplained
{
    public const int Usual = 50;

    public const int Most = 200;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PageSize result)
    {
        var parsed = int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= Most;
        result = new PageSize(size);
        return parsed;
    }

    public static PageSize Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var size) ? size : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(
        field, RefusalCode.NumberOutOfRange, new Fact("min", "1"), new Fact("max", Most.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>A code or a searched text: 1 to 100 characters, none of them a control character or unseen.</summary>
internal readonly record struct ShortText(string Value) : IParsable<ShortText>, IExplained
{
    public const int MaxLength = 100;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ShortText result)
    {
        result = new ShortText(s ?? "");
        return s is { Length: > 0 and <= MaxLength } && !s.AsSpan().ContainsAny('\t', '\n', '\r') && TextForm.IsSound(s, MaxLength);
    }

    public static ShortText Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var text) ? text : throw new FormatException();

    public override string ToString() => Value;

    static Refusal IExplained.Explain(string field, string text) => text.Length switch
    {
        0 => Refusal.Of(field, RefusalCode.Required),
        > MaxLength => Refusal.Of(field, RefusalCode.TooLong, new Fact("max", MaxLength.ToString(CultureInfo.InvariantCulture))),
        _ => Refusal.Of(field, RefusalCode.ControlCharacters),
    };
}

/// <summary>Where a list goes on: what <c>next</c> said, untouched. Only its shape is judged here.</summary>
internal readonly record struct Cursor(string Value) : IParsable<Cursor>, IExplained
{
    public const int MaxLength = 500;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Cursor result)
    {
        result = new Cursor(s ?? "");
        return s is { Length: > 0 and <= MaxLength } && s.All(character => character is > ' ' and < '\x7f');
    }

    public static Cursor Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var cursor) ? cursor : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(field, RefusalCode.CursorInvalid);
}

/// <summary>A place in an inbox: 0 or a whole number above it.</summary>
internal readonly record struct Sequence(long Value) : IParsable<Sequence>, IExplained
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Sequence result)
    {
        var parsed = long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var place);
        result = new Sequence(place);
        return parsed;
    }

    public static Sequence Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(
        field, RefusalCode.NumberOutOfRange, new Fact("min", "0"), new Fact("max", long.MaxValue.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>How long a reader is willing to wait: 0 to 25 seconds, less than any proxy's patience.</summary>
internal readonly record struct WaitSeconds(int Value) : IParsable<WaitSeconds>, IExplained
{
    public const int Most = 25;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WaitSeconds result)
    {
        var parsed = int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most;
        result = new WaitSeconds(seconds);
        return parsed;
    }

    public static WaitSeconds Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var wait) ? wait : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(
        field, RefusalCode.NumberOutOfRange, new Fact("min", "0"), new Fact("max", Most.ToString(CultureInfo.InvariantCulture)));
}
