using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

public sealed class DutyTableTests
{
    private static readonly LawBook Law = Given.Law;
    private static readonly AreaCode Gaomiao = AreaCode.Parse("510304104218");

    [Fact]
    public void D_4_0_No_duty_of_any_area_and_field_is_unassigned()
    {
        var unassigned =
            from area in Law.Areas.All
            from category in Law.Routing.Categories
            from duty in Enum.GetValues<AreaDuty>().Skip(1)
            let answer = Law.Duties.Of(area.Code, duty, category.Code, OwnDuties.None, Law)
            where answer.Unit is null || answer.Deputy is null
                || !Law.Routing.Exists(answer.Unit.Value, Law.Areas) || !Law.Routing.Exists(answer.Deputy.Value, Law.Areas)
            select $"{area.Code} {category.Code} {duty}";

        Assert.Empty(unassigned);
    }

    [Fact]
    public void The_deputy_is_always_another() => Assert.All(
        from area in Law.Areas.All
        from category in Law.Routing.Categories
        select Law.Duties.Of(area.Code, AreaDuty.Handling, category.Code, OwnDuties.None, Law),
        answer => Assert.NotEqual(answer.Unit, answer.Deputy));

    [Theory]
    [InlineData("510304104218", AreaDuty.Handling, "NEI", "510304104218-committee", "510304104-centre", "handling")]
    [InlineData("510304104218", AreaDuty.Handling, "MED", "510304-medical-committee", "510304104-centre", "handling")]
    [InlineData("510304104218", AreaDuty.Screening, "NEI", "510304104218-grid", "510304104218-centre", "screening")]
    [InlineData("510304104", AreaDuty.Screening, "NEI", "510304104-centre", "510304104-justice-office", "screening")]
    [InlineData("510304104218", AreaDuty.Court, "NEI", "510304104-tribunal", "510304-court", "heshi-court")]
    [InlineData("510321100", AreaDuty.Court, "NEI", "510321-court", "510321-justice", "court")]
    [InlineData("510302005", AreaDuty.Handling, "NEI", "510302005-committee", "510300-high-tech-zone", "high-tech")]
    [InlineData("510302005", AreaDuty.Handling, "ENV", "510302-ecology", "510300-high-tech-zone", "high-tech")]
    public void D_3_2_Each_duty_has_its_unit_and_deputy_and_says_by_which_row(string area, AreaDuty duty, string category, string unit, string deputy, string rule)
    {
        var answer = Law.Duties.Of(AreaCode.Parse(area), duty, category, OwnDuties.None, Law);

        Assert.Equal((unit, deputy, rule), (answer.Unit.ToString(), answer.Deputy.ToString(), answer.Rule));
        Assert.Contains(rule, answer.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_nearest_area_put_counts_and_a_named_category_before_all()
    {
        var own = new OwnDuties(
        [
            Put("510304", "NEI", "510304-centre"), Put("510304104", null, "510304104-centre"), Put("510304104", "NEI", "510304104-justice-office"),
        ]);

        Assert.Equal("510304104-justice-office", Unit("510304104218", "NEI", own));
        Assert.Equal("510304104-centre", Unit("510304104218", "HOU", own));
        Assert.Equal("510304-centre", Unit("510304105", "NEI", own));
        Assert.Equal("own", Law.Duties.Of(Gaomiao, AreaDuty.Handling, "NEI", own, Law).Rule);
        Assert.Contains("人手不足", Law.Duties.Of(Gaomiao, AreaDuty.Handling, "NEI", own, Law).Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void An_area_puts_units_that_exist_each_with_another_as_deputy()
    {
        var good = OwnDutyRules.Put([], Gaomiao, Draft("NEI", "510304104-centre", "510304104-justice-office"), Law);
        var bad = OwnDutyRules.Put(
            [], Gaomiao, new PutDuties { Duties = [.. Draft("XXX", "510304104-centre", "510304104-centre").Duties, new DutyDraft { Unit = "nobody" }] }, Law);

        Assert.Equal("510304104-centre", Assert.Single(good.Value!).Unit.ToString());
        Assert.Equal(
            "duties[0].category:UnknownCategory duties[0].deputy:DeputyIsTheUnit duties[1].duty:Required duties[1].unit:UnknownAgency duties[1].deputy:Required duties[1].reason:Required",
            Life.Told(bad.Refusal));
        Assert.Equal("duties[1].category:DutyTwice", Life.Told(OwnDutyRules.Put(
            [], Gaomiao, new PutDuties { Duties = [.. Draft("NEI", "510304104-centre", "510304104-justice-office").Duties, .. Draft("NEI", "510304-centre", "510304104-centre").Duties] }, Law).Refusal));
    }

    [Theory]
    [InlineData("registrar|sector-owner", "second-body|sector-owner", "deputy: \"second-body\" is neither")]
    [InlineData("grid@village", "grid@city", "unit: grid does not exist on the level city")]
    [InlineData("510304104-tribunal", "510304-tribunal", "unit: there is no agency 510304-tribunal")]
    [InlineData("niufo-court-district,court", "somewhere,court", "scope: there is no overlay or area somewhere")]
    [InlineData("heshi-court-district,court,*", "heshi-court-district,court,ABC", "categories: there is no category ABC")]
    [InlineData("screening,*,screening", "court,*,screening", "rule: court is there twice")]
    public void What_is_wrong_stops_the_start(string right, string wrong, string problem)
    {
        var failure = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(DutyTable.File, right, wrong)));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    private static string Unit(string area, string category, OwnDuties own) =>
        Law.Duties.Of(AreaCode.Parse(area), AreaDuty.Handling, category, own, Law).Unit.ToString()!;

    private static OwnDuty Put(string by, string? category, string unit) =>
        new(AreaCode.Parse(by), AreaDuty.Handling, category, AgencyId.Parse(unit), AgencyId.Parse("510304-justice"), "村委会人手不足");

    private static PutDuties Draft(string category, string unit, string deputy) => new()
    {
        Duties = [new DutyDraft { Duty = AreaDuty.Handling, Category = category, Unit = unit, Deputy = deputy, Reason = "村委会人手不足" }],
    };
}
