using Orleans.CodeGeneration;

namespace Suyuan.Deadlines;

/// <summary>
/// The third net: each minute looks in the read model for rungs that reminder and timer have missed, and wakes their
/// disputes. In a healthy cluster it finds nothing. Key: <see cref="GrainKeys.Sweep"/>.
/// </summary>
[GrainInterfaceType("sweep"), Version(1)]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that it wakes each minute. Idempotent.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Looks now; how many disputes it had to wake.</summary>
    [Alias("sweep")]
    Task<int> Sweep();

    /// <summary>The same without grace, for when the database was away: everything is overdue whose instant has passed.</summary>
    [Alias("catch-up")]
    Task<int> CatchUp();
}
