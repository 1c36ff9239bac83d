using System.Net;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Three nets under every deadline, each by itself; and what a failed write leaves behind.</summary>
public abstract class WakeUpTests(RunningProduct product)
{
    [Fact]
    public async Task A_rung_fires_by_its_timer_when_its_instant_comes_and_not_before()
    {
        var number = await product.Register();
        var due = (DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["clocks"]![0]!["nextRungAt"]!;

        product.Clock.SetUtcNow(due.AddSeconds(-1));
        await Settled(number);
        var before = await Fired(number);
        product.Clock.SetUtcNow(due);
        await Until(async () => await Fired(number) == 1, number);

        Assert.Equal(0, before);
        Assert.Equal(1, await Fired(number));
        Assert.Equal(1, await product.Database.Count($"select count(*) from notification where number = '{number}' and kind <> 'new-duty'"));
    }

    /// <summary>A silo that was cut off, and has been replaced, still has its memory, and refusing needs no write that would fail.</summary>
    [Fact]
    public async Task A_refusal_follows_what_is_stored_and_not_what_is_remembered()
    {
        var number = await product.Register();
        var remembered = await product.Post($"/v1/disputes/{number}/assign", """{"lead":"510304104-committee"}""", headers: ("Accept-Language", "en"));
        await BehindItsBack(number, "\"stage\":\"registered\"", "\"stage\":\"exited\"");

        var refused = await product.Post($"/v1/disputes/{number}/assign", """{"lead":"510304104-committee"}""", headers: ("Accept-Language", "en"));

        Assert.Contains("registered", remembered.Json!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("exited", refused.Json!.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>What the other silo set a clock for is overdue in the database, and nothing of it in this one's memory.</summary>
    [Fact]
    public async Task A_rung_that_this_memory_knows_nothing_of_fires_when_the_sweep_comes_for_it()
    {
        var number = await product.Register();
        var due = (string)(await product.Get($"/v1/disputes/{number}")).Json!["clocks"]![0]!["nextRungAt"]!;
        await BehindItsBack(number, $"\"at\":\"{due}\"", $"\"at\":\"{product.Clock.GetUtcNow().AddMinutes(-1).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-ddTHH:mm:sszzz}\"");
        var before = await Fired(number);

        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);

        Assert.Equal((0, 1), (before, await Fired(number)));
    }

    [Fact]
    public async Task A_jump_of_31_days_loses_no_rung_because_the_sweep_finds_it()
    {
        // No limitation runs in a family matter, so afterwards nothing waits but the day on which it will have been pending for long.
        var number = await product.Register(category: "FAM");
        await Hibernate(number);
        product.Clock.Advance(TimeSpan.FromDays(31));

        for (var shard = 0; shard < 4; shard++)
            await product.Grains.GetGrain<ISweepGrain>(GrainKeys.Sweep(shard)).Sweep();

        Assert.Equal(await Ladder(number), await Fired(number));
        var row = Assert.Single(await product.Database.ReadModel().Search(
            new DisputeFilter(null, null, null, null, null, null, null, null, default, null, null, number, DisputeSort.Due, null, 2) { Reach = Reach.Everything, ReachRestricted = Reach.Everything }, TestContext.Current.CancellationToken));
        Assert.Equal(Moment.StartOf(new Moment(row.RegisteredAt).Day.AddDays(90)), row.NextWakeAt);
    }

    [Fact]
    public async Task Rungs_that_came_due_while_nothing_ran_fire_once_in_order_and_marked_late()
    {
        var number = await product.Register();

        await product.Restart(TimeSpan.FromDays(31));
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Reminder);

        Assert.Equal(await Ladder(number), await Fired(number));
        var history = await product.Get($"/v1/disputes/{number}/history");
        var rungs = history.Json!["items"]!.AsArray().Where(step => (string)step!["act"]! is "rung").Select(step => (string)step!["data"]!).ToArray();
        Assert.All(rungs, data => Assert.Contains("\"late\":", data, StringComparison.Ordinal));
        Assert.Equal(rungs.Length, await product.Database.Count($"select count(distinct rung) from rung_fired where number = '{number}'"));
    }

    [Fact]
    public async Task A_command_first_lets_time_do_what_it_has_done()
    {
        var number = await product.Register();
        await Hibernate(number);
        product.Clock.Advance(TimeSpan.FromDays(31));

        await product.Act(number, "triage", """{"category":"NEI"}""");

        var history = await product.Get($"/v1/disputes/{number}/history");
        Assert.Equal("triage", (string?)history.Json!["items"]!.AsArray()[^1]!["act"]);
        Assert.Equal(await Ladder(number), await Fired(number));
    }

    [Fact]
    public async Task A_failed_write_leaves_memory_as_it_was_and_the_next_command_works()
    {
        var number = await product.Register();
        await product.Database.Execute(Sabotage(number));

        var failed = await product.Post($"/v1/disputes/{number}/triage", """{"category":"NEI"}""");
        var meanwhile = await product.Get($"/v1/disputes/{number}");
        await product.Database.Execute(Repair);
        var repeated = await product.Post($"/v1/disputes/{number}/triage", """{"category":"NEI"}""");

        Assert.True((int)failed.Status >= 500, $"{failed.Status}");
        Assert.Equal("registered", (string?)meanwhile.Json!["stage"]);
        Assert.Equal(HttpStatusCode.OK, repeated.Status);
        Assert.Equal("triaged", (string?)repeated.Json!["stage"]);
    }

    protected abstract string Sabotage(string number);

    protected abstract string Repair { get; }

    /// <summary>Turns the grain's timer off, as if nobody had called it for long.</summary>
    private async Task Hibernate(string number)
    {
        await product.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        await Settled(number);
    }

    private Task<long> Settled(string number) => product.Database.Count($"select count(*) from dispute where number = '{number}'");

    /// <summary>As another silo stores it, past this one.</summary>
    private Task BehindItsBack(string number, string before, string after) => product.Database.Execute(product.Database.Options.Dialect is StorageDialect.PostgreSql
        ? $"update orleansstorage set version = version + 1, payloadbinary = convert_to(replace(convert_from(payloadbinary, 'UTF8'), '{before}', '{after}'), 'UTF8') where grainidextensionstring = 'dispute-{number}'"
        : $"update orleansstorage set version = version + 1, payloadbinary = cast(replace(cast(payloadbinary as text), '{before}', '{after}') as blob) where grainidextensionstring = 'dispute-{number}'");

    private Task<long> Fired(string number) => product.Database.Count($"select count(*) from rung_fired where number = '{number}'");

    /// <summary>All rungs of the clock that a registration starts.</summary>
    private async Task<long> Ladder(string number)
    {
        var state = await product.Grains.Dispute(DisputeNumber.Parse(number)).View(Identity.Actor.Clockwork);
        var due = state!.Clocks.First(clock => clock.Id == "triage-1").Due!;
        return LawBook.Load().Ladder.RungsOf(due.Trigger.At, due, Duty.Agency, $"{number}/triage-1").Length;
    }

    /// <summary>Yields to the cluster until it is so; each round is a call to the grain, so its own work goes first.</summary>
    private async Task Until(Func<Task<bool>> so, string number)
    {
        for (var round = 0; round < 2_000 && !await so(); round++)
            await product.Grains.Dispute(DisputeNumber.Parse(number)).Receipt();
    }
}

public sealed class WakeUpOnSqlite(ProductOnSqlite product) : WakeUpTests(product), IClassFixture<ProductOnSqlite>
{
    protected override string Repair => "drop trigger sabotage";

    protected override string Sabotage(string number) =>
        $"create trigger sabotage before insert on dispute_event when new.number = '{number}' begin select raise(abort, 'sabotage'); end";
}

public sealed class WakeUpOnPostgres(ProductOnPostgres product) : WakeUpTests(product), IClassFixture<ProductOnPostgres>
{
    protected override string Repair => "drop trigger sabotage on dispute_event; drop function sabotage";

    protected override string Sabotage(string number) => $"""
        create function sabotage() returns trigger language plpgsql as $$ begin raise exception 'sabotage'; end $$;
        create trigger sabotage before insert on dispute_event for each row when (new.number = '{number}') execute function sabotage();
        """;
}
