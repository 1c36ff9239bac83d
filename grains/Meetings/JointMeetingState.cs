using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>What is stored of a joint meeting. <see cref="MatterState{TSelf}.Lead"/> convenes it.</summary>
[GenerateSerializer, Alias("joint-meeting-state")]
internal sealed record JointMeetingState : MatterState<JointMeetingState>
{
    public const string KindName = "joint-meeting";

    [Id(100)] public MeetingStatus Status { get; init; }

    [Id(101)] public int Sequence { get; init; }

    [Id(102)] public DateOnly On { get; init; }

    [Id(103)] public ImmutableArray<AgencyId> Members { get; init; } = [];

    [Id(104)] public DateTimeOffset? ConvenedAt { get; init; }

    [Id(105)] public string? MeetingPlace { get; init; }

    /// <summary>As it was when the meeting was convened.</summary>
    [Id(106)] public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    [Id(107)] public string? Minutes { get; init; }

    [Id(108)] public ImmutableArray<ResolvedTask> Tasks { get; init; } = [];

    /// <summary>How many of the tasks know that they were issued.</summary>
    [Id(109)] public int TasksIssued { get; init; }

    [Id(110)] public string? Outcome { get; init; }

    /// <summary>When it is seen whether it is held; null when it is held anyway, or that was seen.</summary>
    [Id(111)] public DateTimeOffset? LookAt { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not (MeetingStatus.Closed or MeetingStatus.Cancelled or MeetingStatus.Lapsed);

    [JsonIgnore]
    public override string Title => $"第{Sequence}次联席会议";

    [JsonIgnore]
    public override string? Subject => CoordinatingBodyState.NumberOf(Area).ToString();

    [JsonIgnore]
    public override object Listed => new MeetingListed(On, Agenda.Length, Tasks.Length, Tasks.Count(task => task.InTime is not null));

    public static MatterNumber NumberOf(AreaCode area, int sequence) => MatterNumber.Of(KindName, $"{area}n{sequence}");

    /// <summary>Number of the n-th task, counted from 0.</summary>
    public MatterNumber TaskNumber(int index) => MatterNumber.Of(ResolutionTaskState.KindName, $"{MatterNumber.Parse(Number).Id}t{index + 1}");

    private sealed record MeetingListed(DateOnly PlannedOn, int Items, int Tasks, int Ended);
}

/// <summary>A task that was resolved.</summary>
/// <param name="InTime">Whether it ended in time; null while it has not ended.</param>
[GenerateSerializer, Alias("resolved-task")]
internal sealed record ResolvedTask(
    [property: Id(0)] string What, [property: Id(1)] AgencyId Owner, [property: Id(2)] TaskPace Pace, [property: Id(3)] string? Dispute, [property: Id(4)] bool? InTime = null);
