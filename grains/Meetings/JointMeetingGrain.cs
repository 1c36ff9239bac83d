using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Meetings;

/// <summary>Orchestrates one joint meeting.</summary>
[GrainType(JointMeetingState.KindName)]
internal sealed class JointMeetingGrain(
    [PersistentState(StorageNames.JointMeetingState, StorageNames.Provider)] IPersistentState<JointMeetingState> stored, MatterTools tools, IMatterReads matters)
    : MatterGrain<JointMeetingState>(stored, tools), IJointMeetingGrain
{
    public Task Plan(MeetingPlan plan) => OpenOnce("plan", plan, (blank, scene) => MeetingRules.Plan(blank, plan, scene));

    public async Task<Result<JointMeetingView>> Act(MeetingCommand command, ActContext context)
    {
        if (Refuses(context.By) is { } refused)
            return refused;
        if (MeetingRules.Check(command, Law) is { } malformed)
            return malformed;
        if (await UnknownDispute(command, context.By) is { } unknown)
            return unknown;
        var done = command is ConveneMeeting convene
            ? await Convene(convene, context)
            : await Do(NameOf(command), command, context, (meeting, scene) => MeetingRules.Decide(meeting, command, scene));
        return done.Succeeded ? await Seen(context.By) : done.Refusal;
    }

    public async Task TaskEnded(MatterNumber task, bool inTime)
    {
        var index = Enumerable.Range(0, State.Tasks.Length).FirstOrDefault(index => State.TaskNumber(index) == task, -1);
        if (index >= 0 && State.IsOpen)
            await Do("task-ended", new EndedSaid(task, inTime), new ActContext(Actor.Clockwork), (meeting, scene) => MeetingRules.TaskEnded(meeting, index, inTime, scene));
    }

    public async Task<Result<JointMeetingView>> View(Actor by) => Sees(by) ? await Seen(by) : Unknown();

    protected override JointMeetingState AtTime(JointMeetingState matter, Scene scene) =>
        matter with { WakeAt = matter is { Status: MeetingStatus.Resolved } or { LookAt: not null } ? scene.Now.At + scene.Law.Policy.LateAfter : null };

    /// <summary>
    /// Sees whether the meeting is held when the time has come. Issues the tasks that were resolved, one after the other; each knows its own
    /// number, so none is issued twice.
    /// </summary>
    protected override async Task Follow()
    {
        if (State is { Status: MeetingStatus.Planned, LookAt: { } look } && look <= Now.At)
            await Look();
        if (State.Status is not MeetingStatus.Resolved)
            return;
        while (State.TasksIssued < State.Tasks.Length)
        {
            var index = State.TasksIssued;
            var task = State.Tasks[index];
            var order = new TaskOrder(Number, State.Area, State.Lead, task.Owner, task.What, task.Pace, task.Dispute);
            if (!await Reached(() => GrainFactory.Matter<IResolutionTaskGrain>(State.TaskNumber(index)).Issue(order)))
                return;
            await Note(State.Blank() with { TasksIssued = index + 1 });
        }

        await Do("track", new { }, new ActContext(Actor.Clockwork), (meeting, scene) => MeetingRules.Tracked(meeting, scene));
    }

    private async Task Look()
    {
        AgendaView? agenda = null;
        if (await Reached(async () => agenda = (await GrainFactory.GetGrain<IAgendaGrain>(0).Agenda(State.Area, Actor.Clockwork)).Value))
            await Do("look", new LookedSaid(agenda?.Items.Length ?? 0), new ActContext(Actor.Clockwork), (meeting, scene) => MeetingRules.Looked(meeting, agenda?.Items.Length ?? 0, scene));
    }

    private async Task<Result<JointMeetingState>> Convene(ConveneMeeting command, ActContext context)
    {
        var agenda = await GrainFactory.GetGrain<IAgendaGrain>(0).Agenda(State.Area, Actor.Clockwork);
        return agenda.Succeeded
            ? await Do("convene", command, context, (meeting, scene) => MeetingRules.Convene(meeting, command, agenda.Value.Items, scene))
            : agenda.Refusal;
    }

    private async Task<Refusal?> UnknownDispute(MeetingCommand command, Actor by)
    {
        if (command is not ResolveMeeting resolve)
            return null;
        foreach (var (index, resolution) in resolve.Resolutions.Index())
            // What stands on the agenda is known to whoever convened it.
            if (resolution.Dispute is { } number
                && !State.Agenda.Any(item => item.Subject == number)
                && await GrainFactory.Dispute(DisputeNumber.Parse(number)).SeenBy("dispute/read", by) is null)
                return Refusal.Of($"resolutions[{index}].dispute", RefusalCode.UnknownDispute, new Fact("number", number));
        return null;
    }

    private static string NameOf(MeetingCommand command) => command switch
    {
        CancelMeeting => "cancel",
        ResolveMeeting => "resolve",
        CloseMeeting => "close",
        _ => throw new InvalidOperationException($"No act for {command.GetType().Name}."),
    };

    private async Task<JointMeetingView> Seen(Actor by)
    {
        var state = State;
        var tasks = await matters.List(new MatterFilter(ResolutionTaskState.KindName, state.Tasks.Length + 1) { Subject = state.Number, Open = true }, CancellationToken.None);
        return new JointMeetingView
        {
            Number = Number,
            Version = state.Version,
            Status = state.Status,
            Area = state.Area,
            Convener = Named(state.Lead),
            PlannedOn = state.On,
            ConvenedAt = state.ConvenedAt,
            Place = state.MeetingPlace,
            Members = [.. state.Members.Select(Named)],
            Agenda = state.Agenda,
            Minutes = state.Minutes,
            Resolutions =
            [
                .. state.Tasks.Select((task, index) => new ResolutionView(
                    state.TaskNumber(index), task.What, Named(task.Owner), task.Pace, task.Dispute is { } number ? DisputeNumber.Parse(number) : null, task.InTime is not null, task.InTime)),
            ],
            FollowUp = MeetingRules.RateOf(state, tasks.Count(task => task.NextDueAt < Now.At)),
            Outcome = state.Outcome,
            Clocks = DisputeViews.Clocks(state, Law, Now),
            Possible = Law.Matters.Possible(state, by),
        };
    }

    private NamedAgency Named(AgencyId agency) => new(agency, Law.Routing.NameOf(agency, Law.Areas));

    private sealed record LookedSaid(int Items);

    private sealed record EndedSaid(MatterNumber Task, bool InTime);
}
