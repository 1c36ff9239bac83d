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
            if (step.DataHash is null && Chain.OfStep(step) != step.Hash && Chain.OfStepInFirstForm(step) != step.Hash)
                return $"{end.Number}: step {step.Sequence} was changed";
            previous = step.Hash;
        }

        if (steps.Any(step => step.DataHash is not null) && CheckErased(end.Number, steps) is { } finding)
            return finding;

        if (steps[end.Steps - 1].Hash != end.LastHash)
            return $"{end.Number}: the chain does not end where the dispute says";
        return steps[0].Data.Contains(receipt, StringComparison.Ordinal) ? null : $"{end.Number}: the first step does not hold the receipt";
    }

    /// <summary>
    /// Each step from which words were erased is named by a later step that erased them, and that step's hashes fit what is left. A
    /// step of the first form can no longer be computed: its place between its neighbours, and its being named, are what is left.
    /// </summary>
    private static string? CheckErased(string number, ImmutableArray<EventRow> steps)
    {
        var named = new HashSet<int>();
        foreach (var erasing in steps.Where(step => step.Act == ErasedSteps.Act && step.DataHash is null))
        {
            var told = ErasedSteps.Read(erasing.Data);
            foreach (var sequence in told.Steps)
            {
                if (sequence < 1 || sequence >= erasing.Sequence || steps[sequence - 1].DataHash is null || !named.Add(sequence))
                    return $"{number}: step {erasing.Sequence} does not say what was erased";
                if (!told.FirstForm.Contains(sequence) && Chain.OfStep(steps[sequence - 1]) != steps[sequence - 1].Hash)
                    return $"{number}: step {sequence} was changed";
            }

            if (ErasedSteps.HashOfWhatIsLeft([.. told.Steps.Select(sequence => steps[sequence - 1].Data)]) != told.Left)
                return $"{number}: what step {erasing.Sequence} left was changed";
        }

        return steps.FirstOrDefault(step => step.DataHash is not null && !named.Contains(step.Sequence)) is { } silent
            ? $"{number}: step {silent.Sequence} was erased, and no step says so"
            : null;
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
        // Without a receipt there is a seal only where the audit trail went on.
        if ((seal.Receipts.IsEmpty && seal.Audited is null) || MerkleTree.Root([.. seal.Receipts.Select(MerkleTree.Leaf)]) != seal.MerkleRoot)
            return $"{name}: a receipt was changed";
        var row = new SealRow(seal.County, seal.Number, seal.At, seal.Count, seal.MerkleRoot, seal.PreviousHash, seal.Hash, [], seal.Audited, seal.AuditHash);
        return Chain.OfSeal(row) == seal.Hash ? null : $"{name}: was changed";
    }
}
