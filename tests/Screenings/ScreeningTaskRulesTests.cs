using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Screenings;
using Suyuan.Signals;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Screenings;

public sealed class ScreeningTaskRulesTests
{
    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");
    private static readonly DateTimeOffset InTime = new(2026, 3, 24, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Late = new(2026, 3, 27, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly ReturnScreening None = new() { NoneFound = true, Found = 0 };
    private static readonly ReturnScreening Two = new()
    {
        Found = 3,
        Findings =
        [
            new ScreeningFinding { Category = "NEI", Count = 2, Numbers = ["51030420260000015"], ToFile = "两户因排水沟争执。" },
            new ScreeningFinding { Category = "WAG", Count = 1, ToFile = "工地欠薪苗头。" },
        ],
    };

    [Fact]
    public void A_task_is_held_by_the_unit_on_duty_until_its_limit()
    {
        var task = Issued();

        var clock = Assert.Single(task.Clocks);
        Assert.Equal(("screening-return-1", "510304104218-grid", "2026-03-25"), (clock.Id, clock.Holder, $"{clock.Due.End:yyyy-MM-dd}"));
        Assert.Equal(("screening-issued", "510304104218-grid"), (task.Written.Notices[0].Kind, task.Written.Notices[0].Agency));
        Assert.Equal("screening-abc123", task.Subject);
    }

    [Fact]
    public void D_4_7_None_found_is_an_answer_too()
    {
        var task = Returned(None, InTime);

        Assert.Equal(ScreeningTaskStatus.NoneFound, task.Status);
        Assert.Equal(ClockStatus.Met, Assert.Single(task.Clocks).Status);
        Assert.False(task.IsOpen);
    }

    [Fact]
    public void What_was_found_is_kept_by_field()
    {
        var task = Returned(Two, InTime);

        Assert.Equal((ScreeningTaskStatus.Found, 3), (task.Status, task.Found));
        Assert.Equal([new CategoryFound("NEI", 2), new CategoryFound("WAG", 1)], ((ScreeningTaskListed)task.Listed).Categories);
    }

    [Fact]
    public void D_4_7_What_has_no_number_yet_becomes_a_signal_and_what_has_one_does_not()
    {
        var task = Returned(Two, InTime);

        Assert.Equal([("NEI", "两户因排水沟争执。"), ("WAG", "工地欠薪苗头。")], task.Filed.Select(one => (one.Category, one.Text)));
        Assert.NotNull(task.WakeAt);
        var signal = ScreeningTaskRules.SignalOf(task, task.Filed[0]);
        Assert.Equal(
            (SignalSource.Screening, $"{Gaomiao}", $"{Gaomiao}-G01", "NEI", "两户因排水沟争执。"),
            (signal.Source, signal.AreaCode, signal.Place, signal.Category, signal.Narrative));
        Assert.Empty(Returned(new ReturnScreening { Found = 1, Findings = [new ScreeningFinding { Category = "NEI", Count = 1, Numbers = ["51030420260000015"] }] }, InTime).Filed);
    }

    [Fact]
    public void D_4_7_A_corrected_return_files_only_what_is_new_and_keeps_the_places_of_what_was_filed()
    {
        var first = Returned(Two, InTime);
        var filed = ScreeningTaskRules.WithSignals(first, first.Filed.SetItem(0, first.Filed[0] with { Signal = MatterNumber.Parse("signal-a") }), SceneAt(InTime));
        Assert.Equal(InTime, filed.WakeAt);
        Assert.Equal([1], filed.ToFile.Select(one => one.Index));

        var corrected = ScreeningTaskRules.Return(filed, new ReturnScreening
        {
            Found = 4,
            Findings = [new ScreeningFinding { Category = "LAB", Count = 3, ToFile = "三名工人反映加班费。" }, new ScreeningFinding { Category = "NEI", Count = 1, ToFile = "两户因排水沟争执。" }],
        }, SceneAt(InTime)).Value!;

        Assert.Equal(
            [("NEI", "signal-a"), ("WAG", ""), ("LAB", "")],
            corrected.Filed.Select(one => (one.Category, $"{one.Signal}")));
        Assert.Equal("三名工人反映加班费。（共 3 件）", corrected.Filed[2].Text);
        Assert.Null(ScreeningTaskRules.WithSignals(corrected, [.. corrected.Filed.Select(one => one with { Signal = MatterNumber.Parse("signal-b") })], SceneAt(InTime)).WakeAt);
    }

    [Fact]
    public void After_its_limit_a_task_is_missing_still_owed_and_returned_late()
    {
        var missing = Elapsed(Issued(), Late);
        var late = ScreeningTaskRules.Return(missing, Two, SceneAt(Late)).Value!;

        Assert.Equal((ScreeningTaskStatus.Missing, true), (missing.Status, missing.Clocks[0].IsOverdue(Late)));
        Assert.Contains(missing.Written.Rungs, rung => rung.Rung == "due");
        Assert.Equal(ScreeningTaskStatus.FoundLate, late.Status);
        Assert.Equal(ScreeningTaskStatus.NoneFoundLate, ScreeningTaskRules.Return(late, None, SceneAt(Late)).Value!.Status);
    }

    [Fact]
    public void A_correction_after_the_limit_leaves_a_timely_return_timely()
    {
        var corrected = ScreeningTaskRules.Return(Elapsed(Returned(None, InTime), Late), Two, SceneAt(Late)).Value!;

        Assert.Equal((ScreeningTaskStatus.Found, InTime), (corrected.Status, corrected.ReturnedAt));
    }

    [Fact]
    public void A_closed_campaign_ends_what_did_not_return_and_nothing_else()
    {
        Assert.Equal(ScreeningTaskStatus.NotReturned, ScreeningTaskRules.End(Issued(), SceneAt(InTime)).Status);
        var returned = Returned(None, InTime);
        Assert.Same(returned, ScreeningTaskRules.End(returned, SceneAt(InTime)));
    }

    [Fact]
    public void A_return_has_to_add_up()
    {
        Assert.Equal("NothingFoundAndFound", Told(Two with { NoneFound = true }));
        Assert.Equal("found:FoundDiffers", Told(Two with { Found = 4 }));
        Assert.Equal("found:FoundDiffers", Told(new ReturnScreening()));
        Assert.Equal("findings[0].category:UnknownCategory findings[0].count:NumberOutOfRange findings[1].count:Required", Told(new ReturnScreening
        {
            Findings = [new ScreeningFinding { Category = "XXX", Count = 0, ToFile = "x" }, new ScreeningFinding { Category = "NEI", ToFile = "x" }],
        }));
    }

    [Fact]
    public void What_has_no_number_must_be_filed() => Assert.Equal("findings[0].toFile:Required findings[1].numbers[0]:UnknownDispute findings[2].numbers:TooMany", Told(new ReturnScreening
    {
        Found = 3,
        Findings =
        [
            new ScreeningFinding { Category = "NEI", Count = 1 },
            new ScreeningFinding { Category = "NEI", Count = 1, Numbers = ["nonsense"] },
            new ScreeningFinding { Category = "NEI", Count = 1, Numbers = ["51030420260000015", "signal-abc"] },
        ],
    }));

    [Fact]
    public void The_analysis_counts_by_area_and_field_and_says_it_in_words()
    {
        var other = AreaCode.Parse("510304105200");
        var analysis = ScreeningAnalysis.Of(
            [AreaCode.Parse("510304")],
            [
                new MatterCount("510304104218", null, "found", 1), new MatterCount("510304104218", null, "none-found", 2),
                new MatterCount("510304105200", null, "found-late", 1), new MatterCount("510304105200", null, "missing", 2), new MatterCount("510304105200", null, "issued", 2),
            ],
            [new FoundInVillage(Gaomiao, 3, [new CategoryFound("NEI", 2), new CategoryFound("WAG", 1)]), new FoundInVillage(other, 2, [new CategoryFound("WAG", 2)])],
            Given.Law.Areas);

        Assert.Equal(new ScreeningTotals(8, 4, 1, 2, 2, 2, 5, 37.5m), analysis.Totals);
        Assert.Equal([new CategoryFound("WAG", 3), new CategoryFound("NEI", 2)], analysis.ByCategory);
        Assert.Equal(15, analysis.ByArea.Length);
        Assert.Equal(new ScreeningTotals(3, 3, 0, 0, 0, 2, 3, 100m), analysis.ByArea.Single(area => area.Area.ToString() == "510304104").Totals);
        Assert.Null(analysis.ByArea.Single(area => area.Area.ToString() == "510304100").Totals.ReturnRate);
        Assert.Equal("下达8项，报送4项（逾期1项，零报告2项），未报送2项，待报送2项；发现纠纷5件，最多的类别是WAG（3件）。", analysis.Words.Zh);
    }

    private static string Told(ReturnScreening command) => Life.Told(ScreeningTaskRules.Return(Issued(), command, SceneAt(InTime)).Refusal);

    private static ScreeningTaskState Issued()
    {
        var order = new ScreeningTaskOrder(
            MatterNumber.Of("screening", "abc123"), "春节前排查", Gaomiao, GridCode.Of(Gaomiao, 1), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 20), AgencyId.Parse("510304104218-grid"));
        var issued = ScreeningTaskRules.Issue(
            new ScreeningTaskState { Number = "screening-task-abc123510304104218g01" }, order, SceneAt(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))));
        return issued.Value! with { Version = 1 };
    }

    private static ScreeningTaskState Returned(ReturnScreening command, DateTimeOffset at) => ScreeningTaskRules.Return(Issued(), command, SceneAt(at)).Value!;

    private static ScreeningTaskState Elapsed(ScreeningTaskState task, DateTimeOffset at) =>
        MatterRules.Elapse(task.Blank(), SceneAt(at), WakeCause.Timer, (matter, _, _) => ScreeningTaskRules.Overdue(matter));

    private static Scene SceneAt(DateTimeOffset at) => new(Given.Law, new Actor("g", Role.GridWorker, null, Gaomiao), new Moment(at));
}
