using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>Articles (二) to (四): judicial, administrative and social forces on one case, and the catalogue of channels.</summary>
public sealed class PooledForcesTests
{
    private static readonly string[] Forces = ["510304-court", "510304-housing", "510304-union", "510304-property-committee"];

    [Fact]
    public void D_2_2_Judicial_administrative_and_social_forces_handle_one_case_with_one_lead()
    {
        Assert.All(Forces, agency => Assert.True(Given.Law.Routing.Exists(AgencyId.Parse(agency), Given.Law.Areas), agency));
        var life = Given.ATriagedDispute().With(new Assign { Lead = Forces[3], CoHandlers = [.. Forces] }, Given.Clerk);

        Assert.Equal(Forces[3], life.State.Lead.ToString());
        Assert.Equal(Forces[..3], life.State.CoHandlers.Select(helper => helper.ToString()));
        Assert.Equal(Forces[3], life.Clock("acceptance-1").Holder);

        // One of them takes the lead: there is still one, and it is no co-handler any more.
        life.With(new Accept(), Given.Someone(Role.Leader, Forces[3]))
            .With(new Transfer { To = Forces[1], Reason = "属住建职责" }, Given.Someone(Role.Leader, Forces[3]))
            .With(new AcceptTransfer(), Given.Housing);
        Assert.Equal((Forces[1], false), (life.State.Lead.ToString(), life.State.CoHandlers.Contains(AgencyId.Parse(Forces[1]))));
    }

    [Fact]
    public void D_3_7_Social_forces_are_invited_and_take_part_once_they_accepted()
    {
        var life = Given.AMediatedDispute().With(Given.Invited("mediator-2"), Given.Lead).CarryOut();
        Assert.Equal(InvitationStatus.Asked, Assert.Single(life.State.Participants).Status);
        Assert.Equal("NotYourCase", Life.Told(life.Do(new AnswerInvitation { Invitation = 1, Accepted = true }, Given.Stranger).Refusal));

        life.With(new AnswerInvitation { Invitation = 1, Accepted = true }, Given.Someone(Role.Mediator, "510304104-committee") with { Id = "mediator-2" });

        Assert.Equal(InvitationStatus.Accepted, Assert.Single(life.State.Participants).Status);
    }

    [Theory]
    [InlineData("people-mediation", true)]
    [InlineData("administrative-mediation", true)]
    [InlineData("court-precase-mediation", true)]
    [InlineData("labour-mediation", true)]
    [InlineData("medical-mediation", true)]
    [InlineData("arbitration-commercial", false)]
    [InlineData("arbitration-labour", false)]
    [InlineData("adjudication", false)]
    [InlineData("reconsideration", false)]
    [InlineData("petition", false)]
    [InlineData("litigation", false)]
    public void D_4_2_Every_channel_of_the_catalogue_has_its_limit_is_open_to_some_category_and_leads_on(string id, bool mediation)
    {
        var channel = Given.Law.Routing.Channel(id)!;

        Assert.Equal(mediation, channel.IsMediation);
        Assert.True(Given.Law.Rules.Exists(channel.ConclusionRule), channel.ConclusionRule);
        var categories = Given.Law.Routing.Categories.Where(category => category.DefaultChannel == id || category.SpecialChannels.Contains(id)).ToArray();
        Assert.NotEmpty(categories);
        Assert.All(categories, category => Assert.NotEmpty(Given.Law.Routing.NextRoutes(category.Code, id)));
    }
}
