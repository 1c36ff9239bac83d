using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>工作协调机构 of one area: its members, and the standing schedule by which its joint meetings are planned, one ahead at any time.</summary>
[GrainInterfaceType("coordinating-body")]
public interface ICoordinatingBodyGrain : IMatterGrain
{
    /// <summary>Sets it up; from then on its meetings are planned without anybody's doing.</summary>
    [Alias("establish")]
    Task<Result<CoordinatingBodyView>> Establish(EstablishBody command, ActContext context);

    /// <summary>Sets it up by the standing schedule unless it stands already. Idempotent; its members may be changed afterwards.</summary>
    [Alias("stand")]
    Task Stand();

    [Alias("members")]
    Task<Result<CoordinatingBodyView>> Members(ChangeMembers command, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<CoordinatingBodyView>> View(Actor by);
}

/// <summary>联席会议: one meeting, from the day that is planned for it to the end of its last task.</summary>
[GrainInterfaceType("joint-meeting")]
public interface IJointMeetingGrain : IMatterGrain
{
    /// <summary>Called by its body. Idempotent.</summary>
    [Alias("plan")]
    Task Plan(MeetingPlan plan);

    [Alias("act")]
    Task<Result<JointMeetingView>> Act(MeetingCommand command, ActContext context);

    /// <summary>A task of its resolutions has ended. Idempotent.</summary>
    [Alias("task-ended")]
    Task TaskEnded(MatterNumber task, bool inTime);

    [Alias("view"), ReadOnly]
    Task<Result<JointMeetingView>> View(Actor by);
}

/// <summary>One task that a joint meeting resolved.</summary>
[GrainInterfaceType("resolution-task")]
public interface IResolutionTaskGrain : IMatterGrain
{
    /// <summary>Called by its meeting. Idempotent.</summary>
    [Alias("issue")]
    Task Issue(TaskOrder order);

    [Alias("act")]
    Task<Result<ResolutionTaskView>> Act(TaskCommand command, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<ResolutionTaskView>> View(Actor by);
}

/// <summary>Builds the agenda of an area from what is open there now. Stateless. Key: 0.</summary>
[GrainInterfaceType("agenda")]
public interface IAgendaGrain : IGrainWithIntegerKey
{
    [Alias("agenda"), ReadOnly]
    Task<Result<AgendaView>> Agenda(AreaCode area, Actor by);
}

/// <summary>What became of the resolutions of a period. Key: 0.</summary>
[GrainInterfaceType("resolution-report")]
public interface IResolutionReportGrain : IGrainWithIntegerKey
{
    [Alias("resolutions")]
    Task<Result<ResolutionReport>> Resolutions(ResolutionReportQuery query, Actor by);
}

/// <param name="From">First day, included; null: 365 days ago.</param>
/// <param name="To">Last day, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("resolution-report-query")]
public sealed record ResolutionReportQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);

/// <summary>What a body gives a meeting that it plans.</summary>
[GenerateSerializer, Immutable, Alias("meeting-plan")]
public sealed record MeetingPlan(
    [property: Id(0)] AreaCode Area, [property: Id(1)] int Sequence, [property: Id(2)] DateOnly On, [property: Id(3)] AgencyId Convener,
    [property: Id(4)] System.Collections.Immutable.ImmutableArray<AgencyId> Members);

/// <summary>What a meeting gives a task that it resolved.</summary>
[GenerateSerializer, Immutable, Alias("task-order")]
public sealed record TaskOrder(
    [property: Id(0)] MatterNumber Meeting, [property: Id(1)] AreaCode Area, [property: Id(2)] AgencyId Convener, [property: Id(3)] AgencyId Owner,
    [property: Id(4)] string What, [property: Id(5)] TaskPace Pace, [property: Id(6)] string? Dispute);
