using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Certifications;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Certifications;

/// <summary>无讼村（社区）: applied, observed, certified, re-checked, revoked; each by figures that anybody can count again.</summary>
public sealed class CertificationRulesTests
{
    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly CertificationFacts Good = new(new SuitsFact(2026, 4), new PopulationFact(1_900, 100, "村委会台账"), 1, 2, 10, 9, 0);

    private static readonly Actor Above = new("leader", Role.Leader, AgencyId.Parse("510304104-centre"));

    [Fact]
    public void D_4_13_A_village_is_observed_for_a_year_then_certified_and_re_checked_each_year()
    {
        var observing = Observing();
        Assert.Equal(("observing", "2027-03-02"), (observing.Place, $"{Open(observing).Due.End:yyyy-MM-dd}"));

        var due = Elapsed(observing, Begin.AddDays(366));
        Assert.Equal(("evaluating", "certification-decide-1"), (due.Place, Open(due).Id));
        Assert.Equal("certification-to-decide", due.Written.Notices[0].Kind);

        var certified = Do(due, new EvaluateVillage(), Good, Begin.AddDays(370)).Value!;
        Assert.Equal(("certified", new DateOnly(2027, 3, 7), 0), (certified.Place, certified.CertifiedOn, certified.Rechecks));
        Assert.Equal(("certification-recheck-1", "2028-03-07"), (Open(certified).Id, $"{Open(certified).Due.End:yyyy-MM-dd}"));

        var recheck = Elapsed(certified, Begin.AddDays(370 + 368));
        var again = Do(recheck, new EvaluateVillage(), Good with { Suits = new SuitsFact(2027, 0) }, Begin.AddDays(740)).Value!;
        Assert.Equal(("certified", 1, "certification-recheck-2"), (again.Place, again.Rechecks, Open(again).Id));
    }

    [Fact]
    public void D_4_13_A_re_check_that_fails_revokes_with_the_criteria_as_its_reason()
    {
        var certified = Do(Elapsed(Observing(), Begin.AddDays(366)), new EvaluateVillage(), Good, Begin.AddDays(370)).Value!;
        var recheck = Elapsed(certified, Begin.AddDays(740));

        var revoked = Do(recheck, new EvaluateVillage(), Good with { SettledLocally = 5, Overdue = 2 }, Begin.AddDays(741)).Value!;

        Assert.Equal((CertificationStatus.Revoked, RevocationReason.CriteriaNotMet), (revoked.Status, revoked.Revoked));
        Assert.DoesNotContain(revoked.Clocks, clock => clock.IsOpen);
        Assert.Equal(
            ["就地化解率：5/10＝50，标准为不低于80，未达到。", "没有超期事项：2，标准为不高于0，未达到。"],
            revoked.Evaluation!.Criteria.Where(criterion => !criterion.Met).Select(criterion => criterion.Why.Zh));
        Assert.Equal(("certification-revoked", "510304104218-village-committee"), (revoked.Written.Notices[^1].Kind, revoked.Written.Notices[^1].Agency));
    }

    [Fact]
    public void The_first_evaluation_that_fails_declines_and_a_new_cycle_may_begin()
    {
        var declined = Do(Elapsed(Observing(), Begin.AddDays(366)), new EvaluateVillage(), Good with { Mediators = 0 }, Begin.AddDays(370)).Value!;
        Assert.Equal((CertificationStatus.Declined, false), (declined.Status, declined.IsOpen));

        var again = CertificationRules.Apply(declined, Gaomiao, new ApplyForCertification(), SceneAt(Begin.AddDays(400), Above)).Value!;
        Assert.Equal((CertificationStatus.Applied, 2, null), (again.Status, again.Cycle, again.Evaluation));
    }

    [Fact]
    public void Without_the_courts_figure_of_the_year_nothing_is_evaluated()
    {
        var due = Elapsed(Observing(), Begin.AddDays(366));

        var refused = Do(due, new EvaluateVillage(), Good with { Suits = null, Population = null }, Begin.AddDays(370)).Refusal!;

        Assert.Equal((RefusalCode.FactMissing, "suits|population"), (refused.Code, refused.Facts[0].Value));
        Assert.Null(CertificationRules.SuitsFor(due with { Suits = new SuitsFact(2025, 1) }, new Moment(Begin.AddDays(370))));
        Assert.NotNull(CertificationRules.SuitsFor(due with { Suits = new SuitsFact(2026, 1) }, new Moment(Begin.AddDays(370))));
    }

