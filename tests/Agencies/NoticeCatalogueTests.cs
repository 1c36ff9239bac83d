using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

/// <summary>What notices say, and what is wrong with a catalogue that could not say it.</summary>
public sealed class NoticeCatalogueTests
{
    [Fact]
    public void A_rung_says_which_limit_of_which_dispute_ends_when_in_both_languages()
    {
        var view = View("due-tomorrow", """{"clock":"conclude-1","rung":"one-day-before","end":"2026-04-07"}""");

        Assert.Equal("明日到期", view.Title.Zh);
        Assert.Equal("51030420260000015 的办理期限将于2026年4月7日到期，请立即办理。", view.Text.Zh);
        Assert.Equal("The limit for handling of 51030420260000015 is due on 7 April 2026; please act now.", view.Text.En);
        Assert.Equal(["handler", "leader"], view.For);
        Assert.Equal("/v1/disputes/51030420260000015", view.Link);
    }

    [Fact]
    public void Silence_names_the_unit_that_is_silent()
    {
        var view = View("unanswered-below", """{"subject":"510304104-committee","count":4,"since":"2026-03-04T00:00:00+08:00"}""", number: "");

        Assert.Equal("何市镇人民调解委员会有4条通知逾期未确认，请督促。", view.Text.Zh);
        Assert.Null(view.Number);
    }

    [Fact]
    public void A_kind_that_only_an_earlier_release_knew_can_still_be_read()
    {
        var view = View("forgotten-kind", "{}");

        Assert.Equal(("forgotten-kind", "51030420260000015"), (view.Title.En, view.Text.En));
    }

    [Fact]
    public void No_kind_leaves_a_hole_where_a_fact_is_missing() => Assert.All(
        Given.Law.Notices.Kinds,
        kind => Assert.DoesNotContain("{", SentenceTemplate.Fill(kind.Text.Zh, fact => fact) + SentenceTemplate.Fill(kind.Text.En, fact => fact), StringComparison.Ordinal));

    [Fact]
    public void Every_clock_of_a_dispute_has_a_name() => Assert.All(
        typeof(ClockKeys).GetFields().Where(field => field.Name is not nameof(ClockKeys.Parties)).Select(field => (string)field.GetValue(null)!),
        key => Assert.NotEqual("time limit", Given.Law.ClockNames.Of(key).En));

    [Theory]
    [InlineData(NoticeCatalogue.KindsFile, "new-duty,info,handler", "new-duty,loud,handler", "severity")]
    [InlineData(NoticeCatalogue.KindsFile, "new-duty,info,handler", "new-duty,info,everybody", "for")]
    [InlineData(NoticeCatalogue.KindsFile, "merged,info", "declined,info", "kind")]
    [InlineData(NoticeCatalogue.KindsFile, "due-tomorrow,ladder", "due-yesterday,ladder", "kind")]
    [InlineData(NoticeCatalogue.KindsFile, "{number} 已并入 {into}。", "{number 已并入 {into}。", "textZh")]
    [InlineData(NoticeCatalogue.SeveritiesFile, "policy-acknowledge-warning", "policy-no-such-rule", "acknowledgeRule")]
    [InlineData(NoticeCatalogue.SeveritiesFile, "overdue,", "late,", "severity")]
    [InlineData(NoticeCatalogue.SilenceFile, "leader,0,leader,unanswered", "leader,0,everybody,unanswered", "audience")]
    [InlineData(NoticeCatalogue.SilenceFile, "leader,0,leader,unanswered", "leader,-1,leader,unanswered", "workdays")]
    [InlineData(NoticeCatalogue.SilenceFile, "superior,unanswered-below", "superior,due", "noticeKind")]
    [InlineData(ClockNames.File, "assignment,", "triage,", "key")]
    public void A_damaged_row_stops_the_start_and_names_file_and_field(string file, string good, string bad, string field)
    {
        var fault = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, good, bad)));

        Assert.StartsWith(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains($", {field}:", fault.Message, StringComparison.Ordinal);
    }

    private static NoticeView View(string kind, string payload, string number = "51030420260000015") => NoticeWords.View(
        new InboxRow(
            new NoticeRow($"{number}-1-0", "510304104-committee", number, kind, "urgent", DateTimeOffset.UnixEpoch, payload), 1, DateTimeOffset.UnixEpoch, null, null, null),
        Given.Law);
}
