using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>The rows of matters: replaced by the next write, listed newest first, counted, and found by the sweep.</summary>
public abstract class MatterReadsTests(TestDatabase database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_replaced_by_the_next_write_and_found_by_its_number()
    {
        var row = Row("sample-a1", 0);
        await Put(row);
        await Put(row with { Status = "done", Open = false, Version = 2, NextWakeAt = null, Data = """{"n":2}""" });

        var found = await new MatterReads(database.Opened).Find("sample-a1", Cancellation);

        Assert.Equal(row with { Status = "done", Open = false, Version = 2, NextWakeAt = null, Data = """{"n":2}""" }, found! with { Data = found.Data.Replace(" ", "", StringComparison.Ordinal) });
        Assert.Null(await new MatterReads(database.Opened).Find("sample-nobody", Cancellation));
    }

    [Fact]
    public async Task Lists_come_newest_first_page_by_page_and_filtered()
    {
        for (var i = 0; i < 5; i++)
            await Put(Row($"listed-b{i}", i) with { Kind = "listed", Area = i < 3 ? "510304104" : "510321", Open = i % 2 == 0, Subject = i == 1 ? "x" : null });
        var reads = new MatterReads(database.Opened);
        var all = new MatterFilter("listed", 2);

        var first = await reads.List(all, Cancellation);
        var second = await reads.List(all with { After = new PagePosition(first[^1].CreatedAt.UtcTicks, first[^1].Number) }, Cancellation);

        Assert.Equal(["listed-b4", "listed-b3", "listed-b2", "listed-b1"], first.Concat(second).Select(row => row.Number));
        Assert.Equal(["listed-b2", "listed-b1", "listed-b0"], (await reads.List(all with { Limit = 9, AreaPrefix = "510304" }, Cancellation)).Select(row => row.Number));
        Assert.Equal(["listed-b4", "listed-b2", "listed-b0"], (await reads.List(all with { Limit = 9, Open = true }, Cancellation)).Select(row => row.Number));
        Assert.Equal(["listed-b1"], (await reads.List(all with { Limit = 9, Subject = "x" }, Cancellation)).Select(row => row.Number));
        Assert.Equal(["listed-b3", "listed-b2"], (await reads.List(
            all with { Limit = 9, CreatedFrom = Given.Noon.AddDays(2), CreatedBefore = Given.Noon.AddDays(4) }, Cancellation)).Select(row => row.Number));
        Assert.Equal(
            [new MatterCount("510304104", "NEI", "new", 3), new MatterCount("510321", "NEI", "new", 2)], await reads.Count(all, Cancellation));
    }

    [Fact]
    public async Task The_sweep_finds_what_should_have_woken()
    {
        await Put(Row("swept-c1", 0) with { NextWakeAt = Given.Noon.AddYears(-3) });
        await Put(Row("swept-c2", 0) with { NextWakeAt = Given.Noon.AddYears(-3).AddMinutes(-1) });
        await Put(Row("swept-c3", 0) with { NextWakeAt = Given.Noon });

        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(shard =>
            new MatterReads(database.Opened).OverdueWakeUps(shard, 4, Given.Noon.AddYears(-2), 9, Cancellation)));

        Assert.Equal(["swept-c1", "swept-c2"], found.SelectMany(some => some).Order(StringComparer.Ordinal));
    }

    private static MatterRow Row(string number, int day) => new(
        number, "sample", "510304104", "510304104-centre", "NEI", null, "new", true, "Sample", Given.Noon.AddDays(day), Given.Noon.AddDays(day),
        Given.Noon.AddDays(9), Given.Noon.AddDays(8), 1, """{"n":1}""");

    private async Task Put(MatterRow row)
    {
        await using var commit = database.GroupCommit();
        Assert.True(await commit.Write(Given.Write(Given.Number(), 0, new ProjectedRows { Matter = row })));
    }
}

public sealed class MatterReadsOnSqliteTests(SqliteTestDatabase database) : MatterReadsTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class MatterReadsOnPostgresTests(PostgresTestDatabase database) : MatterReadsTests(database), IClassFixture<PostgresTestDatabase>;
