using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>Orchestrates the coordinating body of one area: it wakes when a meeting's day is over, and plans the next.</summary>
[GrainType(CoordinatingBodyState.KindName)]
internal sealed class CoordinatingBodyGrain(
    [PersistentState(StorageNames.CoordinatingBodyState, StorageNames.Provider)] IPersistentState<CoordinatingBodyState> stored, MatterTools tools)
    : MatterGrain<CoordinatingBodyState>(stored, tools), ICoordinatingBodyGrain
{
    public async Task<Result<CoordinatingBodyView>> Establish(EstablishBody command, ActContext context)
    {
        if (CoordinatingBodyRules.Check(command, Law) is { } malformed)
            return malformed;
        if (State.Exists && (context.CommandId is null || State.Remembered.All(known => known.Id != context.CommandId)))
            return Refusal.Because(RefusalCode.BodyStands);
        var opened = await Open("establish", command, context, (blank, scene) => CoordinatingBodyRules.Establish(blank, command, scene));
        return opened.Succeeded ? Seen(context.By) : opened.Refusal;
    }

    public Task Stand()
    {
        var standing = new EstablishBody { Area = Number.Id };
        return OpenOnce("establish", standing, (blank, scene) => CoordinatingBodyRules.Establish(blank, standing, scene));
    }

    public async Task<Result<CoordinatingBodyView>> Members(ChangeMembers command, ActContext context)
    {
        if (Refuses(context.By) is { } refused)
            return refused;
        if (CoordinatingBodyRules.Check(command, Law) is { } malformed)
            return malformed;
        var done = await Do("members", command, context, (body, scene) => CoordinatingBodyRules.Change(body, command, scene));
        return done.Succeeded ? Seen(context.By) : done.Refusal;
    }

    public Task<Result<CoordinatingBodyView>> View(Actor by) => Task.FromResult<Result<CoordinatingBodyView>>(Sees(by) ? Seen(by) : Unknown());

    protected override CoordinatingBodyState AtTime(CoordinatingBodyState matter, Scene scene) => CoordinatingBodyRules.Next(matter, scene);

    /// <summary>The meeting that is planned has to know it; a meeting that is told twice knows it once.</summary>
    protected override async Task Follow()
    {
        if (State.Opened == State.Sequence)
            return;
        var plan = new MeetingPlan(State.Area, State.Sequence, State.On, State.Lead, State.Members);
        if (await Reached(() => GrainFactory.Matter<IJointMeetingGrain>(JointMeetingState.NumberOf(State.Area, State.Sequence)).Plan(plan)))
            await Note(CoordinatingBodyRules.Opened(State.Blank(), plan.Sequence, SceneFor(Actor.Clockwork)));
    }

    private CoordinatingBodyView Seen(Actor by) => new()
    {
        Number = Number,
        Version = State.Version,
        Area = State.Area,
        Convener = Named(State.Lead),
        Members = [.. State.Members.Select(Named)],
        Schedule = Law.Meetings.Of(State.Area.Level)!.Words,
        NextMeeting = JointMeetingState.NumberOf(State.Area, State.Sequence),
        NextOn = State.On,
        Possible = Law.Matters.Possible(State, by),
    };

    private NamedAgency Named(AgencyId agency) => new(agency, Law.Routing.NameOf(agency, Law.Areas));
}
