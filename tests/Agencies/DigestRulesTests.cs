using System.Globalization;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

/// <summary>The daily list: at its hour, on working days, when there is something to say, and never twice for a day.</summary>
public sealed class DigestRulesTests
{
    private static readonly AgencyId Housing = AgencyId.Parse("510304-housing");

    private static readonly Duties Some = new(1, 1, [
        new DutyRow("51030420260000015", "conclude-1", At("2026-03-01T00:00").At),
        new DutyRow("51030420260000023", "answer-2", At("2026-03-05T00:00").At)]);

    private static readonly Duties Nothing = new(0, 0, []);

    [Theory]
    [InlineData("2026-03-02T08:29", "2026-03-02T08:30")]
    [InlineData("2026-03-02T08:30", "2026-03-03T08:30")]
    [InlineData("2026-03-06T12:00", "2026-03-09T08:30")] // over a weekend
    [InlineData("2026-09-30T12:00", "2026-10-08T08:30")] // over the National Day holiday
    [InlineData("2026-10-09T12:00", "2026-10-10T08:30")] // a Saturday that is worked
    public void The_next_list_comes_on_a_working_day_at_its_hour(string now, string next) =>
        Assert.Equal(At(next).At, DigestRules.Next(new AgencyState(), Given.Law, At(now)));

    [Fact]
    public void The_first_notice_an_agency_ever_gets_sets_its_hour_and_no_list_before()
    {
        Assert.Null(new AgencyState().NextDigest);

        var agency = Received("2026-03-02T10:00");

        Assert.Equal(At("2026-03-03T08:30").At, agency.NextDigest);
        Assert.Equal(agency.NextDigest, agency.WakeAt);
        Assert.Equal(agency.NextDigest, InboxRules.Take(agency, Housing, [Notice("51030420260000015-2-0")], Given.Law, At("2026-03-02T11:00")).NextDigest);
    }

    [Fact]
    public void A_list_says_in_both_languages_what_there_is_and_names_the_first()
    {
        var told = DigestRules.Elapse(Received("2026-02-27T10:00"), Housing, Some, 4, Given.Law, At("2026-03-02T08:30"));

        var notice = Assert.Single(told.Written.Notices);
        Assert.Equal(("510304-housing-digest-20260302-0", "510304-housing", "digest", "info", "510304"), (notice.Id, notice.Agency, notice.Kind, notice.Severity, notice.Area));
        var view = NoticeWords.View(new InboxRow(notice, 2, notice.At, null, null, null), Given.Law);
        Assert.Equal("大安区住房和城乡建设局：已超期1项，2026年3月5日前（含当日）到期1项，待确认通知4条。", view.Text.Zh);
        Assert.Equal("Housing and Construction Bureau of Da'an District: 1 time limits overdue, 1 ending until 5 March 2026, 4 notices to acknowledge.", view.Text.En);
        Assert.Equal("/v1/agencies/510304-housing/inbox", view.Link);
        Assert.Equal((1, 1, 4, new DateOnly(2026, 3, 5)), (view.Daily!.Overdue, view.Daily.Soon, view.Daily.Unacknowledged, view.Daily.Until));
        Assert.Equal(
            [("51030420260000015", "办理期限", new DateOnly(2026, 2, 28), true), ("51030420260000023", "答复期限", new DateOnly(2026, 3, 4), false)],
            view.Daily.Items.Select(item => (item.Number, item.ClockName.Zh, item.End, item.Overdue)));
        Assert.Equal("/v1/disputes/51030420260000015/clocks/conclude-1", view.Daily.Items[0].Link);
    }

    [Fact]
    public void No_more_than_twenty_are_named_and_all_are_counted()
    {
        var many = new Duties(30, 5, [.. Enumerable.Range(1, 35).Select(i => new DutyRow($"5103042026{i:000000}X", "conclude-1", At("2026-03-01T00:00").At))]);

        var told = DigestRules.Elapse(Received("2026-02-27T10:00"), Housing, many, 0, Given.Law, At("2026-03-02T08:30"));

        var daily = NoticeWords.View(new InboxRow(told.Written.Notices[0], 2, At("2026-03-02T08:30").At, null, null, null), Given.Law).Daily!;
        Assert.Equal((30, 5, 20), (daily.Overdue, daily.Soon, daily.Items.Length));
    }

