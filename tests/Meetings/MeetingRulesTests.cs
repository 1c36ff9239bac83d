using System.Text.Json;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Meetings;
using Suyuan.Storage;
using Suyuan.Tests.Disputes;
using Suyuan.Tests.Support;
using Xunit;
using TaskStatus = Suyuan.Meetings.TaskStatus;

namespace Suyuan.Tests.Meetings;

/// <summary>联席会议 from the standing schedule to the last task.</summary>
public sealed class MeetingRulesTests
{
    private static readonly AreaCode County = AreaCode.Parse("510304");

    private static readonly AgendaItem Item = new(
        "51030420260000015", County, "NEI", Given.Housing.Agency!.Value, [new AgendaReason("overdue", new Sentence("超期", "overdue"))], null, "/v1/disputes/51030420260000015");

    [Fact]
    public void D_3_5_Each_level_has_a_body_whose_members_are_agencies()
    {
        var county = Established("510304", Given.Coordinator);
        Assert.Equal(("510304-coordinator", 14), (county.State.Lead.ToString(), county.State.Members.Length));
        Assert.All(county.State.Members, member => Assert.True(Given.Law.Routing.Exists(member, Given.Law.Areas)));
        Assert.Equal("510300-coordinator", Established("510300", Given.Someone(Role.Coordinator, "510300-coordinator")).State.Lead.ToString());
        Assert.Equal("510304104-centre", Established("510304104", Given.Someone(Role.Leader, "510304104-centre")).State.Lead.ToString());

        county.Do("members", new ChangeMembers(), Given.Coordinator, (body, scene) => CoordinatingBodyRules.Change(body, new ChangeMembers { Members = ["510304-court", "510304-police"] }, scene));
        Assert.Equal(["510304-court", "510304-police"], county.State.Members.Select(member => member.ToString()));
    }

    [Fact]
    public void D_3_5_A_village_has_none_and_another_units_leader_convenes_nobody()
    {
        Assert.Equal("area:NoMeetingAtThisLevel", Life.Told(Establish(Body("510304104218"), "510304104218", Given.Coordinator).Refusal));
        Assert.Equal("NotTheConvener", Life.Told(Establish(Body("510304104"), "510304104", Given.Lead).Refusal));
    }

    [Theory]
    [InlineData("510304104", "2026-03-09", "2026-03-06")]
    [InlineData("510304104", "2026-05-06", "2026-04-30")]
    public void D_3_6_A_township_meets_only_when_there_is_something_and_sees_that_the_working_day_before(string area, string on, string look)
    {
        var none = Planned(area, on);
        Assert.Empty(none.Open);
        Assert.Empty(none.Notices);
        Assert.Equal(Moment.StartOf(DateOnly.Parse(look, null)), none.State.WakeAt);

        none.To($"{look}T00:00+08:00");
        Look(none, 0);
        Assert.Equal((MeetingStatus.Lapsed, false, null), (none.State.Status, none.State.IsOpen, none.State.WakeAt));
        Assert.False(none.To("2026-06-01T00:00+08:00").Wake());
        Assert.Empty(none.Notices);

        var some = Planned(area, on).To($"{look}T00:00+08:00");
        Look(some, 2);
        Assert.Equal(MeetingStatus.Planned, some.State.Status);
        Assert.Equal([$"meeting-convene-1 {on}"], some.Open);
        Assert.Equal("meeting-planned", Assert.Single(some.Notices).Kind);
        Assert.True(some.To($"{on}T00:00+08:00").To("2026-06-01T00:00+08:00").Wake());
        Assert.Contains(some.Notices, notice => notice.Severity is "overdue");
    }

    [Fact]
    public void D_3_6_A_meeting_by_agenda_whose_day_went_by_before_anybody_looked_is_not_held_and_one_may_be_convened_before()
    {
        var late = Planned("510304104", "2026-03-09").To("2026-03-12T08:00+08:00");
        Look(late, 5);
        Assert.Equal(MeetingStatus.Lapsed, late.State.Status);
        Assert.Empty(late.Notices);

        var early = Planned("510304104", "2026-03-09");
        var convener = Given.Someone(Role.Leader, "510304104-centre");
        Assert.True(early.Do("convene", new ConveneMeeting(), convener, (meeting, scene) => MeetingRules.Convene(meeting, new ConveneMeeting(), [Item], scene)).Succeeded);
        Assert.Equal((MeetingStatus.Convened, null, null), (early.State.Status, early.State.LookAt, early.State.WakeAt));
        Assert.Equal("meeting-convene-1 2026-03-11", Assert.Single(Planned("510304", "2026-03-11").Open));
    }

