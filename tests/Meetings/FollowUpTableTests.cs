using CsCheck;
using Suyuan.Areas;
using Suyuan.Meetings;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Meetings;

/// <summary>决议落实率 over a period.</summary>
public sealed class FollowUpTableTests
{
    private static readonly Moment Now = new(DateTimeOffset.Parse(Given.Monday, null));

    [Fact]
    public void D_3_6_The_follow_up_of_a_period_is_told_for_each_body_and_for_all()
    {
        var report = Of(
            Task("510304", open: false), Task("510304", open: false, inTime: false), Task("510304", open: true, due: Now.At.AddHours(-1)),
            Task("510304", open: true, due: Now.At.AddHours(1)), Task("510321", open: true, due: Now.At.AddHours(1)));

        Assert.Equal(new FollowUpRate(5, 2, 3, 1, 33.33m), report.Total);
        Assert.Equal([("510304", 33.33m), ("510321", null)], report.Rows.Select(row => ($"{row.Area}", row.Rate.Percent)));
    }

    [Fact]
    public void D_3_6_The_bodies_add_up_to_the_whole() =>
        Gen.Select(Gen.OneOf("510304", "510321", "510304104"), Gen.Bool, Gen.Bool, Gen.Int[-5, 5]).Array[0, 40].Sample(tasks =>
        {
            var report = Of([.. tasks.Select(task => Task(task.Item1, task.Item2, task.Item3, Now.At.AddHours(task.Item4)))]);

            Assert.Equal((report.Total.Tasks, report.Total.Ended, report.Total.Due, report.Total.InTime), (
                report.Rows.Sum(row => row.Rate.Tasks), report.Rows.Sum(row => row.Rate.Ended), report.Rows.Sum(row => row.Rate.Due), report.Rows.Sum(row => row.Rate.InTime)));
            Assert.Equal(tasks.Length, report.Total.Tasks);
            Assert.True(report.Total.InTime <= report.Total.Due && report.Total.Due <= report.Total.Tasks);
        });

    private static ResolutionReport Of(params MatterRow[] tasks) =>
        FollowUpTable.Of(AreaCode.Parse("510300"), Now.Day, Now.Day, [.. tasks], Now, Given.Law.Areas);

    private static MatterRow Task(string area, bool open, bool inTime = true, DateTimeOffset? due = null) => new(
        "resolution-task-1", ResolutionTaskState.KindName, area, $"{area}-housing", null, "joint-meeting-1", open ? "issued" : "done", open, "", Now.At, Now.At, open ? due : null, null, 1,
        HistoryJson.Of(new TaskListed(TaskPace.Usual, null, 0, inTime)));
}
