using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Mediators;

/// <summary>Licence, training, leave and standing: who may be asked at all, and the clocks of these.</summary>
public sealed class FitnessTests
{
    private static readonly DateOnly Today = GivenMediators.Now.Day;

    private static readonly MediatorProfile Lawyer = GivenMediators.Profile with { Kind = MediatorKind.Lawyer, LicenceUntil = new DateOnly(2026, 6, 30) };

    [Fact]
    public void D_11_1_Every_legal_service_team_is_a_kind_with_its_own_rules()
    {
        foreach (var kind in Enum.GetValues<MediatorKind>().Skip(1))
            Assert.NotEqual("", Given.Law.Mediators[kind].Name.Zh);
        // 律师、调解、公证、仲裁、司法鉴定、诉讼.
        Assert.Equal(
            [true, false, true, true, true, false],
            ((MediatorKind[])[MediatorKind.Lawyer, MediatorKind.FullTime, MediatorKind.Notary, MediatorKind.Arbitrator, MediatorKind.Appraiser, MediatorKind.CourtService])
                .Select(kind => Given.Law.Mediators[kind].NeedsLicence));
    }

    [Theory]
    [InlineData(null, Unfit.LicenceMissing)]
    [InlineData("2026-03-01", Unfit.LicenceLapsed)]
    [InlineData("2026-03-02", Unfit.None)]
    public void A_lawyer_needs_a_licence_of_today(string? until, Unfit told) =>
        Assert.Equal(told, Of(GivenMediators.Facts with { Is = MediatorKind.Lawyer, LicenceUntil = until is null ? null : GivenMediators.Day(until) }));

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", Unfit.OnLeave)]
    [InlineData("2026-03-03", "2026-04-01", Unfit.None)]
    [InlineData("2026-02-01", "2026-03-01", Unfit.None)]
    public void Leave_counts_its_first_and_its_last_day(string from, string to, Unfit told) =>
        Assert.Equal(told, Of(GivenMediators.Facts with { Leaves = [new Leave(GivenMediators.Day(from), GivenMediators.Day(to))] }));

    [Theory]
    [InlineData("2025-01-01", 0, 0, Unfit.TrainingShort)]
    [InlineData("2025-01-01", 24, 0, Unfit.None)]
    [InlineData("2025-01-01", 20, 3, Unfit.TrainingShort)]
    [InlineData("2025-01-01", 20, 4, Unfit.None)]
    [InlineData("2025-01-02", 0, 0, Unfit.None)]
    public void D_11_7_Hours_missed_last_year_keep_from_new_cases_until_made_up_for(string entered, int last, int present, Unfit told) => Assert.Equal(
        told,
        Of(GivenMediators.Facts with
        {
            EnteredOn = GivenMediators.Day(entered),
            Training = ImmutableDictionary<int, int>.Empty.Add(2025, last).Add(2026, present),
        }));

