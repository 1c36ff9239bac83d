using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class HandlingTests
{
    [Fact]
    public void D_10_7_Each_place_that_a_party_had_to_go_to_counts_once_and_the_first_centre_hears_of_the_second()
    {
        var life = Given.AnAcceptedDispute();
        Assert.Equal(["510304104-centre"], life.State.Visited);

        life.With(At("510304104-centre"), Given.Lead);
        Assert.DoesNotContain(life.Notices, notice => notice.Kind is "another-place");
        life.With(At("510304-housing"), Given.Lead).With(At("510304-housing"), Given.Lead).With(At("510304104-litigation-station"), Given.Lead);

        Assert.Equal(["510304104-centre", "510304-housing", "510304104-litigation-station"], life.State.Visited);
        Assert.Equal(
            [("510304104-centre", """{"count":2}"""), ("510304104-centre", """{"count":3}""")],
            life.Notices.Where(notice => notice.Kind is "another-place").Select(notice => (notice.Agency, notice.Payload)));
        Assert.Empty(Given.ARegisteredDispute(registration: Given.Registration with { Source = Source.Telephone }).State.Visited);
    }

    [Theory]
    [InlineData(DeliveryMethod.Telephone, "510304-housing", "place:PlaceOnlyInPerson")]
    [InlineData(DeliveryMethod.InPerson, "510304-nobody", "place:UnknownPlace")]
    [InlineData(DeliveryMethod.InPerson, "", "place:UnknownPlace")]
    public void D_10_7_A_place_is_known_and_only_where_somebody_came_in_person(DeliveryMethod method, string place, string told)
    {
        var life = Given.AnAcceptedDispute();

        Assert.Equal(told, Life.Told(life.Do(At(place) with { Method = method }, Given.Lead).Refusal));
        Assert.Equal(0, life.State.Contacts);
    }

    private static RecordContact At(string place) => new() { Method = DeliveryMethod.InPerson, Outcome = ContactOutcome.Reached, Place = place };

    [Theory]
    [InlineData(ContactOutcome.Reached, Stage.Handling, ClockStatus.Met)]
    [InlineData(ContactOutcome.Refused, Stage.Accepted, ClockStatus.Running)]
    [InlineData(ContactOutcome.Unreachable, Stage.Accepted, ClockStatus.Running)]
    public void Only_a_contact_that_reached_somebody_meets_the_first_contact(ContactOutcome outcome, Stage stage, ClockStatus status)
    {
        var life = Given.AnAcceptedDispute();

        life.Do(Given.Reached with { Outcome = outcome }, Given.Mediator);

        Assert.Equal((stage, 1, status), (life.State.Stage, life.State.Contacts, life.Clock("first-contact-1").Status));
    }

    [Fact]
    public void A_helper_may_make_contact_and_an_agency_that_has_nothing_to_do_with_it_may_not()
    {
        var life = Given.ATriagedDispute().With(new Assign { Lead = "510304104-committee", CoHandlers = ["510304-housing"] }, Given.Clerk);

        Assert.Equal("done", Life.Told(life.Do(Given.Reached, Given.Housing).Refusal));
        Assert.Equal("NotYourCase", Life.Told(life.Do(Given.Reached, Given.Stranger).Refusal));
    }

    [Theory]
    [InlineData("2026-03-02T10:00+08:00", "2026-03-09T10:00+08:00", "2026-03-12T09:00+08:00", "2026-04-02", "2026-04-07")] // 2 + 3 days, over Qingming 4 to 6 April
    [InlineData("2026-03-02T10:00+08:00", "2026-03-09T10:00+08:00", "2026-03-16T09:00+08:00", "2026-04-02", "2026-04-09")]
    [InlineData("2026-09-07T10:00+08:00", "2026-09-10T23:59+08:00", "2026-09-11T00:00+08:00", "2026-10-08", "2026-10-08")] // 7 + 1 October, the day after the holiday
    public void A_suspension_moves_the_end_by_the_days_that_stood_still(string accepted, string suspended, string resumed, string before, string after)
    {
        var life = Given.AnAcceptedDispute(accepted);
        Assert.Equal(before, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}");

        life.To(suspended).Do(Given.Suspended("agreed"), Given.Lead);
        life.To(resumed).Do(new Resume(), Given.Lead);

        Assert.Equal((ClockStatus.Running, after), (life.Clock("conclude-1").Status, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
        Assert.Null(life.State.Suspension);
    }

    [Fact]
    public void Resuming_on_the_same_day_moves_nothing()
    {
        var life = Given.AnAcceptedDispute();

        life.To("2026-03-09T08:00+08:00").Do(Given.Suspended("agreed"), Given.Lead);
        life.To("2026-03-09T18:00+08:00").Do(new Resume(), Given.Lead);

        Assert.Equal("2026-04-02", $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}");
        Assert.Empty(life.Clock("conclude-1").Due.Excluded);
    }

    [Fact]
    public void While_time_stands_still_the_review_of_the_suspension_runs()
    {
        var life = Given.AnAcceptedDispute().With(Given.Suspended("agreed"), Given.Lead);

        Assert.Equal(
            ["conclude-1 Suspended", "first-contact-1 Suspended", "suspension-review-1 Running"],
            life.State.Clocks.Where(clock => clock.IsOpen).Select(clock => $"{clock.Id} {clock.Status}"));
    }

    [Fact]
    public void A_reason_that_no_rule_of_the_case_knows_suspends_nothing_and_is_told_which_would()
    {
        var done = Given.AnAcceptedDispute().Do(Given.Suspended("hearing"), Given.Lead);

        Assert.Equal("reason:NothingToSuspend", Life.Told(done.Refusal));
        Assert.Equal("agreed|force-majeure", done.Refusal!.Facts.Single(fact => fact.Name == "allowed").Value);
    }

    [Fact]
    public void A_limit_that_has_run_out_cannot_stand_still_any_more()
    {
        var life = Given.AHandledDispute().To("2026-04-10T10:00+08:00");

        var done = life.Do(Given.Suspended("agreed"), Given.Lead);

        Assert.Equal("reason:NothingToSuspend", Life.Told(done.Refusal));
        Assert.True(life.Clock("conclude-1").IsOverdue(life.Now.At));
    }
}
