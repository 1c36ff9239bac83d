using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>Lists and histories. Translates between what callers ask and what the read model holds; decides nothing, holds nothing.</summary>
[GrainType("dispute-query"), StatelessWorker, Reentrant]
internal sealed class DisputeQueryGrain(IReadModel reads, LawInForce law, TimeProvider clock) : Grain, IDisputeQueryGrain
{
    private const int MostPerPage = 200;

    private const int MostFound = 50;

    public async Task<Result<Page<DisputeSummary>>> Search(DisputeQuery query, Actor by)
    {
        var field = new FieldChecks();
        field.Number("limit", query.Limit, 1, MostPerPage);
        field.Text("q", query.Text, 1, 100);
        var after = Position(query);
        if (query.Cursor is not null && after is null)
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;

        var now = clock.GetUtcNow();
        var rows = await reads.Search(
            new DisputeFilter(
                query.Area is { } area ? AreaTree.PrefixOf(area) : null,
                query.Stage,
                query.Category,
                query.Channel,
                query.Lead?.ToString(),
                query.Mediator,
                query.Watch is { } grade ? Kebab.Of(grade) : null,
                query.Overdue,
                now,
                query.RegisteredFrom,
                query.RegisteredTo,
                query.Text,
                query.Sort,
                after,
                query.Limit + 1,
                query.Watched,
                query.Relapsed,
                query.Contested,
                query.VisitBefore)
            {
                Reach = law.Current.Reach("dispute/read", by),
                ReachRestricted = law.Current.Reach("dispute/read-restricted", by),
            },
            CancellationToken.None);
        var page = rows.Take(query.Limit).ToImmutableArray();
        return new Page<DisputeSummary>(
            [.. page.Select(row => Summary(row, now, by))],
            rows.Length > query.Limit ? CursorAfter(page[^1], query.Sort) : null);
    }

    public async Task<Result<Page<HistoryEvent>>> History(DisputeNumber number, string? cursor, int limit, Actor by)
    {
        if (await GrainFactory.Dispute(number).SeenBy("dispute/read", by) is not { } sight)
            return Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", number.ToString()));
        var page = await History(reads, number.ToString(), cursor, limit);
        return page.Succeeded ? page.Value with { Items = [.. page.Value.Items.Select(step => Withholding.Of(step, sight))] } : page;
    }

    /// <summary>Steps of whatever has a history under this number.</summary>
    internal static async Task<Result<Page<HistoryEvent>>> History(IReadModel reads, string number, string? cursor, int limit)
    {
        var field = new FieldChecks();
        field.Number("limit", limit, 1, MostPerPage);
        var after = 0;
        if (cursor is not null && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after < 1))
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;

        var rows = await reads.History(number, after, limit + 1, CancellationToken.None);
        if (rows.IsEmpty && after == 0)
            return Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", number));
        var page = rows.Take(limit).ToImmutableArray();
        return new Page<HistoryEvent>(
            [.. page.Select(Event)],
            rows.Length > limit ? page[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<Page<DisputeSummary>>> Find(FindParty party, Actor by)
    {
        if (law.Current.RefusesRole("dispute/find-party", by) is { } refused)
            return refused;
        if (PartyLookup.Check(party) is { } malformed)
            return malformed;
        var now = clock.GetUtcNow();
        var key = party.Telephone is { } telephone ? new PartyKeyRow("", PartyKeyRow.Telephone, telephone) : new PartyKeyRow("", PartyKeyRow.IdNumber, party.IdNumber!);
        var rows = await reads.Search(
            new DisputeFilter(null, null, null, null, null, null, null, null, now, null, null, null, DisputeSort.Registered, null, MostFound, Party: key)
            {
                Reach = law.Current.Reach("dispute/find-party", by),
                ReachRestricted = law.Current.Reach("dispute/read-restricted", by),
            },
            CancellationToken.None);
        return new Page<DisputeSummary>([.. rows.Select(row => Summary(row, now, by))], null);
    }

    /// <summary>A title is the beginning of what somebody told, and names people: who sees none of their names sees no title.</summary>
    private static string TitleFor(DisputeRow row, Actor by) => by.Role is Role.Supervisor or Role.Operator ? $"{row.Category ?? "纠纷"} {row.Number}" : row.Title;

    private static DisputeSummary Summary(DisputeRow row, DateTimeOffset now, Actor by) => new()
    {
        Number = DisputeNumber.Parse(row.Number),
        Stage = Parsed<Stage>(row.Stage),
        Standing = Parsed<Standing>(row.Standing),
        Area = AreaCode.Parse(row.Area),
        Category = row.Category,
        Channel = row.Channel,
        Title = TitleFor(row, by),
        Lead = AgencyId.Parse(row.Lead),
        Mediator = row.Mediator,
        Watch = row.Watch is { } grade ? Parsed<WatchGrade>(grade) : null,
        RegisteredAt = row.RegisteredAt,
        UpdatedAt = row.UpdatedAt,
        NextDueAt = row.NextDueAt,
        Overdue = row.NextDueAt < now,
        Reopened = row.Reopened,
        NextVisitAt = row.NextVisitAt,
    };

    private static HistoryEvent Event(EventRow row) => new(
        row.Sequence, row.At, row.Act, row.ActorId, row.ActorRole, row.ActorAgency, row.FromStage, row.ToStage, row.Basis, row.Data, row.PreviousHash, row.Hash, row.DataHash);

    private static T Parsed<T>(string text)
        where T : struct, Enum => Kebab.TryParse<T>(text, out var value) ? value : default;

    /// <summary>The cursor names its order too: one order's cursor means nothing in another.</summary>
    private static string CursorAfter(DisputeRow last, DisputeSort sort)
    {
        var ticks = sort switch
        {
            DisputeSort.Due => last.NextDueAt?.UtcTicks ?? long.MaxValue,
            DisputeSort.Updated => last.UpdatedAt.UtcTicks,
            _ => last.RegisteredAt.UtcTicks,
        };
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)sort}.{ticks}.{last.Number}")));
    }

    private static PagePosition? Position(DisputeQuery query)
    {
        if (query.Cursor is not { Length: <= 100 } cursor || !Base64Url.IsValid(cursor))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var sort, var text, var number]
            && sort == ((int)query.Sort).ToString(CultureInfo.InvariantCulture)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && DisputeNumber.TryParse(number, null, out _)
                ? new PagePosition(ticks, number)
                : null;
    }
}
