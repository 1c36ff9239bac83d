using System.Collections.Immutable;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Audit;
using Suyuan.Ledger;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Audit;

/// <summary>The chain of what was seen: it grows by batches, and every way of touching it shows.</summary>
public sealed class AuditRulesTests
{
    private static readonly AreaCode County = AreaCode.Parse("510304");

    private static readonly AuditMark Beginning = new("510304", 0, Chain.Origin);

    private static readonly DateTimeOffset At = new(2026, 9, 1, 4, 0, 0, 123, TimeSpan.Zero);

    private static readonly Gen<string?> Text = Gen.Frequency((1, Gen.Const((string?)null)), (4, Gen.String.Select(text => (string?)text)));

    private static readonly Gen<AuditEntry> Entry =
        from actor in Text
        from target in Text
        from asked in Text
        from reason in Text
        from ticks in Gen.Long[0, TimeSpan.TicksPerDay]
        from times in Gen.Int[1, 9]
        select new AuditEntry
        {
            At = At.AddTicks(ticks),
            Actor = actor,
            Permission = "dispute/read",
            Address = "GET /v1/disputes/{number}",
            Target = target,
            Area = "510304",
            Asked = asked,
            Reason = reason,
            Status = 200,
            Times = times,
        };

    [Fact]
    public void However_entries_are_dealt_out_to_batches_they_make_one_gapless_chain() =>
        Entry.Array[1, 5].Array[1, 5].Sample(batches =>
        {
            var chain = new AuditChainState();
            var lines = new List<AuditLine>();
            foreach (var (entries, number) in batches.Select((entries, index) => (entries, index + 1)))
            {
                chain = AuditRules.Append(chain, County, new AuditBatch("node", number, [.. entries]));
                lines.AddRange(chain.Lines);
            }

            return AuditRules.Check(Beginning, lines) is null && chain.Sequence == lines.Count && lines.Count == batches.Sum(batch => batch.Length) && chain.Hash == lines[^1].Hash;
        });

    [Fact]
    public void A_batch_that_comes_again_changes_nothing()
    {
        var batch = new AuditBatch("node", 7, Entries(3));
        var once = AuditRules.Append(new AuditChainState(), County, batch);

        Assert.Same(once, AuditRules.Append(once, County, batch));
        Assert.Same(once, AuditRules.Append(once, County, batch with { Number = 6 }));
        Assert.Equal(6, AuditRules.Append(once, County, batch with { Node = "another" }).Sequence);
        Assert.Equal(6, AuditRules.Append(once, County, batch with { Number = 8 }).Sequence);
    }

    [Fact]
    public void Nodes_are_remembered_until_many_others_have_come()
    {
        var chain = new AuditChainState();
        for (var node = 0; node <= AuditRules.NodesRemembered; node++)
            chain = AuditRules.Append(chain, County, new AuditBatch($"node-{node}", 1, Entries(1)));

        Assert.Equal(AuditRules.NodesRemembered, chain.Nodes.Length);
        Assert.Equal(("node-1", $"node-{AuditRules.NodesRemembered}"), (chain.Nodes[0].Node, chain.Nodes[^1].Node));
    }

    [Fact]
    public void Text_that_would_blur_a_line_or_that_no_database_keeps_is_made_harmless()
    {
        var clean = AuditRules.Clean(new AuditEntry { Actor = "a\nb\0c\ud800d", Reason = new string('x', 10_000), Asked = "" });

        Assert.Equal(("a\ufffdb\ufffdc\ufffdd", AuditRules.LongestText, null), (clean.Actor, clean.Reason!.Length, clean.Asked));
    }

