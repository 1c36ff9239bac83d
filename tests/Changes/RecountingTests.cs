using System.Text.Json;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Changes;

/// <summary>What a change of law makes of the clocks of one dispute. 60 days from 2 November 2026 end on New Year's Day.</summary>
public sealed class RecountingTests
{
    private const string InNovember = "2026-11-02T10:00+08:00";

    private static readonly LawBook FourthOff = Laws.With(Laws.Year(2027, 1, ("2027-01-04", true)));

    [Fact]
    public void An_end_that_a_new_calendar_moves_is_counted_again_with_its_explanation()
    {
        var life = Given.AnAcceptedPetition(InNovember);
        var before = life.Clock("conclude-1").Due;

        life.After(TimeSpan.FromDays(1)).Recount(FourthOff);

        var after = life.Clock("conclude-1").Due;
        Assert.Equal(("2027-01-04", true, "cn-2027.0"), ($"{before.End:yyyy-MM-dd}", before.Provisional, before.CalendarVersion));
        Assert.Equal(("2027-01-05", false, "cn-2027.1"), ($"{after.End:yyyy-MM-dd}", after.Provisional, after.CalendarVersion));
        Assert.Equal((Laws.Day("2027-01-01"), "元旦"), (after.MovedBy!.Day, after.MovedBy.Name));
        Assert.Contains("2027年1月5日", after.Sentence.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("暂定", after.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_step_says_what_moved_and_by_what_and_the_lead_is_told()
    {
        var life = Given.AnAcceptedPetition(InNovember);
        var version = life.State.Version;

        life.After(TimeSpan.FromDays(1)).Recount(FourthOff);

        var step = life.Steps[^1];
        Assert.Equal((version + 1, "recounted", "system", Laws.Notice), (life.State.Version, step.Act, step.ActorRole, step.Basis));
        var said = JsonDocument.Parse(step.Data).RootElement.GetProperty("said");
        Assert.Equal(1, said.GetProperty("edition").GetInt64());
        var move = said.GetProperty("moves")[0];
        Assert.Equal(("conclude-1", "2027-01-04", "2027-01-05"), (move.GetProperty("clock").GetString(), move.GetProperty("from").GetString(), move.GetProperty("to").GetString()));
        var notice = Assert.Single(life.Notices, notice => notice.Kind == "end-moved");
        Assert.Equal((life.State.Lead.ToString(), "info"), (notice.Agency, notice.Severity));
        var row = Assert.Single(life.Moves);
        Assert.Equal((1L, "conclude-1", "petition-conclude"), (row.Edition, row.ClockId, row.RuleId));
        Assert.Equal((Moment.StartOf(Laws.Day("2027-01-05")), Moment.StartOf(Laws.Day("2027-01-06"))), (row.OldDueAt, row.NewDueAt));
    }

    [Fact]
    public void An_end_that_stays_takes_the_new_version_and_is_final_and_nobody_is_told()
    {
        var life = Given.AnAcceptedPetition(InNovember);

        life.After(TimeSpan.FromDays(1)).Recount(Laws.With(Laws.Year(2027, 1)));

        var due = life.Clock("conclude-1").Due;
        Assert.Equal(("2027-01-04", false, "cn-2027.1"), ($"{due.End:yyyy-MM-dd}", due.Provisional, due.CalendarVersion));
        Assert.Equal("recounted", life.Steps[^1].Act);
        Assert.Empty(life.Moves);
        Assert.DoesNotContain(life.Notices, notice => notice.Kind.StartsWith("end-moved", StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_change_concerns_is_not_written()
    {
        var life = Given.AnAcceptedPetition();

        Assert.False(life.Recount(FourthOff));
    }

    [Fact]
    public void Counting_again_twice_changes_nothing_more()
    {
        var life = Given.AnAcceptedPetition(InNovember);

        Assert.True(life.Recount(FourthOff));
        Assert.False(life.Recount(FourthOff));
    }

    [Fact]
    public void An_end_that_has_passed_stays()
    {
        var life = Given.AnAcceptedPetition(InNovember).To("2027-01-05T00:00+08:00");
        life.Wake();

        Assert.False(life.Recount(FourthOff));
        Assert.Equal("2027-01-04", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void A_clock_that_stands_still_is_left_until_it_runs_again()
    {
        var life = Given.AnAcceptedPetition(InNovember);
        Assert.Equal(RefusalCode.NothingToSuspend, life.Do(Given.Suspended("appraisal"), Given.Lead).Refusal?.Code);
        life = Given.AnAcceptedDispute("2026-12-04T10:00+08:00");
        life.With(Given.Suspended("agreed"), Given.Lead);
        var standing = life.Clock("conclude-1");

        life.Recount(FourthOff);

        Assert.Same(standing, life.Clock("conclude-1"));
        life.With(new Resume(), Given.Lead);
        Assert.Equal(("2027-01-05", "cn-2027.1"), ($"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}", life.Clock("conclude-1").Due.CalendarVersion));
    }

    [Fact]
    public void An_agreed_day_follows_no_calendar()
    {
        var life = Given.AHandledDispute("2026-12-01T10:00+08:00").With(Given.AgreementDue("2027-01-04"), Given.Lead);
        var agreed = life.Clock("instalment-1-1");

        life.Recount(FourthOff);

        Assert.Equal("", agreed.Due.CalendarVersion);
        Assert.Same(agreed, life.Clock("instalment-1-1"));
    }

    [Fact]
    public void Rungs_that_fired_stay_fired_and_the_next_one_follows_the_new_end()
    {
        var life = Given.AnAcceptedPetition(InNovember).To("2026-12-31T12:00+08:00");
        life.Wake();
        var before = life.Clock("conclude-1");

        life.Recount(Laws.With(Laws.Year(2027, 1, ("2027-01-04", true), ("2027-01-05", true), ("2027-01-06", true), ("2027-01-07", true))));

        var after = life.Clock("conclude-1");
        Assert.Equal(before.Fired, after.Fired);
        Assert.DoesNotContain(after.Next!.Rung, after.Fired);
        Assert.True(after.Next.At > before.Next!.At);
    }

    [Fact]
    public void A_new_version_governs_what_began_on_its_days()
    {
        var life = Given.AnAcceptedPetition(InNovember);
        var law = Given.Law.With(Laws.Rule(Given.Law, "petition-conclude", 45, "2026-11-01"), 1);

        life.Recount(law);

        var due = life.Clock("conclude-1").Due;
        Assert.Equal((2, "2026-12-17"), (due.RuleVersion, $"{due.End:yyyy-MM-dd}"));
        Assert.Equal("warning", Assert.Single(life.Notices, notice => notice.Kind == "end-moved-earlier").Severity);
    }

    [Fact]
    public void What_began_before_a_new_version_stays_with_the_old()
    {
        var life = Given.AnAcceptedPetition(InNovember);

        Assert.False(life.Recount(Given.Law.With(Laws.Rule(Given.Law, "petition-conclude", 45, "2026-11-03"), 1)));
    }

    [Fact]
    public void The_older_version_ends_where_the_new_one_begins()
    {
        var law = Given.Law.With(Laws.Rule(Given.Law, "petition-conclude", 45, "2026-11-03"), 1);

        Assert.Equal(Laws.Day("2026-11-03"), law.Rules.Versions("petition-conclude")[0].InForceTo);
        Assert.Equal(
            (60, 45),
            (law.Rules.Find("petition-conclude", Laws.Day("2026-11-02"))!.Length, law.Rules.Find("petition-conclude", Laws.Day("2026-11-03"))!.Length));
    }

    [Fact]
    public void A_limit_that_had_not_run_out_is_not_put_into_the_past()
    {
        var life = Given.AnAcceptedPetition(InNovember).To("2026-12-10T15:00+08:00");
        life.Wake();

        life.Recount(Given.Law.With(Laws.Rule(Given.Law, "petition-conclude", 15, "2026-11-01"), 1));

        var clock = life.Clock("conclude-1");
        Assert.Equal(("2026-12-10", Moment.StartOf(Laws.Day("2026-12-11"))), ($"{clock.Due.End:yyyy-MM-dd}", clock.Due.DueAt));
        Assert.False(clock.IsOverdue(life.Now.At));
        Assert.Contains("2026年12月10日届满", clock.Due.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("10 December 2026", clock.Due.Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_later_today_is_not_put_off_by_a_rule_that_wanted_it_sooner()
    {
        var due = DueDates.Compute(
            Given.Law.Rules.Find("policy-warning-ack-orange", Laws.Day("2026-03-02"))!, new TriggerEvent("", DateTimeOffset.Parse("2026-03-02T15:00+08:00", null)), Given.Law.Calendar, [], []);
        var law = Given.Law.With(Laws.Rule(Given.Law, "policy-warning-ack-orange", 2, "2026-03-01"), 1);

        var recounted = Recounting.Under(law, due, new Moment(DateTimeOffset.Parse("2026-03-03T10:00+08:00", null)));

        Assert.Equal(due.DueAt, recounted!.Due.DueAt);
    }

    [Fact]
    public void An_extension_after_a_shortened_limit_never_ends_before_what_was_left_to_it()
    {
        var life = Given.AnAcceptedPetition(InNovember).To("2026-12-10T15:00+08:00");
        life.Wake();
        life.Recount(Given.Law.With(Laws.Rule(Given.Law, "petition-conclude", 15, "2026-11-01"), 1));

        life.Do(Given.Extended("conclude-1", 1), Given.Lead);

        Assert.True(life.Clock("conclude-1").Due.End >= Laws.Day("2026-12-10"), $"{life.Clock("conclude-1").Due.End}");
    }

    [Fact]
    public void Of_two_changes_at_once_the_later_is_named()
    {
        var life = Given.AnAcceptedPetition(InNovember);
        var law = FourthOff.With(Laws.Rule(Given.Law, "petition-conclude", 61, "2026-11-01"), 2);

        life.Recount(law);

        Assert.Equal(2, Assert.Single(life.Moves).Edition);
        Assert.Equal("信访工作条例第34条", life.Steps[^1].Basis);
    }
}
