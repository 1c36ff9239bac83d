using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The bodies of all levels stand from the first start, and no start makes them anew.</summary>
public abstract class StandingMeetingsTests(RunningProduct product)
{
    [Fact]
    public async Task D_3_5_Every_level_with_a_schedule_has_its_body_and_its_next_meeting_from_the_start()
    {
        var areas = LawBook.Load().Areas.All.Count(area => area.Level is AreaLevel.City or AreaLevel.County or AreaLevel.Township);

        Assert.Equal((areas, areas), (await Count("coordinating-body"), await Count("joint-meeting")));
        var county = (await product.Get("/v1/coordinating-bodies/coordinating-body-510304")).Json!;
        Assert.Equal(("510304-coordinator", "joint-meeting-510304n1"), ((string?)county["convener"]!["agency"], (string?)county["nextMeeting"]));

        await product.Restart(TimeSpan.FromMinutes(1));

        Assert.Equal((areas, areas), (await Count("coordinating-body"), await Count("joint-meeting")));
        Assert.Equal((int)county["version"]!, (int)(await product.Get("/v1/coordinating-bodies/coordinating-body-510304")).Json!["version"]!);
    }

    private Task<long> Count(string kind) => product.Database.Count($"select count(*) from matter where kind = '{kind}'");
}

/// <summary>Apart from the others, whose clock it would move.</summary>
public abstract class TownshipMeetingTests(RunningProduct product)
{
    [Fact]
    public async Task D_3_6_A_township_without_anything_to_deal_with_does_not_meet_and_nothing_is_late()
    {
        var meeting = MatterNumber.Parse("joint-meeting-510304104n1");
        Assert.Equal("planned", (string?)(await product.Get($"/v1/joint-meetings/{meeting}")).Json!["status"]);

        await product.Restart(TimeSpan.FromDays(14));
        await product.Grains.Matter(meeting).Wake(WakeCause.Sweep);

        var view = (await product.Get($"/v1/joint-meetings/{meeting}")).Json!;
        Assert.Equal(("lapsed", 0), ((string?)view["status"], view["clocks"]!.AsArray().Count));
        await product.Grains.Agency(AgencyId.Parse("510304104-centre")).Take();
        Assert.DoesNotContain(
            (await product.Get("/v1/agencies/510304104-centre/inbox")).Json!["items"]!.AsArray(), notice => (string?)notice!["number"] == meeting.ToString());
    }
}

public sealed class StandingProductOnSqlite() : RunningProduct(new SqliteTestDatabase(), standingMeetings: true);

public sealed class StandingProductOnPostgres(PostgresServer server) : RunningProduct(new PostgresTestDatabase(server), standingMeetings: true);

public sealed class StandingMeetingsOnSqlite(StandingProductOnSqlite product) : StandingMeetingsTests(product), IClassFixture<StandingProductOnSqlite>;

public sealed class StandingMeetingsOnPostgres(StandingProductOnPostgres product) : StandingMeetingsTests(product), IClassFixture<StandingProductOnPostgres>;

public sealed class TownshipMeetingsOnSqlite(StandingProductOnSqlite product) : TownshipMeetingTests(product), IClassFixture<StandingProductOnSqlite>;

public sealed class TownshipMeetingsOnPostgres(StandingProductOnPostgres product) : TownshipMeetingTests(product), IClassFixture<StandingProductOnPostgres>;
