using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Screenings;

/// <summary>Orchestrates the task of one grid or village.</summary>
[GrainType(ScreeningTaskState.KindName)]
internal sealed class ScreeningTaskGrain(
    [PersistentState(StorageNames.ScreeningTaskState, StorageNames.Provider)] IPersistentState<ScreeningTaskState> stored, MatterTools tools)
    : MatterGrain<ScreeningTaskState>(stored, tools), IScreeningTaskGrain
{
    public async Task Issue(ScreeningTaskOrder order)
    {
        if (State.Exists)
            return;
        var issued = await Open("issue", order, new ActContext(Actor.Clockwork), scene => ScreeningTaskRules.Issue(order, Number, scene));
        if (!issued.Succeeded)
            throw new InvalidOperationException($"{Number} could not be issued: {issued.Refusal.Code}.");
    }

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

    public Task<Result<ScreeningTaskView>> View(Actor by) => Task.FromResult<Result<ScreeningTaskView>>(State.Exists ? Seen(by) : Unknown());

    protected override ScreeningTaskState AtEnd(ScreeningTaskState matter, Clock clock, Scene scene) => ScreeningTaskRules.Overdue(matter);

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
        Clocks = State.ClockViews(Law, Now),
        Possible = Law.Matters.Possible(State, by),
    };
}
