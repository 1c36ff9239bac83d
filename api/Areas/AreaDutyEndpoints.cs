using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Areas;

/// <summary>Grids, duties, coverage and local settlement of areas.</summary>
internal static class AreaDutyEndpoints
{
    private const string Replaces = "整体替换。Replaces what was put before; `If-Match` guards against another's change.";

    public static void MapAreaDuties(this IEndpointRouteBuilder routes)
    {
        var areas = routes.MapGroup("").WithTags("区划与分工 Areas and routing");

        areas.MapGet("/areas/{code}/grids", Grids).Permits("area/read")
            .WithSummary("网格 Grids of a village, in use and retired").Produces<AreaDutyView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        areas.MapPut("/areas/{code}/grids", PutGrids).Permits("area-duty/act")
            .WithSummary("填报网格 Put the grids of a village; the worker is named by post")
            .WithDescription($"{Replaces} A grid that is left out is retired and keeps its code.")
            .Produces<AreaDutyView>().Refuses(400, 401, 403, 404, 412, 413, 415, 422, 503);
        areas.MapGet("/areas/{code}/duties", Duties).Permits("area/read")
            .WithSummary("责任清单 Who answers for each field, who stands in, and why")
            .Produces<Page<DutyView>>().Produces(304).Refuses(400, 401, 403, 404, 503);
        areas.MapPut("/areas/{code}/duties", PutDuties).Permits("area-duty/act")
            .WithSummary("填报责任清单 Put an area's own units over the table").WithDescription(Replaces)
            .Produces<AreaDutyView>().Refuses(400, 401, 403, 404, 412, 413, 415, 422, 503);
        areas.MapGet("/coverage/gaps", Gaps).Permits("area/read")
            .WithSummary("覆盖缺口 Villages and fields without unit, deputy or mediator, each with the reason")
            .Produces<CoverageView>().Refuses(400, 401, 403, 404, 503);
        areas.MapGet("/areas/{code}/settlement", Settlement).Permits("settlement/read")
            .WithSummary("就地化解 On which level disputes were settled")
            .WithDescription("`from` 与 `to` 均为含当日的日期，默认最近一年。Days, both included; by default the last year.")
            .Produces<SettlementView>().Refuses(400, 401, 403, 404, 503);
        routes.MapGroup("/area-duties").WithTags("区划与分工 Areas and routing").MapMatters("area-duty", "area-duty/read");
    }

    // If-None-Match is compared where the answer is written; it stands here to be described.
    private static async Task<IResult> Grids(AreaCode code, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, IGrainFactory grains) =>
        Seen(await grains.AreaDuty(code).View());

    private static async Task<IResult> PutGrids(
        AreaCode code, Body<PutGrids> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains) =>
        Seen(await grains.AreaDuty(code).PutGrids(body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)));

    private static async Task<IResult> PutDuties(
        AreaCode code, Body<PutDuties> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains) =>
        Seen(await grains.AreaDuty(code).PutDuties(body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)));

    private static async Task<IResult> Duties(AreaCode code, ShortText? category, IGrainFactory grains) =>
        Answers.ListOrProblem(await grains.GetGrain<IAreaQueryGrain>(0).Duties(code, category?.Value));

    private static async Task<IResult> Gaps(AreaCode area, PageSize? limit, Cursor? cursor, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IAreaQueryGrain>(0).Gaps(area, cursor?.Value, limit?.Value ?? PageSize.Usual));

    private static async Task<IResult> Settlement(AreaCode code, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IAreaQueryGrain>(0).Settlement(code, from?.Value, to?.Value, user.ToActor()));

    private static IResult Seen(Result<AreaDutyView> area) =>
        area.Succeeded ? new Tagged<AreaDutyView>(area.Value, EntityTags.Of(area.Value.Version)) : new Problem(area.Refusal);
}
