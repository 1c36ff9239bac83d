using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Screenings;

/// <summary>Screening campaigns and the tasks of their grids.</summary>
internal static class ScreeningEndpoints
{
    private const string Campaign = "screening";

    private const string OneTask = "screening-task";

    public static void MapScreenings(this IEndpointRouteBuilder routes)
    {
        var screenings = routes.MapGroup("/screenings").WithTags("排查 Screening");
        screenings.MapMatters(Campaign, "screening/read");
        screenings.MapPost("", Order).Permits("screening/act")
            .WithSummary("下达排查 Order a campaign: one task for each grid, or for the village where it has none")
            .WithDescription(
                "任务由系统分批下达，`issued` 为已下达数。Tasks are issued batch by batch after the answer; `issued` tells how far. "
                + "Send `Idempotency-Key` to repeat the request safely.")
            .Produces<ScreeningView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        screenings.MapGet("/{number}", Get).Permits("screening/read")
            .WithSummary("排查与分析 A campaign with its figures by area and field").Produces<ScreeningView>().Refuses(400, 401, 403, 404, 503);
        screenings.MapPost("/{number}/close", Close).Permits("screening/act")
            .WithSummary("结束排查 Close with a conclusion; what has not come back is not returned")
            .Produces<ScreeningView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);

        var tasks = routes.MapGroup("/screening-tasks").WithTags("排查 Screening");
        tasks.MapMatters(OneTask, "screening-task/read");
        tasks.MapGet("/{number}", GetTask).Permits("screening-task/read")
            .WithSummary("一项任务 The task of one grid").Produces<ScreeningTaskView>().Refuses(400, 401, 403, 404, 503);
        tasks.MapPost("/{number}/return", Return).Permits("screening-task/act")
            .WithSummary("报送 Return what was found, or that nothing was; a later return takes the place of an earlier")
            .Produces<ScreeningTaskView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
    }

    private static async Task<IResult> Order(
        Body<OrderScreening> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
    {
        var context = CommandEndpoint.Context(user.ToActor(), key);
        var ordered = await grains.Matter<IScreeningGrain>(MatterNumber.New(Campaign, context.CommandId)).Order(body.Value, context);
        return ordered.Succeeded ? TypedResults.Created($"/v1/screenings/{ordered.Value.Number}", ordered.Value) : new Problem(ordered.Refusal);
    }

    private static async Task<IResult> Get(MatterNumber number, ClaimsPrincipal user, IGrainFactory grains) => number.Kind is Campaign
        ? Seen(await grains.Matter<IScreeningGrain>(number).View(user.ToActor()))
        : MatterEndpoints.Unknown(number);

    private static async Task<IResult> Close(
        MatterNumber number, Body<CloseScreening> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains) => number.Kind is Campaign
        ? Seen(await grains.Matter<IScreeningGrain>(number).Close(body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)))
        : MatterEndpoints.Unknown(number);

    private static async Task<IResult> GetTask(MatterNumber number, ClaimsPrincipal user, IGrainFactory grains) => number.Kind is OneTask
        ? Seen(await grains.Matter<IScreeningTaskGrain>(number).View(user.ToActor()))
        : MatterEndpoints.Unknown(number);

    private static async Task<IResult> Return(
        MatterNumber number, Body<ReturnScreening> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains) => number.Kind is OneTask
        ? Seen(await grains.Matter<IScreeningTaskGrain>(number).Return(body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)))
        : MatterEndpoints.Unknown(number);

    // A campaign's figures move with its tasks, so its version would say "unchanged" too often: its tag is made of the content.
    private static IResult Seen(Result<ScreeningView> screening) => Answers.TaggedOrProblem(screening);

    private static IResult Seen(Result<ScreeningTaskView> task) =>
        task.Succeeded ? new Tagged<ScreeningTaskView>(task.Value, EntityTags.Of(task.Value.Version)) : new Problem(task.Refusal);
}
