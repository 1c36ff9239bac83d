using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Orleans.Concurrency;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>Reads rows, page by page, and counts over them; wakes no dispute and holds nothing.</summary>
[GrainType("law-report"), StatelessWorker, Reentrant]
internal sealed class LawReportGrain(ILawChangeReads reads, LawInForce law, TimeProvider clock) : Grain, ILawReportGrain
{
    private const int MostPerPage = 200;

    /// <summary>Clocks read at a time in a dry run.</summary>
    private const int Batch = 1000;

    public async Task<Result<RecountReport>> TryCalendar(int year, CalendarDraft draft, string? cursor, Identity.Actor by)
    {
        if (law.Current.RefusesRole("law/change", by) is { } refused)
            return refused;
        await law.Refresh();
        var book = law.Current;
        var read = LawChangeRules.ReadCalendar(book, year, draft);
        return read.Succeeded
            ? await Try(book, book.With(read.Value, book.Changes.Edition + 1), LawChangeContent.Calendar, year.ToString(CultureInfo.InvariantCulture), read.Value.Version, cursor)
            : read.Refusal;
    }

    public async Task<Result<RecountReport>> TryRule(string id, RuleDraft draft, string? cursor, Identity.Actor by)
    {
        if (law.Current.RefusesRole("law/change", by) is { } refused)
            return refused;
        await law.Refresh();
        var book = law.Current;
        var read = LawChangeRules.ReadRule(book, id, draft);
        return read.Succeeded
            ? await Try(book, book.With(read.Value, book.Changes.Edition + 1), LawChangeContent.Rule, id, $"{read.Value.Version}", cursor)
            : read.Refusal;
    }

    public async Task<Result<Page<LawChangeView>>> Changes(string? cursor, int limit)
    {
        var field = Checked(limit);
        var after = 0L;
        if (cursor is not null && (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after < 1))
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;
        var rows = await reads.LawChanges(after, limit + 1, CancellationToken.None);
        return new Page<LawChangeView>(
            [.. rows.Take(limit).Select(LawChangeViews.Of)],
            rows.Length > limit ? rows[limit - 1].Edition.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<LawChangeDetail>> Change(long edition)
    {
        if (await Row(edition) is not { } row)
            return UnknownChange(edition);
        await law.AtLeast(edition);
        var book = law.Current;
        var stale = 0L;
        foreach (var slice in book.Changes.Only(edition).Slices(await reads.CalendarVersions(CancellationToken.None), book.Rules))
            stale += await reads.CountStale(slice, clock.GetUtcNow(), CancellationToken.None);
        return new LawChangeDetail(LawChangeViews.Of(row), row.Content, stale, await reads.CountMoves(edition, CancellationToken.None));
    }

    public async Task<Result<Page<ClockMoveView>>> Moves(long edition, string? cursor, int limit, Identity.Actor by)
    {
        if (law.Current.RefusesRole("law/moves", by) is { } refused)
            return refused;
        var field = Checked(limit);
        var after = cursor is null ? ClockPosition.Beginning : Position(cursor) is { Slice: "" } position ? position.At : default;
        if (after.Number is null)
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;
        if (await Row(edition) is null)
            return UnknownChange(edition);
        var rows = await reads.Moves(edition, after, limit + 1, CancellationToken.None);
        return new Page<ClockMoveView>(
            [.. rows.Take(limit).Select(LawChangeViews.Of)],
            rows.Length > limit ? Cursor("", new ClockPosition(rows[limit - 1].Number, rows[limit - 1].ClockId)) : null);
    }

    private async Task<Result<RecountReport>> Try(LawBook book, LawBook proposed, string kind, string key, string version, string? cursor)
    {
        var slices = proposed.Changes.Only(proposed.Changes.Edition)
            .Slices(await reads.CalendarVersions(CancellationToken.None), proposed.Rules).ToArray();
        var (first, after) = (0, ClockPosition.Beginning);
        if (cursor is not null)
        {
            first = Position(cursor) is var (name, at) ? Array.FindIndex(slices, slice => NameOf(slice) == name) : -1;
            if (first < 0)
                return Refusal.Of("cursor", RefusalCode.CursorInvalid);
            after = Position(cursor)!.Value.At;
        }

        var run = new DryRun(book, proposed, Moment.Now(clock));
        string? next = null;
        foreach (var slice in slices.Skip(first))
        {
            while (await reads.OpenClocks(slice, after, Batch, CancellationToken.None) is { IsEmpty: false } clocks)
            {
                foreach (var one in clocks)
                {
                    run.Add(one);
                    if (run.ListIsFull)
                        next ??= Cursor(NameOf(slice), new ClockPosition(one.Number, one.ClockId));
                }

                after = new ClockPosition(clocks[^1].Number, clocks[^1].ClockId);
            }

            after = ClockPosition.Beginning;
        }

        return run.Report(kind, key, version, next);
    }

    private async Task<LawChangeRow?> Row(long edition) =>
        edition < 1 ? null : (await reads.LawChanges(edition - 1, 1, CancellationToken.None)).FirstOrDefault(row => row.Edition == edition);

    private static FieldChecks Checked(int limit)
    {
        var field = new FieldChecks();
        field.Number("limit", limit, 1, MostPerPage);
        return field;
    }

    private static Refusal UnknownChange(long edition) =>
        Refusal.Because(RefusalCode.UnknownLawChange, new Fact("edition", edition.ToString(CultureInfo.InvariantCulture)));

    private static string NameOf(ClockSlice slice) => slice.Rule is { } rule
        ? string.Create(CultureInfo.InvariantCulture, $"{rule.Id}.{rule.Version}.{rule.From.UtcTicks}")
        : slice.CalendarVersion!;

    /// <summary>Names the slice too: a position in one means nothing in another.</summary>
    private static string Cursor(string slice, ClockPosition at) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{slice} {at.Number} {at.ClockId}"));

    private static (string Slice, ClockPosition At)? Position(string cursor) =>
        cursor.Length <= 400 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ') is [var slice, var number, var clockId]
            ? (slice, new ClockPosition(number, clockId))
            : null;
}
