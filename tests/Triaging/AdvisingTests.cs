using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Triaging;
using Xunit;

namespace Suyuan.Tests.Triaging;

/// <summary>分流建议: what is proposed, why, and what is asked when it is not clear.</summary>
public sealed class AdvisingTests
{
    private static readonly LawBook Law = LawBook.Load();

    private const string Wages = "我们八个农民工在工地扎钢筋，包工头拖欠工资四万多，人都找不到了。";

    [Fact]
    public void Every_category_has_stories_and_every_story_finds_its_category()
    {
        Assert.Equal(Law.Routing.Categories.Select(category => category.Code), Story.All.Select(story => story.Category).Distinct().Order(StringComparer.Ordinal));
        Assert.True(Story.All.Length >= 60);
        Assert.All(Story.All, story => Assert.Contains(story.Category, Advise(story.Text).Suggestions.Take(story.Within).Select(suggestion => suggestion.Category)));
    }

    [Fact]
    public void Wages_of_a_building_site_go_to_the_labour_centre_of_the_town_with_every_reason()
    {
        var advice = Advise(Wages, "510304104218");

        var first = advice.Suggestions[0];
        Assert.Equal(("WAG", "农民工工资", "labour-mediation"), (first.Category, first.Name.Zh, first.Channel.Id));
        Assert.Equal(("510304104-labour-centre", "510304-labour"), (first.Lead!.Agency.ToString(), first.Owner!.Agency.ToString()));
        Assert.StartsWith("就地化解", first.Lead.Why.Zh, StringComparison.Ordinal);
        Assert.Equal(["labour-inspection", "arbitration-labour"], first.OtherChannels.Select(channel => channel.Id));
        Assert.Contains(first.Because, reason => reason is { Rule: "wag-arrears", Words: [{ Text: "农民工", Position: 4 }] });
        Assert.Equal(Law.Triage.Version, advice.Version);
    }

    [Fact]
    public void A_clear_one_is_called_clear_and_left_to_a_person()
    {
        var advice = Advise("借给他五万，打了借条，说好月息一分，两年了不还钱。");

        Assert.True(advice.Confident);
        Assert.Equal($"建议按“民间借贷”分流，把握约 {advice.Confidence}%；由分流人员决定。", advice.Verdict.Zh);
        Assert.Equal($"It looks like private loan, with about {advice.Confidence}% confidence; whoever triages decides.", advice.Verdict.En);
    }

    [Fact]
    public void What_is_known_is_not_asked_again()
    {
        var asked = Asked(Advise(Wages));
        var askedWithPlace = Asked(Advise(Wages, "510304104218"));
        var told = new Told(null, Wages, AreaCode.Parse("510304104218"), null, ["place", "date"]);

        Assert.Contains("place", asked);
        Assert.DoesNotContain("amount", asked);
        Assert.DoesNotContain("employer", asked);
        Assert.DoesNotContain("place", askedWithPlace);
        Assert.Contains("date", askedWithPlace);
        Assert.DoesNotContain("date", Asked(Advising.Of(told, Law)));
    }

