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
    [InlineData("operator")]
    public void Some_roles_need_neither_agency_nor_area(string role) =>
        Assert.NotNull(Actors.TryFrom(Claims(("sub", "u1"), ("role", role))));

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

    [Theory]
    [InlineData(Access.ReadDisputes, Role.Operator, false)]
    [InlineData(Access.ReadDisputes, Role.Supervisor, true)]
    [InlineData(Access.Act, Role.Supervisor, false)]
    [InlineData(Access.Act, Role.Operator, false)]
    [InlineData(Access.Act, Role.GridWorker, true)]
    [InlineData(Access.ReadLedger, Role.Operator, true)]
    public void The_operator_sees_no_content_and_the_supervisor_only_reads(string policy, Role role, bool allowed) =>
        Assert.Equal(allowed, Access.Table[policy].Contains(role));

    private static ClaimsPrincipal Claims(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));
}
