using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Orders;

/// <summary>Supervision orders: issued or requested, received, replied to, checked, ended.</summary>
internal static class OrderEndpoints
{
    private const string Kind = "supervision-order";

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/supervision-orders").WithTags("督办 Supervision orders");
        orders.MapMatters(Kind, "supervision-order/read");
        orders.MapPost("", Issue).Permits("supervision-order/act").WithName("IssueOrder")
            .WithSummary("签发督办、提请督办 Issue an order; a supervisor requests it of the coordinator")
            .WithDescription("`grade` decides the reply's limit. Send `Idempotency-Key` to repeat the request safely.")
            .Produces<OrderView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        orders.MapView<OrderView>(Kind, "supervision-order/read", "一件督办 One order", (grains, number, by) => grains.Matter<ISupervisionOrderGrain>(number).View(by));
        Map<ApproveOrder>(orders, "approve", "同意督办 Issue what was requested");
        Map<DismissOrder>(orders, "dismiss", "不予督办 Answer a request with the reason for not ordering");
        Map<ReceiveOrder>(orders, "receive", "签收 Receive");
        Map<ReplyToOrder>(orders, "reply", "回复 Reply: what was done, or why it could not be");
        Map<AcceptReply>(orders, "accept", "认可 Accept the reply: the order ends");
        Map<ReturnReply>(orders, "return", "退回重报 Send the reply back, once");
        Map<EscalateOrder>(orders, "escalate", "升级督办 Escalate: the level above hears of it");
        Map<CloseOrder>(orders, "close", "办结督办 Close an escalated order with what became of it");
    }

    private static void Map<TCommand>(RouteGroupBuilder orders, string act, string summary)
        where TCommand : OrderCommand, new() =>
        orders.MapAct<TCommand, OrderView>(
            Kind, act, "supervision-order/act", summary, (grains, number, command, context) => grains.Matter<ISupervisionOrderGrain>(number).Act(command, context), view => view.Version);

    private static async Task<IResult> Issue(
        Body<IssueOrder> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
    {
        var context = CommandEndpoint.Context(user.ToActor(), key);
        var issued = await grains.Matter<ISupervisionOrderGrain>(MatterNumber.New(Kind, context.CommandId)).Issue(body.Value, context);
        return issued.Succeeded ? TypedResults.Created($"/v1/supervision-orders/{issued.Value.Number}", issued.Value) : new Problem(issued.Refusal);
    }
}
