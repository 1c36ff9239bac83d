using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.Orders;

/// <summary>What every field of an order may hold; all faults are told at once.</summary>
internal static class OrderBounds
{
    public static Refusal? Check(IssueOrder order, LawBook law)
    {
        var field = new FieldChecks();
        if (field.Required("agency", order.Agency) && (!AgencyId.TryParse(order.Agency, null, out var agency) || !law.Routing.Exists(agency, law.Areas)))
            field.Fault("agency", RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(order.Agency)));
        field.Member("grade", order.Grade);
        field.RequiredText("what", order.What, 1, 4_000);
        if (order.Dispute is { } dispute && !DisputeNumber.TryParse(dispute, null, out _))
            field.Fault("dispute", RefusalCode.UnknownDispute, new Fact("number", FieldChecks.Shown(dispute)));
        return field.Refusal;
    }

    public static Refusal? Check(OrderCommand command)
    {
        var field = new FieldChecks();
        switch (command)
        {
            case ApproveOrder approve:
                field.OptionalMember("grade", approve.Grade);
                field.Text("note", approve.Note, 1, 2_000);
                break;
            case DismissOrder dismiss:
                field.RequiredText("reason", dismiss.Reason, 1, 2_000);
                break;
            case ReceiveOrder receive:
                field.Text("note", receive.Note, 1, 2_000);
                break;
            case ReplyToOrder reply:
                field.RequiredText("text", reply.Text, 1, 8_000);
                break;
            case AcceptReply accept:
                field.Text("note", accept.Note, 1, 2_000);
                break;
            case ReturnReply returned:
                field.RequiredText("reason", returned.Reason, 1, 2_000);
                break;
            case EscalateOrder escalate:
                field.RequiredText("reason", escalate.Reason, 1, 2_000);
                break;
            case CloseOrder close:
                field.RequiredText("result", close.Result, 1, 4_000);
                break;
        }

        return field.Refusal;
    }
}