    public static TheoryData<string, Func<AuditLine, AuditLine>> Changes => new()
    {
        { "instant", line => line with { At = line.At.AddMilliseconds(1) } },
        { "actor", line => line with { Actor = "somebody" } },
        { "role", line => line with { Role = "court" } },
        { "agency", line => line with { Agency = "510304-court" } },
        { "actor's area", line => line with { ActorArea = "510300" } },
        { "permission", line => line with { Permission = "law/read" } },
        { "address", line => line with { Address = "GET /v1/rules" } },
        { "target", line => line with { Target = null } },
        { "area", line => line with { Area = "510304104" } },
        { "asked", line => line with { Asked = "stage=open" } },
        { "status", line => line with { Status = 404 } },
        { "code", line => line with { Code = "unknown-dispute" } },
        { "reason", line => line with { Reason = "督查" } },
        { "from", line => line with { From = "00" } },
        { "trace", line => line with { Trace = "11" } },
        { "times", line => line with { Times = 2 } },
        { "sequence", line => line with { Sequence = 9 } },
        { "county", line => line with { County = "510303" } },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_changed_line_is_found(string what, Func<AuditLine, AuditLine> change)
    {
        var lines = Kept(5);

        Assert.Equal((what, true), (what, AuditRules.Check(Beginning, lines.SetItem(2, change(lines[2])))?.StartsWith("audit 510304: line 3 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Removed_inserted_exchanged_and_forged_lines_are_found()
    {
        var lines = Kept(5);
        var forged = lines[2] with { Actor = "somebody" };
        forged = forged with { Hash = Chain.OfAudit(lines[1].Hash, forged) };

        Assert.Null(AuditRules.Check(Beginning, lines));
        Assert.Null(AuditRules.Check(new AuditMark("510304", 2, lines[1].Hash), lines[2..]));
        Assert.Equal("audit 510304: line 3 is missing", AuditRules.Check(Beginning, lines.RemoveAt(2)));
        Assert.Equal("audit 510304: line 3 is missing", AuditRules.Check(Beginning, lines.Insert(2, lines[4])));
        Assert.Equal("audit 510304: line 2 is missing", AuditRules.Check(Beginning, [lines[0], lines[2], lines[1], lines[3]]));
        Assert.Equal("audit 510304: line 2 was changed, or what stands before it", AuditRules.Check(Beginning, [lines[0], lines[2] with { Sequence = 2 }, lines[1] with { Sequence = 3 }]));
        Assert.Equal("audit 510304: line 4 was changed, or what stands before it", AuditRules.Check(Beginning, lines.SetItem(2, forged)));
    }

    [Fact]
    public void A_chain_made_anew_and_a_tail_cut_off_are_found_by_what_was_kept()
    {
        var lines = Kept(5);
        var end = Mark(lines[^1]);
        var cut = Mark(lines[2]);

        Assert.Null(AuditRules.CheckEnd(end, end, end, new AuditSealRow(1, 3, lines[2].Hash)));
        Assert.Null(AuditRules.CheckEnd(cut, end, end, null)); // More was added since the lines were read.
        Assert.Equal("audit 510304: line 4 and what follows is gone: the chain ends with 5", AuditRules.CheckEnd(cut, end, end with { Hash = "" }, null));
        Assert.Equal("audit 510304: line 4 and what follows is gone: seal 1 vouches for 5", AuditRules.CheckEnd(cut, cut, cut, new AuditSealRow(1, 5, end.Hash)));
        Assert.Equal("audit 510304: line 4 and what follows was put there by nobody that the chain knows", AuditRules.CheckEnd(end, cut, cut, null));
        Assert.Equal("audit 510304: line 5 is not the one that the chain ends with", AuditRules.CheckEnd(end, end with { Hash = "other" }, end, null));
        Assert.Equal("audit 510304: line 3 is not the one that seal 1 vouches for", AuditRules.CheckSeals(Beginning, lines, [new AuditSealRow(1, 3, "other")]));
        Assert.Null(AuditRules.CheckSeals(Beginning, lines, [new AuditSealRow(1, 3, lines[2].Hash)]));
    }

    [Fact]
    public void A_seal_vouches_for_the_trail_and_needs_no_receipt_for_it()
    {
        var seal = AreaRules.Seal(new AreaState(), County, [], new Moment(At), new AuditMark("510304", 5, Kept(5)[4].Hash)).Sealed!;
        var stored = new SealWithReceipts(seal.County, seal.Number, seal.At, 0, seal.MerkleRoot, seal.PreviousHash, seal.Hash, [], seal.Audited, seal.AuditHash);

        Assert.Equal((Chain.Origin, 5L), (seal.MerkleRoot, seal.Audited));
        Assert.Null(ChainRules.Check(stored, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: was changed", ChainRules.Check(stored with { Audited = 4 }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: was changed", ChainRules.Check(stored with { AuditHash = Kept(4)[3].Hash }, 0, Chain.Origin));
        Assert.Equal("seal 510304/1: a receipt was changed", ChainRules.Check(stored with { Audited = null, AuditHash = null }, 0, Chain.Origin));
    }

    [Fact]
    public void An_entry_belongs_to_where_the_thing_lies_or_else_to_who_asked()
    {
        var tree = LawBook.Load().Areas;
        var batch = new AuditBatch("node", 1,
        [
            new AuditEntry { Target = "51030420260000015", Area = "510304", ActorArea = "510321" },
            new AuditEntry { Target = "51039920260000012", Area = "510399", ActorArea = "510321" },
            new AuditEntry { Area = "110101" },
            new AuditEntry { Area = "510304" },
        ]);

        var parts = AuditPlaces.Split(batch, new Dictionary<string, AreaCode> { ["51030420260000015"] = AreaCode.Parse("510304104218") }, tree);

        Assert.Equal(["510304", "510321", "510300"], parts.Select(part => part.County.ToString()));
        Assert.Equal(["510304104218", "510304"], parts[0].Batch.Entries.Select(entry => entry.Area));
        Assert.All(parts, part => Assert.Equal(("node", 1L), (part.Batch.Node, part.Batch.Number)));
    }

    private static ImmutableArray<AuditEntry> Entries(int count) =>
        [.. Enumerable.Range(1, count).Select(place => new AuditEntry { At = At.AddSeconds(place), Actor = $"clerk-{place}", Permission = "dispute/read", Address = "GET /v1/disputes/{number}", Target = $"t{place}", Area = "510304", Status = 200 })];

    private static ImmutableArray<AuditLine> Kept(int count) => AuditRules.Append(new AuditChainState(), County, new AuditBatch("node", 1, Entries(count))).Lines;

    private static AuditMark Mark(AuditLine line) => new(line.County, line.Sequence, line.Hash);
}
