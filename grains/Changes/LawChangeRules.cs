using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Calendar;
using Suyuan.Deadlines;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>Whether a change of law is taken: state and draft in, new state or refusal out.</summary>
internal static class LawChangeRules
{
    private const int LongestNote = 500;

    public static Result<LawChangeDecision> PutCalendar(LawChangesState state, LawBook law, int year, CalendarDraft draft, string by, Moment now)
    {
        var read = ReadCalendar(law, year, draft);
        return read.Succeeded
            ? Put(state, new LawChangeRow(0, now.At, by, LawChangeContent.Calendar, year.ToString(CultureInfo.InvariantCulture), read.Value.Version, LawChangeContent.Of(draft), draft.Note))
            : read.Refusal;
    }

    /// <summary>The year of a draft that may be put beside the law in force.</summary>
    public static Result<CalendarYear> ReadCalendar(LawBook law, int year, CalendarDraft draft)
    {
        var read = CalendarDrafts.Read(year, draft);
        if (!read.Succeeded || NoteFault(draft.Note) is not null)
            return Refusal.Invalid([.. read.Refusal?.Errors ?? [], .. NoteFault(draft.Note)?.Errors ?? []]);
        return law.Calendar.Year(year) is { } known && known.Version == read.Value.Version && !SaysTheSame(known, read.Value)
            ? Taken(known.Version)
            : read;
    }

    public static Result<LawChangeDecision> PutRule(LawChangesState state, LawBook law, string id, RuleDraft draft, string by, Moment now)
    {
        var change = new LawChangeRow(0, now.At, by, LawChangeContent.Rule, id, $"{draft.Version}", LawChangeContent.Of(draft), draft.Note);
        if (state.Known.Any(version => version.Kind == change.Kind && version.Key == id && version.Version == change.Version))
            return Put(state, change);
        var read = ReadRule(law, id, draft);
        return read.Succeeded ? Put(state, change) : read.Refusal;
    }

    /// <summary>The version of a draft that may be put beside the law in force.</summary>
    public static Result<TimeLimitRule> ReadRule(LawBook law, string id, RuleDraft draft)
    {
        if (!law.Rules.Exists(id))
            return Refusal.Of("rule", RefusalCode.UnknownRule, new Fact("rule", Disputes.FieldChecks.Shown(id)));
        var read = RuleDrafts.Read(id, draft);
        if (!read.Succeeded || NoteFault(draft.Note) is not null)
            return Refusal.Invalid([.. read.Refusal?.Errors ?? [], .. NoteFault(draft.Note)?.Errors ?? []]);
        if (law.Rules.Versions(id).Any(known => known.Version == read.Value.Version))
            return Taken($"{read.Value.Version}");
        return RuleDrafts.Beside(law.Rules, read.Value) is { } conflict ? conflict : read;
    }

    private static Refusal? NoteFault(string? note)
    {
        var field = new Disputes.FieldChecks();
        field.Text("note", note, 1, LongestNote);
        return field.Refusal;
    }

    /// <summary>What was said under a version is never said otherwise; and a version that was replaced does not come back under its old name.</summary>
    private static Result<LawChangeDecision> Put(LawChangesState state, LawChangeRow change)
    {
        var fingerprint = Chain.Of(change.Kind, change.Key, change.Content);
        var known = state.Known.Where(version => version.Kind == change.Kind && version.Key == change.Key).ToImmutableArray();
        if (known.FirstOrDefault(version => version.Version == change.Version) is { } same)
        {
            return same.Fingerprint != fingerprint ? Taken(change.Version)
                : same.Edition != known[^1].Edition ? Refusal.Of("version", RefusalCode.LawVersionReplaced, new Fact("version", change.Version), new Fact("latest", known[^1].Version))
                : new LawChangeDecision(state, same.Edition, IsNew: false);
        }

        var edition = state.Edition + 1;
        return new LawChangeDecision(
            state with
            {
                Edition = edition,
                Known = state.Known.Add(new KnownVersion(edition, change.Kind, change.Key, change.Version, fingerprint)),
                Written = change with { Edition = edition },
            },
            edition,
            IsNew: true);
    }

    private static bool SaysTheSame(CalendarYear one, CalendarYear other) =>
        one.Provisional == other.Provisional && one.Days.SequenceEqual(other.Days);

    private static Refusal Taken(string version) => Refusal.Of("version", RefusalCode.LawVersionTaken, new Fact("version", version));
}

/// <param name="Edition">Of the change, whether it is new or was put before.</param>
internal sealed record LawChangeDecision(LawChangesState State, long Edition, bool IsNew);
