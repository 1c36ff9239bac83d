using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.Screenings;

/// <summary>
/// Orchestrates one campaign. What is to be done for its tasks stands in its state and is done a batch at a time after each write
/// and on each wake-up; every step can be repeated, so a crash costs one batch done twice, which changes nothing.
/// </summary>
[GrainType(ScreeningState.KindName)]
internal sealed class ScreeningGrain(
    [PersistentState(StorageNames.ScreeningState, StorageNames.Provider)] IPersistentState<ScreeningState> stored,
    MatterTools tools, AreaDuties areas, IMatterReads matters)
    : MatterGrain<ScreeningState>(stored, tools), IScreeningGrain
{
    /// <summary>Tasks under way at once: a campaign must not drown intake.</summary>
    private const int Batch = 64;

    private ImmutableArray<ScreeningTaskOrder>? _orders;

    public async Task<Result<ScreeningView>> Order(OrderScreening order, ActContext context)
    {
        var ordered = await Open("order", order, context, (blank, scene) => ScreeningRules.Order(blank, order, scene));
        return ordered.Succeeded ? await Seen(context.By) : ordered.Refusal;
    }

    public async Task<Result<ScreeningView>> Close(CloseScreening command, ActContext context)
    {
        var figures = Sees(context.By) ? (await Analysis()).Totals : null;
        var closed = await Do("close", command, context, (screening, scene) => ScreeningRules.Close(screening, command, figures!, scene));
        return closed.Succeeded ? await Seen(context.By) : closed.Refusal;
    }

    public async Task<Result<ScreeningView>> View(Actor by) => Sees(by) ? await Seen(by) : Unknown();

    protected override ScreeningState AtEnd(ScreeningState matter, Clock clock, Scene scene) => ScreeningRules.ReturnsOver(matter, clock, scene);

    /// <summary>What is to be done is no rule's: see <see cref="Follow"/>.</summary>
    protected override ScreeningState AtTime(ScreeningState matter, Scene scene) =>
        matter.AlarmDue || matter.Phase is ScreeningPhase.Issuing or ScreeningPhase.Closing ? matter : base.AtTime(matter, scene);

    /// <summary>One batch; the state's own instant brings the next.</summary>
    protected override Task Follow() => State switch
    {
        { Phase: ScreeningPhase.Issuing } => IssueSome(),
        { AlarmDue: true } => AlarmMissing(),
        { Phase: ScreeningPhase.Closing } => EndSome(),
        _ => Task.CompletedTask,
    };

    private async Task IssueSome()
    {
        // The hot fields that it covers are told before its tasks are issued: asked again, they know it.
        if (State.IssuedThrough is null && !await Reached(TellHotFields))
            return;
        var orders = _orders ??= await Orders();
        var batch = orders.Where(order => string.CompareOrdinal(TargetOf(order).Code, State.IssuedThrough) > 0).Take(Batch).ToImmutableArray();
        if (batch.IsEmpty)
        {
            _orders = null;
            await Note(ScreeningRules.AllIssued(State, SceneFor(Actor.Clockwork)));
            return;
        }

        await Task.WhenAll(batch.Select(order =>
            GrainFactory.Matter<IScreeningTaskGrain>(ScreeningTaskState.NumberOf(Number, TargetOf(order))).Issue(order)));
        await Note(ScreeningRules.WithIssued(State, [.. batch.Select(TargetOf)], SceneFor(Actor.Clockwork)));
    }

    /// <summary>Counted anew by every activation that still has something to issue: a place that came after the last one issued is among them.</summary>
    private async Task<ImmutableArray<ScreeningTaskOrder>> Orders()
    {
        var (own, grids) = await areas.Within(State.Area, Law.Areas);
        return
        [
            .. ScreeningRules.Targets(State.Scope, grids, Law.Areas).Select(target => new ScreeningTaskOrder(
                Number, State.Name, target.Village, target.Grid, State.From, State.To,
                Law.Duties.Of(target.Village, AreaDuty.Screening, null, own, Law).Unit ?? Routing.Registrar(target.Village))),
        ];
    }

    private Task TellHotFields() => Task.WhenAll(
        from field in Law.HotFields.In(Now.Day)
        where State.Scope.Any(scope => scope.IsWithin(field.Area) || field.Area.IsWithin(scope)) && (State.Categories.IsEmpty || State.Categories.Contains(field.Category))
        select GrainFactory.Matter<IHotFieldGrain>(HotFieldState.NumberOf(field)).Look());

    private async Task AlarmMissing()
    {
        var missing = await matters.All(AllTasks with { Open = true });
        await Note(ScreeningRules.Alarm(
            State,
            [.. missing.Select(row => new MissingReturn(AgencyId.Parse(row.Agency), AreaCode.Parse(row.Area), row.Title))],
            SceneFor(Actor.Clockwork)));
    }

    private async Task EndSome()
    {
        var some = await matters.List(AllTasks with { Limit = Batch, Open = true }, CancellationToken.None);
        await Task.WhenAll(some.Select(row => GrainFactory.Matter<IScreeningTaskGrain>(MatterNumber.Parse(row.Number)).End()));
        await Note(some.IsEmpty
            ? ScreeningRules.AllEnded(State, SceneFor(Actor.Clockwork))
            : State.Blank() with { WakeAt = Now.At });
    }

    private async Task<ScreeningAnalysis> Analysis()
    {
        var counts = await matters.Count(AllTasks, CancellationToken.None);
        var found = ImmutableArray.CreateBuilder<FoundInVillage>();
        foreach (var status in (ScreeningTaskStatus[])[ScreeningTaskStatus.Found, ScreeningTaskStatus.FoundLate])
        {
            foreach (var row in await matters.All(AllTasks with { Status = Kebab.Of(status) }))
            {
                var listed = HistoryJson.Read<ScreeningTaskListed>(row.Data);
                found.Add(new FoundInVillage(AreaCode.Parse(row.Area), listed.Found, listed.Categories));
            }
        }

        return ScreeningAnalysis.Of(State.Scope, counts, found.ToImmutable(), Law.Areas);
    }

    private MatterFilter AllTasks => new(ScreeningTaskState.KindName) { Subject = Number.ToString() };

    private static ScreeningTarget TargetOf(ScreeningTaskOrder order) => new(order.Grid?.ToString() ?? order.Village.ToString(), order.Village, order.Grid);

    private async Task<ScreeningView> Seen(Actor by)
    {
        var analysis = await Analysis();
        return new ScreeningView
        {
            Number = Number,
            Version = State.Version,
            Phase = State.Phase,
            Title = State.Name,
            Areas = State.Scope,
            Categories = State.Categories,
            From = State.From,
            To = State.To,
            Note = State.Note,
            Lead = new NamedAgency(State.Lead, Law.Routing.NameOf(State.Lead, Law.Areas)),
            Issued = State.Issued,
            Clocks = DisputeViews.Clocks(State, Law, Now),
            Possible = Law.Matters.Possible(State, by),
            Totals = State.Report ?? analysis.Totals,
            ByArea = analysis.ByArea,
            ByCategory = analysis.ByCategory,
            Analysis = analysis.Words,
            Conclusion = State.Conclusion,
        };
    }
}
