using System.ComponentModel.DataAnnotations;

namespace Suyuan.Webhooks;

/// <summary>How agencies are called. Section <c>Webhooks</c>. Delays are of the product's clock, time-outs of the network are real time.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Targets that may lie inside: host names (<c>inbox.zg.intra</c>) and networks (<c>10.20.0.0/16</c>). Everything else must be
    /// reachable from outside. What stands here by name or address may also use any port.
    /// </summary>
    public IList<string> Allow { get; init; } = [];

    /// <summary>Whether what <see cref="Allow"/> names by name or address may be called without TLS.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>Where the API is reached from outside, for links in events; without it links are paths.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>For name and connection together. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>From the request to the head of the answer. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second try; each further one waits twice as long, give or take a quarter. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two tries. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a notice is tried before it is given up. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Span { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Failures in a row that open the circuit. Default 5.</summary>
    [Range(1, 100)]
    public int CircuitFailures { get; set; } = 5;

    /// <summary>Shortest wait between two tries while the circuit is open. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CircuitPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon a quiet webhook looks by itself, should nobody have rung. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Deliveries after which the state is written: as many may come twice after a crash. Default 20.</summary>
    [Range(1, 100)]
    public int RunLength { get; set; } = 20;

    /// <summary>Requests of one silo under way at once. Default 128.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 128;

    /// <summary>Webhooks of one agency. Default 10.</summary>
    [Range(1, 100)]
    public int MaxPerAgency { get; set; } = 10;

    /// <summary>The same real times on a clock that runs <paramref name="speed"/> times as fast.</summary>
    public WebhookOptions At(double speed)
    {
        FirstDelay *= speed;
        MaxDelay *= speed;
        Span *= speed;
        CircuitPause *= speed;
        LookAgain *= speed;
        return this;
    }
}
