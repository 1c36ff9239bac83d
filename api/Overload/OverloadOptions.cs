using System.ComponentModel.DataAnnotations;

namespace Suyuan.Overload;

/// <summary>
/// How much this process takes on at once. Section <c>Overload</c>; the reason for each value is in <c>docs/operations.md</c>.
/// Numbers are of this process, so more API nodes let more in.
/// </summary>
internal sealed class OverloadOptions
{
    public const string Section = "Overload";

    private const string Bounds = "Overload:{0} must be between {1} and {2}.";

    private const int EachCore = 32;

    private const int WaitingEachCore = 128;

    private static readonly int Cores = Environment.ProcessorCount;

    /// <summary>Registrations and signals at work at once. Default 32 for each core.</summary>
    [Range(1, 10_000, ErrorMessage = Bounds)]
    public int IntakeAtOnce { get; set; } = EachCore * Cores;

    /// <summary>Registrations and signals that may wait behind them. Default 128 for each core.</summary>
    [Range(0, 100_000, ErrorMessage = Bounds)]
    public int IntakeWaiting { get; set; } = WaitingEachCore * Cores;

    /// <summary>Commands at work at once. Default 32 for each core.</summary>
    [Range(1, 10_000, ErrorMessage = Bounds)]
    public int CommandsAtOnce { get; set; } = EachCore * Cores;

    /// <summary>Commands that may wait behind them. Default 128 for each core.</summary>
    [Range(0, 100_000, ErrorMessage = Bounds)]
    public int CommandsWaiting { get; set; } = WaitingEachCore * Cores;

    /// <summary>Reads at work at once. Default 32 for each core.</summary>
    [Range(1, 10_000, ErrorMessage = Bounds)]
    public int ReadsAtOnce { get; set; } = EachCore * Cores;

    /// <summary>Reads that may wait behind them. Default 128 for each core.</summary>
    [Range(0, 100_000, ErrorMessage = Bounds)]
    public int ReadsWaiting { get; set; } = WaitingEachCore * Cores;

    /// <summary>Event streams and long polls open at once; none waits for a place. Each costs a connection and a few kB. Default 5000.</summary>
    [Range(1, 100_000, ErrorMessage = Bounds)]
    public int Streams { get; set; } = 5_000;

    /// <summary>How long a request may wait for its turn: longer, and it is refused and not served late. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Bounds)]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests of one caller at once, waiting ones included. Default 48 for each core: less than a third of a lane with its queue.</summary>
    [Range(1, 100_000, ErrorMessage = Bounds)]
    public int PerCaller { get; set; } = EachCore * Cores * 3 / 2;

    /// <summary>Event streams and long polls of one caller at once. Default 500.</summary>
    [Range(1, 100_000, ErrorMessage = Bounds)]
    public int StreamsPerCaller { get; set; } = 500;
}
