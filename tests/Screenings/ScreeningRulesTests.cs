using System.Collections.Immutable;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Screenings;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Screenings;

/// <summary>排查: who is asked, until when, who is missing, and what the units above hear of it.</summary>
public sealed class ScreeningRulesTests
{
    private static readonly LawBook Law = Given.Law;
    private static readonly MatterNumber Number = MatterNumber.Of("screening", "abc123");
    private static readonly ScreeningState Blank = new() { Number = $"{Number}" };
    private static readonly AreaCode Heshi = AreaCode.Parse("510304104");
    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly ILookup<AreaCode, Grid> NoGrids = Array.Empty<Grid>().ToLookup(grid => grid.Code.Village);

    [Fact]
    public void F30_Each_grid_is_a_target_and_a_village_only_where_it_has_none()
    {
        var grids = new[] { InUse(2), InUse(1), InUse(3) with { RetiredOn = new DateOnly(2026, 1, 1) } }.ToLookup(grid => grid.Code.Village);

        var targets = ScreeningRules.Targets([Heshi], grids, Law.Areas).ToArray();

        Assert.Equal(["510304104218-G01", "510304104218-G02"], targets.Where(target => target.Village == Gaomiao).Select(target => target.Code));
        Assert.Equal(Law.Areas.ChildrenOf(Heshi).Length + 1, targets.Length);
        Assert.Equal(targets.Select(target => target.Code).Order(StringComparer.Ordinal), targets.Select(target => target.Code));
    }

    [Fact]
    public void However_often_it_stops_every_target_is_issued_once_and_in_order() => Gen.Int[1, 40].Array[1, 20].Sample(
        batches =>
        {
            var all = ScreeningRules.Targets([Heshi], NoGrids, Law.Areas).ToImmutableArray();
            var (screening, issued, next) = (Ordered(), new List<string>(), 0);
            while (all.Where(target => string.CompareOrdinal(target.Code, screening.IssuedThrough) > 0).Take(batches[next++ % batches.Length]).ToImmutableArray() is { IsEmpty: false } batch)
            {
                issued.AddRange(batch.Select(target => target.Code));
                screening = ScreeningRules.WithIssued(screening, batch, SceneAt(Monday));
            }

            Assert.Equal(all.Select(target => target.Code), issued);
            Assert.Equal(all.Length, screening.Issued);
        },
        iter: 30);

    [Fact]
    public void Each_task_has_a_number_of_its_own_that_tells_its_place()
    {
        var numbers = ScreeningRules.Targets([AreaCode.Parse("510300")], new[] { InUse(1), InUse(2) }.ToLookup(grid => grid.Code.Village), Law.Areas)
            .Select(target => ScreeningTaskState.NumberOf(Number, target).ToString()).ToArray();

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.Contains("screening-task-abc123510304104218g02", numbers);
    }

    [Fact]
    public void The_limit_for_returns_counts_working_days_from_the_end_of_the_period()
    {
        var screening = Ordered();

        var clock = Assert.Single(screening.Clocks);
        Assert.Equal(("screening-returns-1", "2026-03-20", "2026-03-25"), (clock.Id, $"{new Moment(clock.Due.Trigger.At).Day:yyyy-MM-dd}", $"{clock.Due.End:yyyy-MM-dd}"));
        Assert.Equal(("510304104", "issuing", "510304-coordinator"), (screening.Area.ToString(), screening.Place, screening.Lead.ToString()));
    }

    [Fact]
    public void D_4_7_Missing_returns_are_alarmed()
    {
        var screening = Ordered() with { Phase = ScreeningPhase.Running, WakeAt = null, Version = 1 };
        var late = new DateTimeOffset(2026, 3, 26, 0, 0, 0, TimeSpan.FromHours(8));

        var due = MatterRules.Elapse(screening.Blank(), SceneAt(late), WakeCause.Timer, ScreeningRules.ReturnsOver);
        var told = ScreeningRules.Alarm(
            due, [Missing("510304104218", "510304104218-G01"), Missing("510304104218", "510304104218-G02"), Missing("510304105200", "510304105200")], SceneAt(late));

        Assert.True(due.AlarmDue);
        Assert.Equal(["screening-close-1"], due.Clocks.Where(clock => clock.IsOpen).Select(clock => clock.Id));
        Assert.Equal(["510304104-centre", "510304105-centre"], told.Written.Notices.Select(notice => notice.Agency));
        Assert.All(told.Written.Notices, notice => Assert.Equal(("screening-missing", "urgent"), (notice.Kind, notice.Severity)));
        Assert.Contains("高庙村委会第01网格、高庙村委会第02网格", told.Written.Notices[0].Payload, StringComparison.Ordinal);
        Assert.Equal((false, "missing-alarmed"), (told.AlarmDue, told.Written.Steps[^1].Act));
    }

