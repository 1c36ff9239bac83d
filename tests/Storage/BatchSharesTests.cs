using CsCheck;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>Neither what is due nor what is asked for can starve the other of the way to the disk.</summary>
public sealed class BatchSharesTests
{
    private static readonly Gen<(int Due, int Asked, int Room)> Waiting =
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 5_000], Gen.Int[2, 1_024]);

    [Theory]
    [InlineData(0, 0, 256, 0, 0)]
    [InlineData(0, 1_000, 256, 0, 256)]
    [InlineData(1_000, 0, 256, 256, 0)]
    [InlineData(1_000, 1_000, 256, 128, 128)]
    [InlineData(10, 1_000, 256, 10, 246)]
    [InlineData(1_000, 10, 256, 246, 10)]
    [InlineData(3, 4, 256, 3, 4)]
    public void Half_is_for_what_is_due_and_what_one_side_leaves_the_other_takes(int due, int asked, int room, int fired, int served) =>
        Assert.Equal((fired, served), BatchShares.Of(due, asked, room));

    [Fact]
    public void Each_side_has_half_of_the_room_when_it_needs_it_and_no_room_is_left_while_anybody_waits() => Waiting.Sample(waiting =>
    {
        var (due, asked) = BatchShares.Of(waiting.Due, waiting.Asked, waiting.Room);
        Assert.InRange(due, Math.Min(waiting.Due, waiting.Room / 2), waiting.Due);
        Assert.InRange(asked, Math.Min(waiting.Asked, waiting.Room / 2), waiting.Asked);
        Assert.Equal(Math.Min(waiting.Room, waiting.Due + waiting.Asked), due + asked);
    });

    /// <summary>A clock of batches, ten milliseconds each: requests come at ten times of what can be written, rungs at less than half of it.</summary>
    [Fact]
    public void At_ten_times_capacity_a_rung_waits_for_the_batch_before_it_and_no_longer() => Gen.Int[1, 120].Sample(rungs =>
    {
        const int Room = 256;
        var (due, asked, oldest) = (new Queue<int>(), 0, 0);
        for (var batch = 0; batch < 1_000; batch++)
        {
            asked = Math.Min(4_096, asked + (10 * Room));
            for (var rung = 0; rung < rungs; rung++)
                due.Enqueue(batch);
            var (fired, served) = BatchShares.Of(due.Count, asked, Room);
            asked -= served;
            while (fired-- > 0)
                oldest = Math.Max(oldest, batch - due.Dequeue());
            Assert.Equal(Room, served + Math.Min(rungs, Room));
        }

        Assert.Equal((0, 0), (due.Count, oldest));
    });
}
