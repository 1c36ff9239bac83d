using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Mediators;

/// <summary>Candidates in order, each with points and why; and who was left out, and why.</summary>
public sealed class RankingRulesTests
{
    private static readonly CaseFacts Case = new() { Number = "51030420260000015", Area = AreaCode.Parse("510304104218"), Category = "NEI" };

    private static readonly MediatorFacts Someone = GivenMediators.Facts;

    [Fact]
    public void Each_reason_has_its_points_and_the_points_are_their_sum()
    {
        var ranked = Assert.Single(Rank(Case, ("mediator-1", Someone with { Fields = ["NEI"], Load = 1 })).Items);

        Assert.Equal(
            ["competence field 40", "organisation mediation-body 10", "place township 20", "load free-share 13.33", "balance fewer-cases 5"],
            ranked.Reasons.Select(reason => $"{reason.Factor} {reason.Case} {reason.Points:0.##}"));
        Assert.Equal(ranked.Reasons.Sum(reason => reason.Points), ranked.Points);
        Assert.All(ranked.Reasons, reason => Assert.NotEqual("", reason.Words.Zh));
    }

    [Fact]
    public void Competence_goes_before_place_and_place_before_load()
    {
        var ranking = Rank(
            Case,
            ("mediator-general", Someone),
            ("mediator-field", Someone with { Fields = ["NEI"], Areas = ["510304"] }),
            ("mediator-village", Someone with { Areas = ["510304104218"] }),
            ("mediator-busy", Someone with { Load = 2 }));

        Assert.Equal(["mediator-field", "mediator-village", "mediator-general", "mediator-busy"], Numbers(ranking));
    }

    [Fact]
    public void Who_had_this_dispute_before_and_who_ended_fewer_cases_comes_before_an_equal()
    {
        var busiest = Someone with { Served = [new ServedCount(2026, "people", 10, 0)] };
        var ranking = Rank(
            Case with { Former = ["mediator-former"] },
            ("mediator-busiest", busiest),
            ("mediator-fresh", Someone),
            ("mediator-former", busiest));

        Assert.Equal(["mediator-former", "mediator-fresh", "mediator-busiest"], Numbers(ranking));
    }

    [Fact]
    public void D_11_1_Who_speaks_what_the_parties_need_comes_first_and_the_reason_says_so()
    {
        var ranking = Rank(
            Case with { Languages = ["yi", "sign-language"] },
            ("mediator-none", Someone with { Languages = ["tibetan"] }),
            ("mediator-one", Someone with { Languages = ["Yi"] }),
            ("mediator-both", Someone with { Languages = ["sign-language", "yi", "tibetan"] }));

        Assert.Equal(["mediator-both", "mediator-one", "mediator-none"], Numbers(ranking));
        Assert.Equal([30m, 15m], ranking.Items.SelectMany(item => item.Reasons).Where(reason => reason.Factor is "language").Select(reason => reason.Points));
        Assert.DoesNotContain(Rank(Case, ("mediator-one", Someone with { Languages = ["yi"] })).Items[0].Reasons, reason => reason.Factor is "language");
    }

    [Fact]
    public void Who_is_left_out_is_told_why()
    {
        var ranking = Rank(
            Case with { Parties = ["张三"], Excluded = ["mediator-8"], Asked = ["mediator-9"] },
            ("mediator-0", Someone),
            ("mediator-1", Someone with { Standing = MediatorStanding.Suspended }),
            ("mediator-2", Someone with { Load = 3 }),
            ("mediator-3", Someone with { Fields = ["MED"] }),
            ("mediator-4", Someone with { Areas = ["510321"] }),
            ("mediator-5", Someone with { Is = MediatorKind.Deputy }),
            ("mediator-6", Someone with { Relations = Relations.Of(Relations.NewKey(), ["张三"]) }),
            ("mediator-7", Someone with { Is = MediatorKind.Lawyer }),
            ("mediator-8", Someone),
            ("mediator-9", Someone));

        Assert.Equal(["mediator-0"], Numbers(ranking));
        Assert.Equal(
            [
                Unfit.NotActive, Unfit.Full, Unfit.OutOfField, Unfit.OutOfArea, Unfit.WrongSeat, Unfit.Related, Unfit.LicenceMissing, Unfit.Excluded, Unfit.AskedAlready,
            ],
            ranking.LeftOut.Select(left => left.Unfit));
        Assert.All(ranking.LeftOut, left => Assert.Equal(Given.Law.Mediators[left.Unfit], left.Words));
    }

