using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>What is worth a warning, how high, and that one incident is told once.</summary>
public sealed class WarningScanTests
{
    private const string Village = "510304104218";
    private static readonly DateOnly Today = new(2026, 6, 10);
    private static readonly LawBook Law = LawBook.Load();
    private static readonly Watched County = new(Law.Areas, AreaCode.Parse("510304"), Law.Routing.Categories.Select(category => category.Code));
    private static readonly Watched City = new(Law.Areas, AreaCode.Parse("510300"), Law.Routing.Categories.Select(category => category.Code));
    private static readonly Lazy<Baseline> Usual = new(() => Baseline.Of(County, Past(), Past(), Today, Law.Calendar, Law.Warnings)!);

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, WarningLevel.Yellow)]
    [InlineData(10, WarningLevel.Orange)]
    [InlineData(30, WarningLevel.Red)]
    [InlineData(5000, WarningLevel.Red)]
    public void D_4_8_Claims_against_one_employer_have_the_level_of_their_number(int claims, WarningLevel? level)
    {
        var found = Look([Row(Village, "WAG", claims, "employer")]);

        Assert.Equal(level is null ? [] : [("same-employer", level.Value)], found.Select(finding => (finding.Rule, finding.Level)));
    }

    [Fact]
    public void Five_thousand_claims_against_one_employer_are_one_finding_in_their_village()
    {
        var found = Look([.. Enumerable.Range(0, 100).Select(_ => Row(Village, "WAG", 50, "employer"))], Usual.Value);

        var only = Assert.Single(found);
        Assert.Equal(("same-employer", Village, "WAG", "employer", 5000), (only.Rule, only.Area.ToString(), only.Category, only.Subject, only.Count));
    }

    [Fact]
    public void Where_last_year_jumped_from_one_day_to_the_next_nobody_is_certain_of_this_year()
    {
        var from = new DateOnly(2025, 3, 3);
        var jump = new DateOnly(2026, 1, 1);
        var past = Enumerable.Range(0, 364).Select(from.AddDays).Select(day => new DayCount(Village, "LAB", day, day < jump ? 10 : 50)).ToImmutableArray();
        var profile = new DayProfile(City, past, from, 364, Law.Calendar, Law.Warnings);
        var labour = City.PlaceOf("LAB")!.Value;

        Assert.True(profile.SteepAround(labour, jump) > 0.2, $"{profile.SteepAround(labour, jump)}");
        Assert.True(profile.SteepAround(labour, jump.AddDays(Law.Warnings.SeasonDays + 1)) < 0.01);
        Assert.True(profile.SteepAround(labour, from.AddDays(100)) < 0.01);
    }

    [Fact]
    public void An_organisation_sued_in_two_townships_is_found_where_both_meet()
    {
        var found = Look([Row(Village, "PRO", 4, "firm"), Row("510304105201", "PRO", 4, "firm")]);
        var inOne = Look([Row(Village, "PRO", 8, "firm")]);

        Assert.Equal(("same-respondent", "510304", 8), Assert.Single(found.Select(finding => (finding.Rule, finding.Area.ToString(), finding.Count))));
        Assert.Empty(inOne);
    }

    [Fact]
    public void What_lies_in_one_county_is_not_the_citys()
    {
        ImmutableArray<RecentCount> rows = [Row(Village, "WAG", 8, "one"), Row(Village, "WAG", 4, "both"), Row("510321101001", "WAG", 4, "both")];

        var found = new WarningScan(City, null, rows, Today, Law.Warnings).Look([]);

        Assert.Equal([("same-employer", "both", "510300")], found.Select(finding => (finding.Rule, finding.Subject, finding.Area.ToString())));
    }

    [Fact]
    public void One_dispute_with_many_people_is_a_warning_by_itself()
    {
        var found = Look([Row(Village, "REQ", 1, null) with { People = 20, Sample = "n" }]);

        Assert.Equal([("group-size", WarningLevel.Orange, 20)], found.Select(finding => (finding.Rule, finding.Level, finding.Count)));
        Assert.Equal(["n"], found[0].Samples);
    }

    [Fact]
    public void More_than_the_past_lets_expect_is_told_by_the_village_and_not_again_by_those_above()
    {
        var found = Look([Row(Village, "ENV", 12, null)], Usual.Value);

        var only = Assert.Single(found);
        Assert.Equal(("count", Village, "ENV", WarningLevel.Red), (only.Rule, only.Area.ToString(), only.Category, only.Level));
        Assert.True(only.Expected < 1 && only.Line <= 12);
    }

    [Fact]
    public void Spread_over_the_villages_of_a_township_the_township_tells_it()
    {
        var villages = Law.Areas.ChildrenOf(AreaCode.Parse("510304104")).Select(village => village.Code.ToString()).Take(8);

        var found = Look([.. villages.Select(village => Row(village, "ENV", 2, null))], Usual.Value);

        Assert.Contains(found, finding => (finding.Rule, finding.Area.ToString(), finding.Category) == ("count", "510304104", "ENV"));
        Assert.DoesNotContain(found, finding => finding.Area.Level is AreaLevel.County && finding.Category is "ENV");
    }

    [Fact]
    public void What_is_usual_is_no_warning() =>
        Assert.Empty(Look([.. Past().Where(row => row.Day == Today.AddDays(-364)).Select(row => Row(row.Area, row.Category!, row.Count, null))], Usual.Value));

    [Fact]
    public void Without_a_past_counts_are_compared_with_nothing() =>
        Assert.Null(Baseline.Of(County, [.. Past().Where(row => row.Day > Today.AddDays(-70))], [.. Past().Where(row => row.Day > Today.AddDays(-70))], Today, Law.Calendar, Law.Warnings));

    [Fact]
    public void An_open_warning_shows_its_own_growth_and_hides_it_from_those_above()
    {
        var told = new Told("count", AreaCode.Parse(Village), "ENV", null, Today.AddDays(-6), null);

        var found = Look([Row(Village, "ENV", 15, null)], Usual.Value, told);

        var only = Assert.Single(found);
        Assert.Equal((told.Key, WarningLevel.Red), (only.Key, only.Level));
    }

    [Fact]
    public void What_a_lifted_warning_told_of_is_not_told_again_and_what_came_after_is()
    {
        var told = new Told("same-employer", AreaCode.Parse(Village), "WAG", "employer", Today.AddDays(-6), Today.AddDays(-1));
        var before = Row(Village, "WAG", 20, "employer") with { Day = Today.AddDays(-2) };

        Assert.Empty(Look([before, Row(Village, "WAG", 4, "employer")], null, told));
        Assert.Equal(5, Assert.Single(Look([before, Row(Village, "WAG", 5, "employer")], null, told)).Count);
    }

    [Fact]
    public void A_week_out_of_proportion_to_the_weeks_before_is_growth()
    {
        // As much as the past year has in a whole month, after a quiet month: no single village stands out.
        var villages = Law.Areas.All.Where(area => area.Level is AreaLevel.Village && area.Code.County.ToString() is "510304").Select(area => area.Code.ToString()).ToArray();
        var rows = villages.Index().Where(village => village.Index % 2 == 0)
            .Select(village => Row(village.Item, "CSM", 1, null) with { Day = Today.AddDays(-(village.Index % 7)) });

        var found = Look([.. rows], Usual.Value);

        Assert.Contains(found, finding => finding.Category is "CSM" && finding.Area.Level > AreaLevel.Village);
    }

    [Fact]
    public void D_2_1_A_field_is_hot_by_what_is_usual_there_and_not_by_its_size()
    {
        var place = County.Areas.IndexOf(AreaCode.Parse("510304"));

        var fields = HotFieldTable.Of(County, place, Usual.Value, [Row(Village, "NEI", 40, null), Row(Village, "MED", 9, null)], Today, Law);

        Assert.Equal(["MED", "NEI"], fields.Select(field => field.Category));
        Assert.True(fields[0].Score > 3 && fields[0].Expected < 3 && fields[1].Score < 3);
    }

    private static ImmutableArray<Finding> Look(ImmutableArray<RecentCount> rows, Baseline? usual = null, params ImmutableArray<Told> told) =>
        new WarningScan(County, usual, rows, Today, Law.Warnings).Look(told);

    private static RecentCount Row(string area, string category, int count, string? subject) => new(area, category, Today, subject, count, 0, "sample");

    /// <summary>Two disputes on every working day of a year, all over the county.</summary>
    private static ImmutableArray<DayCount> Past()
    {
        var villages = Law.Areas.All.Where(area => area.Level is AreaLevel.Village && area.Code.County.ToString() is "510304").Select(area => area.Code.ToString()).ToArray();
        string[] categories = ["NEI", "FAM", "DAM", "NEI", "HOU", "ENV", "NEI", "CSM", "FAM", "LAB", "NEI"];
        return
        [
            .. from back in Enumerable.Range(1, 420)
               let day = Today.AddDays(-back)
               where Law.Calendar.IsWorkday(day)
               from one in Enumerable.Range(0, 6)
               let place = (back * 7) + (one * 31)
               select new DayCount(villages[place % villages.Length], categories[place % categories.Length], day, 1),
        ];
    }
}