    [Theory]
    [InlineData(6, 2_000, true, "万人起诉率：6/2000＝30，标准为不高于30，达到。")]
    [InlineData(7, 2_000, false, "万人起诉率：7/2000＝35，标准为不高于30，未达到。")]
    [InlineData(0, 1, true, "万人起诉率：0/1＝0，标准为不高于30，达到。")]
    public void Suits_are_counted_over_ten_thousand_people(int cases, int people, bool met, string why)
    {
        var suits = Evaluated(Good with { Suits = new SuitsFact(2026, cases), Population = new PopulationFact(people, 0, "x") }).Criteria[0];

        Assert.Equal((met, why, (decimal?)cases, (decimal?)people), (suits.Met, suits.Why.Zh, suits.Numerator, suits.Denominator));
    }

    [Fact]
    public void Where_nothing_was_closed_there_is_no_rate_and_the_table_says_what_holds()
    {
        var local = Evaluated(Good with { Closed = 0, SettledLocally = 0 }).Criteria.Single(criterion => criterion.Criterion == "local");

        Assert.Equal((true, null, "就地化解率：本期没有可计算的数据，按规定视为达到。"), (local.Met, local.Value, local.Why.Zh));
    }

    [Fact]
    public void A_village_decides_nothing_about_itself()
    {
        var applied = Applied();
        var own = new Actor("own", Role.Leader, AgencyId.Parse("510304104218-centre"));

        Assert.Equal("NotYourCase", Life.Told(CertificationRules.Act(applied, new BeginObservation(), Good, SceneAt(Begin, own)).Refusal));
        Assert.True(CertificationRules.Act(applied, new PutPopulation { Residents = 1_900, Newcomers = 100, Source = "村委会台账" }, Good, SceneAt(Begin, own)).Succeeded);
    }

    [Fact]
    public void Revoking_needs_a_reason_and_figures_their_bounds()
    {
        Assert.Equal("reason:Required note:Required", Told(new RevokeCertification()));
        Assert.Equal("year:NumberOutOfRange cases:NumberOutOfRange", Told(new PutSuits { Year = 2027, Cases = -1 }));
        Assert.Equal("residents:NumberOutOfRange newcomers:Required source:Required", Told(new PutPopulation { Residents = 0 }));
        Assert.Equal("reason:Required", Told(new DeclineCertification()));

        static string Told(CertificationCommand command) => Life.Told(CertificationRules.Act(Applied(), command, Good, SceneAt(Begin, Above)).Refusal);
    }

    [Theory]
    [InlineData("at-most,30.00", "below,30.00", "comparison: \"below\" is none of")]
    [InlineData("suits-per-10000,at-most", "suits,at-most", "measure: \"suits\" is none of")]
    [InlineData("committee,committees", "suits,committees", "criterion: suits is there twice")]
    public void What_is_wrong_with_the_criteria_stops_the_start(string right, string wrong, string problem)
    {
        var failure = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(CertificationCriteria.File, right, wrong)));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    private static CertificationState Applied() =>
        CertificationRules.Apply(new CertificationState { Number = $"{CertificationState.NumberOf(Gaomiao)}" }, Gaomiao, new ApplyForCertification(), SceneAt(Begin, Above)).Value! with { Version = 1 };

    private static CertificationState Observing() => Do(Applied(), new BeginObservation(), Good, Begin).Value!;

    private static Result<CertificationState> Do(CertificationState village, CertificationCommand command, CertificationFacts facts, DateTimeOffset at) =>
        CertificationRules.Act(village.Blank(), command, facts, SceneAt(at, Above));

    private static CertificationState Elapsed(CertificationState village, DateTimeOffset at)
    {
        var elapsed = MatterRules.Elapse(village.Blank(), SceneAt(at, Actor.Clockwork), WakeCause.Timer, CertificationRules.Due);
        return elapsed.WithWritten(elapsed.Written with { Notices = [.. elapsed.Written.Notices.Where(notice => notice.Kind.StartsWith("certification", StringComparison.Ordinal))] });
    }

    private static EvaluationView Evaluated(CertificationFacts facts) =>
        Given.Law.Criteria.Evaluate(facts, new DateOnly(2026, 3, 2), new DateOnly(2027, 3, 1), new Moment(Begin));

    private static Clock Open(CertificationState village) => village.Clocks.Single(clock => clock.IsOpen);

    private static Scene SceneAt(DateTimeOffset at, Actor by) => new(Given.Law, by, new Moment(at));
}
