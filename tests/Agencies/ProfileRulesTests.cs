using System.Globalization;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

/// <summary>What an agency may say of itself, who may say it, and that nobody's own telephone gets into the directory.</summary>
public sealed class ProfileRulesTests
{
    private static readonly AgencyId Housing = AgencyId.Parse("510304-housing");
    private static readonly Moment Now = At("2026-03-02T10:00");

    private static readonly AgencyProfile Good = new()
    {
        LeaderName = "王建国",
        Contacts = new OfficeContacts("0813-8123456", "大安区和平路1号"),
        Hours = [new OpeningHours(OpenOn.Workday, "09:00", "17:00"), new OpeningHours(OpenOn.Saturday, "00:00", "24:00")],
        DigestAt = "09:15",
        ServicePoints = [new ServicePoint { Kind = "litigation-station", Name = "和平社区服务点", Area = AreaCode.Parse("510304104") }],
    };

    [Fact]
    public void A_put_is_a_new_version_with_its_row_and_the_same_again_is_none()
    {
        var first = Put(new AgencyState(), Good).Value!;
        var again = Put(first, Good with { Hours = [.. Good.Hours] }).Value!;
        var second = Put(first, Good with { LeaderName = null }).Value!;

        Assert.Equal((1, "510304-housing", 1, 1), (first.ProfileVersion, first.Written.Profile!.Agency, first.Written.Profile.Version, first.Written.Profile.Points));
        Assert.Same(first, again);
        Assert.Equal((2, null), (second.ProfileVersion, second.Profile!.LeaderName));
    }

    [Fact]
    public void A_put_on_a_version_that_is_no_more_changes_nothing()
    {
        var first = Put(new AgencyState(), Good).Value!;

        Assert.Equal(RefusalCode.AgencyChanged, Put(first, new AgencyProfile(), version: 0).Refusal!.Code);
        Assert.Null(Put(first, new AgencyProfile(), version: 1).Refusal);
    }

    [Theory]
    [InlineData(Role.Leader, "510304-housing", null)]
    [InlineData(Role.Leader, "510304-labour", RefusalCode.NotYourAgency)]
    [InlineData(Role.Handler, "510304-housing", RefusalCode.NotYourAgency)]
    [InlineData(Role.Supervisor, "510304-housing", RefusalCode.NotYourAgency)]
    [InlineData(Role.Coordinator, "510304-coordinator", null)]
    [InlineData(Role.Coordinator, "510300-coordinator", null)]
    [InlineData(Role.Coordinator, "510321-coordinator", RefusalCode.NotYourAgency)]
    [InlineData(Role.Operator, "510321-coordinator", null)]
    public void Its_leader_the_coordinator_above_and_the_operator_may(Role role, string agency, RefusalCode? refused) =>
        Assert.Equal(refused, ProfileRules.Put(new AgencyState(), Housing, Good, null, Given.Someone(role, agency), Given.Law, Now).Refusal?.Code);

    [Fact]
    public void An_agency_that_does_not_exist_has_no_profile() => Assert.Equal(
        RefusalCode.NoSuchAgency,
        ProfileRules.Put(new AgencyState(), AgencyId.Parse("510304104-housing"), Good, null, new Actor("op", Role.Operator), Given.Law, Now).Refusal!.Code);

    [Theory]
    [InlineData("0813-8123456")]
    [InlineData("08138123456")]
    [InlineData("028-86123456-801")]
    [InlineData("010 65123456")]
    [InlineData("400-812-3456")]
    [InlineData("12345")]
    [InlineData("12348")]
    [InlineData("110")]
    public void An_office_line_is_taken(string telephone) => Assert.Null(Put(new AgencyState(), WithTelephone(telephone)).Refusal);

    [Theory]
    [InlineData("13812345678")]
    [InlineData("+8613812345678")]
    [InlineData("138 1234 5678")]
    [InlineData("0138-12345678")]
    [InlineData("8123456")]
    [InlineData("ask for Mr Wang")]
    [InlineData("")]
    [InlineData("0813-8123456\n")]
    [InlineData("٠٨١٣-٨١٢٣٤٥٦")]
    public void Anything_else_is_not(string telephone) => Assert.Equal(["contacts.telephone"], FieldsOf(WithTelephone(telephone)));

