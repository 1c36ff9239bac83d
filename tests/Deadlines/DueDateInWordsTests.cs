using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>What a citizen reads, word for word, for the typical cases.</summary>
public sealed class DueDateInWordsTests
{
    private static readonly LawBook Law = LawBook.Load();

    private static readonly ImmutableArray<Extension> NoExtension = [];

    [Fact]
    public void Days_that_end_on_a_working_day() => Says(
        Of("labor-mediation", "2026-11-02"),
        "自2026年11月2日调解组织收到调解申请的次日起算15日，应于2026年11月17日届满。依据《劳动争议调解仲裁法》第14条。",
        "15 days counted from the day after 2 November 2026 (organisation receives application) end on 17 November 2026. Basis: 《劳动争议调解仲裁法》, Art. 14.");

    [Fact]
    public void Days_that_end_in_a_holiday() => Says(
        Of("rural-land-award", "2026-08-02"),
        "自2026年8月2日受理仲裁申请的次日起算60日，应于2026年10月1日届满；该日为国庆节，顺延至2026年10月8日。依据《农村土地承包经营纠纷调解仲裁法》第47条。",
        "60 days counted from the day after 2 August 2026 (acceptance) end on 1 October 2026; that day is a day off (National Day), so the end moves to 8 October 2026. Basis: 《农村土地承包经营纠纷调解仲裁法》, Art. 47.");

    [Fact]
    public void Days_that_end_on_a_weekend_that_is_worked() => Says(
        Of("legalaid-decide", "2026-02-07"),
        "自2026年2月7日法律援助机构收到申请的次日起算7日，应于2026年2月14日届满；该日虽为周六，但调休上班，不顺延。依据《法律援助法》第43条。",
        "7 days counted from the day after 7 February 2026 (application received) end on 14 February 2026; that Saturday is a make-up working day, so the end stays. Basis: 《法律援助法》, Art. 43.");

    [Fact]
    public void Days_that_only_a_public_holiday_moves() => Says(
        Of("consumer-mediation-conclude", "2026-04-28"),
        "自2026年4月28日受理投诉的次日起算60日，应于2026年6月27日届满；该日为周六，本规定只在法定节假日顺延，故不顺延。依据《市场监督管理投诉举报处理办法》第23条第1款第5项。",
        "60 days counted from the day after 28 April 2026 (acceptance) end on 27 June 2026; that day is a Saturday, but only a public holiday moves an end under this rule, so it stays. Basis: 《市场监督管理投诉举报处理办法》, Art. 23(1)(5).");

    [Fact]
    public void Working_days_over_a_plain_weekend() => Says(
        Of("recon-review", "2026-11-19"),
        "自2026年11月19日行政复议机关收到复议申请的次日起算5个工作日（周末和放假不算），应于2026年11月26日届满。依据《行政复议法》第30条。",
        "5 working days counted from the day after 19 November 2026 (application received), not counting weekends and holidays, end on 26 November 2026. Basis: 《行政复议法》, Art. 30.");

    [Fact]
    public void Working_days_over_a_holiday_and_its_make_up_days() => Says(
        Of("recon-review", "2026-02-12"),
        "自2026年2月12日行政复议机关收到复议申请的次日起算5个工作日（周末和放假不算，其间春节2026年2月15日至23日放假，2026年2月14日调休上班照算），应于2026年2月26日届满。依据《行政复议法》第30条。",
        "5 working days counted from the day after 12 February 2026 (application received), not counting weekends and holidays (Spring Festival, 15 to 23 February 2026) but counting the make-up working day 14 February 2026, end on 26 February 2026. Basis: 《行政复议法》, Art. 30.");

    [Fact]
    public void Working_days_over_two_holidays() => Says(
        Of("forensic-conclude", "2026-09-10"),
        "自2026年9月10日司法鉴定委托书生效的次日起算30个工作日（周末和放假不算，其间中秋节2026年9月25日至27日、国庆节2026年10月1日至7日放假，2026年9月20日、2026年10月10日调休上班照算），应于2026年10月28日届满。依据《司法鉴定程序通则》第28条。",
        "30 working days counted from the day after 10 September 2026 (entrustment takes effect), not counting weekends and holidays (Mid-Autumn Festival, 25 to 27 September 2026; National Day, 1 to 7 October 2026) but counting the make-up working days 20 September 2026 and 10 October 2026, end on 28 October 2026. Basis: 《司法鉴定程序通则》, Art. 28.");

