using Dapper;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>What the cluster has given up stores nothing any more, whether it knows of it or not.</summary>
public sealed class SiloFenceTests(PostgresTestDatabase database) : IClassFixture<PostgresTestDatabase>
{
    private const int Active = 3;
    private const int Dead = 6;

    private static int _generation;

    private readonly SiloFence _silo = new("fenced", "127.0.0.1", 11111, Interlocked.Increment(ref _generation));

    [Fact]
    public async Task A_silo_that_stands_stores()
    {
        var number = Given.Number();
        await Is(Active);
        await using var commit = Writer();

        Assert.True(await commit.Write(Given.Write(number, 0, Given.Registration(number))));
        Assert.False(await commit.Write(Given.Write(number, 0, Given.Registration(number))));
        Assert.True(await commit.Write(Given.Write(number, 1)));

        Assert.Equal(2, await Version(number));
    }

    [Fact]
    public async Task A_silo_that_was_declared_dead_stores_nothing()
    {
        var (known, fresh) = (Given.Number(), Given.Number());
        await Is(Active);
        await using var commit = Writer();
        await commit.Write(Given.Write(known, 0, Given.Registration(known)));
        await Is(Dead);

        await Assert.ThrowsAsync<TimeoutException>(() => commit.Write(Given.Write(known, 1)));
        await Assert.ThrowsAsync<TimeoutException>(() => commit.Write(Given.Write(fresh, 0, Given.Registration(fresh))));

        Assert.Equal(1, await Version(known));
        Assert.Equal(0, await database.Count("select count(*) from dispute where number = @fresh", new { fresh }));
    }

    [Fact]
    public async Task A_silo_that_the_table_does_not_know_stores_nothing()
    {
        var number = Given.Number();
        await using var commit = Writer();

        await Assert.ThrowsAsync<TimeoutException>(() => commit.Write(Given.Write(number, 0, Given.Registration(number))));

        Assert.Equal(0, await database.Count("select count(*) from dispute where number = @number", new { number }));
    }

    [Fact]
    public async Task A_write_waits_for_who_is_declaring_its_silo_dead()
    {
        var number = Given.Number();
        var cancellation = TestContext.Current.CancellationToken;
        await Is(Active);
        await using var commit = Writer();
        await commit.Write(Given.Write(number, 0, Given.Registration(number)));
        await using var others = await database.Opened.States.OpenConnectionAsync(cancellation);
        await using var declaring = await others.BeginTransactionAsync(cancellation);
        await others.ExecuteAsync(Put, Row(Dead));

        var write = commit.Write(Given.Write(number, 1));
        // Begun while the silo stood: by the time it is let through it no longer does.
        while (await database.Count("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
            Assert.False(write.IsCompleted);
        await declaring.CommitAsync(cancellation);

        await Assert.ThrowsAsync<TimeoutException>(() => write);
        Assert.Equal(1, await Version(number));
    }

    private const string Put = """
        insert into orleansmembershipversiontable (deploymentid) values (@Cluster) on conflict do nothing;
        insert into orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status, starttime, iamalivetime)
        values (@Cluster, @Address, @Port, @Generation, 'one', 'here', @status, now(), now())
        on conflict (deploymentid, address, port, generation) do update set status = excluded.status;
        """;

    private async Task Is(int status)
    {
        await using var connection = await database.Opened.States.OpenConnectionAsync();
        await connection.ExecuteAsync(Put, Row(status));
    }

    private object Row(int status) => new { _silo.Cluster, _silo.Address, _silo.Port, _silo.Generation, status };

    private GroupCommit Writer() => database.GroupCommit(database.Opened.CreateWriter(TestDatabase.Service, _silo));

    private Task<long> Version(string number) =>
        database.Count("select version from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{number}" });
}
