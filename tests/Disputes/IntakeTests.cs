using Suyuan.Disputes;
using Suyuan.Ledger;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class IntakeTests
{
    [Fact]
    public void A_registration_has_a_number_a_lead_a_running_clock_and_a_receipt()
    {
        var dispute = Given.ARegisteredDispute().State;

        Assert.Equal(("51030420260000015", Stage.Registered, "510304104-centre"), (dispute.Number, dispute.Stage, dispute.Lead.ToString()));
        var clock = Assert.Single(dispute.Clocks, clock => !clock.IsOwn());
        Assert.Equal(("triage-1", "policy-triage", "510304104-centre", "2026-03-03"), (clock.Id, clock.Due.RuleId, clock.Holder, $"{clock.Due.End:yyyy-MM-dd}"));
        Assert.Equal(1, dispute.Receipt!.Sequence);
        Assert.Contains(dispute.Receipt.Hash, dispute.Written.Steps[0].Data, StringComparison.Ordinal);
        Assert.Contains($"\"lead\":\"{dispute.Lead}\"", dispute.Written.Steps[0].Data, StringComparison.Ordinal);
        Assert.Equal(("none", "registered", Chain.Origin), (dispute.Written.Steps[0].FromStage, dispute.Written.Steps[0].ToStage, dispute.Written.Steps[0].PreviousHash));
    }

    [Theory]
    [InlineData("510304104218", "510304104-centre")]
    [InlineData("510304104", "510304104-centre")]
    [InlineData("510304", "510304-centre")]
    [InlineData("510300", "510300-centre")]
    public void The_centre_of_the_place_holds_it_first_whoever_is_competent(string area, string lead) =>
        Assert.Equal(lead, Given.ARegisteredDispute(registration: Given.Registration with { AreaCode = area, Category = null }).State.Lead.ToString());

    [Fact]
    public void Without_a_title_the_beginning_of_the_narrative_stands_for_it_and_no_character_is_cut_in_two()
    {
        var narrative = new string('一', 39) + "𠮷𠮷";

        var title = Given.ARegisteredDispute(registration: Given.Registration with { Narrative = narrative }).State.Title;

        Assert.Equal(new string('一', 39) + "…", title);
    }

    [Fact]
    public void A_masked_name_never_cuts_a_rare_surname_in_two()
    {
        var party = new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "𠮷田" };
        var life = Given.ARegisteredDispute(registration: Given.Registration with { Parties = [party] });

        var seen = DisputeViews.Of(life.State, Given.Law, Given.Someone(Suyuan.Identity.Role.Supervisor, "510304-government"), life.Now);

        Assert.Equal("𠮷某", seen.Parties[0].Name);
    }

    [Fact]
    public void Triage_may_be_corrected_before_the_assignment_and_the_assignment_clock_stays_the_first()
    {
        var life = Given.ATriagedDispute();

        life.Do(new Triage { Category = "LOA" }, Given.Clerk);

        Assert.Equal(("LOA", "people-mediation", 1), (life.State.Category, life.State.Channel, life.State.ClockCounts["assignment"]));
    }

    [Fact]
    public void A_channel_from_which_no_lawful_way_leads_on_is_refused()
    {
        var life = Given.ARegisteredDispute();

        var done = life.Do(new Triage { Category = "FAM", Channel = "arbitration-labour" }, Given.Clerk);

        Assert.Equal("channel:UnknownValue", Life.Told(done.Refusal));
    }

    [Fact]
    public void Every_channel_that_routing_offers_for_a_category_leads_on_to_a_lawful_way() =>
        Assert.All(
            Given.Law.Routing.Categories,
            category => Assert.All(
                category.SpecialChannels.Add(category.DefaultChannel),
                channel => Assert.NotEmpty(Given.Law.Routing.NextRoutes(category.Code, channel))));
}
