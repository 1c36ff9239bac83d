using System.Collections.Immutable;
using Suyuan.Audit;
using Suyuan.Disputes;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>A county's numbers and seals. Pure.</summary>
internal static class AreaRules
{
    /// <summary>Moves the county's sequence on; the block is free only once this state is written.</summary>
    public static Result<(AreaState State, NumberBlock Block)> TakeNumbers(AreaState area, int year, int count, Moment now, TimeSpan sealEvery)
    {
        var last = area.LastSequences.GetValueOrDefault(year);
        if (last >= DisputeNumber.LastSequence)
            return Refusal.Because(RefusalCode.NumbersExhausted, new Fact("year", $"{year}"));
        var block = new NumberBlock(last + 1, Math.Min(last + count, DisputeNumber.LastSequence));
        return (area with
        {
            LastSequences = area.LastSequences.SetItem(year, block.Last),
            SealsFrom = area.SealsFrom ?? now.At + sealEvery,
            Sealed = null,
        }, block);
    }

    /// <summary>A seal over the given receipts, in their order, chained to the one before; it vouches for the audit trail up to its end.</summary>
    /// <param name="trail">How the county's audit trail ends; null where there is none.</param>
    public static AreaState Seal(AreaState area, AreaCode county, ImmutableArray<ReceiptRow> receipts, Moment now, AuditMark? trail = null)
    {
        var seal = new SealRow(
            county.ToString(),
            area.SealNumber + 1,
            now.At,
            receipts.Length,
            MerkleTree.Root([.. receipts.Select(MerkleTree.Leaf)]),
            area.SealHash,
            "",
            [.. receipts.Select((receipt, position) => new SealedReceipt(receipt.Number, position))],
            trail?.Sequence,
            trail?.Hash);
        seal = seal with { Hash = Chain.OfSeal(seal) };
        return area with { SealNumber = seal.Number, SealHash = seal.Hash, Sealed = seal, Audited = Math.Max(area.Audited, trail?.Sequence ?? 0) };
    }
}
