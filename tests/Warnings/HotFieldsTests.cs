using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Screenings;
using Suyuan.Signals;
using Suyuan.Tests.Support;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>多发易发领域: what being named hot does to signals, to special watch and to screening.</summary>
public sealed class HotFieldsTests
{
    private const string Row = "510300,WAG,2026-12-15,2027-02-15,1,20,30,";

    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");

    /// <summary>Neighbours in one county, closer in one of its townships.</summary>
    private static readonly LawBook Law = LawBook.Load(DamagedFile.With(
        HotFields.File, Row, "510304104,NEI,2026-01-01,2026-06-30,2,40,15,何市镇邻里纠纷多发,in Heshi\n510304,NEI,2026-01-01,2026-12-31,1,20,30,"));

    [Theory]
    [InlineData("510304104218", "NEI", "2026-06-30", 40)]
    [InlineData("510304104", "NEI", "2026-07-01", 20)]
    [InlineData("510304105", "NEI", "2026-01-01", 20)]
    [InlineData("510304105", "NEI", "2025-12-31", null)]
    [InlineData("510321", "NEI", "2026-03-02", null)]
    [InlineData("510304104218", "WAG", "2026-03-02", null)]
    [InlineData("510304104218", null, "2026-03-02", null)]
    public void D_2_1_The_narrowest_field_of_the_day_counts(string area, string? category, string day, int? points) =>
        Assert.Equal(points, Law.HotFields.Find(AreaCode.Parse(area), category, DateOnly.Parse(day, null))?.SignalPoints);

    [Fact]
    public void D_2_1_A_signal_from_a_hot_field_is_graver_and_says_why()
    {
        var report = new ReportSignal { Source = SignalSource.Grid, AreaCode = $"{Gaomiao}", Category = "NEI", Narrative = "两户因排水沟争执。" };

        var hot = SignalRules.Begin(new SignalState { Number = "signal-x" }, report, null, Scene(Law));
        var usual = SignalRules.Begin(new SignalState { Number = "signal-x" }, report, null, Scene(Given.Law));

        Assert.Equal((WarningLevel.Orange, WarningLevel.None), (hot.Grade.Level, usual.Grade.Level));
        Assert.Equal(("hot-field", 40, "何市镇邻里纠纷多发"), Assert.Single(hot.Grade.Reasons) is var reason ? (reason.Reason, reason.Points, reason.Words.Zh) : default);
        Assert.Equal("policy-signal-verify-orange", Assert.Single(hot.Clocks).RuleId);
    }

    [Fact]
    public void D_2_1_On_special_watch_a_hot_field_raises_the_grade_once_in_a_stay_and_with_it_the_visits()
    {
        var group = Given.ARegisteredDispute(registration: Given.Registration with { AreaCode = "510304105", PeopleInvolved = 6 }).State;
        Assert.Equal(WatchGrade.Orange, group.Watch!.Grade);

        var hot = WatchEntry.Look(group.Blank(), Scene(Law));

        Assert.Equal((WatchGrade.Red, "policy-watch-visit-red"), (hot.Watch!.Grade, hot.OpenClock(ClockKeys.WatchVisit)!.RuleId));
        Assert.Equal(["group", "hot-field"], hot.Watch.Reasons.Select(known => known.Rule));
        Assert.Contains("hot-fields-2026.11", Assert.Single(hot.Written.Steps).Data, StringComparison.Ordinal);
        Assert.Same(hot, WatchEntry.Look(hot, Scene(Law)));
        var lowered = hot with { Watch = hot.Watch with { Grade = WatchGrade.Yellow } };
        Assert.Same(lowered, WatchEntry.Look(lowered, Scene(Law)));
    }

    [Fact]
    public void D_2_1_What_nobody_watches_and_what_lies_elsewhere_is_left_as_it_is()
    {
        var calm = Given.ARegisteredDispute().State;
        Assert.Same(calm, WatchEntry.Look(calm, Scene(Law)));

        var elsewhere = Given.ARegisteredDispute(registration: Given.Registration with { AreaCode = "510321", PeopleInvolved = 6 }).State;
        Assert.Same(elsewhere, WatchEntry.Look(elsewhere, Scene(Law)));
    }

    [Fact]
    public void D_2_1_A_hot_field_is_due_for_screening_so_many_days_after_the_last_that_covered_it()
    {
        var day = new DateOnly(2026, 3, 2);
        var shown = HotFieldTable.WithNamed(
            [new HotField("WAG", new Sentence("", ""), 28, 3, null, null), new HotField("NEI", new Sentence("", ""), 28, 1, null, null)],
            Gaomiao,
            day,
            [
                Screening("2026-02-10", ["510304"], []), Screening("2026-02-20", ["510304"], ["WAG"]), Screening("2026-02-21", ["510304105"], []),
                Screening("2026-01-05", ["510304104", "510321"], ["NEI"]),
            ],
            Law);

        Assert.Null(shown[0].Named);
        Assert.Equal((new DateOnly(2026, 2, 10), new DateOnly(2026, 2, 25), 15), (shown[1].Named!.LastScreenedOn, shown[1].Named!.ScreenBy, shown[1].Named!.ScreenDays));
        var never = Assert.Single(HotFieldTable.WithNamed([], Gaomiao, day, [], Law));
        Assert.Equal(("NEI", 0, null, new DateOnly(2026, 1, 16)), (never.Category, never.Count, never.Named!.LastScreenedOn, never.Named.ScreenBy));
    }

    [Theory]
    [InlineData("519900,WAG,2026-12-15,2027-02-15,1,20,30,", "area: there is no area 519900.")]
    [InlineData("510300,XXX,2026-12-15,2027-02-15,1,20,30,", "category: there is no category XXX.")]
    [InlineData("510300,WAG,2026-12-15,2026-12-14,1,20,30,", "to: the last day lies before the first.")]
    [InlineData("510300,WAG,2026-12-15,2027-02-15,3,20,30,", "watchGrades: 3 is not between 0 and 2.")]
    [InlineData("510300,WAG,2026-01-01,2026-12-15,1,20,30,a,b\n510300,WAG,2026-12-15,2027-02-15,1,20,30,", "from: WAG in 510300 is named for some of these days already.")]
    public void A_damaged_file_stops_the_start(string instead, string problem)
    {
        var refused = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(HotFields.File, Row, instead)));

        Assert.StartsWith($"{HotFields.File} line ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(problem, refused.Message, StringComparison.Ordinal);
    }

    private static ScreeningListed Screening(string from, ImmutableArray<string> areas, ImmutableArray<string> categories) =>
        new(DateOnly.Parse(from, null), DateOnly.Parse(from, null).AddDays(5), 1, null) { Scope = [.. areas.Select(AreaCode.Parse)], Categories = categories };

    private static Scene Scene(LawBook law) => new(law, new Actor("g", Role.GridWorker), new Moment(DateTimeOffset.Parse(Given.Monday, null)));
}
