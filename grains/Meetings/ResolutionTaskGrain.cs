using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>Orchestrates one task of a joint meeting; tells its meeting when it is done, and the dispute that it is about.</summary>
[GrainType(ResolutionTaskState.KindName)]
internal sealed class ResolutionTaskGrain(
    [PersistentState(StorageNames.ResolutionTaskState, StorageNames.Provider)] IPersistentState<ResolutionTaskState> stored, MatterTools tools)
    : MatterGrain<ResolutionTaskState>(stored, tools), IResolutionTaskGrain
{
    public Task Issue(TaskOrder order) => OpenOnce("issue", order, (blank, scene) => TaskRules.Issue(blank, order, scene));

    public async Task<Result<ResolutionTaskView>> Act(TaskCommand command, ActContext context)
    {
        if (Refuses(context.By) is { } refused)
            return refused;
        if (TaskRules.Check(command) is { } malformed)
            return malformed;
        var done = await Do(NameOf(command), command, context, (task, scene) => TaskRules.Decide(task, command, scene));
        return done.Succeeded ? Seen(context.By) : done.Refusal;
    }

    public Task<Result<ResolutionTaskView>> View(Actor by) => Task.FromResult<Result<ResolutionTaskView>>(Sees(by) ? Seen(by) : Unknown());

    protected override ResolutionTaskState AtTime(ResolutionTaskState matter, Scene scene) =>
        matter with { WakeAt = matter.Told == matter.ToTell ? null : scene.Now.At + scene.Law.Policy.LateAfter };

    protected override async Task Follow()
    {
        if (!State.Exists || State.ToTell is var told && told == State.Told)
            return;
        var (inTime, number) = (State.InTime, Number);
        if (State.Dispute is { } dispute
            && !await Reached(() => GrainFactory.Dispute(DisputeNumber.Parse(dispute)).Supervised(new SupervisionNote(number, Kebab.Of(told), State.Lead, Kebab.Of(State.Pace)))))
            return;
        // Its meeting waits for the answer while it issues tasks, and needs to hear of the end alone.
        if (told is TaskStatus.Done && !await Reached(() => GrainFactory.Matter<IJointMeetingGrain>(MatterNumber.Parse(State.Meeting)).TaskEnded(number, inTime)))
            return;
        await Note(State.Blank() with { Told = told, WakeAt = null });
    }

    private static string NameOf(TaskCommand command) => command switch
    {
        AcceptTask => "accept",
        ReportTask => "report",
        FinishTask => "done",
        ReturnTask => "return",
        _ => throw new InvalidOperationException($"No act for {command.GetType().Name}."),
    };

    private ResolutionTaskView Seen(Actor by) => new()
    {
        Number = Number,
        Version = State.Version,
        Status = State.Status,
        Meeting = MatterNumber.Parse(State.Meeting),
        Owner = Named(State.Lead),
        Convener = Named(State.Convener),
        What = State.What,
        Pace = State.Pace,
        Dispute = State.Dispute is { } dispute ? DisputeNumber.Parse(dispute) : null,
        Report = State.Report,
        Returns = State.Returns,
        Clocks = DisputeViews.Clocks(State, Law, Now),
        Possible = Law.Matters.Possible(State, by),
    };

    private NamedAgency Named(AgencyId agency) => new(agency, Law.Routing.NameOf(agency, Law.Areas));
}
