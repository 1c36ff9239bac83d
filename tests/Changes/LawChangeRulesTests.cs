using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Changes;

/// <summary>Which changes are taken, and what is wrong with those that are not.</summary>
public sealed class LawChangeRulesTests
{
    private static readonly Moment Now = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(8)));

    [Fact]
    public void A_calendar_is_taken_as_the_next_edition_and_kept_as_it_was_put()
    {
        var put = Put(new LawChangesState { Edition = 4 }, Draft("cn-2027.1"));

        Assert.Equal((5, true, "cn-2027.1"), (put.Value!.Edition, put.Value.IsNew, put.Value.State.Written!.Version));
        var law = LawChangeContent.Apply(Given.Law, put.Value.State.Written);
        Assert.Equal(("cn-2027.1", false, 14), (law.Calendar.Year(2027)!.Version, law.Calendar.Year(2027)!.Provisional, law.Calendar.Year(2027)!.Days.Length));
        Assert.Equal((5, "notice"), (law.Changes.Edition, law.Changes.Years[2027].Basis));
    }

    [Fact]
    public void The_same_again_in_another_order_and_with_another_note_is_the_same_edition()
    {
        var first = Put(new LawChangesState(), Draft("cn-2027.1")).Value!.State;

        var again = Put(first, Draft("cn-2027.1") with { Note = "once more", Days = [.. Draft("cn-2027.1").Days.Reverse()] });

        Assert.Equal((1, false), (again.Value!.Edition, again.Value.IsNew));
        Assert.Same(first, again.Value.State);
    }

    [Fact]
    public void A_version_never_says_something_else()
    {
        var first = Put(new LawChangesState(), Draft("cn-2027.1")).Value!.State;

        Assert.Equal("version:LawVersionTaken", Life.Told(Put(first, Draft("cn-2027.1") with { Provisional = true }).Refusal));
        Assert.Equal("version:LawVersionTaken", Life.Told(Put(first, Draft("cn-2027.0")).Refusal));
    }

    [Fact]
    public void What_was_published_may_be_put_under_its_version_so_that_clocks_follow_it()
    {
        var published = Given.Law.Calendar.Year(2027)!;
        var draft = Draft("cn-2027.0") with
        {
            Provisional = true,
            Days = [.. published.Days.Select(day => new CalendarDraftDay(day.Date, day.IsOff ? "off" : "makeup-workday", day.Name, day.NameEn))],
        };

        Assert.True(Put(new LawChangesState(), draft).Value!.IsNew);
    }

    [Fact]
    public void A_version_that_was_replaced_does_not_come_back_under_its_name()
    {
        var state = Put(new LawChangesState(), Draft("cn-2027.1")).Value!.State;
        state = Put(state, Draft("cn-2027.2") with { Days = Draft("cn-2027.2").Days[1..] }).Value!.State;

        Assert.Equal("version:LawVersionReplaced", Life.Told(Put(state, Draft("cn-2027.1")).Refusal));
    }

    [Fact]
    public void Every_fault_of_a_calendar_is_listed_by_its_path()
    {
        var draft = Draft("2027") with
        {
            Source = " ",
            Provisional = null,
            Note = "\u0007",
            Days =
            [
                Day("2027-01-01"),
                new CalendarDraftDay(null, "off", "元旦", "New Year's Day"),
                Day("2027-01-01"),
                Day("2027-01-01", "makeup-workday"),
                Day("2026-12-31"),
                Day("2027-01-05", "makeup-workday"),
                Day("2027-01-06", "holiday"),
                new CalendarDraftDay(Laws.Day("2027-01-07"), "off", "", new string('x', 61)),
            ],
        };

        var told = Life.Told(Put(new LawChangesState(), draft).Refusal).Split(' ').Order(StringComparer.Ordinal);

        Assert.Equal(
            new[]
            {
                "days[1].date:Required", "days[2].date:DayTwice", "days[3].kind:DayOffAndWorked", "days[3].kind:MakeUpOnWeekday", "days[4].date:DayInAnotherYear",
                "days[5].kind:MakeUpOnWeekday", "days[6].kind:UnknownValue", "days[7].name:Required", "days[7].nameEn:TooLong", "note:ControlCharacters",
                "provisional:Required", "source:TooShort", "version:Malformed",
            }.Order(StringComparer.Ordinal),
            told);
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2101)]
    public void A_year_that_nothing_is_counted_in_is_refused(int year) =>
        Assert.Contains("year:NumberOutOfRange", Life.Told(LawChangeRules.PutCalendar(new LawChangesState(), Given.Law, year, Draft("cn-2027.1"), "op", Now).Refusal), StringComparison.Ordinal);

    [Fact]
    public void A_new_version_of_a_rule_is_taken_and_closes_the_one_before()
    {
        var put = PutRule(Rule);

        var law = LawChangeContent.Apply(Given.Law, put.Value!.State.Written!);
        Assert.Equal(Laws.Day("2026-12-01"), law.Rules.Versions("petition-conclude")[0].InForceTo);
        Assert.Equal((2, 45, "信访工作条例第34条"), (law.Rules.Find("petition-conclude", Laws.Day("2026-12-01"))!.Version, law.Rules.Versions("petition-conclude")[1].Length, law.Changes.Rules["petition-conclude"].Basis));
        Assert.Equal("no", law.Rules.Versions("petition-conclude")[1].CanBeExtended ? "yes" : "no");
    }

    [Fact]
    public void The_same_version_of_a_rule_again_is_the_same_edition_and_another_content_is_refused()
    {
        var first = PutRule(Rule).Value!.State;
        var law = LawChangeContent.Apply(Given.Law, first.Written!);

        var again = LawChangeRules.PutRule(first, law, "petition-conclude", Rule with { Note = "once more" }, "op", Now);
        var other = LawChangeRules.PutRule(first, law, "petition-conclude", Rule with { Length = 46 }, "op", Now);

        Assert.Equal((1, false), (again.Value!.Edition, again.Value.IsNew));
        Assert.Equal("version:LawVersionTaken", Life.Told(other.Refusal));
        Assert.Equal("version:LawVersionTaken", Life.Told(PutRule(Rule with { Version = 1 }).Refusal));
    }

    [Fact]
    public void Every_fault_of_a_rule_is_listed()
    {
        var told = Life.Told(PutRule(new RuleDraft
        {
            Version = 0,
            Direction = "sideways",
            Unit = (PeriodUnit)99,
            ExtensionSteps = [new RuleDraftStep(0, "mayor")],
            SuspendOn = ["rain"],
            Level = "moon",
            Note = " ",
        }).Refusal).Split(' ');

        foreach (var fault in (string[])
            [
                "version:NumberOutOfRange", "inForceFrom:Required", "channel:Required", "duty:Required", "trigger:Required", "triggerZh:Required", "direction:UnknownValue",
                "length:Required", "unit:UnknownValue", "rollOn:Required", "extensionSteps[0].max:NumberOutOfRange", "extensionSteps[0].by:UnknownValue",
                "suspendOn[0]:UnknownValue", "law:Required", "source:Required", "confidence:Required", "level:UnknownValue", "approvedBy:Required", "note:TooShort",
            ])
            Assert.Contains(fault, told);
    }

    [Fact]
    public void A_rule_that_contradicts_itself_or_another_version_is_refused()
    {
        Assert.Equal("rollOn:RuleContradiction", Life.Told(PutRule(Rule with { Unit = PeriodUnit.Hour }).Refusal));
        Assert.Equal("inForceFrom:RuleContradiction", Life.Told(PutRule(Rule with { InForceFrom = Laws.Day("2022-05-01") }).Refusal));
        Assert.Equal("length:RuleContradiction", Life.Told(PutRule(Rule with { Level = "municipal", Length = 61 }).Refusal));
        Assert.Equal("rule:UnknownRule", Life.Told(LawChangeRules.PutRule(new LawChangesState(), Given.Law, "no-such-rule", Rule, "op", Now).Refusal));
    }

    [Fact]
    public void What_binds_everywhere_is_cited_by_its_article_or_says_that_there_is_none()
    {
        Assert.Equal("article:Required", Life.Told(PutRule(Rule with { Article = null }).Refusal));
        Assert.Equal("", LawChangeContent.Apply(Given.Law, PutRule(Rule with { Article = "-" }).Value!.State.Written!).Rules.Versions("petition-conclude")[1].Article);
        Assert.True(PutRule(Rule with { Article = null, Level = "municipal" }).Succeeded);
    }

    [Fact]
    public void A_limit_of_the_party_says_in_Chinese_what_lapses()
    {
        Assert.Equal("onExpiryZh:RuleContradiction", Life.Told(PutRule(Rule with { Duty = Duty.Party, OnExpiry = "not accepted any more" }).Refusal));
        Assert.Equal("逾期不再受理", LawChangeContent.Apply(Given.Law, PutRule(Rule with { Duty = Duty.Party, OnExpiry = "not accepted any more", OnExpiryZh = "逾期不再受理" }).Value!.State.Written!).Rules.Versions("petition-conclude")[1].OnExpiryZh);
    }

    [Fact]
    public void A_stricter_value_of_the_city_stands_in_place_of_the_law()
    {
        var law = LawChangeContent.Apply(Given.Law, PutRule(Rule with { Level = "municipal" }).Value!.State.Written!);

        Assert.Null(law.Rules.Versions("petition-conclude")[0].InForceTo);
        Assert.Equal((60, 45), (law.Rules.Find("petition-conclude", Laws.Day("2026-11-30"))!.Length, law.Rules.Find("petition-conclude", Laws.Day("2026-12-01"))!.Length));
    }

    [Fact]
    public void A_change_that_means_nothing_here_says_why()
    {
        var row = new LawChangeRow(1, Now.At, "op", "weather", "rain", "1", "{}", null);

        Assert.Throws<FormatException>(() => LawChangeContent.Apply(Given.Law, row));
        Assert.Contains("version", Assert.Throws<FormatException>(() => LawChangeContent.Apply(Given.Law, row with { Kind = "rule", Key = "petition-conclude" })).Message, StringComparison.Ordinal);
    }

    private static readonly RuleDraft Rule = new()
    {
        Version = 2,
        InForceFrom = Laws.Day("2026-12-01"),
        Channel = "petition 信访",
        Duty = Duty.Agency,
        Trigger = "acceptance",
        TriggerZh = "受理",
        Direction = "forward",
        Length = 45,
        Unit = PeriodUnit.Day,
        RollOn = "weekend-and-holiday",
        Law = "信访工作条例",
        Article = "第34条",
        Source = "信访工作条例 Art 34",
        Confidence = "V",
        Level = "national",
        ApprovedBy = "法制科",
    };

    private static Result<LawChangeDecision> PutRule(RuleDraft draft) =>
        LawChangeRules.PutRule(new LawChangesState(), Given.Law, "petition-conclude", draft, "op", Now);

    private static Result<LawChangeDecision> Put(LawChangesState state, CalendarDraft draft) =>
        LawChangeRules.PutCalendar(state, Given.Law, 2027, draft, "op", Now);

    private static CalendarDraft Draft(string version) => new()
    {
        Version = version,
        Source = "notice",
        Provisional = false,
        Days = [.. Given.Law.Calendar.Year(2027)!.Days.Select(day => new CalendarDraftDay(day.Date, "off", day.Name, day.NameEn)), Day("2027-01-04")],
    };

    private static CalendarDraftDay Day(string date, string kind = "off") => new(Laws.Day(date), kind, "元旦", "New Year's Day");
}