    [Fact]
    public void One_working_day() => Says(
        Of("policy-triage", "2026-11-20"),
        "自2026年11月20日登记的次日起算1个工作日（周末和放假不算），应于2026年11月23日届满。依据《诉源治理平台运行规则（试行）》第5条。",
        "1 working day counted from the day after 20 November 2026 (registration), not counting weekends and holidays, ends on 23 November 2026. Basis: 《诉源治理平台运行规则（试行）》, Art. 5.");

    [Fact]
    public void More_holidays_than_a_sentence_can_hold() => Says(
        Of("labor-inspection-conclude", "2026-01-05", [new Extension(30, PeriodUnit.WorkingDay, "head", "")]),
        "自2026年1月5日劳动保障监察立案的次日起算60个工作日（周末和放假不算，其间春节2026年2月15日至23日、清明节2026年4月4日至6日、劳动节2026年5月1日至5日放假，2026年2月14日、2026年2月28日、2026年5月9日调休上班照算），经本机关负责人批准延长30个工作日，应于2026年5月20日届满。依据《劳动保障监察条例》第17条。",
        "60 working days counted from the day after 5 January 2026 (case opened), not counting weekends and holidays (Spring Festival, 15 to 23 February 2026; Qingming Festival, 4 to 6 April 2026; Labour Day, 1 to 5 May 2026) but counting the make-up working days 14 February 2026, 28 February 2026 and 9 May 2026, extended by 30 working days (approved by the head of the agency), end on 20 May 2026. Basis: 《劳动保障监察条例》, Art. 17.");

    [Fact]
    public void A_month_that_is_too_short_for_the_day_and_an_agreed_extension() => Says(
        Of("people-mediation-conclude", "2026-08-31", [new Extension(10, PeriodUnit.Day, "parties", "双方还在协商。")]),
        "自2026年8月31日受理的次日起算1个月，经当事人同意延长10日（双方还在协商），应于2026年10月10日届满；该日虽为周六，但调休上班，不顺延。依据《人民调解工作若干规定》第33条。",
        "1 month counted from the day after 31 August 2026 (acceptance 受理), extended by 10 days (agreed by the parties: 双方还在协商), ends on 10 October 2026; that Saturday is a make-up working day, so the end stays. Basis: 《人民调解工作若干规定》, Art. 33.");

    [Fact]
    public void Two_extensions_and_two_suspensions() => Says(
        Of(
            "psb-case-conclude",
            "2026-08-02",
            [new Extension(30, PeriodUnit.Day, "upper-organ", "案情重大"), new Extension(30, PeriodUnit.Day, "赵某", "")],
            new ExcludedInterval(Day("2026-08-10"), Day("2026-08-24"), "appraisal"),
            new ExcludedInterval(Day("2026-09-21"), Day("2026-09-21"), "hearing")),
        "自2026年8月2日治安案件立案的次日起算30日，经上一级机关批准延长30日（案情重大），经赵某批准延长30日，2026年8月10日至24日鉴定期间不计入，2026年9月21日听证期间不计入，应于2026年11月16日届满。依据《治安管理处罚法》第118条。",
        "30 days counted from the day after 2 August 2026 (case opened 立案), extended by 30 days (approved by the next higher organ: 案情重大), extended by 30 days (approved by 赵某), not counting 10 to 24 August 2026 (appraisal), not counting 21 September 2026 (hearing), end on 16 November 2026. Basis: 《治安管理处罚法》, Art. 118.");

