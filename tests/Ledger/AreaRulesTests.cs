using System.Collections.Immutable;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Ledger;

public sealed class AreaRulesTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.FromHours(8)));

    private static readonly TimeSpan SealEvery = TimeSpan.FromMinutes(1);

    [Fact]
    public void Blocks_follow_each_other_without_gap_or_overlap() =>
        Gen.Int[1, 5_000].Array[1, 40].Sample(counts =>
        {
            var (area, last) = (new AreaState(), 0);
            foreach (var count in counts)
            {
                var taken = AreaRules.TakeNumbers(area, 2026, count, Now, SealEvery);
                if (taken.Value.Block != new NumberBlock(last + 1, last + count))
                    return false;
                (area, last) = (taken.Value.State, last + count);
            }

            return area.LastSequences[2026] == last;
        });

    [Fact]
    public void A_new_year_begins_with_one_and_the_old_one_goes_on_where_it_was()
    {
        var old = AreaRules.TakeNumbers(new AreaState(), 2026, 200, Now, SealEvery).Value.State;

        var (both, first) = AreaRules.TakeNumbers(old, 2027, 200, Now, SealEvery).Value;

        Assert.Equal(new NumberBlock(1, 200), first);
        Assert.Equal(new NumberBlock(201, 400), AreaRules.TakeNumbers(both, 2026, 200, Now, SealEvery).Value.Block);
    }

    [Fact]
    public void The_last_block_is_shorter_and_then_the_year_is_full()
    {
        var area = new AreaState { LastSequences = ImmutableDictionary<int, int>.Empty.Add(2026, 999_900) };

        var (full, block) = AreaRules.TakeNumbers(area, 2026, 200, Now, SealEvery).Value;

        Assert.Equal(new NumberBlock(999_901, 999_999), block);
        var refused = AreaRules.TakeNumbers(full, 2026, 200, Now, SealEvery);
        Assert.Equal(RefusalCode.NumbersExhausted, refused.Refusal!.Code);
        Assert.Equal(new NumberBlock(1, 200), AreaRules.TakeNumbers(full, 2027, 200, Now, SealEvery).Value.Block);
        Assert.Equal("5103042026999999", DisputeNumber.Of(AreaCode.Parse("510304"), 2026, block.Last).ToString()[..16]);
    }

    [Fact]
    public void Sealing_begins_a_period_after_the_first_block_and_is_not_put_off_by_the_next()
    {
        var first = AreaRules.TakeNumbers(new AreaState(), 2026, 200, Now, SealEvery).Value.State;

        var second = AreaRules.TakeNumbers(first, 2026, 200, new Moment(Now.At.AddHours(1)), SealEvery).Value.State;

        Assert.Equal(Now.At + SealEvery, second.SealsFrom);
    }

    [Fact]
    public void A_write_that_takes_numbers_writes_no_seal_a_second_time()
    {
        var receipt = new Suyuan.Projection.ReceiptRow("51030420260000015", "510304", 2026, 1, "hash", Now.At);
        var sealedArea = AreaRules.Seal(new AreaState(), AreaCode.Parse("510304"), [receipt], Now);
        Assert.Equal(1, sealedArea.Project().Seal!.Number);

        var next = AreaRules.TakeNumbers(sealedArea, 2026, 200, Now, SealEvery).Value.State;

        Assert.Null(next.Project().Seal);
        Assert.Equal((1, sealedArea.SealHash), (next.SealNumber, next.SealHash));
    }
}
