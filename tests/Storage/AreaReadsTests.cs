using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>What is counted of an area's disputes: by the level that settled them, and what of ours has passed.</summary>
public abstract class AreaReadsTests(TestDatabase database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closed_disputes_are_counted_by_the_level_that_settled_them_in_area_and_period()
    {
        var numbers = Given.Numbers(6);
        await Put(Closed(numbers[0], "510311100201", "village", 0));
        await Put(Closed(numbers[1], "510311100202", "village", 1));
        await Put(Closed(numbers[2], "510311100", "township", 2));
        await Put(Closed(numbers[3], "510311100201", "county", 40));
        await Put(Closed(numbers[4], "510311102201", "county", 1));
        await Put(Given.Dispute(numbers[5]) with { Area = "510311100201" });
        var reads = new AreaReads(database.Opened);

        Assert.Equal([new SettledRow("township", 1), new SettledRow("village", 2)], await reads.Settled("510311100", Given.Noon, Given.Noon.AddDays(30), Cancellation));
        Assert.Equal([new SettledRow("village", 1)], await reads.Settled("510311100201", Given.Noon, Given.Noon.AddDays(1), Cancellation));
        Assert.Empty(await reads.Settled("510311100", Given.Noon.AddDays(-9), Given.Noon, Cancellation));
    }

    [Fact]
    public async Task A_reopened_dispute_is_settled_no_more()
    {
        var number = Given.Number();
        await Put(Closed(number, "510311105201", "village", 0));
        await Put(Given.Dispute(number) with { Area = "510311105201", Version = 2 }, expected: 1);

        Assert.Empty(await new AreaReads(database.Opened).Settled("510311105201", Given.Noon, Given.Noon.AddDays(1), Cancellation));
    }

    [Fact]
    public async Task Registrations_of_a_period_and_passed_limits_of_ours_are_counted()
    {
        var numbers = Given.Numbers(3);
        await Put(Given.Dispute(numbers[0]) with { Area = "510311106201" }, clocks: [Given.Clock(numbers[0]) with { DueAt = Given.Noon.AddDays(-1) }]);
        await Put(Given.Dispute(numbers[1]) with { Area = "510311106201" }, clocks: [Given.Clock(numbers[1]) with { DueAt = Given.Noon.AddDays(-1), Duty = "party" }]);
        await Put(Given.Dispute(numbers[2]) with { Area = "510311106202", RegisteredAt = Given.Noon.AddDays(-9) }, clocks: [Given.Clock(numbers[2]) with { DueAt = Given.Noon.AddDays(-2), Status = "met" }]);

        Assert.Equal(new AreaLoad(2, 1), await new AreaReads(database.Opened).Load("510311106", Given.Noon, Given.Noon.AddDays(1), Given.Noon, Cancellation));
    }

    [Fact]
    public async Task Costs_of_closings_are_read_while_the_dispute_is_closed_as_they_say()
    {
        var numbers = Given.Numbers(2);
        var row = Closed(numbers[0], "510311107201", "village", 0);
        var cost = new ClosingRow(numbers[0], row.Area, row.ClosedAt!.Value, 3, 2, 1, 1, 5_000, true);
        await Put(row, closing: cost);
        await Put(Closed(numbers[1], "510311107202", "village", 1), closing: cost with { Number = numbers[1], Area = "510311107202", ClosedAt = Given.Noon.AddDays(1), CostFen = null, LegalAid = false });
        var reads = new AreaReads(database.Opened);

        var read = await reads.Closings("510311107", Given.Noon, Given.Noon.AddDays(2), Cancellation);
        Assert.Equal(new ClosingCost(row.RegisteredAt, cost), read.Single(one => one.Closing.Number == numbers[0]));
        Assert.Equal((null, false), read.Single(one => one.Closing.Number == numbers[1]).Closing is var other ? (other.CostFen, other.LegalAid) : default);
        Assert.Single(await reads.Closings("510311107", Given.Noon, Given.Noon.AddDays(1), Cancellation));

        await Put(row with { ClosedAt = null, SettledAt = null, Version = 2 }, expected: 1);
        Assert.Equal([numbers[1]], (await reads.Closings("510311107", Given.Noon, Given.Noon.AddDays(2), Cancellation)).Select(one => one.Closing.Number));
        await Put(row with { ClosedAt = Given.Noon.AddHours(1), Version = 3 }, expected: 2, closing: cost with { ClosedAt = Given.Noon.AddHours(1), Sessions = 4 });
        Assert.Equal(4, (await reads.Closings("510311107", Given.Noon, Given.Noon.AddDays(2), Cancellation)).Single(one => one.Closing.Number == numbers[0]).Closing.Sessions);
    }

    private static DisputeRow Closed(string number, string area, string level, int day) =>
        Given.Dispute(number) with { Area = area, ClosedAt = Given.Noon.AddDays(day), SettledAt = level };

    private async Task Put(DisputeRow row, int expected = 0, ClosingRow? closing = null, params ClockRow[] clocks)
    {
        await using var commit = database.GroupCommit();
        Assert.True(await commit.Write(Given.Write(row.Number, expected, new ProjectedRows { Dispute = row, Closing = closing, Clocks = [.. clocks] })));
    }
}

public sealed class AreaReadsOnSqliteTests(SqliteTestDatabase database) : AreaReadsTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class AreaReadsOnPostgresTests(PostgresTestDatabase database) : AreaReadsTests(database), IClassFixture<PostgresTestDatabase>;