    private static MatterLife<JointMeetingState> Planned(string area, string on)
    {
        var (code, day) = (AreaCode.Parse(area), DateOnly.Parse(on, null));
        var life = new MatterLife<JointMeetingState>(new JointMeetingState(), JointMeetingState.NumberOf(code, 1), DateTimeOffset.Parse(Given.Monday, null));
        var plan = new MeetingPlan(code, 1, day, AgencyId.Of(code, code.Level is AreaLevel.Township ? "centre" : "coordinator"), []);
        Assert.True(life.Begin("plan", plan, Actor.Clockwork, (blank, scene) => MeetingRules.Plan(blank, plan, scene)).Succeeded);
        return life;
    }

    private static void Look(MatterLife<JointMeetingState> life, int items) =>
        Assert.True(life.Do("look", new { items }, Actor.Clockwork, (meeting, scene) => MeetingRules.Looked(meeting, items, scene)).Succeeded);

    [Fact]
    public void D_3_6_When_the_day_of_a_meeting_is_over_the_next_is_planned_whatever_became_of_it()
    {
        var body = Established("510304104", Given.Coordinator);
        Assert.Equal((1, new DateOnly(2026, 3, 9)), (body.State.Sequence, body.State.On));
        Assert.Equal(body.Now.At + TimeSpan.FromMinutes(2), body.State.WakeAt);
        Opened(body);
        Assert.Equal(Moment.StartOf(new DateOnly(2026, 3, 10)), body.State.WakeAt);

        Assert.False(body.To("2026-03-09T23:59+08:00").Wake());
        body.To("2026-03-10T00:00+08:00").Wake();
        Assert.Equal((2, 1, new DateOnly(2026, 3, 16)), (body.State.Sequence, body.State.Opened, body.State.On));
    }

    [Fact]
    public void D_3_6_After_a_long_silence_the_series_goes_on_from_today()
    {
        var body = Opened(Established("510304104", Given.Coordinator));

        body.To("2026-06-15T10:00+08:00").Wake();

        // A Monday: its own meeting can still be held.
        Assert.Equal((2, new DateOnly(2026, 6, 15)), (body.State.Sequence, body.State.On));
    }

    [Fact]
    public void D_3_6_However_often_and_whenever_it_wakes_there_is_one_meeting_planned_and_none_twice_on_a_day() =>
        Gen.Int[1, 40].Array[1, 30].Sample(jumps =>
        {
            var body = Opened(Established("510304104", Given.Coordinator));
            var days = new List<DateOnly> { body.State.On };
            var now = body.Now.At;
            foreach (var jump in jumps)
            {
                now = now.AddDays(jump);
                body.To($"{now:O}").Wake();
                Assert.True(body.State.On >= body.Now.Day, "what is planned lies in the past");
                if (body.State.Opened < body.State.Sequence)
                {
                    Assert.Equal(body.State.Opened + 1, body.State.Sequence);
                    days.Add(body.State.On);
                    Opened(body);
                }
            }

            Assert.Equal(days.Count, days.Distinct().Count());
            Assert.Equal(days.Order(), days);
        }, iter: 300);

    [Fact]
    public void D_3_6_A_meeting_is_planned_convened_resolved_tracked_and_closed()
    {
        var meeting = Planned();
        Assert.Equal("meeting-convene-1 2026-03-04", Assert.Single(meeting.Open));
        var convene = new ConveneMeeting { Place = "区综治中心" };
        meeting.To("2026-03-04T09:30+08:00").Do("convene", convene, Given.Coordinator, (state, scene) => MeetingRules.Convene(state, convene, [Item], scene));
        Assert.Equal((MeetingStatus.Convened, ClockStatus.Met), (meeting.State.Status, meeting.Clock("meeting-convene-1").Status));
        Assert.Equal([Item], meeting.State.Agenda);
        Assert.Equal(2, meeting.Notices.Count(notice => notice.Kind is "meeting-convened"));

        Done(meeting, "resolve", Resolve("510304-housing", "510304-police"));
        Assert.Equal((MeetingStatus.Resolved, 2), (meeting.State.Status, meeting.State.Tasks.Length));
        Assert.Equal(["resolution-task-510304n1t1", "resolution-task-510304n1t2"], Enumerable.Range(0, 2).Select(index => meeting.State.TaskNumber(index).ToString()));
        System(meeting, "track", MeetingRules.Tracked);
        Assert.Equal("TasksOpen", Told(meeting, "close", new CloseMeeting()));
        System(meeting, "task-ended", (state, scene) => MeetingRules.TaskEnded(state, 0, true, scene));
        Assert.Empty(meeting.Open);
        System(meeting, "task-ended", (state, scene) => MeetingRules.TaskEnded(state, 1, false, scene));

        Assert.Equal("meeting-close-1 2026-03-11", Assert.Single(meeting.Open));
        Done(meeting, "close", new CloseMeeting { Note = "全部落实" });
        Assert.Equal((MeetingStatus.Closed, false), (meeting.State.Status, meeting.State.IsOpen));
        Assert.Equal(["plan", "convene", "resolve", "track", "task-ended", "task-ended", "close"], meeting.Steps.Select(step => step.Act).Where(act => act is not "rung"));
    }

