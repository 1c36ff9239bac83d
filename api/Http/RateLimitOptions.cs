using System.ComponentModel.DataAnnotations;

namespace Suyuan.Http;

/// <summary>Section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Looks at progress pages that one address may take in a minute. Default 30.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:ProgressPerMinute must be between 1 and 100000.")]
    public int ProgressPerMinute { get; set; } = 30;
}
