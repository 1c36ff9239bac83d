using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

public abstract class GroupCommitTests(TestDatabase database)
{
    [Fact]
    public async Task A_write_puts_the_state_and_all_its_rows()
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();

        Assert.True(await commit.Write(Given.Write(number, 0, Given.Registration(number) with { Rungs = [Given.Rung(number, "due")] })));

        foreach (var table in (string[])["dispute", "receipt", "dispute_event", "deadline", "rung_fired", "notification"])
            Assert.Equal(1, await database.Count($"select count(*) from {table} where number = @number", new { number }));
        Assert.Equal(1, await database.Count("select count(*) from orleansreminderstable where grainid = @grain", new { grain = $"dispute/dispute-{number}" }));
        Assert.Equal(1, await database.Count("select version from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{number}" }));
    }

    [Fact]
    public async Task Of_two_first_writes_of_one_grain_one_is_stored()
    {
        var number = Given.Number();
        await using var here = database.GroupCommit();
        await using var there = database.GroupCommit();

        var outcomes = await Task.WhenAll(
            here.Write(Given.Write(number, 0, Given.Registration(number))),
            there.Write(Given.Write(number, 0, Given.Registration(number))),
            there.Write(Given.Write(number, 0, Given.Registration(number))));

        Assert.Single(outcomes, stored => stored);
        Assert.Equal(1, await database.Count("select count(*) from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{number}" }));
        Assert.Equal(1, await database.Count("select count(*) from dispute_event where number = @number", new { number }));
    }

    [Fact]
    public async Task A_stale_version_fails_alone_and_leaves_no_row()
    {
        var numbers = Given.Numbers(3);
        var stale = numbers[1];
        await using var writer = database.Opened.CreateWriter(TestDatabase.Service);
        await writer.Write([.. numbers.Select(n => Given.Write(n, 0, Given.Registration(n)))]);

        var outcomes = await writer.Write([.. numbers.Select(n => Given.Write(n, n == stale ? 7 : 1, Everything(n)))]);

        Assert.Equal([true, false, true], outcomes.Select(o => o.Written));
        Assert.All(outcomes, o => Assert.Null(o.Failure));
        Assert.Equal(1, await database.Count("select count(*) from dispute_event where number = @stale", new { stale }));
        Assert.Equal(0, await database.Count("select count(*) from rung_fired where number = @stale", new { stale }));
        Assert.Equal(1, await database.Count("select count(*) from notification where number = @stale", new { stale }));
        Assert.Equal(1, await database.Count("select count(*) from deadline where number = @stale and status = 'running'", new { stale }));
        Assert.Equal(1, await database.Count("select version from dispute where number = @stale", new { stale }));
        Assert.Equal(1, await database.Count("select count(*) from orleansreminderstable where grainid = @grain", new { grain = $"dispute/dispute-{stale}" }));
        Assert.Equal(2, await database.Count("select version from dispute where number = @number", new { number = numbers[2] }));
        Assert.Equal(0, await database.Count("select count(*) from orleansreminderstable where grainid = @grain", new { grain = $"dispute/dispute-{numbers[2]}" }));
    }

    [Fact]
    public async Task A_version_for_a_state_that_does_not_exist_is_lost()
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();

        Assert.False(await commit.Write(Given.Write(number, 3, Everything(number))));

        Assert.Equal(0, await database.Count("select count(*) from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{number}" }));
        Assert.Equal(0, await database.Count("select count(*) from dispute where number = @number", new { number }));
    }

    [Fact]
    public async Task A_rung_that_has_fired_before_fails_its_write_alone()
    {
        var numbers = Given.Numbers(3);
        var poisoned = numbers[1];
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);
        writer.Open();
        foreach (var n in numbers)
            Assert.True(await commit.Write(Given.Write(n, 0, Given.Registration(n) with { Rungs = [Given.Rung(n, "due")] })));

        var writes = await writer.Together(commit, numbers.Select(n => Given.Write(n, 1, new ProjectedRows
        {
            Events = [Given.Event(n, 2)],
            Rungs = [Given.Rung(n, n == poisoned ? "due" : "escalate")],
        })));

        Assert.True(await writes[0]);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]);
        Assert.True(await writes[2]);
        Assert.DoesNotContain("Cattle", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await database.Count("select count(*) from dispute_event where number = @poisoned", new { poisoned }));
        Assert.Equal(1, await database.Count("select version from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{poisoned}" }));
        Assert.Equal(2, await database.Count("select version from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{numbers[0]}" }));
    }

    [Theory]
    [InlineData("a key that is too long")]
    [InlineData("details that are no JSON")]
    [InlineData("a character that no text may hold")]
    public async Task A_poisoned_row_fails_its_write_alone(string poison)
    {
        var numbers = Given.Numbers(3);
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);

        var writes = await writer.Together(commit, numbers.Select(n => Given.Write(n, 0, n == numbers[0] ? Poisoned(n, poison) : Given.Registration(n))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[0]);
        Assert.True(await writes[1]);
        Assert.True(await writes[2]);
        Assert.Equal(0, await database.Count("select count(*) from dispute where number = @number", new { number = numbers[0] }));
        Assert.Equal(0, await database.Count("select count(*) from orleansstorage where grainidextensionstring = @key", new { key = $"dispute-{numbers[0]}" }));
    }

    [Fact]
    public async Task An_idempotency_key_registers_once()
    {
        var numbers = Given.Numbers(3);
        var key = $"clerk:{numbers[0]}";
        await using var commit = database.GroupCommit();

        var outcomes = await Task.WhenAll(numbers.Select(n => commit.Write(Given.Write(n, 0, Given.Registration(n) with
        {
            Dispute = Given.Dispute(n) with { IdempotencyKey = key, Fingerprint = n },
        }))));

        Assert.Single(outcomes, stored => stored);
        Assert.Equal(1, await database.Count("select count(*) from dispute where idempotency_key = @key", new { key }));
        var found = await database.ReadModel().FindRegistration(key, TestContext.Current.CancellationToken);
        Assert.Equal(numbers[Array.IndexOf(outcomes, true)], found!.Number);
        Assert.Equal(found.Number, found.Fingerprint);
        var losers = numbers.Remove(found.Number);
        foreach (var loser in losers)
            Assert.Equal(0, await database.Count("select count(*) from receipt where number = @loser", new { loser }));
        Assert.Null(await database.ReadModel().FindRegistration("clerk:nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_write_alone_costs_one_transaction()
    {
        var number = Given.Number();
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);
        writer.Open();

        await commit.Write(Given.Write(number, 0, Given.Registration(number)));

        Assert.Equal([1], writer.Batches);
    }

    [Fact]
    public async Task Sixty_four_writes_at_once_share_a_few_transactions()
    {
        var numbers = Given.Numbers(64);
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);
        writer.Open();

        var outcomes = await Task.WhenAll(numbers.Select(n => commit.Write(Given.Write(n, 0, Given.Registration(n)))));

        Assert.All(outcomes, Assert.True);
        Assert.True(writer.Batches.Count < 16, $"{writer.Batches.Count} transactions");
        Assert.Equal(64, writer.Batches.Sum());
    }

    [Fact]
    public async Task Two_writes_of_one_grain_go_out_in_their_order()
    {
        var number = Given.Number();
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);

        var writes = await writer.Together(commit, [Given.Write(number, 0, Given.Registration(number)), Given.Write(number, 1), Given.Write(number, 1)]);

        var outcomes = await Task.WhenAll(writes);
        Assert.Equal([true, true, false], outcomes);
    }

    [Fact]
    public async Task Stopping_stores_what_was_accepted_and_refuses_the_rest()
    {
        var numbers = Given.Numbers(20);
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = database.GroupCommit(writer);
        var accepted = numbers.Select(n => commit.Write(Given.Write(n, 0, Given.Registration(n)))).ToList();

        var stopped = commit.Stop();
        var late = Given.Number();
        await Assert.ThrowsAsync<TimeoutException>(() => commit.Write(Given.Write(late, 0)));
        Assert.False(stopped.IsCompleted);
        writer.Open();
        await stopped;

        Assert.All(accepted, write => Assert.True(write.IsCompletedSuccessfully && write.Result));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = new GroupCommit(
            writer, new StorageOptions { QueueLimit = 2, MaxBatch = 1 }, Microsoft.Extensions.Logging.Abstractions.NullLogger<GroupCommit>.Instance);

        // One is in the writer's hands, two wait, and at least one of the others must go.
        var refused = 0;
        foreach (var number in Given.Numbers(5))
        {
            try
            {
                _ = commit.Write(Given.Write(number, 0));
            }
            catch (TimeoutException full)
            {
                Assert.Contains("Storage:QueueLimit", full.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        writer.Open();
        Assert.InRange(refused, 2, 3);
    }

    [Fact]
    public async Task A_database_that_is_away_fails_every_write_with_a_timeout()
    {
        await using var commit = database.GroupCommit(new BrokenWriter());

        var writes = Given.Numbers(3).Select(n => commit.Write(Given.Write(n, 0))).ToList();

        foreach (var write in writes)
            await Assert.ThrowsAsync<TimeoutException>(() => write);
    }

    [Fact]
    public async Task Without_group_commit_every_write_has_its_own_transaction()
    {
        var numbers = Given.Numbers(5);
        var writer = new HeldWriter(database.Opened.CreateWriter(TestDatabase.Service));
        await using var commit = new SingleCommit(writer, Microsoft.Extensions.Logging.Abstractions.NullLogger<SingleCommit>.Instance);
        writer.Open();

        var outcomes = await Task.WhenAll(numbers.Select(n => commit.Write(Given.Write(n, 0, Given.Registration(n)))));

        Assert.All(outcomes, Assert.True);
        Assert.Equal([1, 1, 1, 1, 1], writer.Batches);
    }

    [Fact]
    public async Task A_seal_marks_its_receipts()
    {
        var numbers = Given.Numbers(3);
        await using var commit = database.GroupCommit();
        foreach (var n in numbers)
            await commit.Write(Given.Write(n, 0, Given.Registration(n) with { Receipt = Given.Receipt(n) with { County = "510311" } }));

        Assert.True(await commit.Write(Given.Write($"seal-{numbers[0]}", 0, new ProjectedRows { Seal = Seal("510311", 1, numbers[0], numbers[2]) })));

        var reads = database.ReadModel();
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal([numbers[1]], (await reads.UnsealedReceipts("510311", 10, cancellation)).Select(r => r.Number));
        var seal = Assert.Single(await reads.Seals("510311", 0, 10, cancellation));
        Assert.Equal([numbers[0], numbers[2]], seal.Receipts.Select(r => r.Number));
        Assert.Equal(seal.Hash, (await reads.SealOf(numbers[2], cancellation))!.Hash);
        Assert.Null(await reads.SealOf(numbers[1], cancellation));
        Assert.Empty(await reads.Seals("510311", 1, 10, cancellation));
    }

    [Fact]
    public async Task A_receipt_is_sealed_once_and_a_seal_is_complete()
    {
        var numbers = Given.Numbers(2);
        await using var commit = database.GroupCommit();
        foreach (var n in numbers)
            await commit.Write(Given.Write(n, 0, Given.Registration(n) with { Receipt = Given.Receipt(n) with { County = "510322" } }));
        await commit.Write(Given.Write($"seal-{numbers[0]}", 0, new ProjectedRows { Seal = Seal("510322", 1, numbers[0]) }));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => commit.Write(Given.Write($"seal-{numbers[0]}", 1, new ProjectedRows { Seal = Seal("510322", 2, numbers) })));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => commit.Write(Given.Write($"seal-{numbers[0]}", 1, new ProjectedRows { Seal = Seal("510322", 2, numbers[1], "nobody") })));

        Assert.Equal(1, await database.Count("select count(*) from seal where county = '510322'"));
        Assert.Equal(1, await database.Count("select count(*) from receipt where county = '510322' and seal_number is null"));
    }

    private static ProjectedRows Everything(string number) => new()
    {
        Dispute = Given.Dispute(number) with { Version = 2, Stage = "triaged" },
        Events = [Given.Event(number, 2)],
        Clocks = [Given.Clock(number, "met")],
        Rungs = [Given.Rung(number, "due")],
        Notices = [Given.Notice(number, $"{number}-2-1")],
        Wake = new WakeUp(null),
    };

    private static ProjectedRows Poisoned(string number, string poison) => poison switch
    {
        "a key that is too long" => Given.Registration(number) with { Dispute = Given.Dispute(number) with { IdempotencyKey = new string('k', 5000) } },
        "details that are no JSON" => Given.Registration(number) with { Events = [Given.Event(number, 1) with { Data = "{" }] },
        _ => Given.Registration(number) with { Events = [Given.Event(number, 1) with { Data = "\"\0\"" }] },
    };

    private static SealRow Seal(string county, int number, params IEnumerable<string> receipts) => new(
        county, number, Given.Noon, receipts.Count(), "root", "previous", $"seal-{county}-{number}", [.. receipts.Select((r, i) => new SealedReceipt(r, i))]);
}

