using System.Collections.Immutable;

namespace Suyuan.Meetings;

/// <summary>建立工作协调机构: of which area, with which members; without members, those that the schedule names for the level.</summary>
[GenerateSerializer, Immutable, Alias("establish-body")]
public sealed record EstablishBody
{
    [Id(0)] public string? Area { get; init; }

    /// <summary>Agencies, at most 60.</summary>
    [Id(1)] public ImmutableArray<string> Members { get; init; } = [];
}

/// <summary>调整成员单位: all members from now on, 1 to 60.</summary>
[GenerateSerializer, Immutable, Alias("change-members")]
public sealed record ChangeMembers
{
    [Id(0)] public ImmutableArray<string> Members { get; init; } = [];
}

/// <summary>An act on a meeting. Who may do which, and when, stands in <c>grains/Matters/acts.csv</c>.</summary>
[GenerateSerializer, Immutable, Alias("meeting-command")]
public abstract record MeetingCommand;

/// <summary>召开: the agenda is frozen as it is now.</summary>
[GenerateSerializer, Immutable, Alias("convene-meeting")]
public sealed record ConveneMeeting : MeetingCommand
{
    /// <summary>Agencies that take part, at most 60; without any, the members of the body.</summary>
    [Id(0)] public ImmutableArray<string> Members { get; init; } = [];

    [Id(1)] public string? Place { get; init; }
}

/// <summary>取消: with the reason; the next one stays planned.</summary>
[GenerateSerializer, Immutable, Alias("cancel-meeting")]
public sealed record CancelMeeting : MeetingCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>决议: the minutes, and the tasks that follow from them, at most 50.</summary>
[GenerateSerializer, Immutable, Alias("resolve-meeting")]
public sealed record ResolveMeeting : MeetingCommand
{
    /// <summary>会议纪要, 1 to 20,000 characters.</summary>
    [Id(0)] public string? Minutes { get; init; }

    [Id(1)] public ImmutableArray<Resolution> Resolutions { get; init; } = [];
}

/// <summary>办结: when every task has ended.</summary>
[GenerateSerializer, Immutable, Alias("close-meeting")]
public sealed record CloseMeeting : MeetingCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>One thing that was resolved: who does what, and how soon.</summary>
[GenerateSerializer, Immutable, Alias("resolution")]
public sealed record Resolution
{
    /// <summary>1 to 4,000 characters.</summary>
    [Id(0)] public string? What { get; init; }

    /// <summary>Agency that does it.</summary>
    [Id(1)] public string? Owner { get; init; }

    [Id(2)] public TaskPace? Pace { get; init; }

    /// <summary>Dispute that it is about, if it is about one.</summary>
    [Id(3)] public string? Dispute { get; init; }
}

/// <summary>An act on a task.</summary>
[GenerateSerializer, Immutable, Alias("task-command")]
public abstract record TaskCommand;

/// <summary>接受任务.</summary>
[GenerateSerializer, Immutable, Alias("accept-task")]
public sealed record AcceptTask : TaskCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>报告办理情况: what was done.</summary>
[GenerateSerializer, Immutable, Alias("report-task")]
public sealed record ReportTask : TaskCommand
{
    /// <summary>1 to 8,000 characters.</summary>
    [Id(0)] public string? Text { get; init; }
}

/// <summary>核查办结 by the convener.</summary>
[GenerateSerializer, Immutable, Alias("finish-task")]
public sealed record FinishTask : TaskCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>退回重办 by the convener: what is missing; the time begins anew.</summary>
[GenerateSerializer, Immutable, Alias("return-task")]
public sealed record ReturnTask : TaskCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>How soon a task is to be done; the limits stand in <c>Deadlines/policy-clocks.csv</c>.</summary>
public enum TaskPace
{
    None = 0,

    /// <summary>紧急.</summary>
    Urgent = 1,

    /// <summary>一般.</summary>
    Usual = 2,

    /// <summary>长期.</summary>
    Lasting = 3,
}

/// <summary>Where a meeting stands.</summary>
public enum MeetingStatus
{
    None = 0,
    Planned = 1,
    Convened = 2,
    Resolved = 3,
    Tracked = 4,
    Closed = 5,
    Cancelled = 6,

    /// <summary>无议题不召开.</summary>
    Lapsed = 7,
}

/// <summary>Where a task stands.</summary>
public enum TaskStatus
{
    None = 0,
    Issued = 1,
    Accepted = 2,
    Reported = 3,
    Returned = 4,
    Done = 5,
}