    [Fact]
    public void D_5j_1_Where_nobody_of_the_place_can_take_it_the_justice_bureaus_directory_of_the_county_helps()
    {
        var elsewhere = Someone with { Areas = ["510304101"] };

        var helped = Rank(Case, ("mediator-full", Someone with { Load = 3 }), ("mediator-elsewhere", elsewhere));
        var local = Rank(Case, ("mediator-free", Someone), ("mediator-elsewhere", elsewhere));

        Assert.True(helped.Fallback);
        Assert.Equal("place directory 0", Assert.Single(helped.Items).Reasons.Where(reason => reason.Factor == "place").Select(reason => $"{reason.Factor} {reason.Case} {reason.Points:0}").Single());
        Assert.Equal((false, Unfit.OutOfArea), (local.Fallback, Assert.Single(local.LeftOut).Unfit));
    }

    [Fact]
    public void D_5j_13_The_members_of_an_industry_committee_come_first_in_its_field_and_take_no_other()
    {
        var medical = Someone with { Organisation = AgencyId.Parse("510304-medical-committee"), Fields = ["MED"], Areas = ["510304"] };

        Assert.Equal(["mediator-medical", "mediator-general"], Numbers(Rank(Case with { Category = "MED" }, ("mediator-general", Someone), ("mediator-medical", medical))));
        Assert.Equal(["mediator-general"], Numbers(Rank(Case, ("mediator-general", Someone), ("mediator-medical", medical))));
    }

    [Fact]
    public void D_5j_13_Every_industry_committee_of_the_routing_can_be_an_organisation_with_its_field()
    {
        foreach (var category in Given.Law.Routing.Categories.Where(category => category.MediationBody.EndsWith("-committee", StringComparison.Ordinal)))
        {
            var member = Someone with { Organisation = AgencyId.Parse($"510304-{category.MediationBody}"), Fields = [category.Code], Areas = ["510304"] };
            Assert.Contains(
                Assert.Single(Rank(Case with { Category = category.Code }, ("mediator-1", member)).Items).Reasons, reason => reason.Factor == "organisation");
        }
    }

    [Fact]
    public void Who_is_named_by_hand_need_not_be_of_the_place_or_field_and_still_be_fit()
    {
        var far = Someone with { Areas = ["510321"], Fields = ["MED"] };

        Assert.Contains("mediator-far", Numbers(Rank(Case with { Named = "mediator-far" }, ("mediator-far", far), ("mediator-1", Someone))));
        Assert.Equal(Unfit.Full, Assert.Single(Rank(Case with { Named = "mediator-far" }, ("mediator-far", far with { Load = 3 })).LeftOut).Unfit);
    }

    [Fact]
    public void Equals_come_in_another_order_for_another_case_and_in_the_same_for_the_same()
    {
        (string, MediatorFacts)[] equals = [.. Enumerable.Range(0, 8).Select(number => ($"mediator-{number}", Someone))];

        Assert.Equal(Numbers(Rank(Case, equals)), Numbers(Rank(Case, [.. equals.Reverse()])));
        Assert.True(Enumerable.Range(0, 20).Select(number => Numbers(Rank(Case with { Number = $"{number}" }, equals))[0]).Distinct().Count() > 2);
    }

    [Fact]
    public void The_examples_are_marked_and_fit_for_what_they_show()
    {
        Assert.All(Given.Law.Mediators.Samples.All, sample => Assert.True(sample.Value.Sample && sample.Value.Name.StartsWith("示例", StringComparison.Ordinal)));
        var ranking = RankingRules.Rank(Case, [.. Given.Law.Mediators.Samples.All.Where(sample => sample.Value.Organisation.Area.County.ToString() == "510304")], GivenMediators.Now.Day, Given.Law);
        Assert.NotEmpty(ranking.Items);
    }

    private static ImmutableArray<string> Numbers(Ranking ranking) => [.. ranking.Items.Select(ranked => ranked.Number.ToString())];

    private static Ranking Rank(CaseFacts facts, params (string Number, MediatorFacts Facts)[] mediators) =>
        RankingRules.Rank(facts, [.. mediators.Select(mediator => KeyValuePair.Create(MatterNumber.Parse(mediator.Number), mediator.Facts))], GivenMediators.Now.Day, Given.Law);
}
