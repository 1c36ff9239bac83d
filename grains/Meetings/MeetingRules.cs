using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.Meetings;

/// <summary>联席会议: planned → convened → resolved → tracked → closed. A day that passes without it is the convener's overdue duty. Pure.</summary>
internal static class MeetingRules
{
    public static Refusal? Check(MeetingCommand command, LawBook law)
    {
        var field = new FieldChecks();
        switch (command)
        {
            case ConveneMeeting convene:
                CoordinatingBodyRules.Agencies(field, "members", convene.Members, 0, law);
                field.Text("place", convene.Place, 1, 200);
                break;
            case CancelMeeting cancel:
                field.RequiredText("reason", cancel.Reason, 1, 2_000);
                break;
            case ResolveMeeting resolve:
                field.RequiredText("minutes", resolve.Minutes, 1, 20_000);
                foreach (var (path, resolution) in field.Items("resolutions", resolve.Resolutions, 0, 50))
                {
                    field.RequiredText($"{path}.what", resolution.What, 1, 4_000);
                    if (field.Required($"{path}.owner", resolution.Owner) && (!AgencyId.TryParse(resolution.Owner, null, out var owner) || !law.Routing.Exists(owner, law.Areas)))
                        field.Fault($"{path}.owner", RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(resolution.Owner)));
                    field.Member($"{path}.pace", resolution.Pace);
                    if (resolution.Dispute is { } dispute && !DisputeNumber.TryParse(dispute, null, out _))
                        field.Fault($"{path}.dispute", RefusalCode.UnknownDispute, new Fact("number", FieldChecks.Shown(dispute)));
                }

                break;
            case CloseMeeting close:
                field.Text("note", close.Note, 1, 2_000);
                break;
        }