    [Fact]
    public void A_party_that_may_post_its_papers() => Says(
        Of("court-answer", "2026-11-20"),
        "自2026年11月20日被告收到起诉状副本的次日起算15日，应于2026年12月5日届满；该日为周六，顺延至2026年12月7日。期满前交邮的不算过期（《民事诉讼法》第85条第4款），当面递交的请在下班前办理。依据《民事诉讼法》第128条。",
        "15 days counted from the day after 20 November 2026 (defendant receives copy) end on 5 December 2026; that day is a day off (Saturday), so the end moves to 7 December 2026. Papers posted by then are in time (《民事诉讼法》, Art. 85(4)); to hand them in, come before closing time. Basis: 《民事诉讼法》, Art. 128.");

    [Fact]
    public void Hours_from_the_next_full_hour() => Says(
        Of("dv-protection-order", "2026-09-30T17:45+08:00"),
        "自2026年9月30日17时45分受理人身安全保护令申请的下一个整点起算72小时，应于2026年10月3日18时00分届满。依据《反家庭暴力法》第28条。",
        "72 hours counted from the full hour after 30 September 2026 at 17:45 (application accepted) end on 3 October 2026 at 18:00. Basis: 《反家庭暴力法》, Art. 28.");

    [Fact]
    public void So_long_before_an_event() => Says(
        Of("traffic-mediation-notice", "2026-10-09"),
        "应在2026年10月9日调解开始的3个工作日前办理（周末和放假不算，其间国庆节2026年10月1日至7日放假），最迟为2026年9月29日。依据《道路交通事故处理程序规定》第88条。",
        "It must be done at least 3 working days before 9 October 2026 (mediation date), not counting weekends and holidays (National Day, 1 to 7 October 2026): by 29 September 2026. Basis: 《道路交通事故处理程序规定》, Art. 88.");

    [Fact]
    public void A_gate() => Says(
        Of("ssra-before-decision", "2026-10-09"),
        "作出重大行政决策之前必须办理完毕，未办理的不得进行。依据《重大行政决策程序暂行条例》第22条至第24条。",
        "It must be complete before decision; without it that step may not be taken. Basis: 《重大行政决策程序暂行条例》, Art. 22 to Art. 24.");

    [Fact]
    public void A_day_that_was_agreed() => Says(
        Of("policy-instalment", "2026-10-01"),
        "以2026年10月1日调解协议约定的履行之日为准。依据《诉源治理平台运行规则（试行）》第14条。",
        "The date is 1 October 2026 (date of performance set by the agreement). Basis: 《诉源治理平台运行规则（试行）》, Art. 14.");

