using System.Globalization;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>What province and city set in place of a rule: which one is applied, what it says of itself, and what is refused.</summary>
public sealed class OverridesTests
{
    private const string Header = "confidence,level,approvedBy";

    private static readonly DateOnly Day = new(2026, 8, 3);

    [Fact]
    public void The_highest_approved_level_that_governs_the_day_applies()
    {
        var rules = With(
            Mediation(version: 2, length: 25, level: "provincial", approvedBy: "省人大（样例）"),
            Mediation(version: 3, length: 20, level: "municipal", approvedBy: "市司法局（样例）", from: "2026-09-01").Replace("2026-09-01,,", "2026-09-01,2026-12-01,", StringComparison.Ordinal)).Rules;

        Assert.Equal(
            [(1, null), (2, 1), (3, 2), (3, 2), (2, 1)],
            new[] { Day.AddYears(-1), Day, new DateOnly(2026, 9, 1), new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1) }
                .Select(day => rules.Find("admin-mediation-conclude", day)!)
                .Select(rule => (rule.Version, rule.Overrides?.Version)));
    }

    [Fact]
    public void Without_approval_it_is_shown_as_proposed_and_never_applied()
    {
        var rules = With(Mediation(version: 2, length: 25, level: "provincial", approvedBy: "")).Rules;

        Assert.Equal(1, rules.Find("admin-mediation-conclude", Day)!.Version);
        Assert.Equal(
            [RuleStanding.InForce, RuleStanding.Proposed],
            rules.Versions("admin-mediation-conclude").Select(rule => rules.StandingOf(rule, Day)));
    }

    [Theory]
    [InlineData("2026-07-31", RuleStanding.InForce, RuleStanding.NotYet)]
    [InlineData("2026-08-01", RuleStanding.Overridden, RuleStanding.InForce)]
    [InlineData("2027-08-01", RuleStanding.InForce, RuleStanding.NoLonger)]
    public void A_version_stands_as_its_days_and_its_level_say(string day, RuleStanding below, RuleStanding above)
    {
        var rules = With(Mediation(version: 2, length: 25, level: "municipal", approvedBy: "市司法局（样例）").Replace("2026-08-01,,", "2026-08-01,2027-08-01,", StringComparison.Ordinal)).Rules;

        Assert.Equal([below, above], rules.Versions("admin-mediation-conclude").Select(rule => rules.StandingOf(rule, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_due_date_says_who_set_its_number_and_what_it_stands_in_place_of()
    {
        var law = With(Petition(length: 45, rollOn: "weekendAndHoliday", extension: "30,day,1,head"));
        var rule = law.Rules.Find("petition-conclude", Day)!;

        var due = DueDates.Compute(rule, new TriggerEvent("受理", Moment.StartOf(Day)), law.Calendar, [], []);

        Assert.Equal(("municipal", 2, new DateOnly(2026, 9, 17)), (due.Level, due.RuleVersion, due.End));
        Assert.Equal(new OverriddenRule(1, "national", "信访工作条例", "第34条", 60, PeriodUnit.Day), due.Overrides);
        Assert.EndsWith("依据《本市办理规定（样例）》第3条（市级规定，代替《信访工作条例》第34条的60日）。", due.Sentence.Zh, StringComparison.Ordinal);
        Assert.EndsWith("Basis: 《本市办理规定（样例）》, Art. 3 (set by the city, in place of 60 days under 《信访工作条例》, Art. 34).", due.Sentence.En, StringComparison.Ordinal);
        Assert.Equal(due.Overrides!.Version, law.Rules.Of(due).Overrides!.Version);
    }

    [Fact]
    public void A_rule_of_its_own_level_overrides_nothing()
    {
        var due = DueDates.Compute(
            LawBook.Load().Rules.Find("petition-conclude", Day)!, new TriggerEvent("受理", Moment.StartOf(Day)), LawBook.Load().Calendar, [], []);

        Assert.Equal(("national", null), (due.Level, due.Overrides));
    }

    [Theory]
    [InlineData(61, "weekendAndHoliday", "30,day,1,head", "length: 61 is laxer than the 60 of version 1, 《信访工作条例》第34条.")]
    [InlineData(45, "weekendAndHoliday", "31,day,1,head", "maxExtension: it allows other or longer extensions than version 1, 《信访工作条例》第34条.")]
    [InlineData(45, "weekendAndHoliday", "30,day,2,head", "maxExtension: it allows other or longer extensions than version 1, 《信访工作条例》第34条.")]
    [InlineData(45, "weekendAndHoliday", "30,workday,1,head", "maxExtension: it allows other or longer extensions than version 1, 《信访工作条例》第34条.")]
    [InlineData(45, "weekendAndHoliday", "30,day,1,coordinator", "maxExtension: it allows other or longer extensions than version 1, 《信访工作条例》第34条.")]
    public void Where_a_law_binds_nobody_allows_himself_more(int length, string rollOn, string extension, string fault) =>
        Refused(fault, Petition(length, rollOn, extension));

    [Theory]
    [InlineData("fwd,45,day", "fwd,45,workday", "unit: it must be day as in version 1, 《信访工作条例》第34条.")]
    [InlineData("fwd,45,day", "before,45,day", "rollOn: hours, gates, events and periods before something never roll.")]
    [InlineData(",agency,", ",mediator,", "duty: it must be agency as in version 1, 《信访工作条例》第34条.")]
    [InlineData("head,,", "head,hearing,", "suspendOn: version 1, 《信访工作条例》第34条 does not stand still for hearing.")]
    [InlineData("municipal", "national", "level: an override is provincial or municipal.")]
    [InlineData("petition-conclude,2", "petition-concluded,2", "id: there is no time limit petition-concluded to override.")]
    [InlineData("petition-conclude,2", "petition-conclude,1", "version: version 1 of petition-conclude is there twice.")]
    [InlineData("petition-conclude,2", "petition-review-apply,2", "level: a party's own time limit is the law's alone (version 1, 《信访工作条例》第35条).")]
    [InlineData("30,day,1,head", "30|30,day,1,head", "extensionBy: there are 2 lengths and 1 approvers; each step has one of each.")]
    [InlineData("30,day,1,head", "15|15,day,1,head|head", "extensionTimes: there are 2 steps, so it is at least that.")]
    [InlineData("30,day,1,head", "x,day,1,head", "maxExtension: \"x\" is neither no-limit nor a whole number between 1 and 999.")]
    public void A_row_that_cannot_stand_there_is_refused_with_its_field(string text, string instead, string fault) =>
        Refused(fault, Petition(45, "weekendAndHoliday", "30,day,1,head").Replace(text, instead, StringComparison.Ordinal));

    [Fact]
    public void Versions_of_one_level_do_not_overlap() => Refused(
        "inForceFrom: versions 2 and 3 of admin-mediation-conclude overlap.",
        Mediation(version: 2, length: 25, level: "municipal", approvedBy: ""),
        Mediation(version: 3, length: 20, level: "municipal", approvedBy: "", from: "2026-09-01"));

    [Fact]
    public void The_city_may_not_be_laxer_than_the_province_either() => Refused(
        "length: 26 is laxer than the 25 of version 2, 《纠纷多元化解规定（样例）》第9条.",
        Mediation(version: 2, length: 25, level: "provincial", approvedBy: "省人大（样例）"),
        Mediation(version: 3, length: 26, level: "municipal", approvedBy: ""));

    [Fact]
    public void A_benchmark_is_replaced_freely() =>
        Assert.Equal(45, With(Mediation(version: 2, length: 45, level: "municipal", approvedBy: "市司法局（样例）")).Rules.Find("admin-mediation-conclude", Day)!.Length);

    private static void Refused(string fault, params string[] rows)
    {
        var refused = Assert.Throws<DataFileException>(() => With(rows));

        Assert.Equal($"Deadlines/overrides.csv line {7 + rows.Length}, {fault}", refused.Message);
    }

    private static LawBook With(params string[] rows) =>
        LawBook.Load(DamagedFile.With(RuleCatalogue.OverridesFile, Header, string.Join('\n', [Header, .. rows])));

    private static string Mediation(int version, int length, string level, string approvedBy, string from = "2026-08-01") =>
        $"admin-mediation-conclude,{version},{from},,行政调解,agency,acceptance,受理行政调解申请,fwd,{length},day,weekendAndHoliday,false,no-limit,day,no-limit,parties,,,,纠纷多元化解规定（样例）,第9条,样例,样例,{level},{approvedBy}";

    private static string Petition(int length, string rollOn, string extension) =>
        $"petition-conclude,2,2026-08-01,,信访,agency,acceptance,受理,fwd,{length},day,{rollOn},false,{extension},,,,本市办理规定（样例）,第3条,样例,样例,municipal,市信访局（样例）";
}
