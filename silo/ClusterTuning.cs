using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;
using Suyuan.Storage;

namespace Suyuan.Silo;

/// <summary>
/// How Orleans is set where its own defaults are not what this product wants. Section <c>Cluster</c>; the reason for each
/// value is in <c>docs/operations.md</c>.
/// </summary>
internal sealed class ClusterTuning
{
    /// <summary>Longest probe of another silo. A silo that vanished without a word is out after about three of these. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:01:00")]
    public TimeSpan MaxProbeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo writes that it lives. After a fall of the whole cluster, newcomers wait three of these for the dead. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AlivePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one grain waits for another. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain that nobody asks stays in memory. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "1.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A silo at its end refuses calls of the API nodes at once, instead of answering them too late. Default true.</summary>
    public bool LoadShedding { get; set; } = true;

    /// <summary>Percent of all cores that this process uses when it begins to refuse. Default 95.</summary>
    [Range(50, 100)]
    public int ShedAtCpu { get; set; } = 95;

    /// <summary>Percent of the memory it may have when it begins to refuse. Default 90.</summary>
    [Range(50, 100)]
    public int ShedAtMemory { get; set; } = 90;

    /// <summary>Percent of the memory it may have at which idle grains leave early, until five percent are won. Default 80.</summary>
    [Range(20, 100)]
    public int ForgetAtMemory { get; set; } = 80;

    /// <summary>Requests that may wait for one grain; the next is refused at once. Default 5000.</summary>
    [Range(100, 1_000_000)]
    public int MaxQueuedRequests { get; set; } = 5_000;

    /// <exception cref="StorageStartException">One sentence that names the key.</exception>
    public static ClusterTuning From(IConfiguration configuration)
    {
        var tuning = new ClusterTuning();
        try
        {
            configuration.GetSection("Cluster").Bind(tuning);
        }
        catch (InvalidOperationException badValue)
        {
            throw new StorageStartException(badValue.Message, badValue);
        }

        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(tuning, new ValidationContext(tuning), faults, validateAllProperties: true)
            ? tuning
            : throw new StorageStartException($"Cluster:{faults[0].MemberNames.First()} is out of range: {faults[0].ErrorMessage}");
    }
}

internal static class ClusterTuningRegistration
{
    public static void Tune(this ISiloBuilder silo, ClusterTuning tuning)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.MaxProbeTimeout = tuning.MaxProbeTimeout;
            options.IAmAliveTablePublishTimeout = tuning.AlivePeriod;
        });
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = tuning.ResponseTimeout;
            // A grain whose caller has given up is told, and work that nobody waits for any more is not begun.
            options.CancelRequestOnTimeout = true;
            options.MaxEnqueuedRequestsSoftLimit = tuning.MaxQueuedRequests / 10;
            options.MaxEnqueuedRequestsHardLimit = tuning.MaxQueuedRequests;
        });
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = tuning.CollectionAge;
            options.EnableActivationSheddingOnMemoryPressure = true;
            options.MemoryUsageLimitPercentage = tuning.ForgetAtMemory;
            options.MemoryUsageTargetPercentage = tuning.ForgetAtMemory - 5;
        });
        silo.Configure<LoadSheddingOptions>(options =>
        {
            options.LoadSheddingEnabled = tuning.LoadShedding;
            options.CpuThreshold = tuning.ShedAtCpu;
            options.MemoryThreshold = tuning.ShedAtMemory;
        });
    }
}
