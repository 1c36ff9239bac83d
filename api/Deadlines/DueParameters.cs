using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Suyuan.Http;

namespace Suyuan.Deadlines;

/// <summary>In what form the calculator answers.</summary>
internal enum DueFormat
{
    Json = 0,
    Ics = 1,
}

/// <summary>The length of one extension, in the unit of the rule's extensions. How long it may be is the rule's.</summary>
internal readonly record struct ExtensionLength(int Value) : IParsable<ExtensionLength>, IExplained
{
    private const int Most = 3_650;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExtensionLength result)
    {
        var parsed = int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is >= 1 and <= Most;
        result = new ExtensionLength(length);
        return parsed;
    }

    public static ExtensionLength Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var length) ? length : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) =>
        Refusal.Of(field, RefusalCode.NumberOutOfRange, new Fact("min", "1"), new Fact("max", Most.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>How many days a forecast looks ahead: 1 to 366.</summary>
internal readonly record struct DaysAhead(int Value) : IParsable<DaysAhead>, IExplained
{
    public const int Usual = 60;

    private const int Most = 366;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DaysAhead result)
    {
        var parsed = int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most;
        result = new DaysAhead(days);
        return parsed;
    }

    public static DaysAhead Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var days) ? days : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) =>
        Refusal.Of(field, RefusalCode.NumberOutOfRange, new Fact("min", "1"), new Fact("max", Most.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Days that did not count and why: <c>2026-02-01..2026-02-10:appraisal</c>, both days inside.</summary>
internal readonly record struct ExcludedDays(ExcludedInterval Value) : IParsable<ExcludedDays>, IExplained
{
    public const string Example = "2026-02-01..2026-02-10:appraisal";

    private const int MaxLength = 60;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExcludedDays result)
    {
        result = default;
        if (s is not { Length: <= MaxLength } || s.Split("..") is not [var first, var rest] || rest.Split(':') is not [var last, { Length: > 0 } reason]
            || !Day.TryParse(first, provider, out var from) || !Day.TryParse(last, provider, out var to))
            return false;
        result = new ExcludedDays(new ExcludedInterval(from.Value, to.Value, reason));
        return true;
    }

    public static ExcludedDays Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var days) ? days : throw new FormatException();

    static Refusal IExplained.Explain(string field, string text) => Refusal.Of(field, RefusalCode.Malformed, new Fact("example", Example));
}
