using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Screenings;
using Suyuan.Signals;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>多发易发领域: what being named hot does to signals, to special watch and to screening.</summary>
public sealed class HotFieldsTests
{
    private const string Row = "510300,WAG,2026-12-15,2027-02-15,1,20,30,决定（二）矛盾纠纷多发易发领域,";

    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");

    /// <summary>Neighbours in one county, closer in one of its townships.</summary>
    private static readonly LawBook Law = LawBook.Load(DamagedFile.With(
        HotFields.File, Row, "510304104,NEI,2026-01-01,2026-06-30,2,40,15,决定（二）,何市镇邻里纠纷多发,in Heshi\n510304,NEI,2026-01-01,2026-12-31,1,20,30,决定（二）,"));

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
    [InlineData("519900,WAG,2026-12-15,2027-02-15,1,20,30,决定（二）,", "area: there is no area 519900.")]
    [InlineData("510300,XXX,2026-12-15,2027-02-15,1,20,30,决定（二）,", "category: there is no category XXX.")]
    [InlineData("510300,WAG,2026-12-15,2026-12-14,1,20,30,决定（二）,", "to: the last day lies before the first.")]
    [InlineData("510300,WAG,2026-12-15,2027-02-15,3,20,30,决定（二）,", "watchGrades: 3 is not between 0 and 2.")]
    [InlineData("510300,WAG,2026-01-01,2026-12-15,1,20,30,决定（二）,a,b\n510300,WAG,2026-12-15,2027-02-15,1,20,30,决定（二）,", "from: WAG in 510300 is named for some of these days already.")]
    public void A_damaged_file_stops_the_start(string instead, string problem)
    {
        var refused = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(HotFields.File, Row, instead)));

        Assert.StartsWith($"{HotFields.File} line ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D_2_1_A_basis_is_the_rows_own_and_stands_in_the_step_that_it_causes()
    {
        var group = Given.ARegisteredDispute(registration: Given.Registration with { AreaCode = "510304105", PeopleInvolved = 6 }).State;

        var hot = WatchEntry.Look(group.Blank(), Scene(Law));

        Assert.Equal("决定（二）", Assert.Single(hot.Written.Steps).Basis);
    }

    [Fact]
    public void D_2_1_A_field_counts_as_screened_when_one_campaign_covered_it_or_each_part_had_its_own()
    {
        var (county, tree) = (AreaCode.Parse("510304"), Given.Law.Areas);
        ImmutableArray<ScreeningListed> parts = [.. tree.ChildrenOf(county).Select((part, index) => Screening(index is 0 ? "2026-01-20" : "2026-02-10", [$"{part.Code}"], []))];

        Assert.Equal(new DateOnly(2026, 1, 20), HotFieldTable.LastScreened(county, "NEI", parts, tree));
        Assert.Null(HotFieldTable.LastScreened(county, "NEI", parts.RemoveAt(1), tree));
        Assert.Equal(new DateOnly(2026, 2, 1), HotFieldTable.LastScreened(county, "NEI", parts.Add(Screening("2026-02-01", ["510304"], ["NEI"])), tree));
        Assert.Null(HotFieldTable.LastScreened(county, "NEI", [Screening("2026-02-01", ["510304"], ["WAG"])], tree));
    }

    [Fact]
    public void D_2_1_A_hot_field_that_nobody_screens_is_late_and_a_screening_gives_it_a_new_day()
    {
        var life = Field();
        Assert.Equal((HotFieldStatus.Named, Moment.StartOf(new DateOnly(2026, 4, 1))), (life.State.Status, life.State.WakeAt));
        Assert.Empty(life.Open);

        life.To("2026-04-01T00:00+08:00").Wake();
        Assert.Equal((HotFieldStatus.Hot, true, "510304-coordinator"), (life.State.Status, life.State.ToLook, life.State.Lead.ToString()));
        Assert.Equal(["hot-field-screening-1 2026-04-16"], life.Open);
        Assert.Equal("hot-field", Assert.Single(life.Notices).Kind);
        Looked(life, null);
        Assert.Equal(Moment.StartOf(new DateOnly(2026, 7, 1)), life.State.WakeAt);

        life.To("2026-04-17T09:00+08:00").Wake();
        Assert.Contains(life.Notices, notice => notice is { Agency: "510304-coordinator", Severity: "overdue" });
        life.To("2026-04-24T12:00+08:00").Wake();
        Assert.Contains(life.Notices, notice => notice is { Agency: "510300-coordinator", Severity: "overdue" });

        Looked(life.To("2026-04-25T10:00+08:00"), new DateOnly(2026, 4, 27));
        Assert.Equal((ClockStatus.Met, new DateOnly(2026, 4, 27)), (life.Clock("hot-field-screening-1").Status, life.State.Screened));
        Assert.Equal(["hot-field-screening-2 2026-05-12"], life.Open);
        Assert.Equal(3, life.Steps.Count(step => step.Act is "look" or "hot"));
        Looked(life, new DateOnly(2026, 4, 27));
        Assert.Equal(3, life.Steps.Count(step => step.Act is "look" or "hot"));
    }

    [Fact]
    public void D_2_1_Nothing_is_owed_after_the_last_day_and_a_row_that_changed_is_followed()
    {
        var life = Field();
        life.To("2026-04-01T00:00+08:00").Wake();
        Looked(life, null);
        Looked(life, new DateOnly(2026, 6, 20));
        Assert.Empty(life.Open);

        var longer = RowOf("2026-04-01", "2026-12-31", 15);
        Assert.True(life.Do("amend", new { }, Actor.Clockwork, (field, scene) => HotFieldRules.Amend(field, longer, scene)).Succeeded);
        Assert.Equal(["hot-field-screening-2 2026-07-05"], life.Open);
        life.To("2027-01-01T00:00+08:00").Wake();
        Assert.Equal((HotFieldStatus.Over, false), (life.State.Status, life.State.IsOpen));
        Assert.Empty(life.Open);
    }

    [Fact]
    public void A_hot_field_stored_by_its_first_version_loads_to_the_same_values_and_goes_on()
    {
        using var reader = new StreamReader(typeof(HotFieldsTests).Assembly.GetManifestResourceStream("stored/hot-field-state-1.json")!);
        var stored = JsonSerializer.Deserialize<HotFieldState>(reader.ReadToEnd(), StateSerializer.Options)!;

        Assert.Equal((HotFieldStatus.Hot, "510304", "NEI", new DateOnly(2026, 4, 12)), (stored.Status, stored.Area.ToString(), stored.Category, stored.Screened));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30), 15, "邻里纠纷多发"), (stored.From, stored.To, stored.ScreenDays, stored.Words.Zh));
        Assert.Equal(new DateOnly(2026, 4, 27), stored.OpenClock(HotFieldRules.Clock)!.Due.End);
        Assert.Equal(HotFieldStatus.Over, HotFieldRules.AtTime(stored, new Scene(Given.Law, Actor.Clockwork, new Moment(Moment.StartOf(new DateOnly(2026, 7, 1))))).Status);
    }

    private static MatterLife<HotFieldState> Field()
    {
        var row = RowOf("2026-04-01", "2026-06-30", 15);
        var life = new MatterLife<HotFieldState>(new HotFieldState(), HotFieldState.NumberOf(row), DateTimeOffset.Parse(Given.Monday, null), atTime: HotFieldRules.AtTime);
        Assert.True(life.Begin("name", new { }, Actor.Clockwork, (blank, scene) => HotFieldRules.Begin(blank, row, scene)).Succeeded);
        return life;
    }

    private static HotFieldRow RowOf(string from, string to, int days) =>
        new(AreaCode.Parse("510304"), "NEI", DateOnly.Parse(from, null), DateOnly.Parse(to, null), 1, 20, days, "决定（二）", new Sentence("邻里纠纷多发", "many neighbours"));

    private static void Looked(MatterLife<HotFieldState> life, DateOnly? last) =>
        Assert.True(life.Do("look", new { last }, Actor.Clockwork, (field, scene) => HotFieldRules.Looked(field, last, scene)).Succeeded);

    private static ScreeningListed Screening(string from, ImmutableArray<string> areas, ImmutableArray<string> categories) =>
        new(DateOnly.Parse(from, null), DateOnly.Parse(from, null).AddDays(5), 1, null) { Scope = [.. areas.Select(AreaCode.Parse)], Categories = categories };

    private static Scene Scene(LawBook law) => new(law, new Actor("g", Role.GridWorker), new Moment(DateTimeOffset.Parse(Given.Monday, null)));
}
