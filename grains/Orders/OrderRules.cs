using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Orders;

/// <summary>
/// 督办: an order is received and replied to within the limits of its grade, the reply is checked, sent back at most once, and
/// silence goes up by itself. Pure.
/// </summary>
internal static class OrderRules
{
    /// <summary>Input was checked by <see cref="OrderBounds"/>. Who only supervises asks the coordinator to order.</summary>
    public static Result<SupervisionOrderState> Begin(SupervisionOrderState blank, IssueOrder command, Scene scene)
    {
        var agency = AgencyId.Parse(command.Agency!);
        var order = blank with
        {
            Area = agency.Area,
            Lead = agency,
            Issuer = scene.By is { Role: Role.Coordinator, Agency: { } own } ? own : Routing.Coordinator(agency.Area),
            Grade = command.Grade!.Value,
            What = command.What!,
            Dispute = command.Dispute,
            Status = OrderStatus.Requested,
        };
        return scene.By.Role is Role.Supervisor
            ? order.Start(scene, OrderClocks.Decide, "policy-order-decide", order.Issuer.ToString(), "提请督办").Notify(scene, order.Issuer, "order-requested", Said(order))
            : Issued(order, scene);
    }

    public static Result<SupervisionOrderState> Decide(SupervisionOrderState order, OrderCommand command, Scene scene) => command switch
    {
        ApproveOrder approve => Issued((order with { Grade = approve.Grade ?? order.Grade }).Meet(scene, OrderClocks.Decide), scene),
        DismissOrder dismiss => (order with { Status = OrderStatus.Dismissed, Outcome = dismiss.Reason }).Meet(scene, OrderClocks.Decide),
        ReceiveOrder => (order with { Status = order.Status is OrderStatus.Issued ? OrderStatus.Received : order.Status }).Meet(scene, OrderClocks.Receive),
        ReplyToOrder reply => Replied(order, reply, scene),
        AcceptReply accept => Closed(order, accept.Note, scene),
        ReturnReply returned => Returned(order, returned, scene),
        EscalateOrder escalate => Escalated(order with { Outcome = escalate.Reason }, scene),
        CloseOrder close => Closed(order, close.Result, scene),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>Nobody replied in time: it goes up by itself, and the reply stays owed.</summary>
    public static SupervisionOrderState Silent(SupervisionOrderState order, Scene scene) =>
        order.Status is OrderStatus.Issued or OrderStatus.Received or OrderStatus.Returned ? Escalated(order, scene) : order;

    private static SupervisionOrderState Issued(SupervisionOrderState order, Scene scene) => Tells(
        (order with { Status = OrderStatus.Issued })
            .Start(scene, OrderClocks.Receive, "policy-order-receive", order.Lead.ToString(), "签发督办")
            .Start(scene, OrderClocks.Reply, $"policy-order-reply-{Kebab.Of(order.Grade)}", order.Lead.ToString(), "签发督办")
            .Notify(scene, order.Lead, order.Grade is OrderGrade.Urgent ? "order-issued-urgent" : "order-issued", Said(order)),
        scene);

    private static SupervisionOrderState Replied(SupervisionOrderState order, ReplyToOrder command, Scene scene)
    {
        var inTime = order.OpenClock(OrderClocks.Reply) is not { } owed || !owed.IsOverdue(scene.Now.At);
        return (order with { Status = OrderStatus.Replied, Replies = order.Replies.Add(new OrderReply(scene.Now.At, command.Text!, inTime)) })
            .Meet(scene, OrderClocks.Receive, OrderClocks.Reply)
            .Start(scene, OrderClocks.Check, "policy-order-check", order.Issuer.ToString(), "收到督办回复")
            .Notify(scene, order.Issuer, "order-replied", Said(order));
    }

    private static Result<SupervisionOrderState> Returned(SupervisionOrderState order, ReturnReply command, Scene scene)
    {
        if (order.Returns > 0)
            return Refusal.Because(RefusalCode.ReplyReturnedBefore);
        return (order with { Status = OrderStatus.Returned, Returns = 1 })
            .Meet(scene, OrderClocks.Check)
            .Start(scene, OrderClocks.Reply, $"policy-order-reply-{Kebab.Of(order.Grade)}", order.Lead.ToString(), "督办回复被退回")
            .Notify(scene, order.Lead, "order-returned", new ReasonSaid(command.Reason!));
    }

    private static SupervisionOrderState Escalated(SupervisionOrderState order, Scene scene)
    {
        var escalated = (order with { Status = OrderStatus.Escalated }).Meet(scene, OrderClocks.Check);
        foreach (var hearer in new[] { Hierarchy.SuperiorOf(order.Lead), Hierarchy.SuperiorOf(order.Issuer), order.Issuer }.Distinct())
            escalated = escalated.Notify(scene, hearer, "order-escalated", new AgencySaid(order.Lead));
        return Tells(escalated, scene);
    }

    private static SupervisionOrderState Closed(SupervisionOrderState order, string? outcome, Scene scene) => Tells(
        (order with { Status = OrderStatus.Closed, Outcome = outcome ?? order.Outcome })
            .Meet(scene, OrderClocks.Check)
            .Cancel(scene, OrderClocks.Receive, OrderClocks.Reply)
            .Notify(scene, order.Lead, "order-closed", Said(order)),
        scene);

    /// <summary>The dispute is told right after this write; should that fail, again when the system would call a reminder late.</summary>
    private static SupervisionOrderState Tells(SupervisionOrderState order, Scene scene) =>
        order.ToTell == order.Told ? order : order with { WakeAt = scene.Now.At + scene.Law.Policy.LateAfter };

    private static GradeSaid Said(SupervisionOrderState order) => new(order.Grade, order.Dispute);

    private sealed record GradeSaid(OrderGrade Grade, string? About);

    private sealed record ReasonSaid(string Reason);

    private sealed record AgencySaid(AgencyId Subject);
}

/// <summary>What the clocks of an order are for.</summary>
internal static class OrderClocks
{
    public const string Decide = "order-decide";
    public const string Receive = "order-receive";
    public const string Reply = "order-reply";
    public const string Check = "order-check";
}
