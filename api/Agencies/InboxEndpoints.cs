using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Overload;

namespace Suyuan.Agencies;

/// <summary>An agency's inbox: read by cursor or by long poll, acknowledged by a person.</summary>
internal static class InboxEndpoints
{
    /// <summary>One question to the cluster while a reader waits: short, so that a silo that stops is not held up by readers.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/agencies/{id}/inbox").WithTags("单位收件箱 Agency inbox");

        inbox.MapGet("", Read).Permits("inbox/read").InLane(request => request.Query.ContainsKey("wait") ? Lane.Streams : Lane.Reads)
            .WithSummary("收件箱 Notices in gapless sequence")
            .WithDescription("`after` is the last sequence you have. `wait` (seconds, 0 to 25) holds the request open until something comes.")
            .Produces<InboxPage>().Refuses(400, 401, 403, 404, 503);
        inbox.MapGet("/stream", InboxStream.Follow).Permits("inbox/read").InLane(Lane.Streams)
            .WithSummary("事件流 Notices as server-sent events")
            .WithDescription("Begins after `Last-Event-ID`, or after `after`, or with the first notice. A comment every 15 seconds; the stream ends with the token.")
            .Produces(200, contentType: "text/event-stream").Refuses(400, 401, 403, 404, 503);
        inbox.MapPost("/acknowledge", Acknowledge).Permits("inbox/acknowledge")
            .WithSummary("确认收到 Acknowledge: everything up to a sequence, or single ones")
            .Produces<Acknowledged>().Refuses(400, 401, 403, 404, 413, 415, 422, 503);
    }

    public static void MapNoticeKinds(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices/kinds", Kinds).Permits("law/read").WithTags("单位收件箱 Agency inbox")
            .WithSummary("通知种类 Every kind of notice: how loud, for whom, and what it says")
            .Produces<Page<NoticeKindView>>().Produces(304).Refuses(401, 403, 503);

    private static async Task<IResult> Kinds(IGrainFactory grains) =>
        new Tagged<Page<NoticeKindView>>(new Page<NoticeKindView>(await grains.GetGrain<IInboxGrain>(0).Kinds(), null), null);

    private static async Task<IResult> Read(
        AgencyId id, [AsParameters] InboxParameters parameters, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock, CancellationToken gone)
    {
        var by = user.ToActor();
        var inbox = grains.GetGrain<IInboxGrain>(0);
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(parameters.Wait?.Value ?? 0);
        while (true)
        {
            var page = await inbox.Read(id, parameters.ToQuery(), by);
            var left = until - clock.GetUtcNow();
            if (!page.Succeeded || !page.Value.Items.IsEmpty || left <= TimeSpan.Zero || gone.IsCancellationRequested)
                return Answers.OkOrProblem(page);
            await grains.Agency(id).Beyond(page.Value.Last, left < Slice ? left : Slice, gone);
        }
    }

    private static async Task<IResult> Acknowledge(AgencyId id, Body<AcknowledgeNotices> body, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.Agency(id).Acknowledge(body.Value, user.ToActor()));
}

/// <summary>The query string of an inbox; what is absent does not filter.</summary>
internal sealed record InboxParameters
{
    /// <summary>Last sequence that the caller has.</summary>
    [FromQuery(Name = "after")] public Sequence? After { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    [FromQuery(Name = "wait")] public WaitSeconds? Wait { get; init; }

    [FromQuery(Name = "unacknowledged")] public bool? Unacknowledged { get; init; }

    [FromQuery(Name = "kind")] public ShortText? Kind { get; init; }

    [FromQuery(Name = "severity")] public ShortText? Severity { get; init; }

    public InboxQuery ToQuery() => new(
        After?.Value ?? 0, Limit?.Value ?? PageSize.Usual, Unacknowledged ?? false, Kind?.Value, Severity?.Value);
}
