using Orleans.Concurrency;
using Suyuan.Projection;

namespace Suyuan.Operations;

/// <summary>Asks the database one small question.</summary>
[GrainType("readiness"), StatelessWorker, Reentrant]
internal sealed class ReadinessGrain(IReadModel reads) : Grain, IReadinessGrain
{
    public Task<bool> DatabaseAnswers(CancellationToken cancellation) => reads.IsReachable(cancellation);
}
