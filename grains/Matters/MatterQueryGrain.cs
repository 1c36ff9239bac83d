using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Matters;

/// <summary>Lists and histories of matters. Translates between what callers ask and what the read model holds; decides nothing, holds nothing.</summary>
[GrainType("matter-query"), StatelessWorker, Reentrant]
internal sealed class MatterQueryGrain(IMatterReads matters, IReadModel reads, LawInForce law) : Grain, IMatterQueryGrain
{
    private const int MostPerPage = 200;

    public async Task<Result<Page<MatterSummary>>> List(MatterQuery query, Actor by)
    {
        var field = new FieldChecks();
        field.Number("limit", query.Limit, 1, MostPerPage);
        var after = Position(query.Cursor);
        if (query.Cursor is not null && after is null)
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;

        var rows = await matters.List(
            new MatterFilter(query.Kind, query.Limit + 1)
            {
                AreaPrefix = query.Area is { } area ? AreaTree.PrefixOf(area) : null,
                Agency = query.Agency?.ToString(),
                Category = query.Category,
                Subject = query.Subject,
                Status = query.Status,
                Open = query.Open,
                After = after,
                Reach = law.Current.Reach(MatterTable.Read(query.Kind), by),
            },
            CancellationToken.None);
        var page = rows.Take(query.Limit).ToImmutableArray();
        return new Page<MatterSummary>([.. page.Select(Summary)], rows.Length > query.Limit ? CursorAfter(page[^1]) : null);
    }

    public async Task<Result<Page<HistoryEvent>>> History(MatterNumber number, string? cursor, int limit, Actor by)
    {
        if (await matters.Find(number.ToString(), CancellationToken.None) is not { } row || !law.Current.Allows(MatterTable.History(row.Kind), by, Concern.Of(row)))
            return Refusal.Because(RefusalCode.UnknownMatter, new Fact("number", number.ToString()));
        var page = await DisputeQueryGrain.History(reads, number.ToString(), cursor, limit);
        return page is { Succeeded: false, Refusal.Code: RefusalCode.UnknownDispute }
            ? Refusal.Because(RefusalCode.UnknownMatter, new Fact("number", number.ToString()))
            : page;
    }

    private static MatterSummary Summary(MatterRow row) => new(
        MatterNumber.Parse(row.Number), AreaCode.Parse(row.Area), AgencyId.Parse(row.Agency), row.Category, row.Subject, row.Status, row.Open, row.Title,
        row.CreatedAt, row.UpdatedAt, row.NextDueAt, row.Data);

    private static string CursorAfter(MatterRow last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.CreatedAt.UtcTicks}.{last.Number}")));

    private static PagePosition? Position(string? cursor) =>
        cursor is { Length: <= 200 } && Base64Url.IsValid(cursor)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var text, var number]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks
        && MatterNumber.TryParse(number, null, out _)
            ? new PagePosition(ticks, number)
            : null;
}
