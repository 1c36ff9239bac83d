using Suyuan.Time;

namespace Suyuan.Storage;

/// <summary>
/// Keeps the product's clock across restarts, beside the reminders that are compared with it. The real instants are
/// the database's: one clock for all silos and for windowed reads.
/// </summary>
internal abstract class TimeAnchorStore
{
    /// <summary>
    /// The stored anchor, or a new one at the present. Another speed begins at the present that the old one has
    /// reached, so the product's clock never jumps and never runs backwards.
    /// </summary>
    /// <param name="window">How far beyond the present, in the product's time, range reads of reminders look.</param>
    public abstract Task<TimeAnchor> LoadOrCreate(double speed, TimeSpan window, CancellationToken cancellation);

    /// <summary>What must be stored from now on.</summary>
    protected static TimeAnchor Next(TimeAnchor? stored, double speed, DateTimeOffset now)
    {
        if (stored is null)
            return new TimeAnchor(now, now, speed);
        // A database clock that was set back: go on from where the product already is.
        if (now < stored.RealAt)
            return new TimeAnchor(now, stored.ClockAt, speed);
        return stored.Speed.Equals(speed) ? stored : stored.WithSpeed(speed, now);
    }
}
