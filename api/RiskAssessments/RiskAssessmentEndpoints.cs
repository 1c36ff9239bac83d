using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.RiskAssessments;

/// <summary>Major decisions and the assessment that comes before each: announced, heard, rated, filed, decided, tracked.</summary>
internal static class RiskAssessmentEndpoints
{
    private const string Kind = "risk-assessment";

    public static void MapRiskAssessments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/assessments", Report).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("应评尽评率 Of the decisions that had to be assessed, how many were, and which were not")
            .WithDescription("按决策日统计；`from` 与 `to` 均为含当日的日期，默认最近 366 日。By the day of the decision; days, both included; by default the last 366.")
            .Produces<RiskAssessmentReport>().Refuses(400, 401, 403, 503);

        var assessments = routes.MapGroup("/risk-assessments").WithTags("社会稳定风险评估 Risk assessments");
        assessments.MapMatters(Kind, "risk-assessment/read");
        assessments.MapPost("", Announce).Permits("risk-assessment/act").WithName("AnnounceDecision")
            .WithSummary("提出重大决策事项 Announce a major decision; whether it has to be assessed first follows from its kind and two answers")
            .WithDescription("类型见 `grains/RiskAssessments/decision-kinds.csv`。Send `Idempotency-Key` to repeat the request safely.")
            .Produces<RiskAssessmentView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        assessments.MapView<RiskAssessmentView>(
            Kind, "risk-assessment/read", "一项重大决策 One decision with its assessment, whether it may be made, and what arose from it",
            (grains, number, by) => grains.Matter<IRiskAssessmentGrain>(number).View(by));
        Map<RequireAssessment>(assessments, "require", "要求评估 The coordinator has a decision assessed that was announced as needing none");
        Map<RecordConsultation>(assessments, "consult", "听取意见 Who was heard, and what they said; may be repeated");
        Map<RateRisk>(assessments, "rate", "评定风险等级 Grade, points of risk, a measure with owner and day for each");
        Map<FileAssessment>(assessments, "file", "备案 File the report: from here on the grade says whether the decision may be made");
        Map<ReturnAssessment>(assessments, "return", "退回重评 The coordinator sends the report back");
        Map<AdjustDecision>(assessments, "adjust", "调整决策草案 The draft was changed; it is assessed anew");
        Map<FinishMeasure>(assessments, "finish-measure", "完成防范措施 A measure is done");
        Map<OverrideGate>(assessments, "override", "例外放行 A named coordinator lets a decision through the closed gate");
        Map<RecordDecision>(assessments, "decide", "作出决策 The decision is made; refused while the gate is closed");
        Map<ReportUnassessed>(assessments, "report-unassessed", "未评先决 The decision was made although the gate was closed");
        Map<LinkArisen>(assessments, "link", "关联 A dispute, signal or warning that arose from the decision");
        Map<TrackDecision>(assessments, "track", "跟踪评估 One look at what the decision has brought about");
        Map<CloseAssessment>(assessments, "close", "结束跟踪 End the tracking, with the conclusion");
        Map<DropDecision>(assessments, "drop", "不再决策 The matter is not pursued");
    }

    private static void Map<TCommand>(RouteGroupBuilder assessments, string act, string summary)
        where TCommand : RiskAssessmentCommand, new() =>
        assessments.MapAct<TCommand, RiskAssessmentView>(
            Kind, act, "risk-assessment/act", summary,
            (grains, number, command, context) => grains.Matter<IRiskAssessmentGrain>(number).Act(command, context), view => view.Version);

    private static async Task<IResult> Announce(
        Body<AnnounceDecision> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
    {
        var context = CommandEndpoint.Context(user.ToActor(), key);
        var announced = await grains.Matter<IRiskAssessmentGrain>(MatterNumber.New(Kind, context.CommandId)).Announce(body.Value, context);
        return announced.Succeeded ? TypedResults.Created($"/v1/risk-assessments/{announced.Value.Number}", announced.Value) : new Problem(announced.Refusal);
    }

    private static async Task<IResult> Report(AreaCode? area, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IRiskAssessmentReportGrain>(0).Assessments(new RiskAssessmentReportQuery(area, from?.Value, to?.Value), user.ToActor()));
}
