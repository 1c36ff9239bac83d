using System.Collections.Frozen;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Orders;

/// <summary>Orchestrates one supervision order.</summary>
[GrainType(SupervisionOrderState.KindName)]
internal sealed class SupervisionOrderGrain(
    [PersistentState(StorageNames.SupervisionOrderState, StorageNames.Provider)] IPersistentState<SupervisionOrderState> stored, MatterTools tools)
    : MatterGrain<SupervisionOrderState>(stored, tools), ISupervisionOrderGrain
{
    private static readonly FrozenDictionary<Type, string> Acts = new Dictionary<Type, string>
    {
        [typeof(ApproveOrder)] = "approve",
        [typeof(DismissOrder)] = "dismiss",
        [typeof(ReceiveOrder)] = "receive",
        [typeof(ReplyToOrder)] = "reply",
        [typeof(AcceptReply)] = "accept",
        [typeof(ReturnReply)] = "return",
        [typeof(EscalateOrder)] = "escalate",
        [typeof(CloseOrder)] = "close",
    }.ToFrozenDictionary();

    public async Task<Result<OrderView>> Issue(IssueOrder order, ActContext context)
    {
        if (OrderBounds.Check(order, Law) is { } malformed)
            return malformed;
        if (order.Dispute is { } number && await GrainFactory.Dispute(DisputeNumber.Parse(number)).SeenBy("dispute/read", context.By) is null)
            return Refusal.Of("dispute", RefusalCode.UnknownDispute, new Fact("number", number));
        var opened = await Open(context.By.Role is Role.Supervisor ? "request" : "issue", order, context, (blank, scene) => OrderRules.Begin(blank, order, scene));
        return opened.Succeeded ? Seen(context.By) : opened.Refusal;
    }

    public async Task<Result<OrderView>> Act(OrderCommand command, ActContext context)
    {
        if (Refuses(context.By) is { } refused)
            return refused;
        if (OrderBounds.Check(command) is { } malformed)
            return malformed;
        var done = await Do(Acts[command.GetType()], command, context, (order, scene) => OrderRules.Decide(order, command, scene));
        return done.Succeeded ? Seen(context.By) : done.Refusal;
    }

    public Task<Result<OrderView>> View(Actor by) => Task.FromResult<Result<OrderView>>(Sees(by) ? Seen(by) : Unknown());

    protected override SupervisionOrderState AtEnd(SupervisionOrderState matter, Clock clock, Scene scene) => OrderRules.Silent(matter, scene);

    protected override SupervisionOrderState AtTime(SupervisionOrderState matter, Scene scene) =>
        matter with { WakeAt = matter.ToTell == matter.Told ? null : scene.Now.At + scene.Law.Policy.LateAfter };

    /// <summary>The dispute's own history says that it is supervised, and how that ended. Each status is told once, whatever is repeated.</summary>
    protected override async Task Follow()
    {
        if (State.ToTell is var told && told == State.Told)
            return;
        var note = new SupervisionNote(Number, Kebab.Of(told), State.Lead, Kebab.Of(State.Grade));
        if (await Reached(() => GrainFactory.Dispute(DisputeNumber.Parse(State.Dispute!)).Supervised(note)))
            await Note(State.Blank() with { Told = told, WakeAt = null });
    }

    private OrderView Seen(Actor by) => new()
    {
        Number = Number,
        Version = State.Version,
        Status = State.Status,
        Area = State.Area,
        Agency = new NamedAgency(State.Lead, Law.Routing.NameOf(State.Lead, Law.Areas)),
        Issuer = new NamedAgency(State.Issuer, Law.Routing.NameOf(State.Issuer, Law.Areas)),
        Grade = State.Grade,
        What = State.What,
        Dispute = State.Dispute is { } number ? DisputeNumber.Parse(number) : null,
        CreatedAt = State.CreatedAt,
        Replies = State.Replies,
        Returns = State.Returns,
        Outcome = State.Outcome,
        Clocks = DisputeViews.Clocks(State, Law, Now),
        Possible = Law.Matters.Possible(State, by),
    };
}