    [Fact]
    public void Two_near_ones_are_named_and_it_does_not_pretend()
    {
        var advice = Advise("给他的工地送货，货款和运费一直欠起，他说是借我的钱。");

        Assert.False(advice.Confident);
        var which = Assert.Single(advice.Ask, ask => ask.Id == "which");
        Assert.Equal($"这件事更接近“{advice.Suggestions[0].Name.Zh}”还是“{advice.Suggestions[1].Name.Zh}”？", which.Question.Zh);
        Assert.Contains("把握不足", advice.Verdict.Zh, StringComparison.Ordinal);
        Assert.Contains("Not clear", advice.Verdict.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_known_is_said_and_what_happened_is_asked()
    {
        var advice = Advise("喂，我要反映……算了，我再想一下。");

        Assert.Empty(advice.Suggestions);
        Assert.Equal((false, 0), (advice.Confident, advice.Confidence));
        Assert.Contains("story", Asked(advice));
    }

    [Theory]
    [InlineData("他涉嫌诈骗被抓，取保候审了，会判多久？", "crime")]
    [InlineData("请问合同要不要公证，律师费多少？", "counsel")]
    public void A_criminal_matter_and_a_mere_question_of_law_are_doubts_and_are_asked_about(string text, string ask)
    {
        var advice = Advise(text);

        Assert.False(advice.Confident);
        Assert.Contains(ask, Asked(advice));
        Assert.All(advice.Suggestions, suggestion => Assert.Contains(suggestion.Because, reason => reason.Weight < 0));
    }

    [Fact]
    public void A_word_that_is_denied_does_not_count_and_a_longer_word_hides_the_shorter()
    {
        Assert.DoesNotContain("PRO", Codes(Advise("这不是物业的事。")));
        Assert.Contains("PRO", Codes(Advise("这是物业的事。")));
        Assert.DoesNotContain("TOU", Codes(Advise("旅游开发占了我家的地。")));
        Assert.DoesNotContain("FIN", Codes(Advise("劳务公司在工商银行门口贴了告示。")));
    }

    [Theory]
    [InlineData("她说活不下去了，要跳楼。", "self-harm", "活不下去")]
    [InlineData("他持刀到我家门口，扬言要弄死我。", "violence", "持刀")]
    [InlineData("三十八名工人联名，明天去堵门。", "group", "联名")]
    [InlineData("被打的是个小学生。", "minor", "小学生")]
    public void Urgent_words_are_shown_with_what_to_do_first(string text, string alert, string word)
    {
        var raised = Assert.Single(Advise(text).Alerts, one => one.Id == alert);

        Assert.Equal(word, raised.Words[0].Text);
        Assert.NotEmpty(raised.Advice.Zh);
    }

    [Fact]
    public void The_title_counts_and_its_words_are_marked()
    {
        var advice = Advising.Of(new Told("小孩打架", "不晓得找哪个。", null, null, []), Law);

        Assert.Contains(advice.Suggestions[0].Because.SelectMany(reason => reason.Words), words => words is { Text: "打架", Position: 2, InTitle: true });
    }

    [Fact]
    public void The_category_that_somebody_has_in_mind_is_shown_whatever_speaks_for_it()
    {
        var advice = Advising.Of(new Told(null, Wages, AreaCode.Parse("510304"), "IPR", []), Law);

        var named = advice.Suggestions[^1];
        Assert.Equal(("IPR", 0, 0), (named.Category, named.Score, named.Confidence));
        Assert.Empty(named.Because);
        Assert.Equal("510304-market", named.Lead!.Agency.ToString());
        Assert.NotEqual("IPR", advice.Suggestions[0].Category);
    }

    [Fact]
    public void Letters_and_digits_of_any_width_and_size_are_the_same() =>
        Assert.Equal(Codes(Advise("在4s店买车，退一赔三。")), Codes(Advise("在４Ｓ店买车，退一赔三。")));

    [Fact]
    public void Nothing_outside_its_bounds_is_looked_at()
    {
        Assert.Null(Advising.Check(new TriageQuestion { Narrative = "话", AreaCode = "510304", Category = "NEI", Title = "题" }, Law));
        var faults = Advising.Check(
            new TriageQuestion { Narrative = new string('长', 20_001), AreaCode = "519999", Category = "XXX", Title = new string('长', 101) }, Law)!;

        Assert.Equal(
            [("narrative", RefusalCode.TooLong), ("title", RefusalCode.TooLong), ("areaCode", RefusalCode.UnknownArea), ("category", RefusalCode.UnknownCategory)],
            faults.Errors.Select(fault => (fault.Field, fault.Code)));
        Assert.Equal([("narrative", RefusalCode.Required)], Advising.Check(new TriageQuestion(), Law)!.Errors.Select(fault => (fault.Field, fault.Code)));
    }

    private static TriageAdvice Advise(string text, string? area = null) => Advising.Of(Told.Of(new TriageQuestion { Narrative = text, AreaCode = area }), Law);

    private static IEnumerable<string> Asked(TriageAdvice advice) => advice.Ask.Select(ask => ask.Id);

    private static ImmutableArray<string> Codes(TriageAdvice advice) => [.. advice.Suggestions.Select(suggestion => suggestion.Category)];
}
