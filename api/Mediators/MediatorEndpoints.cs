using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Mediators;

/// <summary>The list of mediators: entries, and who could take a case.</summary>
internal static class MediatorEndpoints
{
    private const string Kind = "mediator";

    public static void MapMediators(this IEndpointRouteBuilder routes)
    {
        var mediators = routes.MapGroup("/mediators").WithTags("调解员 Mediators");

        mediators.MapGet("", List).Permits("mediator/read")
            .WithSummary("候选调解员 Ranked candidates for a place and field, or for a dispute, with reasons")
            .WithDescription(
                "按胜任、就近、负荷、连续、均衡排序，逐项列出得分和理由；未列入的说明原因。Give `dispute`, or `area` and `field`. "
                + "`available=true` leaves out those who cannot take a case now. `sample: true`：示例，不是真实人员。")
            .Produces<Ranking>().Refuses(400, 401, 403, 404, 503);
        mediators.MapGet("/{number}", Get).Permits("mediator/read")
            .WithSummary("一位调解员 One mediator: profile, load, training, leave, clocks").Produces<MediatorView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        mediators.MapGet("/{number}/history", History).Permits("mediator/cases")
            .WithSummary("名册记录 Append-only history, hash-chained").Produces<Page<HistoryEvent>>().Refuses(400, 401, 403, 404, 503);
        mediators.MapPut("/{number}", Put).Permits("mediator/act")
            .WithSummary("列入、更新名册 Enter a mediator, or replace the profile")
            .WithDescription("整体替换；`relations` 只以密钥哈希保存，不填则不变。Names in `relations` are kept only as keyed hashes; left out, they stay.")
            .Produces<MediatorView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        mediators.MapPost("/{number}/leave", Leave).Permits("mediator/act")
            .WithSummary("请假 Take leave, first and last day included").Produces<MediatorView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        mediators.MapPost("/{number}/training", Train).Permits("mediator/act")
            .WithSummary("培训 Record a course").Produces<MediatorView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        mediators.MapPost("/{number}/standing", Standing).Permits("mediator/act")
            .WithSummary("停止、恢复执业或者离任 Suspend, reinstate or remove: open cases are handed over")
            .Produces<MediatorView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
    }

    private static async Task<IResult> List([AsParameters] MediatorListFilter filter, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IMediatorQueryGrain>(0).List(filter.ToQuery(), user.ToActor()));

    // If-None-Match is compared where the answer is written; it stands here to be described.
    private static async Task<IResult> Get(
        MatterNumber number, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, ClaimsPrincipal user, IGrainFactory grains) =>
        number.Kind == Kind ? Seen(await grains.Matter<IMediatorGrain>(number).View(user.ToActor())) : MatterEndpoints.Unknown(number);

    private static async Task<IResult> History(MatterNumber number, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        number.Kind == Kind
            ? Answers.PageOrProblem(await grains.GetGrain<IMatterQueryGrain>(0).History(number, cursor?.Value, limit?.Value ?? PageSize.Usual, user.ToActor()), http)
            : MatterEndpoints.Unknown(number);

    private static Task<IResult> Put(
        MatterNumber number, Body<MediatorProfile> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Do(number, grains, mediator => mediator.Put(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Leave(
        MatterNumber number, Body<TakeLeave> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Do(number, grains, mediator => mediator.TakeLeave(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Train(
        MatterNumber number, Body<RecordTraining> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Do(number, grains, mediator => mediator.RecordTraining(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Standing(
        MatterNumber number, Body<ChangeStanding> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Do(number, grains, mediator => mediator.ChangeStanding(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static async Task<IResult> Do(MatterNumber number, IGrainFactory grains, Func<IMediatorGrain, Task<Result<MediatorView>>> act) =>
        number.Kind == Kind ? Seen(await act(grains.Matter<IMediatorGrain>(number))) : MatterEndpoints.Unknown(number);

    private static IResult Seen(Result<MediatorView> mediator) =>
        mediator.Succeeded ? new Tagged<MediatorView>(mediator.Value, EntityTags.Of(mediator.Value.Version)) : new Problem(mediator.Refusal);
}

/// <summary>The query string of the list of mediators.</summary>
internal sealed record MediatorListFilter
{
    [FromQuery(Name = "area")] public AreaCode? Area { get; init; }

    /// <summary>Category of disputes.</summary>
    [FromQuery(Name = "field")] public ShortText? Field { get; init; }

    [FromQuery(Name = "available")] public bool? Available { get; init; }

    [FromQuery(Name = "dispute")] public DisputeNumber? Dispute { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    public MediatorQuery ToQuery() => new(Area, Field?.Value, Available, Dispute, Limit?.Value ?? PageSize.Usual);
}
