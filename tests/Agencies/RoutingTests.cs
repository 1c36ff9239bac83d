using Suyuan.Agencies;
using Suyuan.Areas;
using Xunit;

namespace Suyuan.Tests.Agencies;

public sealed class RoutingTests
{
    private static readonly AreaTree Areas = LawBook.Load().Areas;
    private static readonly Routing Routing = LawBook.Load().Routing;

    [Fact]
    public void The_cattle_shed_goes_to_the_town_the_housing_bureau_and_the_village_committee()
    {
        var advice = Routing.Route(AreaCode.Parse("510304104218"), "NEI", Areas)!;

        Assert.Equal(AgencyId.Parse("510304104-centre"), advice.TerritorialOwner);
        Assert.Equal(AgencyId.Parse("510304-housing"), advice.SectorOwner);
        Assert.Equal(AgencyId.Parse("510304104218-committee"), advice.MediationBody);
        Assert.Equal("people-mediation", advice.DefaultChannel.Id);
        Assert.Equal("属地管理：纠纷发生在自贡市大安区何市镇高庙村委会，由何市镇综治中心首接负责。", advice.TerritorialReason.Zh);
        Assert.Equal("谁主管谁负责：邻里纠纷的主管部门是大安区住房和城乡建设局。", advice.SectorReason.Zh);
        Assert.Equal("Who is in charge is responsible: the department for disputes over neighbours is Housing and Construction Bureau of Da'an District.", advice.SectorReason.En);
    }

    [Theory]
    [InlineData("510304104", "NEI", "510304104-centre", "510304-housing", "510304104-committee")]
    [InlineData("510304", "NEI", "510304-centre", "510304-housing", "510304-committee")]
    [InlineData("510300", "NEI", "510300-centre", "510300-housing", "510300-committee")]
    [InlineData("510304104218", "MED", "510304104-centre", "510304-health", "510304-medical-committee")]
    [InlineData("510304104218", "WAG", "510304104-centre", "510304-labour", "510304104-labour-centre")]
    [InlineData("510304104218", "GOV", "510304104-centre", "510304-justice", "510304-admin-dispute-centre")]
    public void The_level_is_capped_by_the_area(string area, string category, string territory, string sector, string body)
    {
        var advice = Routing.Route(AreaCode.Parse(area), category, Areas)!;

        Assert.Equal(AgencyId.Parse(territory), advice.TerritorialOwner);
        Assert.Equal(AgencyId.Parse(sector), advice.SectorOwner);
        Assert.Equal(AgencyId.Parse(body), advice.MediationBody);
    }

    [Fact]
    public void Every_area_and_category_has_units_that_exist()
    {
        foreach (var area in Areas.All)
            foreach (var category in Routing.Categories)
            {
                var advice = Routing.Route(area.Code, category.Code, Areas)!;
                Assert.True(Routing.Exists(advice.TerritorialOwner, Areas));
                Assert.True(Routing.Exists(advice.SectorOwner, Areas));
                Assert.True(Routing.Exists(advice.MediationBody, Areas));
                Assert.True(Routing.Exists(Routing.Coordinator(area.Code), Areas));
            }
    }

    [Fact]
    public void The_categories_are_those_of_the_mediation_statistics_and_the_newer_ones() =>
        Assert.Equal(
            "BUS CON CRD CSM DAM ELD ENV FAM FIG FIN FPL GOV HOU IPR LAB LAN LOA MED NEI ONL OTH PRO REQ SCH TOU TRA VIL WAG",
            string.Join(' ', Routing.Categories.Select(category => category.Code)));

    [Theory]
    [InlineData("510304104-centre", true)]
    [InlineData("510304104-housing", false)] // there is no housing bureau in a town
    [InlineData("510399-housing", false)]
    [InlineData("510304-wizard", false)]
    [InlineData("510304-coordinator", true)]
    public void An_agency_exists_where_its_kind_does(string agency, bool exists) =>
        Assert.Equal(exists, Routing.Exists(AgencyId.Parse(agency), Areas));

    [Theory]
    [InlineData("510304104218", "510304-coordinator", "510304104-centre")]
    [InlineData("510300", "510300-coordinator", "510300-centre")]
    public void The_township_registers_and_the_county_coordinates(string area, string coordinator, string registrar)
    {
        Assert.Equal(AgencyId.Parse(coordinator), Routing.Coordinator(AreaCode.Parse(area)));
        Assert.Equal(AgencyId.Parse(registrar), Routing.Registrar(AreaCode.Parse(area)));
    }

    [Theory]
    [InlineData("510304104999", "NEI")]
    [InlineData("510304104218", "XXX")]
    public void An_unknown_area_or_category_has_no_route(string area, string category) =>
        Assert.Null(Routing.Route(AreaCode.Parse(area), category, Areas));

    [Theory]
    [InlineData("NEI", "people-mediation", "lawsuit", true)]
    [InlineData("LAB", "labour-mediation", "labour-arbitration", true)]
    [InlineData("LAB", "labour-mediation", "lawsuit", false)] // arbitration comes first
    [InlineData("GOV", "administrative-mediation", "reconsideration", true)]
    [InlineData("NEI", "people-mediation", "reconsideration", false)]
    [InlineData("OTH", "petition", "petition-review", true)]
    [InlineData("OTH", "people-mediation", "petition-review", false)]
    public void A_next_route_is_lawful_only_where_the_law_opens_it(string category, string channel, string route, bool lawful) =>
        Assert.Equal(lawful, Routing.NextRoutes(category, channel).Any(next => next.Id == route));

    [Fact]
    public void After_every_default_channel_some_way_is_left() =>
        Assert.All(Routing.Categories, category => Assert.NotEmpty(Routing.NextRoutes(category.Code, category.DefaultChannel)));

    [Theory]
    [InlineData("petition", "petition-referral-objection")]
    [InlineData("people-mediation", "policy-transfer-response")]
    public void A_transfer_is_answered_within_the_limit_of_its_channel(string channel, string rule) =>
        Assert.Equal(rule, Routing.Channel(channel)!.TransferResponseRule);
}
