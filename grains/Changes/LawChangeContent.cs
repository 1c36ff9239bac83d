using System.Globalization;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>What a change says, as it is kept, and what it makes of a law book.</summary>
internal static class LawChangeContent
{
    public const string Calendar = "calendar";

    public const string Rule = "rule";

    /// <summary>The note is no part of what is put, and the order of days says nothing.</summary>
    public static string Of(CalendarDraft draft) => HistoryJson.Of(draft with { Note = null, Days = [.. draft.Days.OrderBy(day => day.Date)] });

    public static string Of(RuleDraft draft) => HistoryJson.Of(draft with { Note = null });

    /// <exception cref="FormatException">The change means nothing here; the message says why.</exception>
    /// <exception cref="System.Text.Json.JsonException">The content is no JSON of its kind.</exception>
    public static LawBook Apply(LawBook law, LawChangeRow change) => change.Kind switch
    {
        Calendar => WithCalendar(law, change),
        Rule => WithRule(law, change),
        _ => throw new FormatException($"\"{change.Kind}\" is no kind of change that this version knows."),
    };

    private static LawBook WithCalendar(LawBook law, LawChangeRow change)
    {
        var read = CalendarDrafts.Read(int.Parse(change.Key, CultureInfo.InvariantCulture), HistoryJson.Read<CalendarDraft>(change.Content));
        return read.Succeeded ? law.With(read.Value, change.Edition) : throw Unusable(read.Refusal);
    }

    private static LawBook WithRule(LawBook law, LawChangeRow change)
    {
        var read = RuleDrafts.Read(change.Key, HistoryJson.Read<RuleDraft>(change.Content));
        if (!read.Succeeded)
            throw Unusable(read.Refusal);
        return RuleDrafts.Beside(law.Rules, read.Value) is { } conflict ? throw Unusable(conflict) : law.With(read.Value, change.Edition);
    }

    private static FormatException Unusable(Refusal refusal) =>
        new(string.Join(", ", refusal.Errors.Select(fault => $"{fault.Field} {fault.Code} {string.Join(' ', fault.Facts.Select(fact => fact.Value))}")));
}
