using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>The life of a warning, its clocks by level, and the sums over many.</summary>
public sealed class WarningRulesTests
{
    private static readonly LawBook Law = LawBook.Load();
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A warning as the first version stored it. The text is never made again: what was stored once must load for ever.</summary>
    private const string Stored = """
        {"status":"acknowledged","found":{"rule":"same-employer","area":"510304104218","category":"WAG","subject":"0a1b2c3d4e5f6071","level":"orange","count":12,"line":10,"from":"2026-02-17","to":"2026-03-02","samples":["51030420260000015"]},
         "heading":"H","levelSince":"2026-03-02T10:00:00+08:00","acknowledgedAt":"2026-03-02T11:00:00+08:00","acknowledgeBy":"2026-03-03T10:00:00+08:00","since":"2026-02-17",
         "number":"warning-0123456789abcdefghjk","version":2,"area":"510304104218","lead":"510304104-centre","category":"WAG","createdAt":"2026-03-02T10:00:00+08:00","updatedAt":"2026-03-02T11:00:00+08:00","lastStep":2,"lastHash":"h"}
        """;

    [Theory]
    [InlineData(WarningLevel.Red, 2)]
    [InlineData(WarningLevel.Orange, 24)]
    [InlineData(WarningLevel.Yellow, 72)]
    public void Each_level_has_to_be_acknowledged_within_its_hours(WarningLevel level, int hours)
    {
        var warning = WarningRules.Begin(new WarningState { Number = "warning-x" }, Found(level), Scene());

        Assert.Equal((At.AddHours(hours), WarningStatus.Raised), (warning.AcknowledgeBy, warning.Status));
        Assert.Equal(At.AddHours(hours), Assert.Single(warning.Clocks).Due.DueAt);
        Assert.Equal(
            level is WarningLevel.Yellow ? ["510304104-centre"] : ["510304104-centre", "510304-coordinator"],
            warning.Written.Notices.Select(notice => notice.Agency));
        Assert.All(warning.Written.Notices, notice => Assert.Equal($"warning-{Kebab.Of(level)}", notice.Kind));
    }

    [Fact]
    public void A_level_only_rises_and_then_is_acknowledged_anew() =>
        Gen.Enum<WarningLevel>().Where(level => level is not WarningLevel.None).Array[1, 12].Sample(levels =>
        {
            var warning = WarningRules.Begin(new WarningState { Number = "warning-x" }, Found(levels[0]), Scene());
            foreach (var level in levels.Skip(1))
            {
                var before = warning.Status is WarningStatus.Raised ? WarningRules.Acknowledge(warning, Scene()) : warning;
                warning = WarningRules.Rise(before, Found(level), Scene());
                Assert.Equal(level > before.Level ? (level, WarningStatus.Raised) : (before.Level, WarningStatus.Acknowledged), (warning.Level, warning.Status));
                Assert.Single(warning.Clocks, clock => clock.IsOpen);
            }

            Assert.Equal(levels.Max(), warning.Level);
        });

    [Fact]
    public void From_raised_to_lifted_a_clock_runs_at_every_step_and_none_after()
    {
        var raised = WarningRules.Begin(new WarningState { Number = "warning-x" }, Found(WarningLevel.Yellow), Scene());
        var acknowledged = WarningRules.Acknowledge(raised, Scene());
        var handled = WarningRules.Handle(acknowledged, new HandleWarning { Measures = "m" }, Scene());
        var lifted = WarningRules.Lift(handled, new LiftWarning { Outcome = WarningOutcome.True, Reason = "r" }, Scene());

        Assert.Equal(
            ["policy-warning-ack-yellow", "policy-warning-handle", "policy-warning-lift"],
            new[] { raised, acknowledged, handled }.Select(warning => Assert.Single(warning.Clocks, clock => clock.IsOpen).RuleId));
        Assert.DoesNotContain(lifted.Clocks, clock => clock.IsOpen);
        Assert.Equal((false, WarningOutcome.True, At), (lifted.IsOpen, lifted.Outcome, lifted.LiftedAt));
    }

