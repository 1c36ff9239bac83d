using System.Security.Claims;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class ActorTests
{
    [Fact]
    public void An_actor_is_made_of_the_claims() =>
        Assert.Equal(
            new Actor("u1", Role.Handler, AgencyId.Parse("510304-housing"), AreaCode.Parse("510304")),
            Actors.TryFrom(Claims(("sub", "u1"), ("role", "handler"), ("agency", "510304-housing"), ("area", "510304"))));

    [Theory]
    [InlineData("clerk")]
    [InlineData("coordinator")]
    [InlineData("court")]
    [InlineData("supervisor")]
    public void Whoever_may_know_of_cases_names_an_agency_or_an_area(string role)
    {
        Assert.Null(Actors.TryFrom(Claims(("sub", "u1"), ("role", role))));
        Assert.NotNull(Actors.TryFrom(Claims(("sub", "u1"), ("role", role), ("area", "510304"))));
        Assert.NotNull(Actors.TryFrom(Claims(("sub", "u1"), ("role", role), ("agency", "510304-court"))));
    }

    [Fact]
    public void The_operator_belongs_to_no_part_of_the_city() => Assert.NotNull(Actors.TryFrom(Claims(("sub", "u1"), ("role", "operator"))));

    [Theory]
    [InlineData("handler")]
    [InlineData("leader")]
    [InlineData("mediator")]
    [InlineData("grid-worker")]
    public void Some_roles_are_nobody_without_their_unit(string role) =>
        Assert.Null(Actors.TryFrom(Claims(("sub", "u1"), ("role", role))));

    [Theory]
    [InlineData("party")]
    [InlineData("system")]
    [InlineData("none")]
    [InlineData("Clerk")]
    [InlineData("1")]
    [InlineData("")]
    public void A_role_that_no_token_may_hold_is_nobody(string role) =>
        Assert.Null(Actors.TryFrom(Claims(("sub", "u1"), ("role", role))));

    [Fact]
    public void A_malformed_code_is_a_fault_and_never_nothing() =>
        Assert.Null(Actors.TryFrom(Claims(("sub", "u1"), ("role", "clerk"), ("area", "5103"))));

    [Fact]
    public void Nobody_acts_without_a_subject() => Assert.Null(Actors.TryFrom(Claims(("role", "clerk"))));

    [Fact]
    public void A_subject_with_a_line_break_is_nobody() => Assert.Null(Actors.TryFrom(Claims(("sub", "clerk\n1"), ("role", "clerk"))));

    private static ClaimsPrincipal Claims(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));
}
