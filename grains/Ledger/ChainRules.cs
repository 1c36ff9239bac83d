using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Ledger;

/// <summary>Whether stored rows still say what was written. Pure; each check gives its first finding, or null.</summary>
internal static class ChainRules
{
    public static string? Check(ChainEnd end, ImmutableArray<EventRow> steps)
    {
        if (end.ReceiptHash is not { } receipt)
            return $"{end.Number}: no receipt";
        if (steps.IsEmpty)
            return $"{end.Number}: no history";
        if (end.Steps < 1)
            return $"{end.Number}: the dispute says that nothing was written";
        // Steps may have been added since the end was read; none may have gone.
        if (steps.Length < end.Steps)
            return $"{end.Number}: {steps.Length} steps, {end.Steps} were written";
        var previous = Chain.Origin;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Sequence != i + 1)
                return $"{end.Number}: step {i + 1} is missing";
            if (step.PreviousHash != previous)
                return $"{end.Number}: step {step.Sequence} does not follow the one before";
            if (Chain.OfStep(step) != step.Hash)
                return $"{end.Number}: step {step.Sequence} was changed";
            previous = step.Hash;
        }

        if (steps[end.Steps - 1].Hash != end.LastHash)
            return $"{end.Number}: the chain does not end where the dispute says";
        return steps[0].Data.Contains(receipt, StringComparison.Ordinal) ? null : $"{end.Number}: the first step does not hold the receipt";
    }

    public static string? Check(SealWithReceipts seal, int previousNumber, string previousHash)
    {
        var name = $"seal {seal.County}/{seal.Number}";
        if (seal.Number != previousNumber + 1)
            return $"{name}: seal {previousNumber + 1} is missing";
        if (seal.PreviousHash != previousHash)
            return $"{name}: does not follow the one before";
        if (seal.Count != seal.Receipts.Length)
            return $"{name}: {seal.Receipts.Length} receipts, {seal.Count} were sealed";
        if (seal.Receipts.IsEmpty || MerkleTree.Root([.. seal.Receipts.Select(MerkleTree.Leaf)]) != seal.MerkleRoot)
            return $"{name}: a receipt was changed";
        var row = new SealRow(seal.County, seal.Number, seal.At, seal.Count, seal.MerkleRoot, seal.PreviousHash, seal.Hash, []);
        return Chain.OfSeal(row) == seal.Hash ? null : $"{name}: was changed";
    }
}
