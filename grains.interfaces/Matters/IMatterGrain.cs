using Suyuan.Disputes;

namespace Suyuan.Matters;

/// <summary>
/// What every matter beside the disputes (事项) answers to: a signal, a warning, a meeting, an order … Each kind has an interface of
/// its own for what people do with it. Key: the <see cref="MatterNumber"/>; grain type: the kind.
/// </summary>
public interface IMatterGrain : IGrainWithStringKey
{
    /// <summary>Looks at the clocks now: whatever is due is handled. Idempotent.</summary>
    [Alias("wake")]
    Task Wake(WakeCause cause);

    /// <summary>Counts the running clocks again that do not know of the law's changes. Idempotent.</summary>
    /// <param name="edition">An edition that must be known here before anything is counted.</param>
    [Alias("recount")]
    Task Recount(long edition);
}
