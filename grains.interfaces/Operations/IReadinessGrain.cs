namespace Suyuan.Operations;

/// <summary>Whether a silo can serve: asked by nodes that have no database of their own. Stateless. Key: 0.</summary>
[GrainInterfaceType("readiness")]
public interface IReadinessGrain : IGrainWithIntegerKey
{
    /// <summary>True when the silo that was asked reaches its database.</summary>
    [Alias("database")]
    Task<bool> DatabaseAnswers(CancellationToken cancellation);
}
