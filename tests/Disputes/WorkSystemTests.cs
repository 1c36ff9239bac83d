using System.Text.Json;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>Articles (四), (九) and (十) of the Decision as the rules hold to them, row by row.</summary>
public sealed class WorkSystemTests
{
    private static string[] Heard(Life life, string? agency) =>
    [
        .. life.Notices.Where(notice => notice.Agency == agency && notice.Kind.StartsWith("referral", StringComparison.Ordinal))
            .Select(notice => $"{notice.Kind} {JsonDocument.Parse(notice.Payload).RootElement.GetProperty("words").GetProperty("zh").GetString()}"),
    ];

    private static readonly string[] Services =
    [
        "petition", "mediation", "arbitration", "litigation", "legal-aid", "hardship-help", "civil-relief", "judicial-relief", "psychological-comfort",
    ];

    [Fact]
    public void D_9_1_Every_act_rests_on_a_law_and_every_step_that_somebody_takes_names_it()
    {
        Assert.All(Given.Law.Acts.Rows, act => Assert.NotEqual("", act.Basis));
        var steps = Given.AnExitedDispute().Steps.Where(step => step.ActorRole != "system").ToArray();

        Assert.True(steps.Length > 8, $"{steps.Length} steps");
        Assert.All(steps, step => Assert.False(string.IsNullOrEmpty(step.Basis), step.Act));
    }

