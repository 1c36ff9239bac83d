using Suyuan.Disputes;

namespace Suyuan.Meetings;

/// <summary>决议任务: accepted, done and reported within its time, and checked by the unit that convened the meeting. Pure.</summary>
internal static class TaskRules
{
    public static Refusal? Check(TaskCommand command)
    {
        var field = new FieldChecks();
        switch (command)
        {
            case AcceptTask accept:
                field.Text("note", accept.Note, 1, 2_000);
                break;
            case ReportTask report:
                field.RequiredText("text", report.Text, 1, 8_000);
                break;
            case FinishTask finish:
                field.Text("note", finish.Note, 1, 2_000);
                break;
            case ReturnTask returned:
                field.RequiredText("reason", returned.Reason, 1, 2_000);
                break;
        }

        return field.Refusal;
    }

    public static Result<ResolutionTaskState> Issue(ResolutionTaskState blank, TaskOrder order, Scene scene)
    {
        var task = blank with
        {
            Area = order.Area,
            Lead = order.Owner,
            Status = TaskStatus.Issued,
            Meeting = order.Meeting.ToString(),
            Convener = order.Convener,
            What = order.What,
            Pace = order.Pace,
            Dispute = order.Dispute,
            WakeAt = scene.Now.At + scene.Law.Policy.LateAfter,
        };
        return Running(task.Start(scene, MeetingClocks.TaskAccept, "policy-task-accept", order.Owner.ToString(), "下达决议任务"), "下达决议任务", scene)
            .Notify(scene, order.Owner, "task-issued", new AboutSaid(order.Dispute));
    }

    public static Result<ResolutionTaskState> Decide(ResolutionTaskState task, TaskCommand command, Scene scene) => command switch
    {
        AcceptTask => (task with { Status = TaskStatus.Accepted }).Meet(scene, MeetingClocks.TaskAccept),
        ReportTask report => Reported(task, report, scene),
        FinishTask => CoordinatingBodyRules.NotTheConvener(task.Convener, scene.By) is { } refusal ? refusal : Done(task, scene),
        ReturnTask returned => CoordinatingBodyRules.NotTheConvener(task.Convener, scene.By) is { } refusal ? refusal : Returned(task, returned, scene),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    private static ResolutionTaskState Reported(ResolutionTaskState task, ReportTask command, Scene scene)
    {
        var late = task.OpenClock(MeetingClocks.TaskDo) is { } owed && owed.IsOverdue(scene.Now.At);
        return (task with { Status = TaskStatus.Reported, Report = command.Text, InTime = task.InTime && !late })
            .Meet(scene, MeetingClocks.TaskAccept, MeetingClocks.TaskDo)
            .Start(scene, MeetingClocks.TaskCheck, "policy-task-check", task.Convener.ToString(), "报告决议任务办理情况")
            .Notify(scene, task.Convener, "task-reported", new AboutSaid(task.Dispute));
    }

    private static ResolutionTaskState Done(ResolutionTaskState task, Scene scene) =>
        (task with { Status = TaskStatus.Done, WakeAt = scene.Now.At + scene.Law.Policy.LateAfter })
            .Meet(scene, MeetingClocks.TaskCheck)
            .Notify(scene, task.Lead, "task-done", new AboutSaid(task.Dispute));

    private static ResolutionTaskState Returned(ResolutionTaskState task, ReturnTask command, Scene scene) =>
        Running((task with { Status = TaskStatus.Returned, Returns = task.Returns + 1 }).Meet(scene, MeetingClocks.TaskCheck), "退回重办", scene)
            .Notify(scene, task.Lead, "task-returned", new ReasonSaid(command.Reason!));

    private static ResolutionTaskState Running(ResolutionTaskState task, string trigger, Scene scene) =>
        task.Start(scene, MeetingClocks.TaskDo, $"policy-task-{Kebab.Of(task.Pace)}", task.Lead.ToString(), trigger);

    private sealed record AboutSaid(string? About);

    private sealed record ReasonSaid(string Reason);
}