public sealed class SqliteGroupCommitTests(SqliteTestDatabase database) : GroupCommitTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class PostgresGroupCommitTests(PostgresTestDatabase database) : GroupCommitTests(database), IClassFixture<PostgresTestDatabase>
{
    private readonly PostgresTestDatabase _database = database;

    [Fact]
    public async Task The_server_has_seen_one_transaction_for_a_write_and_a_few_for_a_crowd()
    {
        var numbers = Given.Numbers(64);
        await using var commit = _database.GroupCommit();

        await commit.Write(Given.Write(numbers[0], 0, Given.Registration(numbers[0])));
        Assert.Equal(1, await Transactions(numbers[..1]));

        await Task.WhenAll(numbers.Skip(1).Select(n => commit.Write(Given.Write(n, 0, Given.Registration(n)))));
        Assert.InRange(await Transactions(numbers), 2, 15);
    }

    // Every row carries the number of the transaction that wrote it.
    private Task<long> Transactions(IEnumerable<string> numbers) => _database.Count(
        """
        select count(distinct xid) from (
            select xmin::text as xid from orleansstorage where grainidextensionstring = any (@keys)
            union all select xmin::text from dispute where number = any (@numbers)
            union all select xmin::text from receipt where number = any (@numbers)
            union all select xmin::text from dispute_event where number = any (@numbers)
            union all select xmin::text from deadline where number = any (@numbers)
            union all select xmin::text from notification where number = any (@numbers)
            union all select xmin::text from orleansreminderstable where grainid = any (@grains)) t
        """,
        new { numbers = numbers.ToArray(), keys = numbers.Select(n => $"dispute-{n}").ToArray(), grains = numbers.Select(n => $"dispute/dispute-{n}").ToArray() });
}
