using System.Collections.Immutable;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

public abstract class ReadModelTests(TestDatabase database)
{
    private static readonly DisputeFilter Any = new(
        null, null, null, null, null, null, null, null, Given.Noon, null, null, null, DisputeSort.Registered, null, 100)
    {
        Reach = Reach.Everything,
        ReachRestricted = Reach.Everything,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var number = Given.Number();
        var row = Given.Dispute(number) with
        {
            Mediator = "mediator-1",
            Watch = "watch",
            ClosedAt = Given.Noon.AddDays(9),
            NextWakeAt = null,
            MergedInto = "other",
            Others = "|510304-housing|",
            Restricted = true,
            IdempotencyKey = $"key:{number}",
            Lead = "unit-round-trip",
        };
        await Put(row);

        Assert.Equal(row, Assert.Single(await Search(Any with { Lead = "unit-round-trip" })));
        Assert.Equal([number], await database.ReadModel().MergedInto("other", Cancellation));
    }

    [Fact]
    public async Task Later_writes_change_the_row_but_not_who_registered_it()
    {
        var number = Given.Number();
        var row = Given.Dispute(number) with { Lead = "unit-later", IdempotencyKey = $"key:{number}" };
        await using var commit = database.GroupCommit();
        await commit.Write(Given.Write(number, 0, new ProjectedRows { Dispute = row }));

        var changed = row with { Stage = "triaged", Title = "Wall", UpdatedAt = Given.Noon.AddHours(1), NextDueAt = null, Version = 2, IdempotencyKey = "x", Fingerprint = "y" };
        await commit.Write(Given.Write(number, 1, new ProjectedRows { Dispute = changed }));

        Assert.Equal(
            changed with { IdempotencyKey = row.IdempotencyKey, Fingerprint = row.Fingerprint },
            Assert.Single(await Search(Any with { Lead = "unit-later" })));
    }

    [Fact]
    public async Task Every_filter_lets_through_what_it_names_only()
    {
        var lead = "unit-filters";
        var numbers = Given.Numbers(2);
        var (one, other) = (numbers[0], numbers[1]);
        await Put(Given.Dispute(one) with
        {
            Area = "510304001",
            Stage = "not-agreed",
            Category = "land",
            Channel = "court",
            Lead = lead,
            Mediator = "m-1",
            Watch = "w-1",
            RegisteredAt = Given.Noon,
            NextDueAt = Given.Noon.AddSeconds(-1),
        });
        await Put(Given.Dispute(other) with
        {
            Area = "510311001",
            Stage = "handling",
            Category = "debt",
            Channel = "people",
            Lead = lead,
            Mediator = "m-2",
            Watch = null,
            RegisteredAt = Given.Noon.AddDays(1),
            NextDueAt = Given.Noon,
        });
        var filter = Any with { Lead = lead };

        foreach (var narrow in (DisputeFilter[])
            [
                filter with { AreaPrefix = "510304" },
                filter with { AreaPrefix = "510304001" },
                filter with { Stage = Stage.NotAgreed },
                filter with { Category = "land" },
                filter with { Channel = "court" },
                filter with { Mediator = "m-1" },
                filter with { Watch = "w-1" },
                filter with { Overdue = true },
                filter with { RegisteredTo = Given.Noon.AddDays(1) },
                filter with { Text = one },
            ])
            Assert.Equal([one], (await Search(narrow)).Select(d => d.Number));

        Assert.Equal([other], (await Search(filter with { Overdue = false })).Select(d => d.Number));
        Assert.Equal([other], (await Search(filter with { RegisteredFrom = Given.Noon.AddDays(1) })).Select(d => d.Number));
        Assert.Equal([other, one], (await Search(filter with { AreaPrefix = "5103" })).Select(d => d.Number));
        Assert.Empty(await Search(filter with { AreaPrefix = "5104" }));
        Assert.Equal([other], (await Search(filter with { Limit = 1 })).Select(d => d.Number));
    }

    [Theory]
    [InlineData("%", "100% true")]
    [InlineData("_", "a_b")]
    [InlineData("\\", "back\\slash")]
    [InlineData("'", "it's")]
    [InlineData("牛棚", "高庙牛棚之争")]
    public async Task Searched_text_is_taken_literally(string text, string title)
    {
        var lead = $"unit-text-{title}";
        var numbers = Given.Numbers(2);
        await Put(Given.Dispute(numbers[0]) with { Lead = lead, Title = title });
        await Put(Given.Dispute(numbers[1]) with { Lead = lead, Title = "something else" });

        Assert.Equal([numbers[0]], (await Search(Any with { Lead = lead, Text = text })).Select(d => d.Number));
    }

