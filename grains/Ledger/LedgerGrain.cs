using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Ledger;

/// <summary>Recomputes the ledger from the stored rows, a page at a time.</summary>
[GrainType("ledger"), StatelessWorker, Reentrant]
internal sealed class LedgerGrain(IReadModel reads, LawInForce law, TimeProvider clock) : Grain, ILedgerGrain
{
    private const int PageSize = 200;

    private const int MostFindings = 100;

    public async Task<Result<LedgerVerdict>> Verify(AreaCode area, Actor by)
    {
        if (law.Current.Areas.Find(area) is null)
            return Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (law.Current.RefusesArea("ledger/verify", by, area) is { } refused)
            return refused;
        var prefix = AreaTree.PrefixOf(area);
        var findings = new List<string>();
        var counts = await reads.CountLedger(prefix, CancellationToken.None);
        if (counts.Receipts != counts.Open + counts.Exited + counts.Merged)
            findings.Add($"{counts.Receipts} receipts, but {counts.Open} open + {counts.Exited} exited + {counts.Merged} merged");

        var events = await VerifyChains(prefix, findings);
        var (seals, unsealed) = (0L, 0L);
        foreach (var county in Counties(area))
        {
            seals += await VerifySeals(county, findings);
            unsealed += (await reads.UnsealedReceipts(county.ToString(), law.Current.Policy.SealSize, CancellationToken.None)).Length;
        }

        return new LedgerVerdict(
            area,
            findings.Count == 0,
            counts.Receipts,
            counts.Open,
            counts.Exited,
            counts.Merged,
            events,
            seals,
            unsealed,
            [.. findings.Take(MostFindings)],
            Moment.Now(clock).At);
    }

    public async Task<Result<ReceiptProof>> Proof(DisputeNumber number, Actor by)
    {
        if (await GrainFactory.Dispute(number).SeenBy("ledger/proof", by) is null || await GrainFactory.Dispute(number).Receipt() is not { } registered)
            return Refusal.Because(RefusalCode.UnknownDispute, new Fact("number", number.ToString()));
        if (await reads.SealOf(number.ToString(), CancellationToken.None) is not { } seal)
            return new ReceiptProof(number, registered.Receipt, null, []);
        var position = seal.Receipts.Select(receipt => receipt.Number).ToImmutableArray().IndexOf(number.ToString());
        return new ReceiptProof(
            number,
            registered.Receipt,
            new SealView(AreaCode.Parse(seal.County), seal.Number, new Moment(seal.At).At, seal.Count, seal.MerkleRoot, seal.PreviousHash, seal.Hash,
                seal.Audited, seal.AuditHash),
            MerkleTree.Path([.. seal.Receipts.Select(MerkleTree.Leaf)], position));
    }

    private async Task<long> VerifyChains(string prefix, List<string> findings)
    {
        var events = 0L;
        var after = "";
        while (await reads.ChainEnds(prefix, after, PageSize, CancellationToken.None) is { IsEmpty: false } ends && findings.Count < MostFindings)
        {
            var histories = (await reads.Histories([.. ends.Select(end => end.Number)], CancellationToken.None)).ToLookup(step => step.Number);
            foreach (var end in ends)
            {
                var steps = histories[end.Number].ToImmutableArray();
                events += steps.Length;
                if (ChainRules.Check(end, steps) is { } finding)
                    findings.Add(finding);
            }

            after = ends[^1].Number;
        }

        return events;
    }

    private async Task<long> VerifySeals(AreaCode county, List<string> findings)
    {
        var (number, hash) = (0, Chain.Origin);
        while (await reads.Seals(county.ToString(), number, PageSize, CancellationToken.None) is { IsEmpty: false } seals)
        {
            foreach (var seal in seals)
            {
                if (ChainRules.Check(seal, number, hash) is { } finding)
                    findings.Add(finding);
                (number, hash) = (seal.Number, seal.Hash);
            }
        }

        return number;
    }

    /// <summary>Seals belong to whole counties: for part of one, its county's are checked.</summary>
    private IEnumerable<AreaCode> Counties(AreaCode area) => area.Level is AreaLevel.City
        ? [area, .. law.Current.Areas.ChildrenOf(area).Select(child => child.Code)]
        : [area.County];
}