    [Fact]
    public void D_11_7_The_year_of_training_has_a_clock_that_hours_fulfil_and_the_next_year_begins()
    {
        var entered = GivenMediators.Entered(at: GivenMediators.At("2026-01-01T09:00+08:00"));
        Assert.Equal(("training-2026-1", "2026-12-31"), (Clock(entered, "training-2026").Id, $"{Clock(entered, "training-2026").Due.End:yyyy-MM-dd}"));

        var half = MediatorProfileRules.Train(entered, new RecordTraining { On = Today, Hours = 20, Course = "岗位培训" }, GivenMediators.Scene);
        var whole = MediatorProfileRules.Train(half, new RecordTraining { On = Today, Hours = 4, Course = "岗位培训" }, GivenMediators.Scene);

        Assert.True(Clock(half, "training-2026").IsOpen);
        Assert.Equal((ClockStatus.Met, "2027-12-31"), (Clock(whole, "training-2026").Status, $"{Clock(whole, "training-2027").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void D_11_7_A_year_that_ended_short_is_told_and_the_next_one_begins()
    {
        var entered = GivenMediators.Entered(at: GivenMediators.At("2026-01-01T09:00+08:00"));

        var elapsed = Elapsed(entered, "2027-01-01T00:01+08:00");

        Assert.Contains(elapsed.Written.Notices, notice => notice is { Kind: "training-short", Agency: "510304104-committee" });
        Assert.Equal((ClockStatus.Expired, true), (Clock(elapsed, "training-2026").Status, Clock(elapsed, "training-2027").IsOpen));
        Assert.Equal(Unfit.TrainingShort, Fitness.Of(elapsed.Facts, Seat.Lead, new DateOnly(2027, 1, 1), [], Given.Law.Mediators));
    }

    [Fact]
    public void D_11_1_A_licence_is_renewed_ahead_of_its_end_and_its_end_hands_over_every_case()
    {
        var lawyer = GivenMediators.Entered(Lawyer);
        Assert.Equal(
            ("2026-06-01", "2026-06-30"),
            ($"{Clock(lawyer, MediatorProfileRules.LicenceRenewal).Due.End:yyyy-MM-dd}", $"{Clock(lawyer, MediatorProfileRules.LicenceEnd).Due.End:yyyy-MM-dd}"));

        var lapsed = Elapsed(GivenMediators.Busy(lawyer, 1), "2026-07-01T00:00+08:00");

        Assert.True(Assert.Single(lapsed.Places).HandOver);
        Assert.Contains(lapsed.Written.Notices, notice => notice.Kind == "licence-lapsed");
        Assert.Equal(Unfit.LicenceLapsed, Fitness.Of(lapsed.Facts, Seat.Lead, new DateOnly(2026, 7, 1), [], Given.Law.Mediators));
    }

    [Fact]
    public void A_renewed_licence_starts_its_clocks_anew_and_keeps_the_cases_at_hand()
    {
        var lapsed = Elapsed(GivenMediators.Busy(GivenMediators.Entered(Lawyer), 1), "2026-07-01T00:00+08:00");

        var renewed = MediatorProfileRules.Put(lapsed, Lawyer with { LicenceUntil = new DateOnly(2029, 6, 30) }, GivenMediators.At("2026-07-01T09:00+08:00"));

        Assert.Equal("2029-06-30", $"{Assert.Single(renewed.Clocks, clock => clock.IsOpen && clock.Key == MediatorProfileRules.LicenceEnd).Due.End:yyyy-MM-dd}");
        Assert.False(Assert.Single(renewed.Places).HandOver);
    }

    [Theory]
    [InlineData(MediatorStanding.Left)]
    [InlineData(MediatorStanding.Suspended)]
    public void Who_stops_hands_over_every_case_and_takes_no_other(MediatorStanding standing)
    {
        var changed = MediatorProfileRules.ChangeStanding(
            GivenMediators.Busy(GivenMediators.Entered(), 2), new ChangeStanding { Standing = standing, Reason = "离任" }, GivenMediators.Scene);

        Assert.All(changed.Places, place => Assert.True(place.HandOver));
        Assert.Equal(Unfit.NotActive, Of(changed.Facts));
        Assert.Equal(GivenMediators.Now.At.AddMinutes(5), changed.WakeAt);
    }

    [Fact]
    public void D_11_4_Delegates_deputies_and_members_take_part_and_lead_nothing()
    {
        foreach (var kind in (MediatorKind[])[MediatorKind.PartyDelegate, MediatorKind.Deputy, MediatorKind.ConsultativeMember])
        {
            Assert.Equal(Unfit.None, Fitness.Of(GivenMediators.Facts with { Is = kind }, Seat.Invited, Today, [], Given.Law.Mediators));
            Assert.Equal(Unfit.WrongSeat, Of(GivenMediators.Facts with { Is = kind }));
        }
    }

    [Fact]
    public void Who_takes_the_place_of_an_example_is_entered_on_that_day()
    {
        var example = new MediatorState { Number = "mediator-1", Facts = Given.Law.Mediators.Samples.All.First().Value };

        var put = MediatorProfileRules.Put(example, GivenMediators.Profile, GivenMediators.Scene);

        Assert.Equal((Today, false), (put.Facts.EnteredOn, put.Facts.Sample));
    }

    private static Unfit Of(MediatorFacts facts) => Fitness.Of(facts, Seat.Lead, Today, [], Given.Law.Mediators);

    private static Clock Clock(MediatorState mediator, string key) => mediator.Clocks.Last(clock => clock.Key == key);

    private static MediatorState Elapsed(MediatorState mediator, string at) =>
        MatterRules.Elapse(mediator.Blank(), GivenMediators.At(at), WakeCause.Sweep, MediatorProfileRules.AtEnd);
}
