using System.Security.Claims;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Changes;

/// <summary>Calendars and rules put while the product runs, tried before, and followed afterwards.</summary>
internal static class LawChangeEndpoints
{
    private const string Trial =
        "加 `?dryRun=true` 只试算、不生效。With `?dryRun=true` nothing is changed: the answer is a report of every end that would move, page by page by `cursor`. "
        + "Otherwise the change is in force with the answer (202; 200 when the same was put before), and `/v1/law/changes/{edition}` tells how far the open clocks have followed.";

    public static void MapLawChanges(this IEndpointRouteBuilder routes)
    {
        var change = routes.MapGroup("").Permits("law/change").WithTags("法规变更 Changes of law");
        change.MapPut("/calendar/{year}", PutCalendar).WithSummary("更新日历 Put a year's days off and make-up working days").WithDescription(Trial)
            .Produces<LawChangeView>(StatusCodes.Status202Accepted).Produces<LawChangeView>().Produces<RecountReport>()
            .Refuses(400, 401, 403, 409, 413, 415, 503);
        change.MapPut("/rules/{id}", PutRule).WithSummary("更新规则 Put a new version of a time limit rule").WithDescription(Trial)
            .Produces<LawChangeView>(StatusCodes.Status202Accepted).Produces<LawChangeView>().Produces<RecountReport>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);

        var law = routes.MapGroup("/law/changes").WithTags("法规变更 Changes of law");
        law.MapGet("", Changes).Permits("law/read").WithSummary("变更记录 What was changed, when and by whom").Produces<Page<LawChangeView>>().Refuses(400, 401, 403, 503);
        law.MapGet("/{edition}", Change).Permits("law/read").WithSummary("一次变更 One change, its content, and how far the open clocks have followed")
            .Produces<LawChangeDetail>().Refuses(400, 401, 403, 404, 503);
        law.MapGet("/{edition}/moves", Moves).Permits("law/moves").WithSummary("期限变动 Every end that a change has moved")
            .Produces<Page<ClockMoveView>>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> PutCalendar(
        int year, Body<CalendarDraft> body, bool? dryRun, Cursor? cursor, ClaimsPrincipal user, IGrainFactory grains) =>
        dryRun is true
            ? Answers.OkOrProblem(await Report(grains).TryCalendar(year, body.Value, cursor?.Value, user.ToActor()))
            : Put(await Law(grains).PutCalendar(year, body.Value, user.ToActor()));

    private static async Task<IResult> PutRule(
        ShortText id, Body<RuleDraft> body, bool? dryRun, Cursor? cursor, ClaimsPrincipal user, IGrainFactory grains) =>
        dryRun is true
            ? Answers.OkOrProblem(await Report(grains).TryRule(id.Value, body.Value, cursor?.Value, user.ToActor()))
            : Put(await Law(grains).PutRule(id.Value, body.Value, user.ToActor()));

    private static async Task<IResult> Changes(PageSize? limit, Cursor? cursor, HttpContext http, IGrainFactory grains) =>
        Answers.PageOrProblem(await Report(grains).Changes(cursor?.Value, limit?.Value ?? PageSize.Usual), http);

    private static async Task<IResult> Change(long edition, IGrainFactory grains) =>
        Answers.OkOrProblem(await Report(grains).Change(edition));

    private static async Task<IResult> Moves(long edition, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(await Report(grains).Moves(edition, cursor?.Value, limit?.Value ?? PageSize.Usual, user.ToActor()), http);

    private static IResult Put(Result<LawChangePut> put) => put switch
    {
        { Succeeded: false } => new Problem(put.Refusal),
        { Value.IsNew: true } => TypedResults.Accepted($"/v1/law/changes/{put.Value.Change.Edition}", put.Value.Change),
        _ => TypedResults.Ok(put.Value.Change),
    };

    private static ILawChangesGrain Law(IGrainFactory grains) => grains.GetGrain<ILawChangesGrain>(GrainKeys.LawChanges);

    private static ILawReportGrain Report(IGrainFactory grains) => grains.GetGrain<ILawReportGrain>(0);
}