    [Fact]
    public void D_3_6_A_meeting_that_is_not_held_on_its_day_is_alarmed_upward()
    {
        var meeting = Planned();

        meeting.To("2026-03-05T02:00+08:00").Wake();

        Assert.Equal((MeetingStatus.Planned, true), (meeting.State.Status, meeting.Clock("meeting-convene-1").IsOverdue(meeting.Now.At)));
        Assert.Contains(meeting.Notices, notice => notice is { Kind: "due", Severity: "overdue", Agency: "510300-coordinator" });
    }

    [Fact]
    public void D_3_6_A_cancelled_meeting_says_why_and_owes_nothing()
    {
        var meeting = Planned();

        Done(meeting, "cancel", new CancelMeeting { Reason = "防汛" });

        Assert.Equal((MeetingStatus.Cancelled, "防汛"), (meeting.State.Status, meeting.State.Outcome));
        Assert.Empty(meeting.Open);
    }

    [Fact]
    public void D_3_6_The_follow_up_rate_counts_what_was_due()
    {
        var meeting = new JointMeetingState { Tasks = [Task(true), Task(true), Task(false), Task(null), Task(null)] };

        Assert.Equal(new FollowUpRate(5, 3, 4, 2, 50.00m), MeetingRules.RateOf(meeting, 1));
        Assert.Equal(new FollowUpRate(5, 3, 3, 2, 66.67m), MeetingRules.RateOf(meeting, 0));
        Assert.Null(MeetingRules.RateOf(meeting with { Tasks = [Task(null)] }, 0).Percent);
    }

    [Fact]
    public void A_task_that_ends_twice_ended_once()
    {
        var meeting = new JointMeetingState { Tasks = [Task(true)] };

        Assert.Same(meeting, MeetingRules.TaskEnded(meeting, 0, false, new Scene(Given.Law, Actor.Clockwork, new Moment(DateTimeOffset.UnixEpoch.AddYears(56)))));
    }

    [Theory]
    [InlineData(TaskPace.Urgent, "2026-03-05")]
    [InlineData(TaskPace.Usual, "2026-03-16")]
    [InlineData(TaskPace.Lasting, "2026-04-14")]
    public void D_3_6_A_resolution_is_a_task_with_an_owner_and_a_clock(TaskPace pace, string due)
    {
        var task = Issued(pace);

        Assert.Equal(["task-accept-1 2026-03-03", $"task-do-1 {due}"], task.Open);
        Assert.Equal(("510304-housing", "joint-meeting-510304n1"), (task.State.Lead.ToString(), task.State.Subject));
    }

    [Fact]
    public void D_3_3_A_task_is_accepted_reported_checked_and_done_by_those_who_may()
    {
        var task = Issued(TaskPace.Urgent);
        Assert.Equal("NotYourCase", TaskTold(task, "report", new ReportTask { Text = "代办" }, Given.Stranger));
        TaskDone(task, "accept", new AcceptTask(), Given.Housing);
        TaskDone(task.To("2026-03-09T10:00+08:00"), "report", new ReportTask { Text = "已整改。" }, Given.Housing);
        Assert.False(task.State.InTime);
        Assert.Equal("task-check-1 2026-03-12", Assert.Single(task.Open));
        Assert.Equal("NotTheConvener", TaskTold(task, "done", new FinishTask(), Given.Housing));

        TaskDone(task, "return", new ReturnTask { Reason = "未附照片" }, Given.Coordinator);
        Assert.Equal((TaskStatus.Returned, "task-do-2 2026-03-12"), (task.State.Status, Assert.Single(task.Open)));
        TaskDone(task, "report", new ReportTask { Text = "已补照片。" }, Given.Housing);
        TaskDone(task, "done", new FinishTask(), Given.Coordinator);

        Assert.Equal((TaskStatus.Done, TaskStatus.Done, false), (task.State.Status, task.State.ToTell, task.State.InTime));
        Assert.Empty(task.Open);
    }

    [Fact]
    public void Every_fault_of_a_resolution_is_told_at_once() =>
        Assert.Equal(
            "minutes:Required resolutions[0].what:Required resolutions[0].owner:UnknownAgency resolutions[0].pace:Required resolutions[0].dispute:UnknownDispute",
            Life.Told(MeetingRules.Check(new ResolveMeeting { Resolutions = [new Resolution { Owner = "510304-nobody", Dispute = "1" }] }, Given.Law)));

