using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class MergeTests
{
    [Fact]
    public void A_duplicate_ends_under_the_earlier_number_and_its_parties_are_told()
    {
        var life = Given.AHandledDispute().With(Given.Watched(WatchGrade.Red), Given.Lead).With(Given.Suspended("agreed"), Given.Lead);

        life.With(Given.MergeInto(Given.Earlier), Given.Lead, Given.EarlierFacts);

        Assert.Equal((Stage.Merged, Standing.Merged, Given.Earlier), (life.State.Stage, life.State.Standing, life.State.MergedInto));
        Assert.True(life.State.Answer!.Delivered);
        Assert.DoesNotContain(life.State.Clocks, clock => clock.IsOpen);
        Assert.Equal(["preserve", "release", "erasure-requests", "erasure-decisions"], Given.Law.Acts.Possible(life.State, Given.Coordinator, life.Now, Given.Law));
    }

    [Fact]
    public void Nothing_is_merged_into_itself()
    {
        var life = Given.AnAcceptedDispute();

        Assert.Equal("into:MergeIntoItself", Life.Told(life.Do(Given.MergeInto(DisputeNumber.Parse(life.State.Number)), Given.Lead, survivor: Given.EarlierFacts).Refusal));
    }

    [Fact]
    public void The_earlier_registration_survives_and_at_one_instant_the_lower_number()
    {
        var life = Given.ARegisteredDispute(sequence: 2).With(new Triage { Category = "NEI" }, Given.Clerk);
        var county = DisputeNumber.Parse(life.State.Number).County;
        var sameInstant = new SurvivorFacts(Stage.Handling, life.State.RegisteredAt);

        Assert.Equal("into:MergeIntoLater", Life.Told(life.Do(Given.MergeInto(DisputeNumber.Of(county, 2026, 3)), Given.Clerk, survivor: sameInstant).Refusal));
        Assert.Equal("into:MergeIntoLater", Life.Told(life.Do(Given.MergeInto(DisputeNumber.Of(county, 2026, 1)), Given.Clerk, survivor: sameInstant with { RegisteredAt = sameInstant.RegisteredAt.AddSeconds(1) }).Refusal));
        Assert.Equal("done", Life.Told(life.Do(Given.MergeInto(DisputeNumber.Of(county, 2026, 1)), Given.Clerk, survivor: sameInstant).Refusal));
    }

    [Theory]
    [InlineData(Stage.Merged)]
    [InlineData(Stage.Exited)]
    public void What_has_ended_cannot_survive(Stage stage) =>
        Assert.Equal(
            "into:MergeIntoEnded",
            Life.Told(Given.AnAcceptedDispute().Do(Given.MergeInto(Given.Earlier), Given.Lead, survivor: Given.EarlierFacts with { Stage = stage }).Refusal));

    [Fact]
    public void A_number_that_nobody_has_cannot_survive() =>
        Assert.Equal("into:UnknownDispute", Life.Told(Given.AnAcceptedDispute().Do(Given.MergeInto(Given.Earlier), Given.Lead).Refusal));
}
