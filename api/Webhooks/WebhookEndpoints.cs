using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Agencies;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Webhooks;

/// <summary>An agency's webhooks and what they could not deliver.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var agency = routes.MapGroup("/agencies/{id}").WithTags("推送 Webhooks").Permits("webhook/manage");

        agency.MapPost("/webhooks", Create)
            .WithSummary("设置推送地址 Notices are sent to an address as signed CloudEvents")
            .WithDescription("The answer holds the secret, this once. It begins with the next notice. See docs/integration.md for receiving and verifying.")
            .Produces<WebhookCreated>(StatusCodes.Status201Created).Refuses(400, 401, 403, 404, 409, 413, 415, 422, 503);
        agency.MapGet("/webhooks", List)
            .WithSummary("推送地址 Webhooks and how they fare").Produces<Page<WebhookView>>().Produces(304).Refuses(400, 401, 403, 404, 503);
        agency.MapGet("/webhooks/{webhookId:int}", Get)
            .WithSummary("一个推送地址 One webhook").Produces<WebhookView>().Refuses(400, 401, 403, 404, 503);
        agency.MapDelete("/webhooks/{webhookId:int}", Delete)
            .WithSummary("删除推送地址 Nothing more is sent").Produces(204).Refuses(400, 401, 403, 404, 503);
        agency.MapPost("/webhooks/{webhookId:int}/rotate-secret", Rotate)
            .WithSummary("更换密钥 A new secret; the old ones sign beside it for a while")
            .Produces<WebhookCreated>().Refuses(400, 401, 403, 404, 413, 415, 503);
        agency.MapPost("/webhooks/{webhookId:int}/test", Test)
            .WithSummary("测试推送 Sends an event of type suyuan.test and says what came of it").Produces<WebhookTrial>().Refuses(400, 401, 403, 404, 503);
        agency.MapGet("/dead-letters", DeadLetters)
            .WithSummary("未送达记录 Notices that a webhook gave up, in the order of the inbox")
            .WithDescription("`open=true`: only those that were not redelivered.")
            .Produces<Page<DeadLetterView>>().Refuses(400, 401, 403, 404, 503);
        agency.MapPost("/dead-letters/{letterId}/redeliver", Redeliver)
            .WithSummary("重新推送 Sends it once more, now, under its old id").Produces<WebhookTrial>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Create(AgencyId id, Body<CreateWebhook> body, ClaimsPrincipal user, IGrainFactory grains)
    {
        var created = await Desk(grains).Create(id, body.Value, user.ToActor());
        return created.Succeeded ? TypedResults.Created($"/v1/agencies/{id}/webhooks/{created.Value.Webhook.Id}", created.Value) : new Problem(created.Refusal);
    }

    private static async Task<IResult> List(AgencyId id, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.ListOrProblem(await Desk(grains).List(id, user.ToActor()));

    private static async Task<IResult> Get(AgencyId id, int webhookId, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await Desk(grains).Get(id, webhookId, user.ToActor()));

    private static async Task<IResult> Delete(AgencyId id, int webhookId, ClaimsPrincipal user, IGrainFactory grains)
    {
        var deleted = await Desk(grains).Delete(id, webhookId, user.ToActor());
        return deleted.Succeeded ? TypedResults.NoContent() : new Problem(deleted.Refusal);
    }

    private static async Task<IResult> Rotate(AgencyId id, int webhookId, Body<RotateSecret> body, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await Desk(grains).Rotate(id, webhookId, body.Value, user.ToActor()));

    private static async Task<IResult> Test(AgencyId id, int webhookId, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await Desk(grains).Test(id, webhookId, user.ToActor()));

    private static async Task<IResult> DeadLetters(
        AgencyId id, [FromQuery(Name = "open")] bool? open, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(
            await Desk(grains).DeadLetters(id, open ?? false, cursor?.Value, limit?.Value ?? PageSize.Usual, user.ToActor()), http);

    private static async Task<IResult> Redeliver(AgencyId id, ShortText letterId, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await Desk(grains).Redeliver(id, letterId.Value, user.ToActor()));

    private static IWebhookDeskGrain Desk(IGrainFactory grains) => grains.GetGrain<IWebhookDeskGrain>(0);
}