    [Theory]
    [InlineData(DisputeSort.Registered)]
    [InlineData(DisputeSort.Due)]
    [InlineData(DisputeSort.Updated)]
    public async Task Pages_follow_each_other_without_gap_or_repetition(DisputeSort sort)
    {
        var lead = $"unit-pages-{sort}";
        var numbers = Given.Numbers(9);
        // Three share each instant, and the last three have no due date.
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
            await Put(Given.Dispute(number) with
            {
                Lead = lead,
                RegisteredAt = Given.Noon.AddMinutes(i / 3),
                UpdatedAt = Given.Noon.AddMinutes(i / 3),
                NextDueAt = i < 6 ? Given.Noon.AddMinutes(i / 3) : null,
            });

        var walked = new List<string>();
        PagePosition? after = null;
        for (var page = 0; page < 6; page++)
        {
            var rows = await Search(Any with { Lead = lead, Sort = sort, After = after, Limit = 2 });
            if (rows.IsEmpty)
                break;
            walked.AddRange(rows.Select(d => d.Number));
            var last = rows[^1];
            var instant = sort switch { DisputeSort.Registered => last.RegisteredAt, DisputeSort.Updated => last.UpdatedAt, _ => last.NextDueAt };
            after = new PagePosition(instant?.UtcTicks ?? long.MaxValue, last.Number);
        }

        Assert.Equal(sort is DisputeSort.Due ? numbers : numbers.Reverse(), walked);
    }

    [Fact]
    public async Task History_keeps_its_order_and_its_text()
    {
        var numbers = Given.Numbers(2);
        await using var commit = database.GroupCommit();
        foreach (var n in numbers)
            await commit.Write(Given.Write(n, 0, new ProjectedRows { Events = [Given.Event(n, 2), Given.Event(n, 1), Given.Event(n, 3)] }));

        var history = await database.ReadModel().History(numbers[0], 1, 10, Cancellation);
        Assert.Equal([Given.Event(numbers[0], 2), Given.Event(numbers[0], 3)], history);
        Assert.Single(await database.ReadModel().History(numbers[0], 0, 1, Cancellation));

        var both = await database.ReadModel().Histories(numbers, Cancellation);
        Assert.Equal(numbers.SelectMany(n => (EventRow[])[Given.Event(n, 1), Given.Event(n, 2), Given.Event(n, 3)]), both);
        Assert.Empty(await database.ReadModel().Histories([], Cancellation));
    }

    [Fact]
    public async Task Overdue_wake_ups_are_spread_over_the_shards_and_each_is_in_one()
    {
        var numbers = Given.Numbers(12);
        var longAgo = Given.Noon.AddYears(-5);
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
            await Put(Given.Dispute(number) with { NextWakeAt = i is 0 ? null : longAgo.AddMinutes(-i) });
        var before = longAgo.AddMinutes(-1);

        var found = new List<string>();
        for (var shard = 0; shard < 3; shard++)
            found.AddRange(await database.ReadModel().OverdueWakeUps(shard, 3, before, 100, Cancellation));

        Assert.Equal(numbers.Skip(2).Order(), found.Order());
        Assert.Equal(numbers.Skip(2).Reverse(), await database.ReadModel().OverdueWakeUps(0, 1, before, 100, Cancellation));
        Assert.Equal([numbers[11]], await database.ReadModel().OverdueWakeUps(0, 1, before, 1, Cancellation));
    }

