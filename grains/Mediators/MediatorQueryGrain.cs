using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Mediators;

/// <summary>Reads the list of mediators of a county and ranks them. Decides nothing, and holds only what it has parsed.</summary>
[GrainType("mediator-query"), StatelessWorker, Reentrant]
internal sealed class MediatorQueryGrain(IMatterReads reads, LawInForce law, TimeProvider clock) : Grain, IMediatorQueryGrain
{
    private const int PerRead = 1_000;

    private const int MostParsed = 5_000;

    private readonly Dictionary<string, (int Version, MediatorFacts Facts)> _parsed = [];

    public async Task<Result<Ranking>> List(MediatorQuery query, Identity.Actor by)
    {
        var (book, field) = (law.Current, new FieldChecks());
        if (query.Area is { } area && !book.Areas.Exists(area))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", $"{area}"));
        if (query.Field is { } category && book.Routing.Category(category) is null)
            field.Fault("field", RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', book.Routing.Categories.Select(known => known.Code))));
        if (query.Dispute is not null && (query.Area is not null || query.Field is not null))
            field.Fault("dispute", RefusalCode.OneWayOfAsking);
        if (query.Dispute is null && query.Area is null)
            field.Fault("area", RefusalCode.Required);
        if (field.Refusal is { } malformed)
            return malformed;
        CaseFacts? facts = query.Dispute is { } number && await GrainFactory.Dispute(number).SeenBy("dispute/read", by) is null ? null
            : query.Dispute is { } known
            ? await GrainFactory.Dispute(known).ForMediation()
            : new CaseFacts { Area = query.Area!.Value, Category = query.Field };
        if (facts is null)
            return Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", $"{query.Dispute}"));
        var ranking = await Ranked(facts);
        return ranking with
        {
            Items = [.. ranking.Items.Take(query.Limit)],
            LeftOut = query.Available is true ? [] : [.. ranking.LeftOut.Take(query.Limit)],
        };
    }

    public async Task<Ranking> Rank(CaseFacts facts)
    {
        // A dispute keeps the first few, and wants to know of whoever was named; who else was left out would be many.
        var ranking = await Ranked(facts);
        return ranking with
        {
            Items = [.. ranking.Items.Where((ranked, place) => place < law.Current.Policy.MediatorCandidates || ranked.Number.ToString() == facts.Named)],
            LeftOut = [.. ranking.LeftOut.Where(left => left.Number.ToString() == facts.Named)],
        };
    }

    private async Task<Ranking> Ranked(CaseFacts facts)
    {
        var (book, known) = (law.Current, new Dictionary<MatterNumber, MediatorFacts>());
        var county = facts.Area.County;
        foreach (var prefix in new[] { AreaTree.PrefixOf(county), $"{book.Areas.City.Code}" }.Distinct())
            await Read(prefix, known);
        if (facts.Named is { } named && MatterNumber.TryParse(named, null, out var number) && !known.ContainsKey(number)
            && await reads.Find(named, CancellationToken.None) is { Kind: MediatorFacts.Kind } row)
            known.Add(number, Parsed(row));
        if (known.Values.All(mediator => mediator.Sample))
            foreach (var (sample, example) in book.Mediators.Samples.All)
                if (example.Organisation.Area.County == county || example.Organisation.Area.Level is AreaLevel.City)
                    known.TryAdd(sample, example);
        return RankingRules.Rank(facts, known, Moment.Now(clock).Day, book);
    }

    private async Task Read(string prefix, Dictionary<MatterNumber, MediatorFacts> known)
    {
        PagePosition? after = null;
        while (true)
        {
            var page = await reads.List(new MatterFilter(MediatorFacts.Kind, PerRead) { AreaPrefix = prefix, Open = true, After = after }, CancellationToken.None);
            foreach (var row in page)
                known.TryAdd(MatterNumber.Parse(row.Number), Parsed(row));
            if (page.Length < PerRead)
                return;
            after = new PagePosition(page[^1].CreatedAt.UtcTicks, page[^1].Number);
        }
    }

    /// <summary>The same version of a row says the same.</summary>
    private MediatorFacts Parsed(MatterRow row)
    {
        if (_parsed.TryGetValue(row.Number, out var known) && known.Version == row.Version)
            return known.Facts;
        if (_parsed.Count >= MostParsed)
            _parsed.Clear();
        var facts = HistoryJson.Read<MediatorFacts>(row.Data);
        _parsed[row.Number] = (row.Version, facts);
        return facts;
    }
}
