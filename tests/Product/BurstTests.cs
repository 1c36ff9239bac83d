using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Far more limits end at one instant than writes may wait: time is let in a few at a time, and none is refused.</summary>
public abstract class BurstTests(RunningProduct product)
{
    private const int Disputes = 60;

    [Fact]
    public async Task Rungs_that_fall_due_together_all_fire_without_the_last_net()
    {
        for (var i = 0; i < Disputes; i++)
            await product.Act(await product.Register(), "events", """{"event":"escalation-signs"}""");

        // Half of two hours: by the hour, so nothing spreads them.
        product.Clock.Advance(TimeSpan.FromHours(1));
        for (var round = 0; round < 10_000 && await Fired() < Disputes; round++)
            await product.Get("/v1/calendar/2024");

        Assert.Equal(Disputes, await Fired());
    }

    private Task<long> Fired() =>
        product.Database.Count("select count(*) from rung_fired where clock_id like '%policy-escalation-report%' and rung = 'half' and cause <> 'sweep'");
}

public sealed class BurstOnSqlite(BurstOnSqlite.Product product) : BurstTests(product), IClassFixture<BurstOnSqlite.Product>
{
    public sealed class Product() : NarrowProduct(new SqliteTestDatabase());
}

public sealed class BurstOnPostgres(BurstOnPostgres.Product product) : BurstTests(product), IClassFixture<BurstOnPostgres.Product>
{
    public sealed class Product(PostgresServer server) : NarrowProduct(new PostgresTestDatabase(server));
}

/// <summary>Room for few writes, and for still fewer whom time wakes; a sweep that comes too late to help.</summary>
public abstract class NarrowProduct : RunningProduct
{
    protected NarrowProduct(TestDatabase database)
        : base(database)
    {
        (database.Options.MaxBatch, database.Options.QueueLimit) = (4, 16);
        (WakeUp.Parallel, WakeUp.SweepGrace) = (4, TimeSpan.FromDays(2));
    }
}