    [Fact]
    public void A_campaign_whose_limit_passed_while_it_was_being_issued_alarms_right_after()
    {
        var late = new DateTimeOffset(2026, 3, 26, 0, 0, 0, TimeSpan.FromHours(8));
        var issuing = Ordered() with { Version = 1 };

        var issued = ScreeningRules.AllIssued(MatterRules.Elapse(issuing.Blank(), SceneAt(late), WakeCause.Timer, ScreeningRules.ReturnsOver), SceneAt(late));

        Assert.Equal((ScreeningPhase.Running, true, late), (issued.Phase, issued.AlarmDue, issued.WakeAt));
        Assert.Null(ScreeningRules.AllIssued(issuing, SceneAt(Monday)).WakeAt);
    }

    [Fact]
    public void When_all_have_returned_nobody_is_told_anything()
    {
        var screening = Ordered() with { Phase = ScreeningPhase.Running, AlarmDue = true, Version = 1 };

        var told = ScreeningRules.Alarm(screening, [], SceneAt(Monday));

        Assert.Empty(told.Written.Notices);
        Assert.Empty(told.Written.Steps);
        Assert.False(told.AlarmDue);
    }

    [Fact]
    public void A_scope_leaves_out_what_lies_in_another_and_belongs_to_the_area_around()
    {
        var screening = Ordered(new OrderScreening { Areas = ["510304104", "510304104218", "510321"] });

        Assert.Equal(["510304104", "510321"], screening.Scope.Select(area => area.ToString()));
        Assert.Equal("510300", screening.Area.ToString());
    }

    [Fact]
    public void What_is_wrong_with_an_order_is_said_field_by_field()
    {
        var refused = ScreeningRules.Order(
            Blank, new OrderScreening { Areas = ["510304104", "999999"], Categories = ["XXX"], From = new DateOnly(2026, 3, 20), To = new DateOnly(2026, 3, 10) }, SceneAt(Monday));

        Assert.Equal("title:Required areas[1]:UnknownArea categories[0]:UnknownCategory to:PeriodReversed", Life.Told(refused.Refusal));
        Assert.Equal("to:DateOutOfRange", Life.Told(ScreeningRules.Order(
            Blank, new OrderScreening { Title = "x", Areas = ["510304"], From = new DateOnly(2026, 2, 20), To = new DateOnly(2026, 3, 1) }, SceneAt(Monday)).Refusal));
    }

    [Fact]
    public void Closing_counts_what_is_still_out_as_missing()
    {
        var running = Ordered() with { Phase = ScreeningPhase.Running, Version = 1 };
        var closed = ScreeningRules.Close(running, new CloseScreening { Conclusion = "邻里纠纷多发，增加走访。" }, new ScreeningTotals(10, 6, 1, 3, 1, 2, 5, 50m), SceneAt(Monday)).Value!;

        Assert.Equal((ScreeningPhase.Closing, 4, 0), (closed.Phase, closed.Report!.Missing, closed.Report.Waiting));
        Assert.DoesNotContain(closed.Clocks, clock => clock.IsOpen);
        Assert.Equal("conclusion:Required", Life.Told(ScreeningRules.Close(running, new CloseScreening(), closed.Report, SceneAt(Monday)).Refusal));
    }

    private static ScreeningState Ordered(OrderScreening? order = null) => ScreeningRules.Order(
        Blank, (order ?? new OrderScreening { Areas = ["510304104"] }) with { Title = "春节前排查", From = new DateOnly(2026, 3, 2), To = new DateOnly(2026, 3, 20) }, SceneAt(Monday)).Value!;

    private static Scene SceneAt(DateTimeOffset at) => new(Law, new Actor("c", Role.Coordinator, AgencyId.Parse("510304-coordinator")), new Moment(at));

    private static Grid InUse(int number) => new(GridCode.Of(Gaomiao, number), $"第{number}网格", "专职网格员", null);

    private static MissingReturn Missing(string village, string place) => new(AgencyId.Parse($"{village}-grid"), AreaCode.Parse(village), place);
}
