using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Audit;
using Suyuan.Deadlines;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Disputes;

internal static class DisputeEndpoints
{
    public static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        var disputes = routes.MapGroup("/disputes").WithTags("纠纷 Disputes");

        disputes.MapPost("", Register).Permits("dispute/register").InLane(Lane.Intake).WithName("Register")
            .WithSummary("登记 Register: never refused for competence")
            .WithDescription("Answers the number, the party's access code and a receipt. Send `Idempotency-Key` to repeat a registration safely.")
            .Produces<Registered>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        disputes.MapGet("", Search).Permits("dispute/read")
            .WithSummary("查询 Search: filtered, page by page").Produces<Page<DisputeSummary>>().Refuses(400, 401, 403, 503);
        disputes.MapPost("/lookups", Find).Permits("dispute/find-party")
            .WithSummary("按电话或证件号查找 Disputes of a party by telephone or identity number; in the body, for addresses are logged")
            .Produces<Page<DisputeSummary>>().Refuses(400, 401, 403, 413, 415, 422, 503);
        disputes.MapPost("/{number}/unmaskings", Unmask).Permits("dispute/unmask")
            .WithSummary("去掩码 See what identifies the parties, for a reason that stays in the history")
            .WithDescription("Names which fields (all by default) and why. The history keeps who, when, which fields and the reason, and never the values. Send `Idempotency-Key` to repeat it as one step.")
            .Produces<Unmasked>().Refuses(400, 401, 403, 404, 413, 415, 422, 503);
        disputes.MapGet("/{number}", Get).Permits("dispute/read")
            .WithSummary("详情 The dispute as your role sees it").Produces<DisputeView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/history", History).Permits("dispute/read")
            .WithSummary("办理记录 Append-only history, hash-chained").Produces<Page<HistoryEvent>>().Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/clocks", Clocks).Permits("dispute/read").WithTags("期限 Deadlines")
            .WithSummary("期限 Every clock with its explained due date; `duty` and `status` choose among them").Produces<Page<ClockView>>().Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/clocks/{clockId}", Clock).Permits("dispute/read").WithTags("期限 Deadlines")
            .WithSummary("一个期限 One clock").Produces<ClockView>().Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/clocks.ics", ClockCalendar).Permits("dispute/read").WithTags("期限 Deadlines")
            .WithSummary("期限日历 The running clocks as iCalendar").Produces(200, contentType: DueCalendar.MediaType).Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/services", Services).Permits("dispute/read")
            .WithSummary("并行服务 The services asked for").Produces<Page<ServiceView>>().Refuses(400, 401, 403, 404, 503);
        disputes.MapGet("/{number}/exit-conditions", ExitConditions).Permits("dispute/read")
            .WithSummary("平稳退出条件 What has to hold before it may leave, and leave special watch; each with its state").Produces<ExitConditionsView>().Refuses(400, 401, 403, 404, 503);
        disputes.MapCommands();
    }

    private static async Task<IResult> Register(
        Body<RegisterDispute> body,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey,
        ClaimsPrincipal user,
        IGrainFactory grains)
    {
        var result = await grains.GetGrain<IIntakeGrain>(0).Register(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey));
        return result.Succeeded ? TypedResults.Created($"/v1/disputes/{result.Value.Number}", result.Value) : new Problem(result.Refusal!);
    }

    private static async Task<IResult> Search([AsParameters] DisputeListFilter filter, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(await grains.GetGrain<IDisputeQueryGrain>(0).Search(filter.ToQuery(), user.ToActor()), http);

    private static async Task<IResult> Find(Body<FindParty> body, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IDisputeQueryGrain>(0).Find(body.Value, user.ToActor()));

    private static async Task<IResult> Unmask(
        DisputeNumber number, Body<Unmask> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, HttpContext http, ClaimsPrincipal user, IGrainFactory grains)
    {
        // The reason is free words, which lie encrypted in the history; the trail says which fields.
        http.Audit().Part = body.Value.Fields is { IsDefaultOrEmpty: false } fields ? string.Join('+', fields.Distinct().Order().Select(Words<PersonalField>.Of)) : "all";
        return Answers.OkOrProblem(await grains.Dispute(number).Unmask(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey)));
    }

    // If-None-Match is compared where the answer is written; it stands here to be described.
    private static async Task<IResult> Get(
        DisputeNumber number, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, ClaimsPrincipal user, WrittenViews written, IGrainFactory grains)
    {
        var by = user.ToActor();
        var sent = written.Of(number, by);
        return await grains.Dispute(number).Look(by, sent?.Stamp ?? 0) switch
        {
            null => Unknown,
            { View: { } view } shown => written.Write(number, by, shown.Stamp, view),
            _ => sent!,
        };
    }

    private static async Task<IResult> History(
        DisputeNumber number, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(
            await grains.GetGrain<IDisputeQueryGrain>(0).History(number, cursor?.Value, limit?.Value ?? PageSize.Usual, user.ToActor()), http);

    private static async Task<IResult> Clocks(
        DisputeNumber number, Word<Duty>? duty, Word<ClockStatus>? status, ClaimsPrincipal user, IGrainFactory grains) =>
        Part(await grains.Dispute(number).View(user.ToActor()), view => Whole<ClockView>(
        [
            .. view.Clocks.Where(clock => (duty is null || clock.Duty == duty.Value.Value) && (status is null || clock.Status == status.Value.Value)),
        ]));

    private static async Task<IResult> Clock(DisputeNumber number, ShortText clockId, ClaimsPrincipal user, IGrainFactory grains) =>
        await grains.Dispute(number).View(user.ToActor()) switch
        {
            { } view when view.Clocks.FirstOrDefault(clock => clock.Id == clockId.Value) is { } clock => Part(view, _ => clock),
            { } => new Problem(Refusal.Because(RefusalCode.UnknownClock, new Fact("clock", clockId.Value))),
            null => Unknown,
        };

    private static async Task<IResult> ClockCalendar(DisputeNumber number, HttpContext http, ClaimsPrincipal user, TimeProvider clock, IGrainFactory grains) =>
        await grains.Dispute(number).View(user.ToActor()) is { } view
            ? DueCalendar.File(http, language => DueCalendar.Of(view, language, clock.GetUtcNow()))
            : Unknown;

    private static async Task<IResult> Services(DisputeNumber number, ClaimsPrincipal user, IGrainFactory grains) =>
        Part(await grains.Dispute(number).View(user.ToActor()), view => Whole(view.Services));

    private static async Task<IResult> ExitConditions(DisputeNumber number, ClaimsPrincipal user, IGrainFactory grains) =>
        await grains.Dispute(number).ExitConditions(user.ToActor()) is { } conditions ? new Tagged<ExitConditionsView>(conditions, EntityTags.Of(conditions.Version)) : Unknown;

    private static Problem Unknown => new(Refusal.Because(RefusalCode.UnknownDispute));

    private static Page<T> Whole<T>(ImmutableArray<T> items) => new(items, null);

    /// <summary>A part changes with the whole, so it carries the whole's tag.</summary>
    private static IResult Part<T>(DisputeView? view, Func<DisputeView, T> part) =>
        view is null ? Unknown : new Tagged<T>(part(view), EntityTags.Of(view.Version));
}
