using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Warnings;

/// <summary>Warnings: raised by the watches of the areas, acknowledged, handled and lifted by people.</summary>
internal static class WarningEndpoints
{
    private const string Kind = "warning";
    private const string Field = "hot-field";

    public static void MapWarnings(this IEndpointRouteBuilder routes)
    {
        var warnings = routes.MapGroup("/warnings").WithTags("预警 Warnings");
        warnings.MapMatters(Kind, "warning/read");
        warnings.MapGet("/{number}", (MatterNumber number, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, ClaimsPrincipal user, IGrainFactory grains) =>
                Get(null, number, user, grains))
            .Permits("warning/read").WithSummary("详情 What was found, and against what it was held")
            .Produces<WarningView>().Produces(304).Refuses(400, 401, 403, 404, 503);

        var ofArea = routes.MapGroup("/areas/{code}/warnings").WithTags("预警 Warnings");
        ofArea.MapGet("", List).Permits("warning/read")
            .WithSummary("辖区预警 Warnings of an area and all below it, newest first").Produces<Page<MatterItem>>().Refuses(400, 401, 403, 503);
        ofArea.MapGet("/{number}", (AreaCode code, MatterNumber number, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, ClaimsPrincipal user, IGrainFactory grains) =>
                Get(code, number, user, grains))
            .Permits("warning/read").WithSummary("详情 One warning of the area")
            .Produces<WarningView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        ofArea.MapPost("/{number}/acknowledge", Acknowledge).Permits("warning/act")
            .WithSummary("确认 Somebody sees to it: red within 2 hours, orange 24, yellow 72")
            .Produces<WarningView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        ofArea.MapPost("/{number}/handle", Handle).Permits("warning/act")
            .WithSummary("处置 What was done about it").Produces<WarningView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        ofArea.MapPost("/{number}/lift", Lift).Permits("warning/act")
            .WithSummary("解除 It is over: true, or a false alarm").Produces<WarningView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);

        var fields = routes.MapGroup("/hot-fields").WithTags("预警 Warnings");
        fields.MapMatters(Field, "hot-field/read");
        fields.MapView<HotFieldView>(
            Field, "hot-field/read", "多发易发领域 One field that is named hot, and by when it is to be screened",
            (grains, number, by) => grains.Matter<IHotFieldGrain>(number).View(by));

        routes.MapGet("/areas/{code}/hot-fields", HotFields).Permits("hot-field/read").WithTags("预警 Warnings")
            .WithSummary("多发易发领域 Categories that the area has more of than is usual, the hottest first")
            .WithDescription("`score`：3 表示千分之一的偶然性，没有足够历史数据时为空。`score` 3 is one chance in a thousand; absent while there is too little of a past. "
                + "`named`：已列为多发易发领域，及其应当再次排查的日期。`named`: the area was told to look at it more closely, and until when to screen it again.")
            .Produces<Page<HotField>>().Refuses(400, 401, 403, 404, 503);

        routes.MapGet("/reports/warnings", Sums).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("预警准确率与漏报 Precision of warnings, acknowledgements in time, and incidents that nothing had told of")
            .WithDescription("`from` 与 `to` 均为含当日的日期，默认最近 366 日。Days, both included; by default the last 366.")
            .Produces<WarningReport>().Refuses(400, 401, 403, 503);
    }

    private static async Task<IResult> List(AreaCode code, [AsParameters] AreaWarningFilter filter, HttpContext http, ClaimsPrincipal user, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IMatterQueryGrain>(0).List(filter.ToQuery(Kind, code), user.ToActor());
        return page.Succeeded
            ? Answers.PageOrProblem<MatterItem>(new Page<MatterItem>([.. page.Value.Items.Select(MatterEndpoints.Item)], page.Value.Next), http)
            : new Problem(page.Refusal);
    }

    private static async Task<IResult> Get(AreaCode? code, MatterNumber number, ClaimsPrincipal user, IGrainFactory grains) =>
        await Find(code, number, user.ToActor(), grains) is { } warning ? Tagged(warning) : MatterEndpoints.Unknown(number);

    private static Task<IResult> Acknowledge(
        AreaCode code, MatterNumber number, Body<AcknowledgeWarning> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Acted(code, number, user.ToActor(), grains, warning => warning.Acknowledge(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Handle(
        AreaCode code, MatterNumber number, Body<HandleWarning> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Acted(code, number, user.ToActor(), grains, warning => warning.Handle(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Lift(
        AreaCode code, MatterNumber number, Body<LiftWarning> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Acted(code, number, user.ToActor(), grains, warning => warning.Lift(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static async Task<IResult> HotFields(AreaCode code, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.ListOrProblem(await grains.GetGrain<IWarningWatchGrain>(GrainKeys.WarningWatch(code.County)).HotFields(code, user.ToActor()));

    private static async Task<IResult> Sums(AreaCode? area, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IWarningReportGrain>(0).Warnings(new WarningReportQuery(area, from?.Value, to?.Value), user.ToActor()));

    private static async Task<IResult> Acted(
        AreaCode code, MatterNumber number, Actor by, IGrainFactory grains, Func<IWarningGrain, Task<Result<WarningView>>> act)
    {
        if (await Find(code, number, by, grains) is null)
            return MatterEndpoints.Unknown(number);
        var done = await act(grains.Matter<IWarningGrain>(number));
        return done.Succeeded ? Tagged(done.Value) : new Problem(done.Refusal);
    }

    /// <summary>A warning of another area has no address here.</summary>
    private static async Task<WarningView?> Find(AreaCode? code, MatterNumber number, Actor by, IGrainFactory grains) =>
        number.Kind == Kind && await grains.Matter<IWarningGrain>(number).View(by) is { } warning && (code is not { } area || Holds(area, warning.Area)) ? warning : null;

    private static bool Holds(AreaCode area, AreaCode below) =>
        below.ToString().StartsWith(area.Level is AreaLevel.City ? area.ToString()[..4] : area.ToString(), StringComparison.Ordinal);

    private static Tagged<WarningView> Tagged(WarningView warning) => new(warning, EntityTags.Of(warning.Version));
}

/// <summary>The query string of an area's warnings; what is absent does not filter.</summary>
internal sealed record AreaWarningFilter
{
    [FromQuery(Name = "category")] public ShortText? Category { get; init; }

    [FromQuery(Name = "subject")] public ShortText? Subject { get; init; }

    [FromQuery(Name = "status")] public ShortText? Status { get; init; }

    [FromQuery(Name = "open")] public bool? Open { get; init; }

    [FromQuery(Name = "cursor")] public Cursor? Cursor { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    public MatterQuery ToQuery(string kind, AreaCode area) => new(
        kind, area, null, Category?.Value, Subject?.Value, Status?.Value, Open, Cursor?.Value, Limit?.Value ?? PageSize.Usual);
}
