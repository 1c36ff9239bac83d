using Microsoft.Extensions.Logging;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>The one writer of changes: decides, writes once, and sends the shards to work. What it cannot send goes by itself.</summary>
[GrainType("law-changes")]
internal sealed class LawChangesGrain(
    [PersistentState(StorageNames.LawChangesState, StorageNames.Provider)] IPersistentState<LawChangesState> stored,
    ILawChangeReads reads,
    LawInForce law,
    WakeUpOptions wakeUp,
    TimeProvider clock,
    ILogger<LawChangesGrain> logger)
    : Grain, ILawChangesGrain
{
    public Task<Result<LawChangePut>> PutCalendar(int year, CalendarDraft draft, Actor by) =>
        Put(by, () => LawChangeRules.PutCalendar(stored.State, law.Current, year, draft, by.Id, Moment.Now(clock)));

    public Task<Result<LawChangePut>> PutRule(string id, RuleDraft draft, Actor by) =>
        Put(by, () => LawChangeRules.PutRule(stored.State, law.Current, id, draft, by.Id, Moment.Now(clock)));

    private async Task<Result<LawChangePut>> Put(Actor by, Func<Result<LawChangeDecision>> decide)
    {
        if (law.Current.RefusesRole("law/change", by) is { } refused)
            return refused;
        await law.AtLeast(stored.State.Edition);
        var decided = decide();
        if (!decided.Succeeded)
            return decided.Refusal;
        var edition = decided.Value.Edition;
        if (decided.Value.IsNew)
        {
            await Commit(decided.Value.State);
            await law.AtLeast(edition);
            await Hurry(edition);
        }

        var change = (await reads.LawChanges(edition - 1, 1, CancellationToken.None))[0];
        return new LawChangePut(LawChangeViews.Of(change), decided.Value.IsNew);
    }

    private async Task Hurry(long edition)
    {
        for (var shard = 0; shard < wakeUp.SweepShards; shard++)
        {
            try
            {
                await GrainFactory.GetGrain<IRecountGrain>(GrainKeys.Recount(shard)).Hurry(edition);
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                // The change is in force; its reminder brings the shard to it.
                logger.HurryFailed(failure, shard);
            }
        }
    }

    private Task Commit(LawChangesState next) => this.Commit(stored, next);
}
