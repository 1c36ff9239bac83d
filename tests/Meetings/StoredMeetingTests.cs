using System.Text.Json;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Meetings;
using Suyuan.Orders;
using Suyuan.Storage;
using Suyuan.Tests.Disputes;
using Suyuan.Tests.Support;
using Xunit;
using TaskStatus = Suyuan.Meetings.TaskStatus;

namespace Suyuan.Tests.Meetings;

/// <summary>States as their first version stored them. The files are never made again: what was stored once must load for ever.</summary>
public sealed class StoredMeetingTests
{
    [Fact]
    public void A_body_stored_by_its_first_version_loads_to_the_same_values()
    {
        var body = Load<CoordinatingBodyState>("coordinating-body-state-1");

        Assert.Equal(("coordinating-body-510304", 2, "510304", "510304-coordinator"), (body.Number, body.Version, body.Area.ToString(), body.Lead.ToString()));
        Assert.Equal((1, 1, new DateOnly(2026, 3, 11), new DateOnly(2026, 3, 11)), (body.Sequence, body.Opened, body.Nominal, body.On));
        Assert.Equal((14, Moment.StartOf(new DateOnly(2026, 3, 12))), (body.Members.Length, body.WakeAt));
        Assert.Equal(2, CoordinatingBodyRules.Next(body, new Scene(Given.Law, Actor.Clockwork, new Moment(Moment.StartOf(new DateOnly(2026, 3, 12))))).Sequence);
    }

    [Fact]
    public void A_meeting_stored_by_its_first_version_loads_to_the_same_values()
    {
        var meeting = Load<JointMeetingState>("joint-meeting-state-1");

        Assert.Equal(("joint-meeting-510304n1", 3, MeetingStatus.Resolved, 1), (meeting.Number, meeting.Version, meeting.Status, meeting.Sequence));
        Assert.Equal(("会议听取了情况。", "510304-housing", TaskPace.Usual, "51030420260000015", null), (meeting.Minutes, meeting.Tasks[0].Owner.ToString(), meeting.Tasks[0].Pace, meeting.Tasks[0].Dispute, meeting.Tasks[0].InTime));
        Assert.Equal(("51030420260000015", "overdue", "超期"), (meeting.Agenda[0].Subject, meeting.Agenda[0].Reasons[0].Reason, meeting.Agenda[0].Reasons[0].Words.Zh));
        Assert.Equal(["meeting-convene-1 met", "meeting-minutes-1 met"], meeting.Clocks.Select(clock => $"{clock.Id} {Kebab.Of(clock.Status)}"));
        Assert.Equal(MeetingStatus.Tracked, MeetingRules.Tracked(meeting, new Scene(Given.Law, Actor.Clockwork, new Moment(meeting.UpdatedAt))).Status);
    }

    [Fact]
    public void A_task_stored_by_its_first_version_loads_to_the_same_values()
    {
        var task = Load<ResolutionTaskState>("resolution-task-state-1");

        Assert.Equal((TaskStatus.Issued, TaskStatus.None, "joint-meeting-510304n1", TaskPace.Usual, true), (task.Status, task.Told, task.Meeting, task.Pace, task.InTime));
        Assert.Equal(("510304-housing", "510304-coordinator", "限期整改"), (task.Lead.ToString(), task.Convener.ToString(), task.What));
        Assert.Equal(["task-accept-1 2026-03-03", "task-do-1 2026-03-16"], task.Clocks.Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void An_order_stored_by_its_first_version_loads_to_the_same_values_and_goes_on()
    {
        var order = Load<SupervisionOrderState>("supervision-order-state-1");

        Assert.Equal((OrderStatus.Replied, OrderGrade.Urgent, "51030420260000015", OrderStatus.None), (order.Status, order.Grade, order.Dispute, order.Told));
        Assert.Equal(("510304-housing", "510304-coordinator", "请说明整改措施。"), (order.Lead.ToString(), order.Issuer.ToString(), order.What));
        Assert.Equal(("已办理。", true), (Assert.Single(order.Replies).Text, order.Replies[0].InTime));
        var done = OrderRules.Decide(order, new AcceptReply(), new Scene(Given.Law, Given.Coordinator, new Moment(order.UpdatedAt.AddDays(1))));
        Assert.Equal(OrderStatus.Closed, done.Value!.Status);
    }

    [Fact]
    public void A_dispute_stored_under_special_watch_by_rule_loads_to_the_same_values_and_goes_on()
    {
        var dispute = Load<DisputeState>("dispute-state-watch-1");

        Assert.Equal((WatchGrade.Red, false, "violence", 1), (dispute.Watch!.Grade, dispute.Watch.IsLeaderNamed, Assert.Single(dispute.Watch.Reasons).Rule, dispute.WatchEntries));
        Assert.Equal((RiskFactor.Violence, "w-1", 1), (Assert.Single(dispute.Risks).Factor, dispute.Risks[0].Reference, dispute.WatchSpoken["violence"]));
        Assert.Equal((Moment.StartOf(new DateOnly(2026, 5, 31)), "51030420260000998"), (dispute.WatchAt!.Value, Assert.Single(dispute.Linked)));
        var life = new Life(dispute, dispute.UpdatedAt.AddMinutes(1)).With(Given.Watched(WatchGrade.Yellow), Given.Lead);
        Assert.Equal((WatchGrade.Red, "镇长"), (life.State.Watch!.Grade, life.State.Watch.NamedLeader));
    }

    [Theory]
    [InlineData("coordinating-body-state-1", typeof(CoordinatingBodyState))]
    [InlineData("joint-meeting-state-1", typeof(JointMeetingState))]
    [InlineData("resolution-task-state-1", typeof(ResolutionTaskState))]
    [InlineData("supervision-order-state-1", typeof(SupervisionOrderState))]
    public void What_is_stored_again_is_the_same(string file, Type type)
    {
        var loaded = JsonSerializer.Deserialize(Text(file), type, StateSerializer.Options);

        DisputePropertyTests.Same(loaded, JsonSerializer.Deserialize(JsonSerializer.Serialize(loaded, type, StateSerializer.Options), type, StateSerializer.Options), file);
    }

    private static T Load<T>(string file) => JsonSerializer.Deserialize<T>(Text(file), StateSerializer.Options)!;

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(StoredMeetingTests).Assembly.GetManifestResourceStream($"stored/{file}.json")!);
        return reader.ReadToEnd();
    }
}
