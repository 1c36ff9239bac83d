using System.ComponentModel.DataAnnotations;

namespace Suyuan.Operations;

/// <summary>How a process leaves. Section <c>Shutdown</c>. Both together must be less than what the orchestrator grants before it kills.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long a process that was told to stop goes on serving while it already says that it is not ready: longer than a
    /// balancer needs to notice. Default five seconds in a cluster, none on one machine.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "Shutdown:Drain must be between 0 and 5 minutes.")]
    public TimeSpan Drain { get; set; }

    /// <summary>How long requests under way and grains may take to end after that. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Shutdown:Timeout must be between 1 second and 10 minutes.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}
