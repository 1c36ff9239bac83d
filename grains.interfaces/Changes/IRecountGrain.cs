using Orleans.Concurrency;

namespace Suyuan.Changes;

/// <summary>
/// Counts the open clocks of one shard of the disputes again after a change of law, a bounded number at a time, while
/// the cluster serves. Which clocks, their rows tell; so a run that was cut off goes on where it was, and with nothing
/// to do it does nothing. Key: <see cref="GrainKeys.Recount"/>.
/// </summary>
[GrainInterfaceType("recount")]
public interface IRecountGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that it looks each minute. Idempotent.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Looks at once, and goes on until nothing is left; does not wait for it.</summary>
    [Alias("hurry"), AlwaysInterleave]
    Task Hurry(long edition);

    /// <summary>One round now; how many disputes it counted again. 0: nothing was left.</summary>
    [Alias("round")]
    Task<int> Round();
}