        return field.Refusal;
    }

    /// <summary>Where a level meets only when there is something to deal with, that is seen shortly before.</summary>
    public static Result<JointMeetingState> Plan(JointMeetingState blank, MeetingPlan plan, Scene scene)
    {
        var planned = blank with
        {
            Area = plan.Area,
            Lead = plan.Convener,
            Status = MeetingStatus.Planned,
            Sequence = plan.Sequence,
            On = plan.On,
            Members = plan.Members,
        };
        if (scene.Law.Meetings.Of(plan.Area.Level) is not { OnlyWithAgenda: true })
            return Held(planned, scene);
        var look = Moment.StartOf(MeetingSchedule.LookOn(plan.On, scene.Law.Calendar));
        return planned with { LookAt = look, WakeAt = look };
    }

    /// <summary>
    /// The working day before has come: with nothing on the agenda the meeting is not held, and nobody is late. One whose day went by
    /// before anybody looked is not held either; the next has its agenda.
    /// </summary>
    public static JointMeetingState Looked(JointMeetingState meeting, int items, Scene scene)
    {
        var looked = meeting with { LookAt = null, WakeAt = null };
        return items is 0 || meeting.On < scene.Now.Day ? looked with { Status = MeetingStatus.Lapsed } : Held(looked, scene);
    }

    /// <param name="agenda">As it is now: from here on it is the meeting's.</param>
    public static Result<JointMeetingState> Convene(JointMeetingState meeting, ConveneMeeting command, ImmutableArray<AgendaItem> agenda, Scene scene)
    {
        if (CoordinatingBodyRules.NotTheConvener(meeting.Lead, scene.By) is { } refusal)
            return refusal;
        var convened = (meeting with
        {
            Status = MeetingStatus.Convened,
            LookAt = null,
            WakeAt = null,
            ConvenedAt = scene.Now.At,
            MeetingPlace = command.Place,
            Members = command.Members.IsEmpty ? meeting.Members : [.. command.Members.Select(AgencyId.Parse).Distinct()],
            Agenda = agenda,
        })
            .Meet(scene, MeetingClocks.Convene)
            .Start(scene, MeetingClocks.Minutes, "policy-meeting-minutes", meeting.Lead.ToString(), "召开联席会议");
        return convened.Members.Aggregate(convened, (state, member) => state.Notify(scene, member, "meeting-convened", new ItemsSaid(agenda.Length)));
    }

    public static Result<JointMeetingState> Decide(JointMeetingState meeting, MeetingCommand command, Scene scene) =>
        CoordinatingBodyRules.NotTheConvener(meeting.Lead, scene.By) is { } refusal ? refusal : command switch
        {
            CancelMeeting cancel => Cancelled(meeting, cancel, scene),
            ResolveMeeting resolve => Resolved(meeting, resolve, scene),
            CloseMeeting close => Closed(meeting, close, scene),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };

    /// <summary>Every task knows that it was issued: from now on they are followed up.</summary>
    public static JointMeetingState Tracked(JointMeetingState meeting, Scene scene) => Done(meeting with { Status = MeetingStatus.Tracked, WakeAt = null }, scene);

    /// <summary>The same object when that was known.</summary>
    public static JointMeetingState TaskEnded(JointMeetingState meeting, int index, bool inTime, Scene scene) =>
        index < 0 || index >= meeting.Tasks.Length || meeting.Tasks[index].InTime is not null
            ? meeting
            : Done(meeting with { Tasks = meeting.Tasks.SetItem(index, meeting.Tasks[index] with { InTime = inTime }) }, scene);

    /// <summary>决议落实率 at an instant: what was due, and what of it was done in time.</summary>
    /// <param name="overdue">Tasks that have not ended and are past their limit.</param>
    public static FollowUpRate RateOf(JointMeetingState meeting, int overdue)
    {
        var ended = meeting.Tasks.Count(task => task.InTime is not null);
        var inTime = meeting.Tasks.Count(task => task.InTime is true);
        return Rate(meeting.Tasks.Length, ended, overdue, inTime);
    }

    /// <param name="overdue">Not ended and past their limit.</param>
    public static FollowUpRate Rate(int tasks, int ended, int overdue, int inTime)
    {
        var due = ended + overdue;
        return new FollowUpRate(tasks, ended, due, inTime, due is 0 ? null : decimal.Round(100m * inTime / due, 2, MidpointRounding.AwayFromZero));
    }

    /// <summary>The convener has until the end of the planned day.</summary>
    private static JointMeetingState Held(JointMeetingState planned, Scene scene) => planned
        .Start(scene, MeetingClocks.Convene, "policy-meeting-convene", planned.Lead.ToString(), "联席会议计划召开日的前一日", Moment.StartOf(planned.On.AddDays(-1)))
        .Notify(scene, planned.Lead, "meeting-planned", new PlannedSaid(planned.On));

    private static JointMeetingState Cancelled(JointMeetingState meeting, CancelMeeting command, Scene scene) =>
        (meeting with { Status = MeetingStatus.Cancelled, Outcome = command.Reason, LookAt = null, WakeAt = null })
            .Cancel(scene, MeetingClocks.Convene)
            .Notify(scene, Hierarchy.SuperiorOf(meeting.Lead), "meeting-cancelled", new ReasonSaid(command.Reason!));

    private static JointMeetingState Resolved(JointMeetingState meeting, ResolveMeeting command, Scene scene)
    {
        var resolved = (meeting with
        {
            Status = MeetingStatus.Resolved,
            Minutes = command.Minutes,
            Tasks = [.. command.Resolutions.Select(one => new ResolvedTask(one.What!, AgencyId.Parse(one.Owner!), one.Pace!.Value, one.Dispute))],
            // The tasks are issued right after this write; should that fail, again when the system would call a reminder late.
            WakeAt = scene.Now.At + scene.Law.Policy.LateAfter,
        }).Meet(scene, MeetingClocks.Minutes);
        return resolved.Members.Aggregate(resolved, (state, member) => state.Notify(scene, member, "meeting-resolved", new TasksSaid(resolved.Tasks.Length)));
    }

    private static Result<JointMeetingState> Closed(JointMeetingState meeting, CloseMeeting command, Scene scene)
    {
        var open = meeting.Tasks.Count(task => task.InTime is null);
        return open > 0
            ? Refusal.Because(RefusalCode.TasksOpen, new Fact("open", open.ToString(CultureInfo.InvariantCulture)))
            : (meeting with { Status = MeetingStatus.Closed, Outcome = command.Note }).Meet(scene, MeetingClocks.Close);
    }

    /// <summary>With its last task the meeting is to be closed.</summary>
    private static JointMeetingState Done(JointMeetingState meeting, Scene scene) =>
        meeting.Status is MeetingStatus.Tracked && meeting.Tasks.All(task => task.InTime is not null) && meeting.OpenClock(MeetingClocks.Close) is null
            ? meeting.Start(scene, MeetingClocks.Close, "policy-meeting-close", meeting.Lead.ToString(), "联席会议决议任务全部办结")
                .Notify(scene, meeting.Lead, "meeting-done", new TasksSaid(meeting.Tasks.Length))
            : meeting;

    private sealed record PlannedSaid(DateOnly Day);

    private sealed record ItemsSaid(int Items);

    private sealed record TasksSaid(int Tasks);

    private sealed record ReasonSaid(string Reason);
}

/// <summary>What the clocks of meetings and their tasks are for.</summary>
internal static class MeetingClocks
{
    public const string Convene = "meeting-convene";
    public const string Minutes = "meeting-minutes";
    public const string Close = "meeting-close";
    public const string TaskAccept = "task-accept";
    public const string TaskDo = "task-do";
    public const string TaskCheck = "task-check";
}
