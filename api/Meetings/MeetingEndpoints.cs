using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Meetings;

/// <summary>Coordinating bodies, their joint meetings with agenda and resolutions, and the tasks that follow.</summary>
internal static class MeetingEndpoints
{
    private const string Body = "coordinating-body";
    private const string Meeting = "joint-meeting";
    private const string OneTask = "resolution-task";

    public static void MapMeetings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/areas/{code}/joint-meeting/agenda", Agenda).Permits("agenda/read").WithTags("联席会议 Joint meetings")
            .WithSummary("联席会议议题 What a joint meeting should deal with now, the most pressing first").Produces<AgendaView>().Refuses(400, 401, 403, 404, 503);

        routes.MapGet("/reports/resolutions", Resolutions).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("决议落实率 Tasks of joint meetings: how many of those that were due were done in time, for each coordinating body")
            .WithDescription("按任务下达日统计；`from` 与 `to` 均为含当日的日期，默认最近 366 日。By the day of issue; days, both included; by default the last 366.")
            .Produces<ResolutionReport>().Refuses(400, 401, 403, 503);

        var bodies = routes.MapGroup("/coordinating-bodies").WithTags("联席会议 Joint meetings");
        bodies.MapMatters(Body, "coordinating-body/read");
        bodies.MapPost("", Establish).Permits("coordinating-body/act").WithName("EstablishBody")
            .WithSummary("建立工作协调机构 Set up the coordinating body of an area; its meetings are planned from then on")
            .Produces<CoordinatingBodyView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        bodies.MapView<CoordinatingBodyView>(Body, "coordinating-body/read", "工作协调机构 One body, with the meeting that is planned", (grains, number, by) => grains.Matter<ICoordinatingBodyGrain>(number).View(by));
        bodies.MapAct<ChangeMembers, CoordinatingBodyView>(
            Body, "members", "coordinating-body/act", "调整成员单位 Change the members",
            (grains, number, command, context) => grains.Matter<ICoordinatingBodyGrain>(number).Members(command, context), view => view.Version);

        var meetings = routes.MapGroup("/joint-meetings").WithTags("联席会议 Joint meetings");
        meetings.MapMatters(Meeting, "joint-meeting/read");
        meetings.MapView<JointMeetingView>(Meeting, "joint-meeting/read", "一次联席会议 One meeting with agenda, resolutions and follow-up rate", (grains, number, by) => grains.Matter<IJointMeetingGrain>(number).View(by));
        MapMeeting<ConveneMeeting>(meetings, "convene", "召开 Convene: the agenda is frozen");
        MapMeeting<CancelMeeting>(meetings, "cancel", "取消 Cancel, with the reason");
        MapMeeting<ResolveMeeting>(meetings, "resolve", "决议 Record minutes and resolutions; each becomes a task with its clock");
        MapMeeting<CloseMeeting>(meetings, "close", "办结 Close, when every task has ended");

        var tasks = routes.MapGroup("/resolution-tasks").WithTags("联席会议 Joint meetings");
        tasks.MapMatters(OneTask, "resolution-task/read");
        tasks.MapView<ResolutionTaskView>(OneTask, "resolution-task/read", "一项任务 One task", (grains, number, by) => grains.Matter<IResolutionTaskGrain>(number).View(by));
        MapTask<AcceptTask>(tasks, "accept", "接受任务 Accept");
        MapTask<ReportTask>(tasks, "report", "报告办理情况 Report what was done");
        MapTask<FinishTask>(tasks, "done", "核查办结 Done: the convener has checked it");
        MapTask<ReturnTask>(tasks, "return", "退回重办 Send back: the time begins anew");
    }

    private static void MapMeeting<TCommand>(RouteGroupBuilder meetings, string act, string summary)
        where TCommand : MeetingCommand, new() =>
        meetings.MapAct<TCommand, JointMeetingView>(
            Meeting, act, "joint-meeting/act", summary, (grains, number, command, context) => grains.Matter<IJointMeetingGrain>(number).Act(command, context), view => view.Version);

    private static void MapTask<TCommand>(RouteGroupBuilder tasks, string act, string summary)
        where TCommand : TaskCommand, new() =>
        tasks.MapAct<TCommand, ResolutionTaskView>(
            OneTask, act, "resolution-task/act", summary, (grains, number, command, context) => grains.Matter<IResolutionTaskGrain>(number).Act(command, context), view => view.Version);

    private static async Task<IResult> Agenda(AreaCode code, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<IAgendaGrain>(0).Agenda(code, user.ToActor()));

    private static async Task<IResult> Resolutions(AreaCode? area, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IResolutionReportGrain>(0).Resolutions(new ResolutionReportQuery(area, from?.Value, to?.Value), user.ToActor()));

    /// <summary>There is one for an area, so its number is the area's.</summary>
    private static async Task<IResult> Establish(
        Body<EstablishBody> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
    {
        var area = AreaCode.TryParse(body.Value.Area, null, out var code) ? code.ToString() : "0";
        var established = await grains.Matter<ICoordinatingBodyGrain>(MatterNumber.Of(Body, area)).Establish(body.Value, CommandEndpoint.Context(user.ToActor(), key));
        return established.Succeeded ? TypedResults.Created($"/v1/coordinating-bodies/{established.Value.Number}", established.Value) : new Problem(established.Refusal);
    }
}