    [Fact]
    public void D_4_9_Precision_is_of_those_lifted_and_lateness_of_those_due()
    {
        ImmutableArray<MatterRow> rows =
        [
            Row(WarningLevel.Red, WarningOutcome.True, At.AddHours(1)), Row(WarningLevel.Red, WarningOutcome.FalseAlarm, At.AddHours(3)),
            Row(WarningLevel.Red, null, null), Row(WarningLevel.Yellow, null, null),
        ];

        var report = WarningReports.Rows(rows, new Moment(At.AddHours(4)));

        Assert.Equal(
            [new WarningReportRow(WarningLevel.Red, "count", 3, 1, 1, 1, 3, 0.5), new WarningReportRow(WarningLevel.Yellow, "count", 1, 0, 0, 0, 1, null)],
            report);
    }

    [Theory]
    [InlineData("510304104218", "NEI", null, -1, true)]
    [InlineData("510304104", "NEI", null, -1, true)]
    [InlineData("510304105", "NEI", null, -1, false)]
    [InlineData("510304104218", "LAB", null, -1, false)]
    [InlineData("510304104218", "NEI", null, 1, false)]
    [InlineData("510304104218", "NEI", null, -91, false)]
    [InlineData("510321", "LAB", "k", -1, true)]
    [InlineData("510304104218", "NEI", "other", -1, false)]
    public void An_incident_was_told_of_by_what_came_before_about_the_same(string area, string category, string? subject, int days, bool told)
    {
        var incident = new IncidentRow("n", "510304104218", "NEI", "k", 50, At);
        var warning = Row(WarningLevel.Yellow, null, null) with { Area = area, Category = category, Subject = subject, CreatedAt = At.AddDays(days) };

        Assert.Equal(told ? [] : ["n"], WarningReports.Missed([incident], [warning], TimeSpan.FromDays(90)));
    }

    [Fact]
    public void A_stored_warning_loads_to_the_same_values_and_lives_on()
    {
        var warning = JsonSerializer.Deserialize<WarningState>(Stored, StateSerializer.Options)!;

        Assert.Equal(("same-employer", WarningLevel.Orange, 12, null), (warning.Found!.Rule, warning.Level, warning.Found.Count, warning.Found.Expected));
        Assert.Equal((2, "510304104-centre", new DateOnly(2026, 2, 17), At.AddHours(1)), (warning.Version, warning.Lead.ToString(), warning.Since, warning.AcknowledgedAt));
        Assert.Empty(warning.Clocks);
        Assert.Equal(WarningStatus.Lifted, WarningRules.Lift(warning, new LiftWarning { Outcome = WarningOutcome.True }, Scene()).Status);
        using var stored = JsonDocument.Parse(Stored);
        var again = JsonSerializer.SerializeToElement(warning, StateSerializer.Options);
        Assert.All(stored.RootElement.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, again.GetProperty(member.Name)), member.Name));
    }

    private static Scene Scene() => new(Law, Actor.Clockwork, new Moment(At));

    private static RaiseWarning Found(WarningLevel level) => new(
        "count", AreaCode.Parse("510304104218"), "NEI", null, level, 7, 0.4, 5, new DateOnly(2026, 2, 24), new DateOnly(2026, 3, 2), []);

    private static MatterRow Row(WarningLevel level, WarningOutcome? outcome, DateTimeOffset? acknowledged) => new(
        "warning-x", "warning", "510304104218", "510304104-centre", "NEI", null, "raised", outcome is null, "t", At, At, null, null, 1,
        HistoryJson.Of(new WarningListed("count", level, 7, 0.4, 5, new DateOnly(2026, 2, 24), new DateOnly(2026, 3, 2), [], At, At.AddHours(2), acknowledged, outcome, null)));
}
