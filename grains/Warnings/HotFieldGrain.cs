using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Screenings;

namespace Suyuan.Warnings;

/// <summary>Orchestrates one hot field. Every decision is in <see cref="HotFieldRules"/>.</summary>
[GrainType(HotFieldState.KindName)]
internal sealed class HotFieldGrain(
    [PersistentState(StorageNames.HotFieldState, StorageNames.Provider)] IPersistentState<HotFieldState> stored, MatterTools tools, IMatterReads matters)
    : MatterGrain<HotFieldState>(stored, tools), IHotFieldGrain
{
    public async Task Stand()
    {
        if (Law.HotFields.Rows.FirstOrDefault(row => HotFieldState.NumberOf(row) == Number) is not { } row)
            return;
        if (State is { Exists: true, IsOpen: true })
            await Do("amend", new RowSaid(row.To, row.ScreenDays), new ActContext(Actor.Clockwork), (field, scene) => HotFieldRules.Amend(field, row, scene));
        else if (row.To >= Now.Day)
            await OpenOnce("name", new RowSaid(row.To, row.ScreenDays), (blank, scene) => HotFieldRules.Begin(blank, row, scene));
    }

    public async Task Look()
    {
        await Stand();
        if (State is not { Exists: true, Status: HotFieldStatus.Hot })
            return;
        var last = HotFieldTable.LastScreened(State.Area, State.Category!, await Screenings(), Law.Areas);
        await Do("look", new LookedSaid(last), new ActContext(Actor.Clockwork), (field, scene) => HotFieldRules.Looked(field, last, scene));
    }

    public Task<Result<HotFieldView>> View(Actor by) => Task.FromResult<Result<HotFieldView>>(Sees(by)
        ? new HotFieldView(
            Number, State.Version, State.Status, State.Area, Law.Areas.PathOf(State.Area), State.Category!, State.From, State.To, State.ScreenDays, State.Words,
            State.Screened, new NamedAgency(State.Lead, Law.Routing.NameOf(State.Lead, Law.Areas)), DisputeViews.Clocks(State, Law, Now))
        : Unknown());

    protected override HotFieldState AtTime(HotFieldState matter, Scene scene) => HotFieldRules.AtTime(matter, scene);

    protected override async Task Follow()
    {
        if (State is { Exists: true, ToLook: true, Status: HotFieldStatus.Hot })
            await Look();
    }

    /// <summary>Campaigns since a year before it became hot, wherever they were ordered: one of the city may cover a village.</summary>
    private async Task<ImmutableArray<ScreeningListed>> Screenings()
    {
        var filter = new MatterFilter(ScreeningState.KindName)
        {
            AreaPrefix = AreaTree.PrefixOf(Law.Areas.City.Code),
            CreatedFrom = Moment.StartOf(State.From.AddDays(-366)),
        };
        return [.. (await matters.All(filter)).Select(row => HistoryJson.Read<ScreeningListed>(row.Data))];
    }

    private sealed record RowSaid(DateOnly To, int ScreenDays);

    private sealed record LookedSaid(DateOnly? LastScreenedOn);
}
