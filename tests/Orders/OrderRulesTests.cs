using System.Text.Json;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Orders;
using Suyuan.Storage;
using Suyuan.Tests.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Orders;

/// <summary>督办: issued, received, replied to, checked; silence goes up by itself.</summary>
public sealed class OrderRulesTests
{
    private static readonly Actor Supervisor = new("supervisor-1", Role.Supervisor);

    private static readonly MatterNumber Number = MatterNumber.Of("supervision-order", "a1");

    [Theory]
    [InlineData(OrderGrade.Urgent, "2026-03-04")]
    [InlineData(OrderGrade.Important, "2026-03-09")]
    [InlineData(OrderGrade.Ordinary, "2026-03-16")]
    public void D_13_1_An_order_has_a_reply_clock_by_its_grade(OrderGrade grade, string replyBy)
    {
        var life = Issued(grade);

        Assert.Equal(["order-receive-1 2026-03-03", $"order-reply-1 {replyBy}"], life.Open);
        Assert.All(life.State.Clocks, clock => Assert.Equal("510304-housing", clock.Holder));
        Assert.Equal((grade is OrderGrade.Urgent ? "order-issued-urgent" : "order-issued", "510304-housing"), (life.Notices[0].Kind, life.Notices[0].Agency));
    }

    [Fact]
    public void D_13_1_It_is_received_replied_to_accepted_and_closed()
    {
        var life = Issued(OrderGrade.Important);
        Done(life, new ReceiveOrder(), Given.Housing);
        Assert.Equal((OrderStatus.Received, ClockStatus.Met), (life.State.Status, life.Clock("order-receive-1").Status));

        Done(life.To("2026-03-05T10:00+08:00"), new ReplyToOrder { Text = "已约谈物业，限期整改。" }, Given.Housing);
        Assert.Equal((OrderStatus.Replied, true), (life.State.Status, life.State.Replies[0].InTime));
        Assert.Equal(["order-check-1 2026-03-10"], life.Open);
        Done(life, new AcceptReply(), Given.Coordinator);

        Assert.Equal((OrderStatus.Closed, false), (life.State.Status, life.State.IsOpen));
        Assert.Empty(life.Open);
        Assert.Equal(["issue", "receive", "reply", "accept"], life.Steps.Select(step => step.Act));
    }

    [Fact]
    public void D_13_1_A_reply_is_sent_back_once_and_the_second_is_accepted_or_escalated()
    {
        var life = Issued(OrderGrade.Urgent);
        Done(life, new ReplyToOrder { Text = "正在办理。" }, Given.Housing);
        Done(life.To("2026-03-03T09:00+08:00"), new ReturnReply { Reason = "没有说明措施" }, Given.Coordinator);
        Assert.Equal((OrderStatus.Returned, "order-reply-2 2026-03-05"), (life.State.Status, Assert.Single(life.Open)));
        Done(life, new ReplyToOrder { Text = "已派员进驻。" }, Given.Housing);

        Assert.Equal("ReplyReturnedBefore", Told(life, new ReturnReply { Reason = "仍不够" }, Given.Coordinator));
        Done(life, new EscalateOrder { Reason = "措施不力" }, Given.Coordinator);

        Assert.Equal((OrderStatus.Escalated, 2), (life.State.Status, life.State.Replies.Length));
        Done(life, new CloseOrder { Result = "区政府已约谈。" }, Given.Coordinator);
        Assert.Equal((OrderStatus.Closed, "区政府已约谈。"), (life.State.Status, life.State.Outcome));
    }

    [Fact]
    public void D_13_1_Silence_goes_up_by_itself_and_the_reply_stays_owed()
    {
        var life = Issued(OrderGrade.Urgent);

        life.To("2026-03-05T00:00+08:00").Wake();

        Assert.Equal((OrderStatus.Escalated, ClockStatus.Running), (life.State.Status, life.Clock("order-reply-1").Status));
        Assert.Equal(["510300-coordinator", "510304-coordinator"], life.Notices.Where(notice => notice.Kind is "order-escalated").Select(notice => notice.Agency).Order(StringComparer.Ordinal));
        Assert.Contains(life.Steps, step => step is { Act: "expired", FromStage: "issued", ToStage: "escalated" });
        Done(life.To("2026-03-05T01:00+08:00"), new ReplyToOrder { Text = "迟复，已办理。" }, Given.Housing);
        Assert.Equal((OrderStatus.Replied, false), (life.State.Status, life.State.Replies[0].InTime));
    }

    [Fact]
    public void D_13_1_Who_supervises_asks_the_coordinator_who_issues_or_says_why_not()
    {
        var life = Life();
        Assert.True(Begin(life, OrderGrade.Ordinary, Supervisor, "request").Succeeded);
        Assert.Equal((OrderStatus.Requested, "order-decide-1 2026-03-04"), (life.State.Status, Assert.Single(life.Open)));
        Assert.Equal("NotYourRole", Told(life, new ApproveOrder(), Supervisor));

        Done(life, new ApproveOrder { Grade = OrderGrade.Urgent }, Given.Coordinator);

        Assert.Equal((OrderStatus.Issued, OrderGrade.Urgent), (life.State.Status, life.State.Grade));
        Assert.Equal("policy-order-reply-urgent", life.Clock("order-reply-1").RuleId);
        var other = Life();
        Begin(other, OrderGrade.Ordinary, Supervisor, "request");
        Done(other, new DismissOrder { Reason = "已在办理" }, Given.Coordinator);
        Assert.Equal((OrderStatus.Dismissed, false), (other.State.Status, other.State.IsOpen));
    }

