using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Areas;

/// <summary>Keeps what one area has put. The first thing put opens it.</summary>
[GrainType(AreaDutyState.KindName)]
internal sealed class AreaDutyGrain(
    [PersistentState(StorageNames.AreaDutyState, StorageNames.Provider)] IPersistentState<AreaDutyState> stored, MatterTools tools)
    : MatterGrain<AreaDutyState>(stored, tools), IAreaDutyGrain
{
    private AreaCode Area => AreaCode.TryParse(Number.Id, null, out var code) ? code : default;

    public Task<Result<AreaDutyView>> PutGrids(PutGrids grids, ActContext context) => Put("put-grids", grids, context, (area, scene) =>
        GridRules.Put(area.Grids, Area, grids, scene.Now) switch
        {
            { Succeeded: false } refused => refused.Refusal,
            var put when put.Value == area.Grids => area,
            var put => area with { Grids = put.Value },
        });

    public Task<Result<AreaDutyView>> PutDuties(PutDuties duties, ActContext context) => Put("put-duties", duties, context, (area, scene) =>
        OwnDutyRules.Put(area.Duties, Area, duties, scene.Law) switch
        {
            { Succeeded: false } refused => refused.Refusal,
            var put when put.Value == area.Duties => area,
            var put => area with { Duties = put.Value },
        });

    public Task<Result<AreaDutyView>> View()
    {
        if (!State.Exists)
            DeactivateOnIdle();
        return Task.FromResult<Result<AreaDutyView>>(Law.Areas.Exists(Area) ? Seen() : UnknownArea());
    }

    public Task<ImmutableArray<OwnDutyView>> Own() => Task.FromResult(Views());

    public Task<bool> HasGrid(GridCode grid) => Task.FromResult(State.Grids.Any(one => one.Code == grid && one.RetiredOn is null));

    private async Task<Result<AreaDutyView>> Put(string act, object said, ActContext context, Func<AreaDutyState, Scene, Result<AreaDutyState>> put)
    {
        if (!Law.Areas.Exists(Area))
            return UnknownArea();
        if (Law.RefusesArea(MatterTable.ToAct(Number.Kind), context.By, Area) is { } refused)
            return refused;
        if (!State.Exists && context.ExpectedVersion is > 0)
            return Refusal.Because(RefusalCode.Changed, new Fact("version", "0"));
        var done = State.Exists
            ? await Do(act, said, context, put)
            : await Open(act, said, context, (blank, scene) => put(blank with { Area = Area, Lead = Routing.Registrar(Area) }, scene));
        return done.Succeeded ? Seen() : done.Refusal;
    }

    private Refusal UnknownArea()
    {
        DeactivateOnIdle();
        return Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", Number.Id));
    }

    private AreaDutyView Seen() => new(
        Area,
        State.Version,
        [.. State.Grids.Select(grid => new GridView(grid.Code, grid.Name, grid.WorkerPost, grid.Households, grid.RetiredOn))],
        Views());

    private ImmutableArray<OwnDutyView> Views() =>
        [.. State.Duties.Select(duty => new OwnDutyView(duty.Duty, duty.Category, duty.Unit, duty.Deputy, duty.Reason))];
}
