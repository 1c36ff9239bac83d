using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

/// <summary>The directory of agencies: everybody the Decision names is there, led by somebody and below somebody, and every sample says that it is one.</summary>
public sealed class DirectoryTests
{
    private static readonly AgencyDirectory Directory = Given.Law.Directory;

    [Fact]
    public void City_counties_and_townships_have_the_bodies_that_the_Decision_names()
    {
        foreach (var county in Given.Law.Areas.All.Where(area => area.Level is AreaLevel.City or AreaLevel.County))
            foreach (var kind in (string[])["coordinator", "congress", "court", "procuratorate", "police", "justice", "petition-office", "one-stop-centre", "union", "women-federation", "notary"])
                Assert.NotNull(Directory.Find(AgencyId.Of(county.Code, kind)));
        var townships = Given.Law.Areas.All.Where(area => area.Level is AreaLevel.Township).ToList();
        Assert.Equal(90, townships.Count);
        foreach (var township in townships)
            foreach (var kind in (string[])["centre", "committee", "justice-office", "police-station", "tribunal", "legal-service-station"])
                Assert.NotNull(Directory.Find(AgencyId.Of(township.Code, kind)));
    }

    [Fact]
    public void Every_county_has_the_four_platforms_the_four_centres_and_the_nine_services()
    {
        foreach (var county in Given.Law.Areas.All.Where(area => area.Level is AreaLevel.County))
        {
            var agencies = Directory.All.Where(agency => agency.Id.Area == county.Code).Select(agency => agency.Entry).ToList();
            Assert.Equal(4, agencies.Select(agency => agency.Platform?.Id).OfType<string>().Distinct().Count());
            Assert.Equal(4, agencies.Select(agency => agency.Centre?.Id).OfType<string>().Distinct().Count());
            Assert.Equal(9, agencies.SelectMany(agency => agency.Services).Distinct().Count());
        }
    }

    [Fact]
    public void Every_agency_is_listed_once_in_order_and_stands_below_one_that_exists_up_to_the_citys_coordinator()
    {
        Assert.Equal(Directory.All.Select(agency => agency.Key).Distinct().Order(StringComparer.Ordinal), Directory.All.Select(agency => agency.Key));
        foreach (var agency in Directory.All)
        {
            var steps = 0;
            for (var above = Directory.SuperiorOf(agency.Id); above is not null; above = Directory.SuperiorOf(above.Agency))
            {
                Assert.NotNull(Directory.Find(above.Agency));
                Assert.True(++steps < 8, $"{agency.Key} has no end above it");
            }
        }

        Assert.Null(Directory.SuperiorOf(AgencyId.Parse("510300-coordinator")));
    }

    [Fact]
    public void An_agency_is_competent_as_routing_says_and_takes_part_beside()
    {
        Assert.Equal("sector-owner", RoleOf("510304-housing", "NEI"));
        Assert.Equal("first-mediation", RoleOf("510304104218-committee", "NEI"));
        Assert.Equal("first-mediation", RoleOf("510304104-committee", "LOA"));
        Assert.Equal("takes-part", RoleOf("510304104218-committee", "LOA")); // a village is below the level that mediates private loans first
        Assert.Equal("takes-part", RoleOf("510304-labour-arbitration", "WAG"));
        Assert.Null(RoleOf("510304-housing", "MED"));
    }

    [Fact]
    public void Whoever_routing_names_is_competent_in_the_directory()
    {
        foreach (var category in Given.Law.Routing.Categories)
        {
            var advice = Given.Law.Routing.Route(AreaCode.Parse("510304104218"), category.Code, Given.Law.Areas)!;
            Assert.NotNull(RoleOf(advice.SectorOwner.ToString(), category.Code));
            Assert.NotNull(RoleOf(advice.MediationBody.ToString(), category.Code));
            Assert.NotNull(RoleOf(advice.TerritorialOwner.ToString(), category.Code));
        }
    }

    [Fact]
    public void An_agency_that_put_nothing_is_shown_as_a_sample_with_a_post_and_no_name()
    {
        var id = AgencyId.Parse("510304-housing");

        var view = DirectoryViews.View(id, Directory.Find(id)!, null, 0, null, Given.Law);

        Assert.True(view.Sample);
        Assert.Equal(("住房和城乡建设局局长", null, "大安区住房和城乡建设局", "08:30"), (view.LeaderPost.Zh, view.LeaderName, view.Name.Zh, view.DigestAt));
        Assert.Equal("510304-coordinator", view.Superior!.Agency.ToString());
        Assert.Null(view.Contacts);
        Assert.Contains(new OpeningHours(OpenOn.Workday, "09:00", "12:00"), view.Hours);
    }