    [Theory]
    [InlineData(RuleLevel.Municipal, "（市级规定，代替《信访工作条例》第34条的15个工作日）。", "(set by the city, in place of 15 working days under 《信访工作条例》, Art. 34).")]
    [InlineData(RuleLevel.Provincial, "（省级规定，代替《信访工作条例》第34条的15个工作日）。", "(set by the province, in place of 15 working days under 《信访工作条例》, Art. 34).")]
    [InlineData(RuleLevel.National, "（国家规定，代替《信访工作条例》第34条的15个工作日）。", "(set by national law, in place of 15 working days under 《信访工作条例》, Art. 34).")]
    internal void A_number_in_place_of_another_says_who_set_it(RuleLevel level, string zh, string en)
    {
        var sentence = InPlaceOf(Rules.Of(15, PeriodUnit.WorkingDay), level);

        Assert.EndsWith(zh, sentence.Zh, StringComparison.Ordinal);
        Assert.EndsWith(en, sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_place_of_a_duty_without_one_names_none()
    {
        var sentence = InPlaceOf(Rules.Of(0, PeriodUnit.None), RuleLevel.Municipal);

        Assert.EndsWith("（市级规定，代替《信访工作条例》第34条）。", sentence.Zh, StringComparison.Ordinal);
        Assert.EndsWith("(set by the city, in place of 《信访工作条例》, Art. 34).", sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void At_once() => Says(
        Of("people-mediation-escalation-report", "2026-10-01T21:05+08:00"),
        "自2026年10月1日21时05分发现纠纷有可能转化为治安案件、刑事案件起应当立即办理。依据《人民调解法》第25条。",
        "It must be done at once from 1 October 2026 at 21:05 (signs that the dispute may turn into a public-security or criminal case). Basis: 《人民调解法》, Art. 25.");

    [Fact]
    public void A_year_whose_notice_is_not_out() => Says(
        Of("recon-review", "2026-12-28"),
        "自2026年12月28日行政复议机关收到复议申请的次日起算5个工作日（周末和放假不算，其间元旦2027年1月1日放假），应于2027年1月5日届满。依据《行政复议法》第30条。（日历待国务院办公厅通知，暂定）",
        "5 working days counted from the day after 28 December 2026 (application received), not counting weekends and holidays (New Year's Day, 1 January 2027), end on 5 January 2027. Basis: 《行政复议法》, Art. 30. (Provisional: the State Council's holiday notice is not out yet.)");

    [Fact]
    public void A_limit_taken_from_elsewhere_and_one_that_nobody_sets()
    {
        Assert.EndsWith("。参照《深圳经济特区矛盾纠纷多元化解条例》第25条（本地期限待确认）。", Of("admin-mediation-conclude", "2026-11-02").Zh, StringComparison.Ordinal);
        Assert.EndsWith("。国家没有统一规定，按《仲裁机构仲裁规则》（本地期限待确认）。", Of("arb-award-institution", "2026-03-02").Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_reason_is_cut_and_one_over_several_lines_joined()
    {
        var reason = string.Concat(Enumerable.Repeat("案情复杂𠮷", 20));

        Assert.Contains($"延长1日（{string.Concat(Enumerable.Repeat("案情复杂𠮷", 8))}…），应于", Extended(reason), StringComparison.Ordinal);
        Assert.Contains("延长1日（证据多 人数多），应于", Extended("证据多\r\n人数多。\n"), StringComparison.Ordinal);
        Assert.Contains("，经批准延长1日，应于", Of("petition-conclude", "2026-11-02", [new Extension(1, PeriodUnit.Day, "", "")]).Zh, StringComparison.Ordinal);
        Assert.Contains(", extended by 1 day (as approved),", Of("petition-conclude", "2026-11-02", [new Extension(1, PeriodUnit.Day, "", "")]).En, StringComparison.Ordinal);

        static string Extended(string reason) => Of("petition-conclude", "2026-11-02", [new Extension(1, PeriodUnit.Day, "head", reason)]).Zh;
    }

    [Fact]
    public void Too_many_holidays_are_not_listed() => Assert.StartsWith(
        "自2026年1月5日劳动保障监察立案的次日起算60个工作日（周末和放假不算，调休上班照算），经本机关负责人批准延长150个工作日，",
        Of("labor-inspection-conclude", "2026-01-05", [new Extension(150, PeriodUnit.WorkingDay, "head", "")]).Zh,
        StringComparison.Ordinal);

    [Fact]
    public void Five_holidays_are_too_many_even_with_few_make_up_days()
    {
        var sentence = Counted(Rules.Of(235, PeriodUnit.WorkingDay), "2025-02-10"); // into January 2026, past New Year

        Assert.Contains("（周末和放假不算，调休上班照算）", sentence.Zh, StringComparison.Ordinal);
        Assert.Contains(", not counting weekends and holidays but counting make-up working days, end on ", sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_holidays_and_four_make_up_days_are_all_named() => Assert.Contains(
        "（周末和放假不算，其间春节2025年1月28日至2月4日、清明节2025年4月4日至6日、劳动节2025年5月1日至5日、端午节2025年5月31日至6月2日放假，"
        + "2025年1月26日、2025年2月8日、2025年4月27日、2025年9月28日调休上班照算）",
        Counted(Rules.Of(173, PeriodUnit.WorkingDay), "2025-01-20").Zh,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(
        24,
        "自2026年10月1日0时00分受理起算24小时，应于2026年10月2日0时00分届满。依据《信访工作条例》第34条。",
        "24 hours counted from 1 October 2026 at 00:00 (acceptance) end on 2 October 2026 at 00:00. Basis: 《信访工作条例》, Art. 34.")]
    [InlineData(
        1,
        "自2026年10月1日0时00分受理起算1小时，应于2026年10月1日1时00分届满。依据《信访工作条例》第34条。",
        "1 hour counted from 1 October 2026 at 00:00 (acceptance) ends on 1 October 2026 at 01:00. Basis: 《信访工作条例》, Art. 34.")]
    public void Hours_from_the_moment_itself(int length, string zh, string en) => Says(Counted(Rules.Of(length, PeriodUnit.Hour), "2026-10-01"), zh, en);

    [Fact]
    public void Years() => Says(
        Counted(Rules.Of(3, PeriodUnit.Year), "2023-11-02"),
        "自2023年11月2日受理的次日起算3年，应于2026年11月2日届满。依据《信访工作条例》第34条。",
        "3 years counted from the day after 2 November 2023 (acceptance) end on 2 November 2026. Basis: 《信访工作条例》, Art. 34.");

    [Fact]
    public void So_long_before_something_that_is_named_without_a_before() => Says(
        Counted(Rules.Of(3, PeriodUnit.Day) with { Direction = CountDirection.Before, RollOn = RollOn.None }, "2026-11-05"),
        "应在2026年11月5日受理的3日前办理，最迟为2026年11月2日。依据《信访工作条例》第34条。",
        "It must be done at least 3 days before 5 November 2026 (acceptance): by 2 November 2026. Basis: 《信访工作条例》, Art. 34.");

    [Theory]
    [InlineData("", "Basis: 《信访工作条例》.")]
    [InlineData("附表", "Basis: 《信访工作条例》, schedule.")]
    public void A_law_without_an_article_is_cited_by_what_it_has(string article, string basis) =>
        Assert.EndsWith(basis, Counted(Rules.Of(15, PeriodUnit.Day) with { Article = article }, "2026-11-02").En, StringComparison.Ordinal);

    [Fact]
    public void A_reason_of_forty_characters_is_not_cut()
    {
        var reason = string.Concat(Enumerable.Repeat("案情复杂", 10));

        Assert.Contains($"延长1日（{reason}），应于", Of("petition-conclude", "2026-11-02", [new Extension(1, PeriodUnit.Day, "head", reason)]).Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-10-01", "2026-10-01", "2026年10月1日", "1 October 2026")]
    [InlineData("2026-10-01", "2026-10-07", "2026年10月1日至7日", "1 to 7 October 2026")]
    [InlineData("2026-09-30", "2026-10-02", "2026年9月30日至10月2日", "30 September to 2 October 2026")]
    [InlineData("2026-10-05", "2027-10-05", "2026年10月5日至2027年10月5日", "5 October 2026 to 5 October 2027")]
    public void An_interval_names_what_its_days_do_not_share(string from, string to, string zh, string en)
    {
        Assert.Equal(zh, DateInWords.Zh(Day(from), Day(to)));
        Assert.Equal(en, DateInWords.En(Day(from), Day(to)));
    }

    private static void Says(Sentence sentence, string zh, string en)
    {
        Assert.Equal(zh, sentence.Zh);
        Assert.Equal(en, sentence.En);
    }

    private static Sentence InPlaceOf(TimeLimitRule below, RuleLevel level) => Counted(Rules.Of(30, PeriodUnit.Day) with { Level = level, Overrides = below }, "2026-11-02");

    private static Sentence Counted(TimeLimitRule rule, string trigger) =>
        DueDates.Compute(rule, new TriggerEvent("受理", Moment.StartOf(Day(trigger))), Law.Calendar, [], []).Sentence;

    private static Sentence Of(string id, string trigger) => Of(id, trigger, NoExtension);

    private static Sentence Of(string id, string trigger, ImmutableArray<Extension> extensions, params ImmutableArray<ExcludedInterval> excluded)
    {
        var at = DateTimeOffset.Parse(trigger.Contains('T', StringComparison.Ordinal) ? trigger : $"{trigger}T10:00+08:00", CultureInfo.InvariantCulture);
        var rule = Law.Rules.Find(id, new Moment(at).Day)!;
        return DueDates.Compute(rule, new TriggerEvent(rule.Trigger, at), Law.Calendar, extensions, excluded).Sentence;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