    [Fact]
    public void What_is_stored_comes_back_as_it_was()
    {
        var meeting = Planned();
        var convene = new ConveneMeeting();
        meeting.To("2026-03-04T09:30+08:00").Do("convene", convene, Given.Coordinator, (state, scene) => MeetingRules.Convene(state, convene, [Item], scene));
        Done(meeting, "resolve", Resolve("510304-housing"));
        var body = Opened(Established("510304", Given.Coordinator));
        var task = Issued(TaskPace.Usual);

        Returns(meeting.State);
        Returns(body.State);
        Returns(task.State);
    }

    private static void Returns<T>(T state)
        where T : class =>
        DisputePropertyTests.Same(state, JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(state, StateSerializer.Options), StateSerializer.Options), typeof(T).Name);

    private static ResolvedTask Task(bool? inTime) => new("整改", Given.Housing.Agency!.Value, TaskPace.Usual, null, inTime);

    private static ResolveMeeting Resolve(params string[] owners) => new()
    {
        Minutes = "会议听取了情况。",
        Resolutions = [.. owners.Select(owner => new Resolution { What = "限期整改", Owner = owner, Pace = TaskPace.Usual, Dispute = "51030420260000015" })],
    };

    private static MatterLife<CoordinatingBodyState> Body(string area) =>
        new(new CoordinatingBodyState(), CoordinatingBodyState.NumberOf(AreaCode.Parse(area)), DateTimeOffset.Parse(Given.Monday, null), atTime: CoordinatingBodyRules.Next);

    private static Result<CoordinatingBodyState> Establish(MatterLife<CoordinatingBodyState> body, string area, Actor by)
    {
        var command = new EstablishBody { Area = area };
        return body.Begin("establish", command, by, (blank, scene) => CoordinatingBodyRules.Establish(blank, command, scene));
    }

    private static MatterLife<CoordinatingBodyState> Established(string area, Actor by)
    {
        var body = Body(area);
        Assert.Equal("done", Life.Told(Establish(body, area, by).Refusal));
        return body;
    }

    /// <summary>As its grain does once the meeting knows of its plan.</summary>
    private static MatterLife<CoordinatingBodyState> Opened(MatterLife<CoordinatingBodyState> body)
    {
        body.Note(CoordinatingBodyRules.Opened(body.State, body.State.Sequence, body.SceneOf(Actor.Clockwork)));
        return body;
    }

    private static MatterLife<JointMeetingState> Planned()
    {
        var plan = new MeetingPlan(County, 1, new DateOnly(2026, 3, 4), Given.Coordinator.Agency!.Value, [AgencyId.Parse("510304-coordinator"), AgencyId.Parse("510304-court")]);
        var meeting = new MatterLife<JointMeetingState>(new JointMeetingState(), JointMeetingState.NumberOf(County, 1), DateTimeOffset.Parse(Given.Monday, null));
        Assert.True(meeting.Begin("plan", plan, Actor.Clockwork, (blank, scene) => MeetingRules.Plan(blank, plan, scene)).Succeeded);
        return meeting;
    }

    private static void Done(MatterLife<JointMeetingState> meeting, string act, MeetingCommand command) => Assert.Equal("done", Told(meeting, act, command));

    private static string Told(MatterLife<JointMeetingState> meeting, string act, MeetingCommand command) =>
        Life.Told(meeting.Do(act, command, Given.Coordinator, (state, scene) => MeetingRules.Decide(state, command, scene)).Refusal);

    private static void System(MatterLife<JointMeetingState> meeting, string act, Func<JointMeetingState, Scene, JointMeetingState> decide) =>
        Assert.True(meeting.Do(act, new { }, Actor.Clockwork, (state, scene) => decide(state, scene)).Succeeded);

    private static MatterLife<ResolutionTaskState> Issued(TaskPace pace)
    {
        var number = MatterNumber.Parse("resolution-task-510304n1t1");
        var order = new TaskOrder(MatterNumber.Parse("joint-meeting-510304n1"), County, Given.Coordinator.Agency!.Value, Given.Housing.Agency!.Value, "限期整改", pace, null);
        var task = new MatterLife<ResolutionTaskState>(new ResolutionTaskState(), number, DateTimeOffset.Parse(Given.Monday, null));
        Assert.True(task.Begin("issue", order, Actor.Clockwork, (blank, scene) => TaskRules.Issue(blank, order, scene)).Succeeded);
        return task;
    }

    private static void TaskDone(MatterLife<ResolutionTaskState> task, string act, TaskCommand command, Actor by) => Assert.Equal("done", TaskTold(task, act, command, by));

    private static string TaskTold(MatterLife<ResolutionTaskState> task, string act, TaskCommand command, Actor by) =>
        Life.Told(task.Do(act, command, by, (state, scene) => TaskRules.Decide(state, command, scene)).Refusal);
}
