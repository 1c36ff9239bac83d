using Microsoft.Extensions.Logging;
using Suyuan.Areas;

namespace Suyuan.Audit;

/// <summary>The one place that decides in which order a county's trail goes on.</summary>
[GrainType("audit-chain")]
internal sealed partial class AuditChainGrain(
    [PersistentState(StorageNames.AuditChainState, StorageNames.Provider)] IPersistentState<AuditChainState> stored, ILogger<AuditChainGrain> logger) : Grain, IAuditChainGrain
{
    private bool _sealed;

    private AreaCode County => AreaCode.Parse(GrainKeys.Identity(this.GetPrimaryKeyString()));

    public async Task Append(AuditBatch batch)
    {
        var next = AuditRules.Append(stored.State, County, batch);
        if (ReferenceEquals(next, stored.State))
            return;
        await this.Commit(stored, next);
        await BeSealed();
    }

    public Task<AuditMark> Head() => Task.FromResult(new AuditMark(County.ToString(), stored.State.Sequence, stored.State.Hash));

    /// <summary>The county seals by itself from then on; until it could be told, each append tells it.</summary>
    private async Task BeSealed()
    {
        if (_sealed)
            return;
        try
        {
            await GrainFactory.Area(County).Seal();
            _sealed = true;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogNotSealed(failure, County.ToString());
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The audit trail of {County} could not be sealed; it will be tried with the next lines")]
    private partial void LogNotSealed(Exception failure, string county);
}