    [Fact]
    public void No_mobile_number_is_an_office_line_however_it_is_written() =>
        Gen.Select(Gen.Long[13_000_000_000, 19_999_999_999], Gen.Int[0, 4].Select(i => Beginnings[i]), Gen.Bool).Sample((number, before, spaced) =>
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var written = before + (spaced ? $"{digits[..3]}-{digits[3..7]}-{digits[7..]}" : digits);
            Assert.Contains("contacts.telephone", FieldsOf(WithTelephone(written)));
        });

    [Theory]
    [InlineData("opens", "9:00", "17:00")]
    [InlineData("opens", "24:00", "24:00")]
    [InlineData("closes", "09:00", "25:00")]
    [InlineData("closes", "09:00", "09:00")]
    [InlineData("closes", "09:00", "08:00")]
    public void Hours_are_times_of_day_in_their_order(string field, string opens, string closes) =>
        Assert.Equal([$"hours[0].{field}"], FieldsOf(new AgencyProfile { Hours = [new OpeningHours(OpenOn.Daily, opens, closes)] }));

    [Fact]
    public void Every_fault_is_named_and_every_list_has_an_end()
    {
        Assert.Equal(["leaderName"], FieldsOf(new AgencyProfile { LeaderName = new string('王', ProfileRules.LongestName + 1) }));
        Assert.Equal(["contacts.address"], FieldsOf(new AgencyProfile { Contacts = new OfficeContacts(Address: new string('路', ProfileRules.LongestAddress + 1)) }));
        Assert.Equal(["digestAt"], FieldsOf(new AgencyProfile { DigestAt = "24:00" }));
        Assert.Equal(["hours"], FieldsOf(new AgencyProfile { Hours = [.. Enumerable.Repeat(Good.Hours[0], ProfileRules.MostHours + 1)] }));
        Assert.Equal(["hours[0].on", "hours[0].opens", "hours[0].closes"], FieldsOf(new AgencyProfile { Hours = [new OpeningHours()] }));
        Assert.Equal(["servicePoints"], FieldsOf(new AgencyProfile { ServicePoints = [.. Enumerable.Repeat(Good.ServicePoints[0], ProfileRules.MostPoints + 1)] }));
        Assert.Equal(["servicePoints[0].kind", "servicePoints[0].name", "servicePoints[0].area"], FieldsOf(new AgencyProfile { ServicePoints = [new ServicePoint()] }));
        Assert.Equal(
            ["servicePoints[0].kind", "servicePoints[0].area"],
            FieldsOf(new AgencyProfile { ServicePoints = [Good.ServicePoints[0] with { Kind = "tea-house", Area = AreaCode.Parse("510321") }] }));
    }

    [Fact]
    public void What_was_put_is_shown_in_place_of_the_sample()
    {
        var put = Put(new AgencyState(), Good).Value!;

        var view = DirectoryViews.View(Housing, Given.Law.Directory.Find(Housing)!, put.Profile, put.ProfileVersion, put.ProfileAt, Given.Law);

        Assert.Equal((false, 1, "王建国", "09:15"), (view.Sample, view.Version, view.LeaderName, view.DigestAt));
        Assert.Equal(("510304-housing-point-1", "和平社区服务点", false), (view.ServicePoints.Single().Id, view.ServicePoints.Single().Name.Zh, view.ServicePoints.Single().Sample));
        Assert.Equal(Good.Hours, view.Hours);
        Assert.Equal((Now.At, "leader-of-510304-housing"), (view.PutAt, put.ProfileBy));
    }

    private static readonly string[] Beginnings = ["", "+86", "0", "0086", "86-"];

    private static AgencyProfile WithTelephone(string telephone) => new() { Contacts = new OfficeContacts(telephone) };

    private static IEnumerable<string?> FieldsOf(AgencyProfile profile) => Put(new AgencyState(), profile).Refusal!.Errors.Select(error => error.Field);

    private static Result<AgencyState> Put(AgencyState agency, AgencyProfile profile, int? version = null) =>
        ProfileRules.Put(agency, Housing, profile, version, Given.Someone(Role.Leader, "510304-housing"), Given.Law, Now);

    private static Moment At(string text) => new(DateTimeOffset.Parse(text + "+08:00", CultureInfo.InvariantCulture));
}
