using System.Net;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Overload;
using Xunit;

namespace Suyuan.Tests.Overload;

public sealed class RateSketchTests
{
    private static readonly RateRow TenInTen = new("reads", CountedBy.Actor, 10, TimeSpan.FromSeconds(10), 3);

    [Fact]
    public void Nobody_asks_more_often_than_the_row_says_and_who_waits_as_told_is_let_through()
    {
        var clock = new FakeTimeProvider();
        var sketch = new RateSketch(TenInTen, 1, clock);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(sketch.Take(7)));
        var wait = sketch.Take(7);
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        clock.Advance(wait!.Value);
        Assert.Null(sketch.Take(7));
        Assert.NotNull(sketch.Take(7));
    }

    [Fact]
    public void Over_any_time_one_caller_gets_the_burst_and_the_average_and_no_more() =>
        Gen.Int[1, 4_000].Array[20, 400].Sample(pauses =>
        {
            var clock = new FakeTimeProvider();
            var sketch = new RateSketch(TenInTen, 1, clock);
            var passed = 0;
            foreach (var pause in pauses)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                passed += sketch.Take(42) is null ? 1 : 0;
            }

            var within = 3 + (pauses.Sum() / 1_000.0);
            Assert.True(passed <= within + 1, $"{passed} in {pauses.Sum()} ms");
        });

    [Fact]
    public void A_thousand_callers_beyond_their_limit_hold_up_nobody_else()
    {
        var sketch = new RateSketch(TenInTen, 1, new FakeTimeProvider());
        for (var flood = 0UL; flood < 1_000; flood++)
            for (var again = 0; again < 10; again++)
                sketch.Take(flood);

        var heldUp = Enumerable.Range(0, 10_000).Count(caller => sketch.Take(1_000_000UL + (ulong)caller) is not null);

        // By chance about one in eighty thousand; the hash is another one in every run.
        Assert.InRange(heldUp, 0, 20);
    }

    [Fact]
    public void Millions_of_callers_take_no_more_memory_than_one()
    {
        var sketch = new RateSketch(TenInTen, 1, new FakeTimeProvider());
        sketch.Take(0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var caller = 0UL; caller < 2_000_000; caller++)
            sketch.Take(caller);

        // What the refusals of a full sketch say lies on the stack.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_address_is_an_IPv4_address_or_an_IPv6_network(string one, string other, bool same) =>
        Assert.Equal(same, RateLimits.Key(IPAddress.Parse(one)) == RateLimits.Key(IPAddress.Parse(other)));
}
