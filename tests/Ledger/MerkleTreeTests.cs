using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Ledger;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Ledger;

public sealed class MerkleTreeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, 33)];

    [Theory, MemberData(nameof(Sizes))]
    public void From_every_position_the_path_leads_to_the_root(int count)
    {
        var leaves = Leaves(count);

        var root = MerkleTree.Root(leaves);

        for (var position = 0; position < count; position++)
        {
            var path = MerkleTree.Path(leaves, position);
            var reached = path.Aggregate(leaves[position], (hash, step) => step.Side == "left" ? Chain.Of("node", step.Hash, hash) : Chain.Of("node", hash, step.Hash));
            Assert.Equal(root, reached);
            Assert.True(path.Length <= 6);
        }
    }

    [Fact]
    public void The_root_of_one_is_its_leaf_and_of_three_as_the_definition_says()
    {
        var leaves = Leaves(3);

        Assert.Equal(leaves[0], MerkleTree.Root(leaves[..1]));
        Assert.Equal(Chain.Of("node", Chain.Of("node", leaves[0], leaves[1]), leaves[2]), MerkleTree.Root(leaves));
    }

    [Fact]
    public void A_leaf_is_number_sequence_and_hash_as_lines()
    {
        var receipt = Receipt(7);

        Assert.Equal(Chain.Of("leaf\n51030420260000074\n7\nhash-7"), MerkleTree.Leaf(receipt));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_changed_a_swapped_an_added_and_a_missing_leaf_change_the_root(int count)
    {
        var leaves = Leaves(count);
        var root = MerkleTree.Root(leaves);

        for (var position = 0; position < count; position++)
        {
            Assert.NotEqual(root, MerkleTree.Root(leaves.SetItem(position, Chain.Origin)));
            if (position > 0)
                Assert.NotEqual(root, MerkleTree.Root(leaves.SetItem(position, leaves[position - 1]).SetItem(position - 1, leaves[position])));
            if (count > 1)
                Assert.NotEqual(root, MerkleTree.Root(leaves.RemoveAt(position)));
        }

        Assert.NotEqual(root, MerkleTree.Root(leaves.Add(leaves[^1])));
    }

    [Fact]
    public void A_seal_over_changed_receipts_or_out_of_its_row_is_found()
    {
        var (first, second) = TwoSeals();
        Assert.Null(ChainRules.Check(first, 0, Chain.Origin));
        Assert.Null(ChainRules.Check(second, 1, first.Hash));

        Assert.Equal("seal 510304/2: seal 1 is missing", ChainRules.Check(second, 0, Chain.Origin));
        Assert.Equal("seal 510304/2: does not follow the one before", ChainRules.Check(second, 1, Chain.Origin));
        Assert.Equal("seal 510304/1: 4 receipts, 5 were sealed", ChainRules.Check(first with { Receipts = first.Receipts[..^1] }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: a receipt was changed", ChainRules.Check(first with { Receipts = first.Receipts.SetItem(2, first.Receipts[2] with { Hash = "hash-9" }) }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: a receipt was changed", ChainRules.Check(first with { Receipts = [.. first.Receipts.Reverse()] }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: a receipt was changed", ChainRules.Check(first with { Receipts = [], Count = 0 }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: was changed", ChainRules.Check(first with { At = first.At.AddSeconds(1) }, 0, Chain.Origin));
    }

    private static (SealWithReceipts First, SealWithReceipts Second) TwoSeals()
    {
        var county = AreaCode.Parse("510304");
        ImmutableArray<ReceiptRow> early = [.. Enumerable.Range(1, 5).Select(Receipt)];
        ImmutableArray<ReceiptRow> late = [.. Enumerable.Range(6, 3).Select(Receipt)];
        var one = AreaRules.Seal(new AreaState(), county, early, new Moment(At));
        var two = AreaRules.Seal(one, county, late, new Moment(At.AddHours(1)));
        return (Stored(one.Sealed!, early), Stored(two.Sealed!, late));
    }

    private static SealWithReceipts Stored(SealRow seal, ImmutableArray<ReceiptRow> receipts) =>
        new(seal.County, seal.Number, seal.At, seal.Count, seal.MerkleRoot, seal.PreviousHash, seal.Hash, receipts);

    private static ReceiptRow Receipt(int sequence) => new(
        DisputeNumber.Of(AreaCode.Parse("510304"), 2026, sequence).ToString(), "510304", 2026, sequence, string.Create(CultureInfo.InvariantCulture, $"hash-{sequence}"), At);

    private static ImmutableArray<string> Leaves(int count) => [.. Enumerable.Range(1, count).Select(sequence => MerkleTree.Leaf(Receipt(sequence)))];
}
