using System.Collections.Immutable;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>One command of a dispute as an address.</summary>
/// <param name="Path">Last segment of <c>POST /v1/disputes/{number}/…</c>.</param>
internal sealed record CommandRoute(string Path, Type Command, string Summary, Delegate Handler)
{
    public static CommandRoute Of<TCommand>(string path, string summary)
        where TCommand : DisputeCommand, new() =>
        new(path, typeof(TCommand), summary, CommandEndpoint.Act<TCommand>);
}

/// <summary>The table of commands: address, command, what it is called.</summary>
internal static class CommandRoutes
{
    public static readonly ImmutableArray<CommandRoute> Table =
    [
        CommandRoute.Of<Triage>("triage", "分流 Triage: decide category and channel"),
        CommandRoute.Of<Assign>("assign", "交办 Assign: name the lead, who has to accept or decline"),
        CommandRoute.Of<Accept>("accept", "受理 Accept: the lead takes it, the channel's time limit starts"),
        CommandRoute.Of<Decline>("decline", "不予受理 Decline: back to be assigned again, with a reason"),
        CommandRoute.Of<Transfer>("transfer", "移送 Transfer: ask another unit to take the lead"),
        CommandRoute.Of<AcceptTransfer>("accept-transfer", "接收移送 Accept transfer: the asked unit takes the lead"),
        CommandRoute.Of<ReturnTransfer>("return-transfer", "退回移送 Return transfer: back to the lead, with a reason"),
        CommandRoute.Of<HandUp>("hand-up", "逐级上交 Hand up: ask the unit one level up to take the lead, with a reason"),
        CommandRoute.Of<HandDown>("hand-down", "逐级下交 Hand down: ask the unit one level down to take the lead, with a reason"),
        CommandRoute.Of<RecordContact>("contact", "联系当事人 Record a contact with a party"),
        CommandRoute.Of<HoldSession>("sessions", "调解会 Record a mediation session"),
        CommandRoute.Of<SeekMediator>("seek-mediator", "选任调解员 Seek the mediator: the parties choose among the candidates, or the best is asked"),
        CommandRoute.Of<ChooseMediator>("choose-mediator", "选定调解员 Record whom the parties chose"),
        CommandRoute.Of<AppointMediator>("appoint-mediator", "指定调解员 Appoint a mediator when nobody was chosen or is left"),
        CommandRoute.Of<AcceptOffer>("accept-offer", "接受指派 Accept the assignment"),
        CommandRoute.Of<DeclineOffer>("decline-offer", "谢绝指派 Decline the assignment: the next candidate is asked"),
        CommandRoute.Of<Disclose>("disclosures", "披露 Disclose what may raise doubts about impartiality"),
        CommandRoute.Of<RequestRecusal>("recusals", "申请回避 Ask for the mediator's recusal"),
        CommandRoute.Of<DecideRecusal>("recusal-decision", "回避决定 Decide on the recusal"),
        CommandRoute.Of<ReplaceMediator>("replace-mediator", "更换调解员 Replace the mediator"),
        CommandRoute.Of<InviteParticipant>("invitations", "邀请参与 Invite a co-mediator, delegate, deputy, member, elder or expert"),
        CommandRoute.Of<AnswerInvitation>("invitation-answers", "答复邀请 Answer an invitation"),
        CommandRoute.Of<Suspend>("suspend", "中止 Suspend: stop the clocks that may stop for this reason"),
        CommandRoute.Of<Resume>("resume", "恢复 Resume: ends move by the time that did not count"),
        CommandRoute.Of<Extend>("extend", "延长 Extend one clock within what its rule allows"),
        CommandRoute.Of<RecordEvent>("events", "程序事件 Record a procedural event: starts, fulfils or counts anew the time limits that hang on it"),
        CommandRoute.Of<RecordAgreement>("agreements", "达成协议 Record the agreement and its instalments"),
        CommandRoute.Of<RecordPerformance>("performance", "履行 Record the performance of an instalment"),
        CommandRoute.Of<Fail>("fail", "调解不成 Fail: end without agreement, naming the next lawful routes"),
        CommandRoute.Of<Withdraw>("withdraw", "撤回 Withdraw: the applicant takes it back"),
        CommandRoute.Of<Confirm>("confirmation", "司法确认 Judicial confirmation, step by step"),
        CommandRoute.Of<Watch>("watch", "重点关注 Put on special watch"),
        CommandRoute.Of<VisitWatched>("watch-visits", "走访 Record a visit to a watched dispute"),
        CommandRoute.Of<RegradeWatch>("watch-grade", "调整关注等级 Change the grade of a special watch"),
        CommandRoute.Of<Unwatch>("unwatch", "解除关注 Take off special watch"),
        CommandRoute.Of<RecordRisk>("risks", "风险情形 Record a risk: violence, a vulnerable party, a larger group, a red warning, a new sign"),
        CommandRoute.Of<Escalate>("escalate", "提级 Escalate: raise attention to a higher level"),
        CommandRoute.Of<GiveAnswer>("answer", "答复 Give the person the answer, or prove it could not be delivered"),
        CommandRoute.Of<Explain>("explain", "释法说理 Explain the outcome without agreement to the party"),
        CommandRoute.Of<Close>("close", "办结 Close: formally closed, follow-up visits become due"),
        CommandRoute.Of<FollowUp>("followups", "回访 Record a follow-up visit"),
        CommandRoute.Of<Rate>("ratings", "评价 Rate: the person's own judgement"),
        CommandRoute.Of<Exit>("exit", "销号 Exit: leave the system smoothly"),
        CommandRoute.Of<Reopen>("reopen", "重新启动 Reopen under the same number"),
        CommandRoute.Of<Merge>("merge", "并案 Merge into the dispute that was registered first"),
        CommandRoute.Of<RequestService>("services", "并行服务 Request one of the nine services"),
        CommandRoute.Of<CompleteService>("service-results", "服务结果 Report what became of a service"),
        CommandRoute.Of<PreserveRecords>("preserve", "保全案卷 Keep the records beyond their time, on a ground"),
        CommandRoute.Of<ReleaseRecords>("release", "解除保全 The ground for keeping the records is gone"),
        CommandRoute.Of<RequestErasure>("erasure-requests", "申请删除 A party asks that what is held about him or her be erased"),
        CommandRoute.Of<DecideErasure>("erasure-decisions", "删除决定 Grant the erasure, which is done at once and for ever, or decline it with a reason"),
    ];

    public static void MapCommands(this RouteGroupBuilder disputes)
    {
        foreach (var route in Table)
            disputes.MapPost($"/{{number}}/{route.Path}", route.Handler)
                .Permits("dispute/act")
                .WithTags("办理 Handling")
                .WithName(route.Command.Name)
                .WithSummary(route.Summary)
                .WithDescription(CommandEndpoint.Description)
                .Produces<DisputeView>()
                .Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
    }
}
