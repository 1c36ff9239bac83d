namespace Suyuan;

/// <summary>
/// Wakes a grain at an instant that is near, to the second; the reminder is the guarantee, a minute at worst later, also
/// for what is further off than timers are kept.
/// </summary>
/// <param name="ring">Whatever it does runs in the grain's own turn.</param>
internal sealed class Alarm(IGrainBase grain, WakeUpOptions wakeUp, TimeProvider clock, Func<Task> ring)
{
    /// <param name="ring">Returns at once.</param>
    public Alarm(IGrainBase grain, WakeUpOptions wakeUp, TimeProvider clock, Action ring)
        : this(grain, wakeUp, clock, () =>
        {
            ring();
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>No timer can be set further ahead; the reminder is.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private IGrainTimer? _timer;

    /// <summary>Sets it anew, or takes it off when there is nothing to wake for.</summary>
    public void Set(DateTimeOffset? at)
    {
        if (at - clock.GetUtcNow() is not { } near || near > wakeUp.LoadingWindow + wakeUp.RefreshPeriod || near > Furthest)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        // Whole milliseconds, rounded up: what a timer cuts off would make it ring too early.
        near = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(near.TotalMilliseconds)));
        if (_timer is null)
            _timer = grain.RegisterGrainTimer(static alarm => alarm(), ring, near, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(near, Timeout.InfiniteTimeSpan);
    }
}
