using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Disputes;

/// <summary>Collects the faults of one input, field by field, in the order of the fields.</summary>
internal sealed class FieldChecks
{
    private const int MostFaults = 50;

    private readonly List<Refusal> _faults = [];

    /// <summary>All faults as one refusal, or null.</summary>
    public Refusal? Refusal => _faults.Count == 0 ? null : Suyuan.Refusal.Invalid([.. _faults]);

    public void Fault(string field, RefusalCode code, params ReadOnlySpan<Fact> facts)
    {
        // A thousand bad parties need not be answered one by one.
        if (_faults.Count < MostFaults)
            _faults.Add(Suyuan.Refusal.Of(field, code, facts));
    }

    public bool Required(string field, object? value)
    {
        var given = value is not (null or "");
        if (!given)
            Fault(field, RefusalCode.Required);
        return given;
    }

    public void RequiredText(string field, string? text, int min, int max)
    {
        if (Required(field, text))
            Text(field, text, min, max);
    }

    /// <summary>Line breaks and tabs are text; other control characters and what deceives the eye are not (<see cref="TextForm"/>).</summary>
    public void Text(string field, string? text, int min, int max)
    {
        if (text is null)
            return;
        if (text.Trim().Length < min)
            Fault(field, RefusalCode.TooShort, new Fact("min", Number(min)));
        else if (text.Length > max)
            Fault(field, RefusalCode.TooLong, new Fact("max", Number(max)), new Fact("length", Number(text.Length)));
        else if (!TextForm.IsSound(text, max))
            Fault(field, RefusalCode.ControlCharacters);
    }

    public void Member<T>(string field, T? member)
        where T : struct, Enum
    {
        if (Required(field, member) && (EqualityComparer<T>.Default.Equals(member!.Value, default) || !Enum.IsDefined(member.Value)))
            Fault(field, RefusalCode.UnknownValue, new Fact("value", Kebab.Of(member.Value)), new Fact("allowed", Allowed<T>()));
    }

    public void OptionalMember<T>(string field, T? member)
        where T : struct, Enum
    {
        if (member is not null)
            Member(field, member);
    }

    /// <summary>The items that can be looked at, each with its path; missing ones and too many are faults.</summary>
    public IEnumerable<(string Path, T Item)> Items<T>(string field, ImmutableArray<T> items, int min, int max)
    {
        if (items.IsDefault || items.Length < min)
            Fault(field, RefusalCode.Required);
        else if (items.Length > max)
            Fault(field, RefusalCode.TooMany, new Fact("max", Number(max)), new Fact("count", Number(items.Length)));
        else
        {
            for (var i = 0; i < items.Length; i++)
            {
                if (items[i] is { } item)
                    yield return ($"{field}[{i}]", item);
                else
                    Fault($"{field}[{i}]", RefusalCode.Required);
            }
        }
    }

    public void Number(string field, int? number, int min, int max)
    {
        if (number is { } value && (value < min || value > max))
            Fault(field, RefusalCode.NumberOutOfRange, new Fact("min", Number(min)), new Fact("max", Number(max)), new Fact("decimals", "0"));
    }

    public void Day(string field, DateOnly? day, DateOnly from, DateOnly to)
    {
        if (day is { } value && (value < from || value > to))
            Fault(field, RefusalCode.DateOutOfRange, Range(from, to));
    }

    public static ReadOnlySpan<Fact> Range(DateOnly from, DateOnly to) =>
        new[] { new Fact("min", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new Fact("max", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) };

    /// <summary>Enough of a wrong value to recognise it, and no more than fits a sentence.</summary>
    public static string Shown(string? text)
    {
        var shown = text is null ? "null" : new string([.. text.Where(TextForm.IsShown).Take(40)]);
        return text?.Length > 40 ? $"{shown}…" : shown;
    }

    private static string Allowed<T>()
        where T : struct, Enum => string.Join('|', Enum.GetValues<T>().Skip(1).Select(value => Kebab.Of(value)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