    [Fact]
    public void D_13_1_Only_the_agency_that_is_ordered_replies_and_only_a_coordinator_of_its_area_orders()
    {
        var life = Issued(OrderGrade.Important);

        Assert.Equal("NotYourCase", Told(life, new ReplyToOrder { Text = "代为回复" }, Given.Stranger));
        Assert.Equal("NotInThisStage", Told(life, new AcceptReply(), Given.Coordinator));
        Assert.Equal("NotYourCase", Suyuan.Tests.Support.Life.Told(Begin(Life(), OrderGrade.Important, Given.Someone(Role.Coordinator, "510321-coordinator"), "issue").Refusal));
        Assert.Equal("NotYourRole", Suyuan.Tests.Support.Life.Told(Begin(Life(), OrderGrade.Important, Given.Housing, "issue").Refusal));
    }

    [Fact]
    public void A_repeated_act_is_done_once()
    {
        var life = Issued(OrderGrade.Important);
        var reply = new ReplyToOrder { Text = "已办理。" };

        var first = life.Do("reply", reply, Given.Housing, (order, scene) => OrderRules.Decide(order, reply, scene), "k-1");
        var again = life.Do("reply", reply, Given.Housing, (order, scene) => OrderRules.Decide(order, reply, scene), "k-1");

        Assert.True(first.Succeeded && again.Succeeded);
        Assert.Single(life.State.Replies);
    }

    [Fact]
    public void D_3_4_The_dispute_is_told_of_issue_escalation_and_end_and_each_once()
    {
        var life = Issued(OrderGrade.Urgent);
        Assert.Equal((OrderStatus.None, OrderStatus.Issued), (life.State.Told, life.State.ToTell));
        Assert.Equal(life.Now.At + TimeSpan.FromMinutes(2), life.State.WakeAt);
        Assert.Equal(OrderStatus.Issued, (life.State with { Told = OrderStatus.Issued }).ToTell);
        Assert.Equal(OrderStatus.None, (life.State with { Dispute = null }).ToTell);

        var dispute = Given.AHandledDispute();
        var note = new SupervisionNote(Number, "issued", Given.Housing.Agency!.Value, "urgent");
        var told = SupervisionRules.Noted(dispute.State.Blank(), note, dispute.SceneOf(Actor.Clockwork));

        Assert.Equal(("supervise", "supervision-order-a1"), (told.Written.Steps[0].Act, Assert.Single(told.Orders).Matter));
        Assert.Same(told, SupervisionRules.Noted(told, note, dispute.SceneOf(Actor.Clockwork)));
        Assert.Equal("closed", Assert.Single(SupervisionRules.Noted(told, note with { Status = "closed" }, dispute.SceneOf(Actor.Clockwork)).Orders).Status);
    }

    [Fact]
    public void Every_fault_of_an_order_is_told_at_once()
    {
        Assert.Equal("agency:Required grade:Required what:Required", Suyuan.Tests.Support.Life.Told(OrderBounds.Check(new IssueOrder(), Given.Law)));
        Assert.Equal(
            "agency:UnknownAgency what:TooLong dispute:UnknownDispute",
            Suyuan.Tests.Support.Life.Told(OrderBounds.Check(new IssueOrder { Agency = "510304-nobody", Grade = OrderGrade.Urgent, What = new string('问', 4_001), Dispute = "1" }, Given.Law)));
        Assert.Equal("text:Required", Suyuan.Tests.Support.Life.Told(OrderBounds.Check(new ReplyToOrder())));
    }

    [Fact]
    public void What_is_stored_comes_back_as_it_was()
    {
        var life = Issued(OrderGrade.Urgent);
        Done(life, new ReplyToOrder { Text = "已办理。" }, Given.Housing);

        var read = JsonSerializer.Deserialize<SupervisionOrderState>(JsonSerializer.SerializeToUtf8Bytes(life.State, StateSerializer.Options), StateSerializer.Options);

        DisputePropertyTests.Same(life.State, read, "order");
    }

    private static MatterLife<SupervisionOrderState> Life() =>
        new(new SupervisionOrderState(), Number, DateTimeOffset.Parse(Given.Monday, null), (order, _, scene) => OrderRules.Silent(order, scene));

    private static MatterLife<SupervisionOrderState> Issued(OrderGrade grade)
    {
        var life = Life();
        Assert.True(Begin(life, grade, Given.Coordinator, "issue").Succeeded);
        return life;
    }

    private static Result<SupervisionOrderState> Begin(MatterLife<SupervisionOrderState> life, OrderGrade grade, Actor by, string act)
    {
        var order = new IssueOrder { Agency = "510304-housing", Grade = grade, What = "请说明整改措施。", Dispute = "51030420260000015" };
        return life.Begin(act, order, by, (blank, scene) => OrderRules.Begin(blank, order, scene));
    }

    private static void Done(MatterLife<SupervisionOrderState> life, OrderCommand command, Actor by) =>
        Assert.Equal("done", Told(life, command, by));

    private static string Told(MatterLife<SupervisionOrderState> life, OrderCommand command, Actor by)
    {
        var act = command switch
        {
            ApproveOrder => "approve",
            DismissOrder => "dismiss",
            ReceiveOrder => "receive",
            ReplyToOrder => "reply",
            AcceptReply => "accept",
            ReturnReply => "return",
            EscalateOrder => "escalate",
            _ => "close",
        };
        return Suyuan.Tests.Support.Life.Told(life.Do(act, command, by, (order, scene) => OrderRules.Decide(order, command, scene)).Refusal);
    }
}
