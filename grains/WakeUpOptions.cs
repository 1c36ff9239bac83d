using System.ComponentModel.DataAnnotations;

namespace Suyuan;

/// <summary>How grains are woken. Section <c>WakeUp</c>. All times are of the product's clock: a clock that runs faster stretches them.</summary>
public sealed class WakeUpOptions
{
    public const string Section = "WakeUp";

    /// <summary>
    /// Period of every reminder: how soon a missed wake-up is tried again, since Orleans skips a tick that nobody was
    /// there to run. At least one minute (Orleans' own floor). Default one minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a silo reads its reminders. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "10.00:00:00")]
    public TimeSpan RefreshPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far ahead it reads; an active grain times a nearer rung itself. At least twice the refresh period. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:20", "400.00:00:00")]
    public TimeSpan LoadingWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How late a rung may be before the sweep looks after it. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "10.00:00:00")]
    public TimeSpan SweepGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Sweep grains among which the disputes are divided. Default 4.</summary>
    [Range(1, 64)]
    public int SweepShards { get; set; } = 4;

    /// <summary>Disputes that one sweep wakes at most; the rest waits for the next. Default 500.</summary>
    [Range(1, 10_000)]
    public int SweepBatch { get; set; } = 500;

    /// <summary>
    /// Grains of one silo that time wakes at once; the others wait. About as many as callers who are served at once: with fewer
    /// rungs that fall due together take longer, with more the callers do. Default 128.
    /// </summary>
    [Range(1, 10_000)]
    public int Parallel { get; set; } = 128;

    /// <summary>How long one of them keeps the others waiting at most, when what it waits for does not answer. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "10.00:00:00")]
    public TimeSpan LongestPlace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo that felt the database go asks whether it is back. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "10.00:00:00")]
    public TimeSpan OutageProbe { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a silo looks for changes of law that another silo took. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "10.00:00:00")]
    public TimeSpan LawRefresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Disputes that one round of a recount takes on one shard, on average. Default 256.</summary>
    [Range(1, 10_000)]
    public int RecountBatch { get; set; } = 256;

    /// <summary>Recounts under way at once on one shard: more would be done sooner, at the expense of those who work. Default 4.</summary>
    [Range(1, 256)]
    public int RecountParallel { get; set; } = 4;

    /// <summary>The same for a clock that runs <paramref name="speed"/> times as fast: what is a minute of real waiting stays bearable.</summary>
    public WakeUpOptions At(double speed)
    {
        if (speed == 1)
            return this;
        // In real time: reminders are read every 2 s, retried every 3 s, swept every 3 s.
        TimeSpan Real(double seconds) => TimeSpan.FromSeconds(Math.Max(60, seconds * speed));
        return new WakeUpOptions
        {
            RetryPeriod = Real(3),
            RefreshPeriod = Real(2),
            LoadingWindow = Real(2) * 4,
            SweepGrace = Real(3),
            SweepShards = SweepShards,
            SweepBatch = SweepBatch,
            Parallel = Parallel,
            LongestPlace = Real(5),
            OutageProbe = OutageProbe * speed,
            LawRefresh = Real(2),
            RecountBatch = RecountBatch,
            RecountParallel = RecountParallel,
        };
    }
}
