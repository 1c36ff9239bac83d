using Orleans.Runtime.Placement;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>A dispute on one silo and its mediator on the other: places are taken and given back between them, also when one of the two is gone.</summary>
public sealed class MediatorOnTwoSilosTests(PostgresServer server) : TwoSilos(server)
{
    private static readonly Actor Justice = Support.Given.Someone(Role.Leader, "510304-justice");

    [Fact]
    public async Task A_place_is_taken_and_given_back_between_two_silos()
    {
        var mediator = await Entered("apart1", silo: 0);
        var number = await Accepted(silo: 1);

        var offered = await Act(number, new SeekMediator { Strategy = SearchStrategy.BestRanked }, Support.Given.Lead);
        Assert.Equal(($"{mediator}", true), (offered.Assignment!.Mediator, offered.Assignment.Reserved));
        Assert.Equal([$"{Silo(0)}", $"{Silo(1)}"], await Where(Cluster.Client.Matter<IMediatorGrain>(mediator), Cluster.Client.Dispute(number)));
        Assert.Equal(1, await Load(mediator));

        await Act(number, new DeclineOffer { Reason = "近期外出" }, new Actor($"{mediator}", Role.Mediator, Support.Given.Lead.Agency));
        Assert.Equal(0, await Load(mediator));
    }

    [Fact]
    public async Task When_the_mediators_silo_is_gone_the_place_is_still_given_back()
    {
        var mediator = await Entered("apart2", silo: 1);
        var number = await Accepted(silo: 0);
        await Act(number, new SeekMediator { Strategy = SearchStrategy.BestRanked }, Support.Given.Lead);
        Assert.Equal([$"{Silo(1)}", $"{Silo(0)}"], await Where(Cluster.Client.Matter<IMediatorGrain>(mediator), Cluster.Client.Dispute(number)));

        await Cluster.KillSiloAsync(Cluster.Silos[1], TestContext.Current.CancellationToken);
        await Act(number, new DeclineOffer { Reason = "近期外出" }, new Actor($"{mediator}", Role.Mediator, Support.Given.Lead.Agency));

        // What could not be told in that call is told on the next wake-up.
        for (var round = 0; round < 100 && await Load(mediator) > 0; round++)
            await Cluster.Client.Dispute(number).Wake(WakeCause.Sweep);
        Assert.Equal(0, await Load(mediator));
        Assert.Equal(1, await Database.Count("select count(*) from orleansstorage where grainidextensionstring = 'mediator-apart2'"));
    }

    private async Task<MatterNumber> Entered(string id, int silo)
    {
        On(silo);
        var number = MatterNumber.Of("mediator", id);
        var entered = await Cluster.Client.Matter<IMediatorGrain>(number).Put(
            new MediatorProfile { Name = "示例", Kind = MediatorKind.PartTime, Organisation = "510304104-committee", Areas = ["510304104"], Capacity = 3 },
            new ActContext(Justice));
        Assert.True(entered.Succeeded, Life.Told(entered.Refusal));
        return number;
    }

    private async Task<DisputeNumber> Accepted(int silo)
    {
        On(silo);
        var registered = await Cluster.Client.GetGrain<IIntakeGrain>(0).Register(Support.Given.Registration, new ActContext(Support.Given.Clerk));
        var number = registered.Value!.Number;
        await Act(number, new Triage { Category = "NEI" }, Support.Given.Clerk);
        await Act(number, new Assign { Lead = "510304104-committee" }, Support.Given.Clerk);
        await Act(number, new Accept(), Support.Given.Lead);
        return number;
    }

    private async Task<DisputeView> Act(DisputeNumber number, DisputeCommand command, Actor by)
    {
        var done = await Cluster.Client.Dispute(number).Act(command, new ActContext(by));
        Assert.True(done.Succeeded, Life.Told(done.Refusal));
        return done.Value!;
    }

    private async Task<int> Load(MatterNumber mediator) =>
        (await Cluster.Client.Matter<IMediatorGrain>(mediator).View(Justice)).Value!.Load;

    private SiloAddress Silo(int index) => Cluster.Silos[index].SiloAddress;

    /// <summary>What is activated from here on is placed there.</summary>
    private void On(int silo) => RequestContext.Set(IPlacementDirector.PlacementHintKey, Silo(silo));

    private async Task<string[]> Where(params IAddressable[] grains)
    {
        var management = Cluster.Client.GetGrain<IManagementGrain>(0);
        var addresses = new List<string>();
        foreach (var grain in grains)
            addresses.Add($"{await management.GetActivationAddress(grain)}");
        return [.. addresses];
    }
}
