namespace Suyuan.Time;

/// <summary>A clock that runs faster than the real one, for rehearsals: a year of deadlines in an afternoon.</summary>
internal sealed class ScaledTimeProvider(TimeAnchor anchor, TimeProvider real) : TimeProvider
{
    private readonly long _start = real.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => anchor.PresentAt(real.GetUtcNow());

    // The frequency stays, the count runs faster: elapsed times come out in the product's time.
    public override long GetTimestamp() => checked((long)((real.GetTimestamp() - _start) * anchor.Speed));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(real.CreateTimer(callback, state, ToReal(dueTime), ToReal(period)), this);

    /// <summary>
    /// The real length of a wait. Rounded up to whole milliseconds, the timer's grain: a wait that is cut to nothing
    /// would wake too early and be set again, without end.
    /// </summary>
    internal TimeSpan ToReal(TimeSpan wait) => wait <= TimeSpan.Zero
        ? wait
        : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds / anchor.Speed), uint.MaxValue - 1));

    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToReal(dueTime), clock.ToReal(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
