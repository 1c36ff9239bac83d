using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>What is stored of a task that a joint meeting resolved. <see cref="MatterState{TSelf}.Lead"/> does it.</summary>
[GenerateSerializer, Alias("resolution-task-state")]
internal sealed record ResolutionTaskState : MatterState<ResolutionTaskState>
{
    public const string KindName = "resolution-task";

    [Id(100)] public TaskStatus Status { get; init; }

    /// <summary>Number of the meeting.</summary>
    [Id(101)] public string Meeting { get; init; } = "";

    [Id(102)] public AgencyId Convener { get; init; }

    [Id(103)] public string What { get; init; } = "";

    [Id(104)] public TaskPace Pace { get; init; }

    [Id(105)] public string? Dispute { get; init; }

    [Id(106)] public string? Report { get; init; }

    [Id(107)] public int Returns { get; init; }

    /// <summary>Every report so far came before its limit ended.</summary>
    [Id(108)] public bool InTime { get; init; } = true;

    /// <summary>The status that meeting and dispute know.</summary>
    [Id(109)] public TaskStatus Told { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not TaskStatus.Done;

    [JsonIgnore]
    public override string Title => $"联席会议任务（{Kebab.Of(Pace)}）";

    [JsonIgnore]
    public override string? Subject => Meeting;

    [JsonIgnore]
    public override object Listed => new TaskListed(Pace, Dispute, Returns, InTime);

    /// <summary>What others have to know: that it was issued, and that it is done.</summary>
    [JsonIgnore]
    public TaskStatus ToTell => Status is TaskStatus.Done ? TaskStatus.Done : TaskStatus.Issued;

}

/// <summary>What a list shows of a task, and the report of resolutions reads again.</summary>
/// <param name="InTime">Every report so far came before its limit ended.</param>
internal sealed record TaskListed(TaskPace Pace, string? Dispute, int Returns, bool InTime = true);
