namespace Suyuan;

/// <summary>The present as a rule sees it: the instant, to the millisecond, in China's offset, and its calendar day there. Rules never ask a clock.</summary>
public readonly record struct Moment
{
    /// <summary>China Standard Time: UTC+8, no daylight saving.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public Moment(DateTimeOffset at)
    {
        // Databases keep microseconds at best; an instant that is hashed must come back as it went in.
        At = new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero).ToOffset(ChinaOffset);
        Day = DateOnly.FromDateTime(At.DateTime);
    }

    public DateTimeOffset At { get; }

    public DateOnly Day { get; }

    public static Moment Now(TimeProvider clock) => new(clock.GetUtcNow());

    /// <summary>00:00 in China at the beginning of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, ChinaOffset);
}
