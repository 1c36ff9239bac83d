using System.Text.Json;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Certifications;
using Suyuan.Deadlines;
using Suyuan.Screenings;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Areas;

/// <summary>States of areas, campaigns, tasks and certifications as they were stored load to the same values, and are stored again under the same names.</summary>
public sealed class StoredAreaStatesTests
{
    [Fact]
    public void What_an_area_has_put_loads()
    {
        var area = Load<AreaDutyState>("area-duty-state-1");

        Assert.Equal(("area-duty-510304104218", 2, "in-use"), (area.Number, area.Version, area.Place));
        Assert.Equal(
            [new Grid(GridCode.Parse("510304104218-G01"), "一网格", "专职网格员", 80), new Grid(GridCode.Parse("510304104218-G02"), "二网格", null, null, new DateOnly(2026, 3, 2))],
            area.Grids);
        Assert.Equal(
            new OwnDuty(AreaCode.Parse("510304104218"), AreaDuty.Handling, "NEI", AgencyId.Parse("510304104-justice-office"), AgencyId.Parse("510304104-centre"), "村委会换届"),
            Assert.Single(area.Duties));
    }

    [Fact]
    public void A_campaign_half_issued_loads_and_knows_how_far_it_is()
    {
        var screening = Load<ScreeningState>("screening-state-1");

        Assert.Equal((ScreeningPhase.Issuing, "510304104212", 2), (screening.Phase, screening.IssuedThrough, screening.Issued));
        Assert.Equal(["510304104"], screening.Scope.Select(area => area.ToString()));
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 20)), (screening.From, screening.To));
        Assert.Equal(("policy-screening-return", new DateOnly(2026, 3, 25)), (screening.Clocks[0].RuleId, screening.Clocks[0].Due.End));
        Assert.Equal(new ScreeningTotals(10, 6, 1, 0, 4, 2, 5, 50m), screening.Report);
    }

    [Fact]
    public void A_task_with_its_findings_loads()
    {
        var task = Load<ScreeningTaskState>("screening-task-state-1");

        Assert.Equal((ScreeningTaskStatus.Found, 3, "screening-abc123"), (task.Status, task.Found, task.Screening.ToString()));
        Assert.Equal(("NEI", 2, "51030420260000015", "两户因排水沟争执。"), (task.Findings[0].Category, task.Findings[0].Count, task.Findings[0].Numbers[0], task.Findings[0].ToFile));
        Assert.Equal((ClockStatus.Met, GridCode.Parse("510304104218-G01")), (task.Clocks[0].Status, task.Grid));
    }

    [Fact]
    public void A_task_of_before_signals_has_filed_nothing_and_one_of_after_knows_which_signal_is_still_to_come()
    {
        Assert.Empty(Load<ScreeningTaskState>("screening-task-state-1").Filed);

        var task = Load<ScreeningTaskState>("screening-task-state-2");
        Assert.Equal(["signal-0123456789abcdefghjk", ""], task.Filed.Select(one => $"{one.Signal}"));
        Assert.Equal((1, "工地欠薪苗头。", "510304-coordinator"), Assert.Single(task.ToFile) is var (index, finding) ? (index, finding.Text, finding.By.Agency.ToString()) : default);
    }

    [Fact]
    public void A_certified_village_loads_with_its_evaluation()
    {
        var village = Load<CertificationState>("certification-state-1");

        Assert.Equal((CertificationStatus.Certified, 1, new DateOnly(2027, 3, 7)), (village.Status, village.Cycle, village.CertifiedOn));
        Assert.Equal((new SuitsFact(2026, 4), 2_000), (village.Suits, village.Population!.People));
        Assert.Equal((true, 5), (village.Evaluation!.Met, village.Evaluation.Criteria.Length));
        Assert.Equal("certification-recheck-1", village.Clocks.Single(clock => clock.IsOpen).Id);
    }

    private static T Load<T>(string file) => JsonSerializer.Deserialize<T>(Text(file), StateSerializer.Options)!;

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(StoredAreaStatesTests).Assembly.GetManifestResourceStream($"stored/{file}.json")!);
        return reader.ReadToEnd();
    }
}
