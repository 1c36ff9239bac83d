using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Xunit;

namespace Suyuan.Tests.Permissions;

/// <summary>What a scope covers, by example.</summary>
public sealed class ReachTests
{
    private static readonly Concern Neighbours = new(AreaCode.Parse("510304104218"), AgencyId.Parse("510304104-committee"), ["510304-housing", "before-court", "mediator-li"]);

    [Theory]
    [InlineData("dispute/read", Role.Clerk, null, "510304104", true)]
    [InlineData("dispute/read", Role.Clerk, null, "510304104218", true)]
    [InlineData("dispute/read", Role.Clerk, null, "510304104219", false)]
    [InlineData("dispute/read", Role.Clerk, null, "510304105", false)]
    [InlineData("dispute/read", Role.Clerk, "510304104-centre", null, true)]
    [InlineData("dispute/read", Role.Handler, "510304104-committee", null, true)]
    [InlineData("dispute/read", Role.Handler, "510304-housing", null, true)]
    [InlineData("dispute/read", Role.Handler, "510304-labour", null, false)]
    [InlineData("dispute/read", Role.Handler, "510304-labour", "510304104", false)]
    [InlineData("dispute/read", Role.Leader, "510304-committee", null, true)]
    [InlineData("dispute/read", Role.Leader, "510304-centre", null, true)]
    [InlineData("dispute/read", Role.Leader, "510304105-centre", null, false)]
    [InlineData("dispute/read", Role.Leader, "510304-justice", null, false)]
    [InlineData("dispute/read", Role.Coordinator, "510304-coordinator", null, true)]
    [InlineData("dispute/read", Role.Coordinator, "510321-coordinator", null, false)]
    [InlineData("dispute/read", Role.Coordinator, null, "510300", true)]
    [InlineData("dispute/read", Role.Supervisor, null, "510304", true)]
    [InlineData("dispute/read", Role.Supervisor, null, "510321", false)]
    [InlineData("dispute/read", Role.Court, "510304-court", null, true)]
    [InlineData("dispute/read", Role.Court, "510321-court", null, false)]
    [InlineData("dispute/read", Role.Operator, null, "510300", false)]
    [InlineData("dispute/read", Role.Clerk, null, null, false)]
    [InlineData("dispute/read", Role.Coordinator, null, null, false)]
    [InlineData("dispute/read-restricted", Role.Clerk, null, "510304104", false)]
    [InlineData("dispute/read-restricted", Role.Supervisor, null, "510304", false)]
    [InlineData("dispute/read-restricted", Role.Handler, "510304104-committee", null, true)]
    [InlineData("dispute/mediation", Role.Court, "510304-court", null, false)]
    [InlineData("law/read", Role.Operator, null, null, true)]
    public void D_3_1_Territory_and_trade_decide_who_knows(string permission, Role role, string? agency, string? area, bool knows) =>
        Assert.Equal(knows, Of(permission, new Actor("one", role, agency is null ? null : AgencyId.Parse(agency), area is null ? null : AreaCode.Parse(area))).Covers(Neighbours));

    [Theory]
    [InlineData("mediator-li", true)]
    [InlineData("mediator-wu", false)]
    [InlineData("510304-housing", false)]
    [InlineData("before-court", false)]
    public void A_mediator_knows_the_own_cases_and_no_word_put_in_place_of_a_number(string id, bool knows) =>
        Assert.Equal(knows, Of("dispute/read", new Actor(id, Role.Mediator, AgencyId.Parse("510321-committee"))).Covers(Neighbours));

    [Fact]
    public void Nobody_knows_nothing_and_the_system_everything()
    {
        Assert.True(Reach.Of(AccessTable.Load()["dispute/read"], null).IsNothing);
        Assert.True(Of("dispute/read", Actor.Clockwork).All);
    }

    private static Reach Of(string permission, Actor by) => Reach.Of(AccessTable.Load()[permission], by);
}
