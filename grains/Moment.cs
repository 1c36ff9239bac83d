namespace Suyuan;

/// <summary>The present as a rule sees it: the instant, in China's offset, and its calendar day there. Rules never ask a clock.</summary>
public readonly record struct Moment
{
    /// <summary>China Standard Time: UTC+8, no daylight saving.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public Moment(DateTimeOffset at)
    {
        At = at.ToOffset(ChinaOffset);
        Day = DateOnly.FromDateTime(At.DateTime);
    }

    public DateTimeOffset At { get; }

    public DateOnly Day { get; }

    public static Moment Now(TimeProvider clock) => new(clock.GetUtcNow());

    /// <summary>00:00 in China at the beginning of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, ChinaOffset);
}
