using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Signals;

namespace Suyuan.Screenings;

/// <summary>Orchestrates the task of one grid or village.</summary>
[GrainType(ScreeningTaskState.KindName)]
internal sealed class ScreeningTaskGrain(
    [PersistentState(StorageNames.ScreeningTaskState, StorageNames.Provider)] IPersistentState<ScreeningTaskState> stored, MatterTools tools)
    : MatterGrain<ScreeningTaskState>(stored, tools), IScreeningTaskGrain
{
    /// <summary>Signals filed after one write: a return of a hundred findings must not keep its sender waiting.</summary>
    private const int Batch = 16;

    public Task Issue(ScreeningTaskOrder order) => OpenOnce("issue", order, (blank, scene) => ScreeningTaskRules.Issue(blank, order, scene));

    public async Task<Result<ScreeningTaskView>> Return(ReturnScreening command, ActContext context)
    {
        var returned = await Do("return", command, context, (task, scene) => ScreeningTaskRules.Return(task, command, scene));
        return returned.Succeeded ? Seen(context.By) : Told(returned.Refusal);
    }

    public async Task End()
    {
        if (State.IsOpen)
            await Do("end", new { }, new ActContext(Actor.Clockwork), (task, scene) => ScreeningTaskRules.End(task, scene));
    }

    public Task<Result<ScreeningTaskView>> View(Actor by) => Task.FromResult<Result<ScreeningTaskView>>(Sees(by) ? Seen(by) : Unknown());

    /// <summary>What is still to be filed is tried again by <see cref="Follow"/>, which says when next.</summary>
    protected override ScreeningTaskState AtTime(ScreeningTaskState matter, Scene scene) =>
        matter with { WakeAt = matter.ToFile.Any() ? scene.Now.At + scene.Law.Policy.LateAfter : null };

    /// <summary>Findings become signals, a batch at a time; a signal's command id is made of task and place, so none is filed twice.</summary>
    protected override async Task Follow()
    {
        var filed = State.Filed;
        foreach (var (index, finding) in State.ToFile.Take(Batch).ToArray())
            if (await File(index, finding) is { } signal)
                filed = filed.SetItem(index, finding with { Signal = signal });
        if (filed != State.Filed)
            await Note(ScreeningTaskRules.WithSignals(State.Blank(), filed, SceneFor(Actor.Clockwork)));
    }

    protected override ScreeningTaskState AtEnd(ScreeningTaskState matter, Clock clock, Scene scene) => ScreeningTaskRules.Overdue(matter);

    /// <summary>Null when the desk could not be reached, or did not take it: both are tried again.</summary>
    private async Task<MatterNumber?> File(int index, FiledFinding finding)
    {
        MatterNumber? signal = null;
        await Reached(async () =>
        {
            var reported = await GrainFactory.GetGrain<ISignalDeskGrain>(GrainKeys.SignalDesk(State.Area))
                .Report(ScreeningTaskRules.SignalOf(State, finding), new ActContext(finding.By, $"{Number}/{index + 1}"));
            if (reported.Succeeded)
                signal = reported.Value.Number;
            else
                Logger.NotFiled(Number.ToString(), index + 1, reported.Refusal.Code);
        });
        return signal;
    }

    /// <summary>Whoever comes after the end is told what to do with what was found.</summary>
    private Refusal Told(Refusal refusal) => refusal.Code is RefusalCode.NotInThisStage
        ? Refusal.Because(RefusalCode.ScreeningOver, new Fact("status", State.Place))
        : refusal;

    private ScreeningTaskView Seen(Actor by) => new()
    {
        Number = Number,
        Version = State.Version,
        Screening = State.Screening,
        Area = State.Area,
        Grid = State.Grid,
        Holder = new NamedAgency(State.Lead, Law.Routing.NameOf(State.Lead, Law.Areas)),
        Status = State.Status,
        ReturnedAt = State.ReturnedAt,
        Found = State.Found,
        Findings = [.. State.Findings.Select(one => new ScreeningFinding { Category = one.Category, Count = one.Count, Numbers = one.Numbers, ToFile = one.ToFile })],
        Clocks = DisputeViews.Clocks(State, Law, Now),
        Possible = Law.Matters.Possible(State, by),
        Signals = [.. State.Filed.Select(one => one.Signal).OfType<MatterNumber>()],
        ToFile = State.ToFile.Count(),
    };
}
