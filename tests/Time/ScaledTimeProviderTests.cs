using Microsoft.Extensions.Time.Testing;
using Suyuan.Time;
using Xunit;

namespace Suyuan.Tests.Time;

public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _real = new(Start);

    [Fact]
    public void A_second_is_an_hour()
    {
        var clock = Clock(3600);

        _real.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Start.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public void Elapsed_time_is_the_products()
    {
        var clock = Clock(60);
        var before = clock.GetTimestamp();

        _real.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromMinutes(5), clock.GetElapsedTime(before));
    }

    [Fact]
    public void A_timer_fires_when_the_products_clock_says_so()
    {
        var clock = Clock(3600);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(2), TimeSpan.FromHours(1));

        _real.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.Equal(0, fired);
        _real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, fired);
        _real.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(4, fired);
    }

    [Fact]
    public void A_changed_timer_keeps_to_the_products_clock()
    {
        var clock = Clock(3600);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _real.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, fired);
        timer.Change(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(1, 1)]
    [InlineData(3_600_000, 1000)]
    [InlineData(3_600_001, 1001)]
    public void A_wait_is_rounded_up_and_never_cut_to_nothing(double milliseconds, double real) =>
        Assert.Equal(TimeSpan.FromMilliseconds(real), Clock(3600).ToReal(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void A_wait_longer_than_any_timer_is_cut_to_the_longest() =>
        Assert.Equal(TimeSpan.FromMilliseconds(uint.MaxValue - 1), Clock(1).ToReal(TimeSpan.FromDays(5000)));

    [Fact]
    public void A_real_clock_set_back_does_not_take_the_products_with_it()
    {
        var anchor = new TimeAnchor(Start, Start.AddDays(40), 60);

        Assert.Equal(Start.AddDays(40), anchor.PresentAt(Start.AddHours(-1)));
        Assert.Equal(Start.AddDays(40).AddMinutes(1), anchor.PresentAt(Start.AddSeconds(1)));
    }

    [Fact]
    public void Another_speed_begins_where_the_old_one_has_come_to()
    {
        var slow = new TimeAnchor(Start, Start, 3600).WithSpeed(1, Start.AddSeconds(24));

        Assert.Equal(Start.AddDays(1), slow.PresentAt(Start.AddSeconds(24)));
        Assert.Equal(Start.AddDays(1).AddSeconds(1), slow.PresentAt(Start.AddSeconds(25)));
        Assert.False(slow.IsReal);
    }

    [Fact]
    public void The_real_clock_is_used_as_it_is() => Assert.Same(TimeProvider.System, new TimeAnchor(Start, Start, 1).ToClock());

    private ScaledTimeProvider Clock(double speed) => new(new TimeAnchor(Start, Start, speed), _real);
}
