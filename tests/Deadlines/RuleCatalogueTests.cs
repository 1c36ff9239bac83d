using System.Globalization;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class RuleCatalogueTests
{
    private static readonly RuleCatalogue Catalogue = LawBook.Load().Rules;

    [Fact]
    public void The_catalogue_holds_the_177_time_limits_of_the_law() =>
        Assert.Equal(177, Catalogue.All.Select(rule => rule.Id).Distinct().Count(id => !IsPolicy(id)));

    [Theory]
    [InlineData("petition-referral-objection", 5, PeriodUnit.WorkingDay, Duty.Agency, "信访工作条例", "第23条第3款")]
    [InlineData("petition-conclude", 60, PeriodUnit.Day, Duty.Agency, "信访工作条例", "第34条")]
    [InlineData("people-mediation-conclude", 1, PeriodUnit.Month, Duty.Mediator, "人民调解工作若干规定", "第33条")]
    [InlineData("civil-limitation", 3, PeriodUnit.Year, Duty.Party, "民法典", "第188条")]
    [InlineData("court-precase-mediation", 30, PeriodUnit.Day, Duty.Mediator, "最高人民法院关于人民法院特邀调解的规定", "第27条")]
    [InlineData("judicial-confirmation-apply", 30, PeriodUnit.Day, Duty.Party, "民事诉讼法", "第205条")]
    [InlineData("medical-pm-conclude", 30, PeriodUnit.WorkingDay, Duty.Mediator, "医疗纠纷预防和处理条例", "第38条")]
    [InlineData("traffic-mediation-conclude", 10, PeriodUnit.WorkingDay, Duty.Agency, "道路交通事故处理程序规定", "第90条")]
    [InlineData("labor-mediation", 15, PeriodUnit.Day, Duty.Mediator, "劳动争议调解仲裁法", "第14条")]
    [InlineData("labor-arb-award", 45, PeriodUnit.Day, Duty.Agency, "劳动争议调解仲裁法", "第43条")]
    [InlineData("recon-review", 5, PeriodUnit.WorkingDay, Duty.Agency, "行政复议法", "第30条")]
    [InlineData("recon-decide", 60, PeriodUnit.Day, Duty.Agency, "行政复议法", "第62条")]
    [InlineData("admin-lit-sue", 6, PeriodUnit.Month, Duty.Party, "行政诉讼法", "第46条")]
    [InlineData("psb-transfer", 24, PeriodUnit.Hour, Duty.Agency, "公安机关办理行政案件程序规定", "第61条")]
    [InlineData("dv-protection-order", 72, PeriodUnit.Hour, Duty.Court, "反家庭暴力法", "第28条")]
    [InlineData("policy-triage", 1, PeriodUnit.WorkingDay, Duty.Agency, "诉源治理平台运行规则（试行）", "第5条")]
    internal void A_row_says_what_its_law_says(string id, int length, PeriodUnit unit, Duty duty, string law, string article)
    {
        var rule = Catalogue.Find(id, new DateOnly(2026, 11, 23))!;

        Assert.Equal((length, unit, duty, law, article), (rule.Length, rule.Unit, rule.Duty, rule.Law, rule.Article));
    }

    [Theory]
    [InlineData("consumer-mediation-conclude", "2026-04-14", 45, PeriodUnit.WorkingDay)]
    [InlineData("consumer-mediation-conclude", "2026-04-15", 60, PeriodUnit.Day)]
    [InlineData("arb-revoke-apply", "2026-02-28", 6, PeriodUnit.Month)]
    [InlineData("arb-revoke-apply", "2026-03-01", 3, PeriodUnit.Month)]
    internal void The_day_of_the_trigger_chooses_the_version(string id, string trigger, int length, PeriodUnit unit)
    {
        var rule = Catalogue.Find(id, DateOnly.ParseExact(trigger, "yyyy-MM-dd", CultureInfo.InvariantCulture))!;

        Assert.Equal((length, unit), (rule.Length, rule.Unit));
    }

    [Fact]
    public void The_police_limit_counts_from_opening_since_2026_and_may_be_extended_twice()
    {
        var (before, since) = (Catalogue.Find("psb-case-conclude", new DateOnly(2025, 12, 31))!, Catalogue.Find("psb-case-conclude", new DateOnly(2026, 1, 1))!);

        Assert.Equal(("治安案件受理", 1, "第99条"), (before.TriggerZh, before.ExtensionTimes, before.Article));
        Assert.Equal(("治安案件立案", 2, "第118条"), (since.TriggerZh, since.ExtensionTimes, since.Article));
    }

    [Theory]
    [InlineData("petition-conclude", "30 head", PeriodUnit.Day, 1)]
    [InlineData("psb-case-conclude", "30 upper-organ, 30 upper-organ", PeriodUnit.Day, 2)]
    [InlineData("court-small-claims", "1 president", PeriodUnit.Month, 1)]
    [InlineData("court-first-instance-ordinary", "6 president, any upper-court, any upper-court", PeriodUnit.Month, null)]
    [InlineData("labor-inspection-conclude", "30 head", PeriodUnit.WorkingDay, 1)]
    [InlineData("traffic-appraisal-complete", "30 upper-organ", PeriodUnit.Day, 1)]
    [InlineData("finance-complaint", "15 head, 30 upper-organ", PeriodUnit.Day, 2)]
    [InlineData("court-precase-mediation", "any parties, any parties, any parties", PeriodUnit.Day, null)]
    [InlineData("labor-mediation", "", PeriodUnit.None, 0)]
    internal void An_extension_is_as_long_and_as_often_as_the_law_allows_and_each_step_has_its_approver(string id, string firstThree, PeriodUnit unit, int? times)
    {
        var rule = Catalogue.Find(id, new DateOnly(2026, 11, 23))!;

        var steps = Enumerable.Range(0, 3).Select(rule.NextExtension).OfType<ExtensionStep>().Select(step => $"{step.Max?.ToString(CultureInfo.InvariantCulture) ?? "any"} {step.By}");

        Assert.Equal((firstThree, unit, times), (string.Join(", ", steps), rule.ExtensionUnit, rule.ExtensionTimes));
    }

    [Theory]
    [InlineData("medical-pm-conclude", "appraisal", true)]
    [InlineData("petition-recheck-decide", "hearing", true)]
    [InlineData("petition-conclude", "hearing", false)]
    [InlineData("policy-first-contact", "agreed", true)]
    public void Time_stands_still_only_for_the_reasons_of_the_rule(string id, string reason, bool allowed) =>
        Assert.Equal(allowed, Catalogue.Find(id, new DateOnly(2026, 11, 23))!.MaySuspendFor(reason));

    [Theory]
    [InlineData("petition-conclude", "2022-04-30")] // before the Regulation
    [InlineData("no-such-limit", "2026-01-01")]
    public void A_rule_that_is_unknown_or_not_yet_in_force_is_not_found(string id, string trigger) =>
        Assert.Null(Catalogue.Find(id, DateOnly.ParseExact(trigger, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Fact]
    public void A_catalogue_lists_its_rules_by_name_and_version()
    {
        var catalogue = new RuleCatalogue(Version("b", 2, 2026), Version("b", 1, 2025, 2026), Version("a", 1, 2025));

        Assert.Equal(["a 1", "b 1", "b 2"], catalogue.All.Select(rule => $"{rule.Id} {rule.Version}"));
        Assert.Equal([1, 2], catalogue.Versions("b").Select(rule => rule.Version));
        Assert.Empty(catalogue.Versions("c"));
        Assert.Equal((true, false), (catalogue.Exists("b"), catalogue.Exists("c")));
    }

    [Theory]
    [InlineData("2024-12-31", null)]
    [InlineData("2025-01-01", 1)]
    [InlineData("2025-12-31", 1)]
    [InlineData("2026-01-01", 2)]
    public void A_version_governs_from_its_first_day_to_the_day_before_the_next(string trigger, int? version) =>
        Assert.Equal(
            version,
            new RuleCatalogue(Version("b", 2, 2026), Version("b", 1, 2025, 2026)).Find("b", DateOnly.ParseExact(trigger, "yyyy-MM-dd", CultureInfo.InvariantCulture))?.Version);

    [Fact]
    public void A_trigger_before_every_version_is_counted_by_the_oldest_that_was_ever_applied()
    {
        var proposed = Version("b", 3, 2020) with { Level = RuleLevel.Municipal };
        var catalogue = new RuleCatalogue(proposed, Version("b", 2, 2026), Version("b", 1, 2025, 2026));

        Assert.Equal(new DateOnly(2025, 1, 1), catalogue.FirstDay("b"));
        Assert.Equal(1, catalogue.FindOrOldest("b", new DateOnly(2024, 12, 31)).Version);
        Assert.Equal(2, catalogue.FindOrOldest("b", new DateOnly(2026, 1, 1)).Version);
    }

    [Fact]
    public void A_version_that_is_added_ends_the_one_before_it_on_its_level()
    {
        var province = Version("b", 2, 2025) with { Level = RuleLevel.Provincial, ApprovedBy = "省司法厅" };
        var catalogue = new RuleCatalogue(Version("b", 1, 2025), province, Version("a", 1, 2025));

        var later = catalogue.With(Version("b", 3, 2026));
        var sameDay = catalogue.With(Version("b", 3, 2025));
        var ended = new RuleCatalogue(Version("b", 1, 2024, 2025)).With(Version("b", 3, 2026));

        Assert.Equal(["a 1 ", "b 1 2026-01-01", "b 2 ", "b 3 "], later.All.Select(Ends));
        Assert.Equal(["a 1 ", "b 1 ", "b 2 ", "b 3 "], sameDay.All.Select(Ends));
        Assert.Equal(["b 1 2025-01-01", "b 3 "], ended.All.Select(Ends));

        static string Ends(TimeLimitRule rule) => $"{rule.Id} {rule.Version} {rule.InForceTo:yyyy-MM-dd}";
    }

    [Fact]
    public void A_catalogue_knows_a_due_date_when_it_holds_its_version()
    {
        var (first, second) = (Version("b", 1, 2025, 2026), Version("b", 2, 2026));
        var due = DueDates.Compute(first, new TriggerEvent("accepted", Moment.StartOf(new DateOnly(2025, 3, 3))), LawBook.Load().Calendar, [], []);

        Assert.True(new RuleCatalogue(second, first).Knows(due));
        Assert.False(new RuleCatalogue(second).Knows(due));
    }

    [Fact]
    public void A_due_date_knows_the_version_it_was_counted_by()
    {
        var (first, second) = (Version("b", 1, 2025, 2026), Version("b", 2, 2026));
        var due = DueDates.Compute(first, new TriggerEvent("accepted", Moment.StartOf(new DateOnly(2025, 3, 3))), LawBook.Load().Calendar, [], []);

        Assert.Same(first, new RuleCatalogue(second, first).Of(due));
        Assert.Throws<InvalidOperationException>(() => new RuleCatalogue(second).Of(due));
    }

    [Fact]
    public void Every_rule_explains_itself_in_both_languages()
    {
        foreach (var rule in Catalogue.All)
        {
            var day = rule.InForceFrom < new DateOnly(2024, 8, 1) ? new DateOnly(2024, 8, 1) : rule.InForceFrom;
            var due = DueDates.Compute(rule, new TriggerEvent(rule.Trigger, Moment.StartOf(day).AddHours(10)), LawBook.Load().Calendar, [], []);

            Assert.Contains(rule.Law, due.Sentence.Zh, StringComparison.Ordinal);
            Assert.Contains(rule.Law, due.Sentence.En, StringComparison.Ordinal);
            Assert.EndsWith("。", due.Sentence.Zh.Replace("（日历待国务院办公厅通知，暂定）", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_article_is_cited_in_both_languages()
    {
        var sentence = DueDates.Compute(
            Catalogue.Find("psb-clock-restart", new DateOnly(2026, 8, 2))! with { Article = "第22条至第24条、第185条第2款" },
            new TriggerEvent("failed", Moment.StartOf(new DateOnly(2026, 8, 2))),
            LawBook.Load().Calendar,
            [],
            []).Sentence;

        Assert.EndsWith("依据《公安机关办理行政案件程序规定》第22条至第24条、第185条第2款。", sentence.Zh, StringComparison.Ordinal);
        Assert.EndsWith("Basis: 《公安机关办理行政案件程序规定》, Art. 22 to Art. 24, Art. 185(2).", sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_nobody_could_prove_is_approved_by_nobody() =>
        Assert.All(
            Catalogue.All.Where(rule => rule.Confidence.Contains("K-low", StringComparison.Ordinal) || rule.Confidence.Contains("K-medium", StringComparison.Ordinal)),
            rule => Assert.Equal("", rule.ApprovedBy));

    private static TimeLimitRule Version(string id, int version, int from, int? to = null) => Rules.Of(30, PeriodUnit.Day) with
    {
        Id = id,
        Version = version,
        InForceFrom = new DateOnly(from, 1, 1),
        InForceTo = to is { } year ? new DateOnly(year, 1, 1) : null,
    };

    private static bool IsPolicy(string id) => id.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal);
}
