using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class RuleRowsTests
{
    private const string Together = "length: a length and a unit go together: unit none has length 0, every other unit a length of at least 1";
    private const string NeverRoll = "rollOn: hours, gates, events and periods before something never roll";
    private const string Extended = "maxExtension=30 extensionUnit=day extensionTimes=1 extensionBy=head";

    [Fact]
    public void Every_field_of_a_row_is_in_its_rule()
    {
        var rule = Assert.Single(CatalogueRows.Read(
            "version=3 inForceTo=2030-01-01 nextHour=false maxExtension=30 extensionUnit=workday extensionTimes=2 extensionBy=upper-organ "
            + "suspendOn=hearing|appraisal onExpiry=report approvedBy=编者"));

        Assert.Equal(["hearing", "appraisal"], rule.SuspendOn);
        Assert.Equal([new ExtensionStep(30, "upper-organ")], rule.ExtensionSteps);
        Assert.Equal(
            Rules.Of(60, PeriodUnit.Day) with
            {
                Version = 3,
                InForceTo = new DateOnly(2030, 1, 1),
                Channel = "petition 信访",
                ExtensionUnit = PeriodUnit.WorkingDay,
                ExtensionTimes = 2,
                ExtensionSteps = rule.ExtensionSteps,
                OnExpiry = "report",
                Source = "Art 34",
                ApprovedBy = "编者",
                SuspendOn = rule.SuspendOn,
            },
            rule);
    }

    [Fact]
    public void Words_of_a_row_have_their_meaning()
    {
        Assert.Equal(
            [Duty.Agency, Duty.Mediator, Duty.Court, Duty.Party, Duty.System],
            Read("duty=agency", "duty=mediator", "duty=court", "duty=party onExpiry=lapses onExpiryZh=丧失", "duty=system").Select(rule => rule.Duty));
        Assert.Equal(
            [PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.WorkingDay, PeriodUnit.Month, PeriodUnit.Year],
            Read("rollOn=none unit=hour", "unit=day", "unit=workday", "unit=month", "unit=year").Select(rule => rule.Unit));
        Assert.Equal(
            [CountDirection.Forward, CountDirection.Before, CountDirection.Gate, CountDirection.Event],
            Read("direction=fwd", "rollOn=none direction=before", "rollOn=none length=0 unit=none direction=gate", "rollOn=none length=0 unit=none direction=event")
                .Select(rule => rule.Direction));
        Assert.Equal(
            [RollOn.None, RollOn.HolidayOnly, RollOn.WeekendAndHoliday],
            Read("rollOn=none", "rollOn=holidayOnly", "rollOn=weekendAndHoliday").Select(rule => rule.RollOn));
        Assert.Equal(
            [RuleLevel.National, RuleLevel.Ministerial, RuleLevel.Judicial, RuleLevel.Provincial, RuleLevel.Municipal, RuleLevel.Benchmark, RuleLevel.Local],
            Read("level=national", "level=ministerial", "level=judicial", "level=provincial", "level=municipal", "level=benchmark", "level=local")
                .Select(rule => rule.Level));
    }

    [Theory]
    [InlineData("head")]
    [InlineData("upper-organ")]
    [InlineData("president")]
    [InlineData("upper-court")]
    [InlineData("court")]
    [InlineData("parties")]
    [InlineData("committee-and-parties")]
    [InlineData("coordinator")]
    [InlineData("law")]
    public void An_extension_is_approved_by_somebody_known(string by) =>
        Assert.Equal(
            [new ExtensionStep(30, by)],
            Assert.Single(CatalogueRows.Read($"maxExtension=30 extensionUnit=day extensionTimes=1 extensionBy={by}")).ExtensionSteps);

    [Fact]
    public void Hours_may_run_from_the_next_hour_and_be_extended_in_hours()
    {
        var rule = Assert.Single(CatalogueRows.Read("unit=hour rollOn=none nextHour=true maxExtension=24 extensionUnit=hour extensionTimes=1 extensionBy=law suspendOn=notice"));

        Assert.True(rule.FromNextHour);
        Assert.Equal(PeriodUnit.Hour, rule.ExtensionUnit);
    }

    [Theory]
    [InlineData("article=- level=national")] // the source counts no articles
    [InlineData("article=? level=national")] // nobody has read it yet
    [InlineData("article= level=municipal")]
    public void An_article_that_there_is_not_is_empty(string row) => Assert.Equal("", Assert.Single(CatalogueRows.Read(row)).Article);

    [Fact]
    public void What_the_law_leaves_open_has_no_limit()
    {
        var rule = Assert.Single(CatalogueRows.Read("maxExtension=no-limit extensionUnit=day extensionTimes=no-limit extensionBy=parties"));

        Assert.Equal([new ExtensionStep(null, "parties")], rule.ExtensionSteps);
        Assert.Null(rule.ExtensionTimes);
        Assert.True(rule.CanBeExtended);
    }

    [Theory]
    [InlineData("version=1 length=1")]
    [InlineData("version=999 length=999")]
    [InlineData("maxExtension=1 extensionUnit=day extensionTimes=1 extensionBy=head")]
    [InlineData("maxExtension=999 extensionUnit=month extensionTimes=9 extensionBy=head")]
    [InlineData("length=0 unit=none rollOn=none")] // at once
    [InlineData("inForceTo=2022-05-02")]
    public void Numbers_at_their_bounds_are_taken(string row) => Assert.Single(CatalogueRows.Read(row));

    [Theory]
    [InlineData("id=", "id: a value is required")]
    [InlineData("id=Petition", "id: \"Petition\" must be lower-case letters, digits and hyphens")]
    [InlineData("id=policy-triage", "id: \"policy-triage\" belongs in Deadlines/policy-clocks.csv")]
    [InlineData("version=0", "version: 0 is not between 1 and 999")]
    [InlineData("version=1000", "version: 1000 is not between 1 and 999")]
    [InlineData("channel=", "channel: a value is required")]
    [InlineData("duty=citizen", "duty: \"citizen\" is none of agency, court, mediator, party, system")]
    [InlineData("trigger=", "trigger: a value is required")]
    [InlineData("triggerZh=", "triggerZh: a value is required")]
    [InlineData("direction=back", "direction: \"back\" is none of before, event, fwd, gate")]
    [InlineData("length=-1", "length: -1 is not between 0 and 999")]
    [InlineData("length=1000", "length: 1000 is not between 0 and 999")]
    [InlineData("rollOn=weekend", "rollOn: \"weekend\" is none of holidayOnly, none, weekendAndHoliday")]
    [InlineData("nextHour=yes", "nextHour: \"yes\" is neither true nor false")]
    [InlineData("maxExtension=1000 extensionUnit=day extensionTimes=1 extensionBy=head", "maxExtension: \"1000\" is neither no-limit nor a whole number between 1 and 999")]
    [InlineData("maxExtension=-1 extensionUnit=day extensionTimes=1 extensionBy=head", "maxExtension: \"-1\" is neither no-limit nor a whole number between 1 and 999")]
    [InlineData("maxExtension=30|0 extensionUnit=day extensionTimes=2 extensionBy=head|head", "maxExtension: \"0\" is neither no-limit nor a whole number between 1 and 999")]
    [InlineData("extensionTimes=-1", "extensionTimes: -1 is not between 0 and 9")]
    [InlineData("extensionTimes=10", "extensionTimes: 10 is not between 0 and 9")]
    [InlineData("maxExtension=30 extensionUnit=day extensionTimes=1 extensionBy=mayor", "extensionBy: \"mayor\" is none of committee-and-parties, coordinator, court, head, law, parties, president, upper-court, upper-organ")]
    [InlineData("extensionUnit=week", "extensionUnit: \"week\" is none of day, hour, month, none, workday, year")]
    [InlineData("law=", "law: a value is required")]
    [InlineData("article=", "article: a national rule has an article; write - where its source has none and ? where it was not read yet")]
    [InlineData("article=? approvedBy=somebody", "approvedBy: nobody can have approved a row whose article was not read")]
    [InlineData("source=", "source: a value is required")]
    [InlineData("confidence=", "confidence: a value is required")]
    [InlineData("level=street", "level: \"street\" is none of benchmark, judicial, local, ministerial, municipal, national, provincial")]
    [InlineData("length=0", Together)]
    [InlineData("unit=none", Together)]
    [InlineData("direction=gate rollOn=none", "unit: a gate or an event has unit none")]
    [InlineData("direction=event rollOn=none", "unit: a gate or an event has unit none")]
    [InlineData("direction=before rollOn=none length=0 unit=none", "unit: a period before something has a unit")]
    [InlineData("unit=hour", NeverRoll)]
    [InlineData("unit=none length=0", NeverRoll)]
    [InlineData("unit=none length=0 direction=gate", NeverRoll)]
    [InlineData("unit=none length=0 direction=event rollOn=holidayOnly", NeverRoll)]
    [InlineData("direction=before", NeverRoll)]
    [InlineData("nextHour=true", "nextHour: only hours can run from the next hour")]
    [InlineData("inForceTo=2022-05-01", "inForceTo: it must be later than inForceFrom")]
    [InlineData("inForceTo=2022-04-30", "inForceTo: it must be later than inForceFrom")]
    [InlineData("extensionBy=head", "extensionBy: an extension and its approver go together")]
    [InlineData("extensionTimes=1 maxExtension=30 extensionUnit=day", "extensionBy: an extension and its approver go together")]
    [InlineData("maxExtension=30", "maxExtension: an extension and its length go together")]
    [InlineData("extensionTimes=1 extensionBy=head extensionUnit=day", "maxExtension: an extension and its length go together")]
    [InlineData("extensionUnit=day", "extensionUnit: an extension and its unit go together")]
    [InlineData("extensionTimes=1 extensionBy=head maxExtension=30", "extensionUnit: an extension and its unit go together")]
    [InlineData(Extended + " direction=before rollOn=none", "extensionTimes: only a period that runs forward can be extended")]
    [InlineData(Extended + " unit=hour rollOn=none", "extensionUnit: hours are extended in hours, and only hours are")]
    [InlineData("maxExtension=24 extensionUnit=hour extensionTimes=1 extensionBy=head", "extensionUnit: hours are extended in hours, and only hours are")]
    [InlineData("suspendOn=hearing direction=before rollOn=none", "suspendOn: only a period that runs forward can stand still")]
    [InlineData("suspendOn=hearing length=0 unit=none rollOn=none", "suspendOn: only a period that runs forward can stand still")]
    public void A_row_that_contradicts_itself_is_refused(string row, string message) =>
        Assert.Equal($"rules line 5, {message}.", Assert.Throws<DataFileException>(() => CatalogueRows.Read(row)).Message);

    [Fact]
    public void A_clock_of_the_platform_is_named_as_one()
    {
        Assert.Equal("policy-triage", Assert.Single(CatalogueRows.Read(RuleFile.Policy, [], "id=policy-triage")).Id);
        Assert.Equal(
            "rules line 5, id: \"petition-conclude\" must begin with policy-.",
            Assert.Throws<DataFileException>(() => CatalogueRows.Read(RuleFile.Policy, [], "")).Message);
    }

    [Theory]
    [InlineData("inForceTo=2026-01-01", "version=2 inForceFrom=2026-01-01")]
    [InlineData("version=2 inForceFrom=2026-01-01", "inForceTo=2026-01-01")] // in either order
    [InlineData("inForceTo=2026-01-01", "version=2 inForceFrom=2026-06-01")] // a gap is no contradiction
    [InlineData("", "id=petition-recheck")] // another rule
    public void Versions_that_follow_each_other_are_taken(string one, string other) => Assert.Equal(2, CatalogueRows.Read(one, other).Length);

    [Theory]
    [InlineData("inForceTo=2026-01-01", "inForceFrom=2026-01-01", "version: version 1 of petition-conclude is there twice")]
    [InlineData("", "version=2 inForceFrom=2026-01-01", "inForceFrom: versions 1 and 2 of petition-conclude overlap")]
    [InlineData("inForceTo=2026-01-02", "version=2 inForceFrom=2026-01-01", "inForceFrom: versions 1 and 2 of petition-conclude overlap")]
    [InlineData("version=2 inForceFrom=2026-01-01", "inForceTo=2026-01-02", "inForceFrom: versions 1 and 2 of petition-conclude overlap")]
    public void Versions_that_overlap_are_refused(string one, string other, string message) =>
        Assert.Equal($"rules line 6, {message}.", Assert.Throws<DataFileException>(() => CatalogueRows.Read(one, other)).Message);

    private static IEnumerable<TimeLimitRule> Read(params string[] rows) => rows.Select(row => Assert.Single(CatalogueRows.Read(row)));
}