    [Fact]
    public void Nothing_to_say_is_not_said_and_the_day_is_over()
    {
        var quiet = DigestRules.Elapse(Received("2026-02-27T10:00"), Housing, Nothing, 0, Given.Law, At("2026-03-02T08:30"));

        Assert.Empty(quiet.Written.Notices);
        Assert.Equal(At("2026-03-03T08:30").At, quiet.NextDigest);
    }

    [Theory]
    [InlineData("2026-03-04T12:00", "20260304", "2026-03-05T08:30")] // three days away: today's, and only today's
    [InlineData("2026-03-04T07:00", null, "2026-03-04T08:30")] // back before the hour: what was missed is gone
    [InlineData("2026-03-07T12:00", null, "2026-03-09T08:30")] // back on a Saturday
    public void After_an_outage_a_missed_day_is_not_made_up_for(string back, string? day, string next)
    {
        var told = DigestRules.Elapse(Received("2026-02-27T10:00"), Housing, Some, 0, Given.Law, At(back));

        Assert.Equal(day is null ? [] : [$"510304-housing-digest-{day}-0"], told.Written.Notices.Select(notice => notice.Id));
        Assert.Equal(At(next).At, told.NextDigest);
    }

    [Fact]
    public void A_later_hour_put_after_todays_list_begins_tomorrow()
    {
        var told = DigestRules.Elapse(Received("2026-02-27T10:00"), Housing, Some, 0, Given.Law, At("2026-03-02T08:30"));

        var put = Put(told, "10:00", "2026-03-02T09:00");
        var before = Put(Received("2026-02-27T10:00"), "10:00", "2026-03-02T08:00");

        Assert.Equal(At("2026-03-03T10:00").At, put.NextDigest);
        Assert.Equal(At("2026-03-02T10:00").At, before.NextDigest);
        Assert.Null(Put(new AgencyState(), "10:00", "2026-03-02T08:00").NextDigest);
    }

    [Fact]
    public void Whenever_it_wakes_and_whatever_hour_is_put_no_day_has_two_lists_and_no_day_off_has_one() =>
        Gen.Select(Gen.Int[1, 5 * 24 * 60].Array[1, 40], Gen.Int[0, (24 * 60) - 1].Array[40]).Sample((pauses, hours) =>
        {
            var agency = Received("2026-09-21T10:00");
            var now = At("2026-09-21T10:00");
            var ids = new List<string>();
            foreach (var (index, pause) in pauses.Index())
            {
                now = new Moment(now.At.AddMinutes(pause));
                if (index % 5 == 4)
                {
                    var hour = TimeOnly.MinValue.AddMinutes(hours[index]).ToString("HH:mm", CultureInfo.InvariantCulture);
                    agency = Put(agency, hour, now);
                }

                var due = DigestRules.IsDue(agency, now);
                var next = DigestRules.Elapse(agency, Housing, Some, 1, Given.Law, now);
                Assert.True(next.NextDigest > now.At);
                if (due)
                    ids.AddRange(next.Written.Notices.Select(notice => notice.Id));
                else
                    Assert.Same(agency, next);
                if (due && next.Written.Notices.Length > 0)
                {
                    Assert.True(Given.Law.Calendar.IsWorkday(now.Day));
                    Assert.True(TimeOnly.FromDateTime(now.At.DateTime) >= DigestRules.TimeOf(agency.Profile, Given.Law));
                }

                agency = next;
            }

            Assert.Equal(ids.Distinct(), ids);
        });

    private static AgencyState Received(string at) =>
        InboxRules.Take(new AgencyState(), Housing, [Notice("51030420260000015-1-0")], Given.Law, At(at)) with { Written = InboxWritten.Nothing };

    private static AgencyState Put(AgencyState agency, string hour, string now) => Put(agency, hour, At(now));

    private static AgencyState Put(AgencyState agency, string hour, Moment now) => ProfileRules
        .Put(agency, Housing, new AgencyProfile { DigestAt = hour }, null, Given.Someone(Role.Leader, "510304-housing"), Given.Law, now).Value!;

    private static NoticeRow Notice(string id) => new(id, Housing.ToString(), id.Split('-')[0], "new-duty", "info", At("2026-03-02T09:00").At, "{}");

    private static Moment At(string text) => new(DateTimeOffset.Parse(text + "+08:00", CultureInfo.InvariantCulture));
}