    [Theory]
    [InlineData(ActTable.File, "unless-referred,,决定（九）登记分流", "unless-referred,,")]
    [InlineData(MatterTable.ActsFile, "leader|coordinator,over,决定（四）排查分析", "leader|coordinator,over,")]
    public void D_9_1_A_measure_without_a_basis_stops_the_start(string file, string text, string instead)
    {
        var refused = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, text, instead)));

        Assert.EndsWith("basis: a value is required.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D_9_7_The_party_can_follow_acceptance_each_new_end_and_the_result_and_rates_it_afterwards()
    {
        var life = Given.AnAcceptedPetition("2026-08-02T09:00+08:00");
        Assert.Equal("2026-10-08", EndShown(life));

        Assert.Equal("reason:Required", Life.Told(life.Do(Given.Extended("conclude-1", 30) with { Reason = null }, Given.Lead).Refusal));
        life.With(Given.Extended("conclude-1", 30), Given.Lead);

        Assert.Equal("2026-11-02", EndShown(life));
        Assert.Contains(life.Notices, notice => notice.Kind is "tell-parties-extension" && notice.Agency == life.State.Lead.ToString());
        Assert.Equal(RefusalCode.NotInThisStage, life.Do(new Rate { Score = 5 }, Given.Clerk).Refusal!.Code);
        life.With(Given.NotAgreed("lawsuit"), Given.Lead);
        Assert.False(life.Do(new Rate { Score = 5 }, Given.Clerk).Succeeded);
        life.With(Given.Answer, Given.Lead);
        Assert.Equal(Given.Answer.Text, Progress(life).Answer!.Text);
        life.With(new Rate { Score = 4 }, Given.Clerk);
        Assert.Equal(4, life.State.Rating);
    }

    [Fact]
    public void D_9_7_A_suspension_says_why_and_who_waits_sees_the_end_move()
    {
        var life = Given.AnAcceptedDispute();
        var before = DateOnly.Parse(EndShown(life), null);

        life.With(Given.Suspended("agreed"), Given.Lead).After(TimeSpan.FromDays(10)).With(new Resume(), Given.Lead);

        Assert.Equal("agreed", JsonDocument.Parse(life.Steps.Single(step => step.Act is "suspend").Data).RootElement.GetProperty("said").GetProperty("reason").GetString());
        Assert.True(DateOnly.Parse(EndShown(life), null) > before, EndShown(life));
    }

    [Theory]
    [InlineData(Source.Hotline, "510304-government", "feedback-1 2026-03-23")]
    [InlineData(Source.Police, "510304104-police-station", "feedback-1 2026-04-01")]
    [InlineData(Source.Petition, "510304-petition-office", null)]
    [InlineData(Source.Court, "510304-court", null)]
    [InlineData(Source.Visit, null, null)]
    [InlineData(Source.Grid, null, null)]
    public void D_9_7_Whoever_referred_it_hears_that_it_was_accepted_and_what_came_of_it(Source source, string? referrer, string? within)
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { Source = source });
        Assert.Equal(referrer, life.State.Referrers.Select(who => who.ToString()).FirstOrDefault());
        Assert.Equal(within, life.State.Clocks.Where(clock => clock.Key is ClockKeys.Feedback).Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd}").FirstOrDefault());

        life.With(new Triage { Category = "NEI" }, Given.Clerk).With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);
        if (within is not null)
            Assert.Equal("510304104-committee", life.Clock("feedback-1").Holder);
        life.With(Given.Reached, Given.Lead).With(Given.NotAgreed("lawsuit"), Given.Lead).With(Given.Answer, Given.Lead).With(new Close(), Given.Lead);

        Assert.Equal(
            referrer is null ? [] : ["referral-progress 牵头单位已经受理", "referral-outcome 调解没有达成协议，已告知其他途径", "referral-progress 已经办结"],
            Heard(life, referrer));
        Assert.DoesNotContain(life.State.Clocks, clock => clock.Key is ClockKeys.Feedback && clock.IsOpen);
        if (within is not null)
            Assert.Equal(ClockStatus.Met, life.Clock("feedback-1").Status);
    }

    [Fact]
    public void D_9_7_Who_registered_for_another_agency_is_the_referrer_and_a_named_one_goes_before_all()
    {
        var hotline = Given.Registration with { Source = Source.Hotline };

        Assert.Equal("510304-police", IntakeRules.Register(
            DisputeNumber.Of(AreaCode.Parse("510304"), 2026, 1), new Admission(hotline, "f", "ABCD2345", null),
            new Scene(Given.Law, Given.Someone(Role.Handler, "510304-police"), new Moment(DateTimeOffset.Parse(Given.Monday, null)))).Referrers.Single().ToString());
        Assert.Equal("510304-market", Given.ARegisteredDispute(registration: hotline with { Referrer = "510304-market" }).State.Referrers.Single().ToString());
        Assert.Equal("referrer:UnknownAgency", Life.Told(RegistrationBounds.Check(hotline with { Referrer = "510304-nobody" }, Given.Law, new Moment(DateTimeOffset.Parse(Given.Monday, null)))));
    }

    [Fact]
    public void D_9_7_A_unit_whose_transfer_was_taken_hears_what_came_of_it_and_nobody_hears_of_himself()
    {
        var life = Given.ATransferredDispute();
        life.With(new AcceptTransfer(), Given.Housing);
        Assert.Equal("510304104-committee", life.State.Referrers.Single().ToString());

        life.With(Given.Reached, Given.Housing).With(new Withdraw { Reason = "双方自行和解" }, Given.Housing);

        Assert.Equal(["referral-progress 牵头单位已经受理", "referral-outcome 当事人撤回"], Heard(life, "510304104-committee"));
        Assert.Empty(Heard(life, "510304-housing"));
    }

    [Fact]
    public void D_9_7_Taken_up_again_the_outcome_is_owed_once_more()
    {
        var life = Given.ARegisteredDispute(registration: Given.Registration with { Source = Source.Hotline })
            .With(new Withdraw { Reason = "双方自行和解" }, Given.Clerk);
        Assert.Equal(ClockStatus.Met, life.Clock("feedback-1").Status);
        var centre = Given.Someone(Role.Leader, "510304104-centre");
        life.With(Given.Answer, centre).With(new Close(), centre);

        life.With(new Reopen { Reason = "又起争执" }, Given.Clerk);

        Assert.True(life.Clock("feedback-2").IsOpen);
        Assert.Equal(["referral-outcome 当事人撤回", "referral-progress 已经办结", "referral-progress 重新启动办理"], Heard(life, "510304-government"));
    }

    [Fact]
    public void D_9_14_What_it_cost_the_parties_in_ways_and_talks_stands_on_the_dispute()
    {
        var life = Given.AHandledDispute();
        life.With(new RecordContact { Method = DeliveryMethod.InPerson, Outcome = ContactOutcome.Reached, Place = "510304-housing" }, Given.Lead)
            .With(new HoldSession { HeldAt = life.Now.At }, Given.Lead)
            .With(new RequestService { Kind = ServiceKind.LegalAid, Owner = "510304-legal-aid" }, Given.Lead);

        var view = DisputeViews.Of(life.State, Given.Law, Given.Lead, life.Now);

        Assert.Equal((2, 1, 2), (view.Contacts, view.Sessions, view.PlacesVisited.Length));
        Assert.Equal(ServiceKind.LegalAid, Assert.Single(view.Services).Kind);
    }

    [Fact]
    public void D_10_1_Each_of_the_four_platforms_has_its_agencies_in_every_county()
    {
        foreach (var county in Counties())
            Assert.Equal(
                ["arbitration", "legal-service", "people-mediation", "reconsideration"],
                Entries(county).Select(agency => agency.Platform?.Id).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void D_10_2_Each_of_the_four_centres_stands_in_every_county_with_its_hours_and_services()
    {
        foreach (var county in Counties())
        {
            var centres = Entries(county).Where(agency => agency.Centre is not null).ToArray();
            Assert.Equal(
                ["administrative-dispute", "governance", "petition-reception", "public-legal-service"],
                centres.Select(centre => centre.Centre!.Id).Distinct().Order(StringComparer.Ordinal));
            Assert.All(centres, centre => Assert.NotEmpty(centre.Services));
        }
    }

    [Fact]
    public void D_10_5_Nine_services_run_on_one_case_side_by_side_each_with_its_owner_state_and_end()
    {
        var life = Given.AHandledDispute();
        var (kinds, steps) = (Enum.GetValues<ServiceKind>().Where(kind => kind is not ServiceKind.None).ToArray(), life.Steps.Length);
        foreach (var kind in kinds)
            life.With(new RequestService { Kind = kind, Owner = OwnerOf(kind) }, Given.Lead);

        Assert.Equal(Services, life.State.Services.Select(service => Kebab.Of(service.Kind)));
        Assert.Equal(kinds.Select(OwnerOf), life.State.Services.Select(service => service.Owner.ToString()));
        Assert.All(life.State.Services, service => Assert.Equal((true, service.Owner.ToString()), (life.Clock(service.ClockId).IsOpen, life.Clock(service.ClockId).Holder)));
        Assert.Equal(steps + 9, life.Steps.Length);

        life.With(new CompleteService { Service = 5, Outcome = ServiceOutcome.Delivered }, Given.Lead);

        Assert.Equal([ServiceKind.LegalAid], life.State.Services.Where(service => service.Outcome is not null).Select(service => service.Kind));
        Assert.Equal(8, life.State.Services.Count(service => life.Clock(service.ClockId).IsOpen));
    }

    [Theory]
    [InlineData("a", ServiceKind.Petition)]
    [InlineData("b", ServiceKind.Mediation)]
    [InlineData("c", ServiceKind.Arbitration)]
    [InlineData("d", ServiceKind.Litigation)]
    [InlineData("e", ServiceKind.LegalAid)]
    [InlineData("f", ServiceKind.HardshipHelp)]
    [InlineData("g", ServiceKind.CivilRelief)]
    [InlineData("h", ServiceKind.JudicialRelief)]
    [InlineData("i", ServiceKind.PsychologicalComfort)]
    public void D_10_5_a_to_i_A_service_is_asked_for_owed_and_delivered(string letter, ServiceKind kind)
    {
        Assert.Equal(letter[0] - 'a' + 1, (int)kind);
        var life = Given.AHandledDispute().With(new RequestService { Kind = kind, Owner = OwnerOf(kind) }, Given.Lead);
        var service = Assert.Single(life.State.Services);
        Assert.Contains(life.Notices, notice => notice.Kind.StartsWith("service-asked", StringComparison.Ordinal) && notice.Agency == OwnerOf(kind));

        life.With(new CompleteService { Service = service.Number, Outcome = ServiceOutcome.Delivered }, Given.Lead);

        Assert.False(life.Clock(service.ClockId).IsOpen);
        Assert.Equal(ServiceOutcome.Delivered, Assert.Single(life.State.Services).Outcome);
    }

    /// <summary>The county's first agency that offers it.</summary>
    private static string OwnerOf(ServiceKind kind) =>
        Given.Law.Directory.All.First(agency => agency.Id.Area.ToString() == "510304" && agency.Entry.Services.Contains(kind)).Id.ToString();

    private static IEnumerable<Area> Counties() => Given.Law.Areas.All.Where(area => area.Level is AreaLevel.County);

    private static DirectoryEntry[] Entries(Area county) => [.. Given.Law.Directory.All.Where(agency => agency.Id.Area == county.Code).Select(agency => agency.Entry)];

    private static ProgressView Progress(Life life) => DisputeViews.Progress(life.State, Given.Law, life.Now);

    /// <summary>The end of handling as the party sees it.</summary>
    private static string EndShown(Life life) => $"{Progress(life).Ours.Single(clock => clock.Id == "conclude-1").Due!.End:yyyy-MM-dd}";
}
