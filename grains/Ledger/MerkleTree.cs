using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Ledger;

/// <summary>
/// Merkle tree over the receipts of one seal, in seal order. Leaf: SHA-256 of <c>leaf, number, sequence, hash</c> as lines;
/// node: of <c>node, left, right</c>. The two words keep a node from passing for a leaf. A node without a sibling moves up unchanged.
/// The root of nothing is 64 zeros.
/// </summary>
internal static class MerkleTree
{
    public static string Leaf(ReceiptRow receipt) =>
        Chain.Of("leaf", receipt.Number, receipt.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), receipt.Hash);

    public static string Root(ImmutableArray<string> leaves) => leaves.IsEmpty ? Chain.Origin : Levels(leaves)[^1][0];

    /// <summary>Sibling hashes from the leaf up to below the root.</summary>
    public static ImmutableArray<ProofStep> Path(ImmutableArray<string> leaves, int position)
    {
        var path = ImmutableArray.CreateBuilder<ProofStep>();
        foreach (var level in Levels(leaves))
        {
            var sibling = position ^ 1;
            if (sibling < level.Length)
                path.Add(new ProofStep(sibling < position ? "left" : "right", level[sibling]));
            position /= 2;
        }

        return path.ToImmutable();
    }

    private static List<string[]> Levels(ImmutableArray<string> leaves)
    {
        var levels = new List<string[]> { leaves.ToArray() };
        while (levels[^1].Length > 1)
            levels.Add([.. levels[^1].Chunk(2).Select(pair => pair.Length == 2 ? Chain.Of("node", pair[0], pair[1]) : pair[0])]);
        return levels;
    }
}
