using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Two silos over one PostgreSQL: numbers never twice, and what one silo took another can go on with.</summary>
public sealed class TwoSilosTests(PostgresServer server) : TwoSilos(server)
{
    private static readonly ActContext Clerk = new(new Actor("clerk-1", Role.Clerk, Area: AreaCode.Parse("510304")));

    [Fact]
    public async Task Numbers_given_by_two_silos_are_never_the_same()
    {
        var registered = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Register()));

        Assert.Equal(60, registered.Select(one => one.Number).Distinct().Count());
        Assert.Equal(60, await Database.Count("select count(*) from receipt"));
    }

    [Fact]
    public async Task A_dispute_lives_on_when_the_silo_that_held_it_is_gone()
    {
        var registered = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Register()));

        await Cluster.KillSiloAsync(Cluster.Silos[1], TestContext.Current.CancellationToken);
        var views = new List<DisputeView?>();
        foreach (var one in registered)
            views.Add(await Cluster.Client.Dispute(one.Number).View(Clerk.By));

        Assert.All(views, view => Assert.Equal(Stage.Registered, view?.Stage));
    }

    private async Task<Registered> Register()
    {
        var answer = await Cluster.Client.GetGrain<IIntakeGrain>(0).Register(
            new RegisterDispute
            {
                AreaCode = "510304104218",
                Narrative = "邻居牛圈臭气熏天，多次交涉无果。",
                Source = Source.Visit,
                Parties = [new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "李某" }],
            },
            Clerk);
        Assert.True(answer.Succeeded, answer.Refusal?.Code.ToString());
        return answer.Value;
    }
}
