using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Audit;

/// <summary>Deals batches out to the chains, and answers questions from the stored lines, a page at a time.</summary>
[GrainType("audit"), StatelessWorker, Reentrant]
internal sealed class AuditGrain(IAuditReads reads, LawInForce law) : Grain, IAuditGrain
{
    private const int MostPerPage = 200;

    /// <summary>Lines of one stretch or export page: read and hashed well within any call's time.</summary>
    private const int StretchSize = 2_000;

    public async Task Take(AuditBatch batch)
    {
        var numbers = batch.Entries.Select(entry => entry.Target).OfType<string>().Distinct().ToImmutableArray();
        var places = numbers.IsEmpty ? [] : await reads.Places(numbers, CancellationToken.None);
        var known = places.DistinctBy(place => place.Number).ToFrozenDictionary(place => place.Number, place => AreaCode.Parse(place.Area));
        await Task.WhenAll(AuditPlaces.Split(batch, known, law.Current.Areas)
            .Select(part => GrainFactory.GetGrain<IAuditChainGrain>(GrainKeys.AuditOf(part.County)).Append(part.Batch)));
    }

    public async Task<Result<Page<AuditLine>>> Entries(AuditQuery query, Actor by)
    {
        var area = law.Current.AreaFor("audit/read", by, query.Area);
        return area.Succeeded
            ? await List(new AuditFilter(area.Value is { } within ? AreaTree.PrefixOf(within) : null, query.From, query.Before, query.Actor, query.Permission, query.Target, null, query.Limit), query.Cursor)
            : area.Refusal;
    }

    public async Task<Result<Page<AuditLine>>> OfDispute(DisputeNumber number, string? cursor, int limit, Actor by) =>
        await GrainFactory.Dispute(number).SeenBy("dispute/audit", by) is null
            ? Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", number.ToString()))
            : await List(new AuditFilter(null, null, null, null, null, number.ToString(), null, limit), cursor);

    public async Task<Result<AuditStretch>> Verify(AreaCode area, AuditMark? after, Actor by)
    {
        if (Refuses("audit/verify", area, by) is { } refused)
            return refused;
        var chains = Chains(area);
        var place = Math.Max(0, chains.IndexOf(after?.County ?? ""));
        var from = after?.County == chains[place] ? after : Beginning(chains[place]);
        var lines = await reads.Chain(from.County, from.Sequence, StretchSize, CancellationToken.None);
        var end = lines.IsEmpty ? from : Mark(lines[^1]);
        var seals = await reads.Seals(from.County, from.Sequence, end.Sequence, CancellationToken.None);
        var findings = new List<string>();
        if ((AuditRules.Check(from, lines) ?? AuditRules.CheckSeals(from, lines, seals)) is { } broken)
            findings.Add(broken);
        else if (lines.Length == StretchSize)
            return new AuditStretch(lines.Length, [], [], end);
        // What was found says enough of this chain: behind a break every line would be one more finding.
        var heads = findings.Count == 0 ? await Ended(end, findings) : [];
        return new AuditStretch(lines.Length, [.. findings], heads, place + 1 < chains.Length ? Beginning(chains[place + 1]) : null);
    }

    public async Task<Result<AuditExport>> Export(AreaCode area, DateTimeOffset from, DateTimeOffset before, AuditMark? after, long last, Actor by)
    {
        if (Refuses("audit/export", area, by) is { } refused)
            return refused;
        // A chain is a whole county's: a part of one cannot be checked by anybody.
        if (area.Level < AreaLevel.County)
            return Refusal.Of("area", RefusalCode.AuditOfWholeCounty, new Fact("county", area.County.ToString()));
        var chains = Chains(area);
        var place = chains.IndexOf(after?.County ?? "");
        if (place >= 0 && after!.Sequence < last)
        {
            var more = await reads.Chain(chains[place], after.Sequence, (int)Math.Min(StretchSize, last - after.Sequence), CancellationToken.None);
            if (!more.IsEmpty)
                return new AuditExport(null, more, Mark(more[^1]), last);
        }

        for (place++; place < chains.Length; place++)
        {
            if (await reads.Period(chains[place], from, before, CancellationToken.None) is not var (first, end))
                continue;
            var lines = await reads.Chain(chains[place], first - 1, (int)Math.Min(StretchSize, end - first + 1), CancellationToken.None);
            if (!lines.IsEmpty)
                return new AuditExport(await MarkAt(chains[place], first - 1), lines, Mark(lines[^1]), end);
        }

        return new AuditExport(null, [], null, 0);
    }

    private async Task<ImmutableArray<AuditHead>> Ended(AuditMark end, List<string> findings)
    {
        // Read after the lines: it may know more of them, and never fewer.
        var head = await GrainFactory.GetGrain<IAuditChainGrain>(GrainKeys.AuditOf(AreaCode.Parse(end.County))).Head();
        var there = head.Sequence == end.Sequence ? end : await MarkAt(end.County, head.Sequence);
        var seal = await reads.LastSeal(end.County, CancellationToken.None);
        if (AuditRules.CheckEnd(end, head, there, seal) is { } cut)
            findings.Add(cut);
        return end.Sequence is 0 ? [] : [new AuditHead(AreaCode.Parse(end.County), end.Sequence, end.Hash, seal?.Sequence ?? 0, seal?.Number ?? 0)];
    }

    /// <summary>The stored line of that sequence; with an empty hash where there is none.</summary>
    private async Task<AuditMark> MarkAt(string county, long sequence) =>
        sequence is 0 ? Beginning(county)
        : await reads.Chain(county, sequence - 1, 1, CancellationToken.None) is [var line] && line.Sequence == sequence ? Mark(line)
        : new AuditMark(county, sequence, "");

    private async Task<Result<Page<AuditLine>>> List(AuditFilter filter, string? cursor)
    {
        var field = new FieldChecks();
        field.Number("limit", filter.Limit, 1, MostPerPage);
        var after = AuditCursor.Read(cursor);
        if (cursor is not null && after is null)
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (field.Refusal is { } malformed)
            return malformed;
        var lines = await reads.List(filter with { After = after, Limit = filter.Limit + 1 }, CancellationToken.None);
        var page = lines.Take(filter.Limit).ToImmutableArray();
        return new Page<AuditLine>(page, lines.Length > filter.Limit ? AuditCursor.After(page[^1]) : null);
    }

    private Refusal? Refuses(string permission, AreaCode area, Actor by) =>
        law.Current.Areas.Exists(area) ? law.Current.RefusesArea(permission, by, area) : Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));

    /// <summary>Chains are of whole counties: for part of one, its county's.</summary>
    private ImmutableArray<string> Chains(AreaCode area) => area.Level is AreaLevel.City
        ? [area.ToString(), .. law.Current.Areas.ChildrenOf(area).Select(child => child.Code.ToString())]
        : [area.County.ToString()];

    private static AuditMark Beginning(string county) => new(county, 0, Chain.Origin);

    private static AuditMark Mark(AuditLine line) => new(line.County, line.Sequence, line.Hash);
}