    [Fact]
    public async Task The_ledger_of_a_subtree_adds_up()
    {
        var numbers = Given.Numbers(5);
        string[] standings = ["open", "open", "exited", "merged", "open"];
        await using var commit = database.GroupCommit();
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
            await commit.Write(Given.Write(number, 0, new ProjectedRows
            {
                Dispute = Given.Dispute(number) with { Area = i is 4 ? "620000001" : "610000001", Standing = standings[i] },
                Receipt = i is 0 ? null : Given.Receipt(number) with { County = "610000" },
                Events = [Given.Event(number, 1)],
            }));

        var reads = database.ReadModel();
        Assert.Equal(new LedgerCounts(4, 2, 1, 1, 3), await reads.CountLedger("61", Cancellation));
        Assert.Equal(new LedgerCounts(0, 0, 0, 0, 0), await reads.CountLedger("63", Cancellation));
        Assert.True((await reads.CountLedger("", Cancellation)).Registered >= 5);
        Assert.Equal(
            [new ChainEnd(numbers[0], null, 1, "h1"), new ChainEnd(numbers[1], $"receipt-{numbers[1]}", 1, "h1")],
            await reads.ChainEnds("61", "", 2, Cancellation));
        Assert.Equal(numbers[2..4], (await reads.ChainEnds("61", numbers[1], 10, Cancellation)).Select(c => c.Number));
    }

    [Fact]
    public async Task Unsealed_receipts_come_by_year_and_sequence()
    {
        var numbers = Given.Numbers(3);
        (int Year, int Sequence)[] places = [(2027, 1), (2026, 2), (2026, 1)];
        await using var commit = database.GroupCommit();
        foreach (var (number, (year, sequence)) in numbers.Zip(places))
            await commit.Write(Given.Write(number, 0, new ProjectedRows { Receipt = Given.Receipt(number) with { County = "640000", Year = year, Sequence = sequence } }));

        Assert.Equal([numbers[2], numbers[1]], (await database.ReadModel().UnsealedReceipts("640000", 2, Cancellation)).Select(r => r.Number));
    }

    [Fact]
    public async Task A_clock_is_one_row_that_changes()
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();
        await commit.Write(Given.Write(number, 0, new ProjectedRows { Clocks = [Given.Clock(number)] }));
        await commit.Write(Given.Write(number, 1, new ProjectedRows { Clocks = [Given.Clock(number, "met")] }));

        Assert.Equal(["met"], await database.List<string>($"select status from deadline where number = '{number}'"));
    }

    [Fact]
    public async Task A_database_that_answers_is_reachable() => Assert.True(await database.ReadModel().IsReachable(Cancellation));

    [Theory]
    [InlineData("update dispute_event set act = 'x'")]
    [InlineData("delete from dispute_event")]
    [InlineData("update rung_fired set cause = 'sweep'")]
    [InlineData("delete from rung_fired")]
    [InlineData("delete from receipt")]
    [InlineData("update receipt set hash = 'x'")]
    public async Task History_refuses_to_be_changed(string statement)
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();
        await commit.Write(Given.Write(number, 0, Given.Registration(number) with { Rungs = [Given.Rung(number, "due")] }));

        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.Execute(statement));

        Assert.Contains("is append-only", refusal.Message, StringComparison.Ordinal);
    }

    private Task<ImmutableArray<DisputeRow>> Search(DisputeFilter filter) => database.ReadModel().Search(filter, Cancellation);

    private async Task Put(DisputeRow row)
    {
        await using var commit = database.GroupCommit();
        Assert.True(await commit.Write(Given.Write(row.Number, 0, new ProjectedRows { Dispute = row })));
    }
}

public sealed class SqliteReadModelTests(SqliteTestDatabase database) : ReadModelTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class PostgresReadModelTests(PostgresTestDatabase database) : ReadModelTests(database), IClassFixture<PostgresTestDatabase>
{
    private static PostgresDatabase Away() => new(new StorageOptions
    {
        Dialect = StorageDialect.PostgreSql,
        ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1",
    });

    [Fact]
    public async Task A_database_that_is_away_is_not_reachable()
    {
        await using var away = Away();

        Assert.False(await new ReadModel(away, Microsoft.Extensions.Logging.Abstractions.NullLogger<ReadModel>.Instance)
            .IsReachable(TestContext.Current.CancellationToken));
    }

    /// <summary>A driver's exception cannot be sent to another process: there it would arrive as a fault of the product.</summary>
    [Fact]
    public async Task A_question_to_a_database_that_is_away_fails_with_what_every_process_can_read()
    {
        await using var away = Away();
        var reads = new ReadModel(away, Microsoft.Extensions.Logging.Abstractions.NullLogger<ReadModel>.Instance);

        await Assert.ThrowsAsync<TimeoutException>(() => reads.FindRegistration("key", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TimeoutException>(() => new LawChangeReads(away).LawChanges(0, 1, TestContext.Current.CancellationToken));
    }
}