    [Fact]
    public void A_known_point_stands_in_place_of_the_samples_of_its_area()
    {
        var station = Directory.Points.All.Single(point => point.Id == "510304104-litigation-station");
        var studios = Directory.Points.All.Where(point => point.Kind == "hongmei-studio" && point.Area.County == AreaCode.Parse("510303")).ToList();

        Assert.False(station.Sample);
        Assert.Contains("cbgc.scol.com.cn", station.Source, StringComparison.Ordinal);
        Assert.Equal("510304-court", station.Agency.ToString());
        Assert.False(Assert.Single(studios).Sample);
    }

    [Fact]
    public void Every_sample_point_is_marked_and_run_by_an_agency_that_exists()
    {
        Assert.All(Directory.Points.All, point => Assert.NotNull(Directory.Find(point.Agency)));
        Assert.All(Directory.Points.All.Where(point => point.Sample), point => Assert.StartsWith("决定（", point.Source, StringComparison.Ordinal));
        Assert.Equal(Directory.Points.All.Select(point => point.Id).Distinct(), Directory.Points.All.Select(point => point.Id));
        Assert.Equal(90, Directory.Points.All.Count(point => point.Kind == "women-children-station"));
        Assert.Equal(89, Directory.Points.All.Count(point => point is { Kind: "litigation-station", Sample: true }));
    }

    [Fact]
    public void All_nine_services_are_called_by_their_names() => Assert.All(
        Enum.GetValues<ServiceKind>().Skip(1),
        service => Assert.NotEmpty(Directory.Named(service).Name.Zh));

    [Theory]
    [InlineData(DirectoryTables.File, "housing,city|county", "hausing,city|county", "kind")]
    [InlineData(DirectoryTables.File, "housing,city|county", "housing,city|county|village", "levels")]
    [InlineData(DirectoryTables.File, "housing,city|county", "justice,city|county", "levels")]
    [InlineData(DirectoryTables.File, "coordinator,city|county", "coordinator,city", "kind")]
    [InlineData(DirectoryTables.File, "Director of Housing and Construction,office", "Director of Housing and Construction,sometimes", "schedule")]
    [InlineData(DirectoryTables.File, "Director of Housing and Construction,office", ",office", "leaderEn")]
    [InlineData(DirectoryTables.File, "office,reconsideration,,mediation|legal-aid", "office,tea-house,,mediation|legal-aid", "platform")]
    [InlineData(DirectoryTables.File, "window,,petition-reception,petition", "window,,,petition", "centre")]
    [InlineData(DirectoryTables.File, "window,,petition-reception,petition", "window,,governance-centre,petition", "centre")]
    [InlineData(DirectoryTables.File, "hardship-help|civil-relief,", "hardship-help|civil-life,", "services")]
    [InlineData(DirectoryTables.File, "arbitration,LAB|WAG", "arbitration,LAB|XXX", "categories")]
    [InlineData(DirectoryTables.PlacesFile, "platform,arbitration", "plattform,arbitration", "list")]
    [InlineData(DirectoryTables.PlacesFile, "centre,petition-reception", "centre,governance", "id")]
    [InlineData(Schedule.File, "half-day,workday,09:00,12:00", "half-day,someday,09:00,12:00", "on")]
    [InlineData(Schedule.File, "half-day,workday,09:00,12:00", "half-day,workday,9:00,12:00", "opens")]
    [InlineData(Schedule.File, "half-day,workday,09:00,12:00", "half-day,workday,12:00,12:00", "closes")]
    [InlineData(ServicePoints.KindsFile, "court,township,weekly-wednesday", "tribunal,county,weekly-wednesday", "runBy")]
    [InlineData(ServicePoints.KindsFile, "court,township,weekly-wednesday", "court,street,weekly-wednesday", "level")]
    [InlineData(ServicePoints.KindsFile, "peace-outpost,", "police-room,", "kind")]
    [InlineData(ServicePoints.File, "litigation-station,510304104", "litigation-station,510304999", "area")]
    [InlineData(ServicePoints.File, "litigation-station,510304104", "tea-house,510304104", "kind")]
    [InlineData(RoutingTables.KindsFile, "notary,公证处,Notary Office,city|county", "notary,公证处,Notary Office,city|county|township", "kind")]
    [InlineData("Deadlines/policy.csv", "digest-at,510,minutes", "digest-at,1440,minutes", "value")]
    [InlineData("Deadlines/policy.csv", "digest-workdays,3,days", "digest-workdays,0,days", "value")]
    [InlineData(NoticeCatalogue.KindsFile, "digest,info,", "digest,ladder,", "kind")]
    public void A_damaged_row_stops_the_start_and_names_the_field(string file, string good, string bad, string field)
    {
        var fault = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, good, bad)));

        Assert.Contains(".csv line ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($", {field}:", fault.Message, StringComparison.Ordinal);
    }

    private static string? RoleOf(string agency, string category) =>
        Directory.Find(AgencyId.Parse(agency))!.Competence.SingleOrDefault(competence => competence.Category == category)?.As;
}
