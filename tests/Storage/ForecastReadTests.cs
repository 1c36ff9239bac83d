using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>Open clocks counted by the day they end on: the same on both databases, to the microsecond around midnight.</summary>
public abstract class ForecastReadTests(TestDatabase database)
{
    private static readonly DateTimeOffset Today = new(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Each_clock_belongs_to_the_day_that_it_ends_on()
    {
        await Put("unit-days", Given.Noon, "running", "running", "running", "running", "running", "running", "running");
        var ends = new[]
        {
            Given.Noon.AddTicks(-10), // before now, to the microsecond: overdue
            Given.Noon, // now: still in time
            Today.AddDays(1), // 24:00 of today
            Today.AddDays(1).AddTicks(10),
            Today.AddDays(2), // 24:00 of tomorrow
            Today.AddDays(3), // the end of the last day
            Today.AddDays(3).AddTicks(10), // later
        };
        await Move("unit-days", ends);

        Assert.Equal(
            ["Due 0 2", "Due 1 2", "Due 2 1", "Later 0 1", "Overdue 0 1"],
            Shown(await database.ReadModel().Load(Filter(holder: "unit-days"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_stands_still_has_no_day_and_what_is_over_is_not_counted()
    {
        await Put("unit-states", Given.Noon.AddDays(-5), "running", "suspended", "met", "expired", "cancelled");

        Assert.Equal(
            ["Overdue 0 1", "Suspended 0 1"],
            Shown(await database.ReadModel().Load(Filter(holder: "unit-states"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task An_area_counts_everything_below_it_and_nothing_beside_it()
    {
        await Put("unit-area", Given.Noon.AddDays(1), "running", "running");
        var number = await Put("parties", Given.Noon.AddDays(1), "running");
        await database.Execute($"update dispute set area = '510399001' where number = '{number}'");
        await database.Execute($"update deadline set duty = 'party', provisional = {(database.Options.Dialect is StorageDialect.PostgreSql ? "true" : "1")} where number = '{number}'");
        var reads = database.ReadModel();

        Assert.Equal([new LoadRow(LoadWhen.Due, 1, "party", 1, 1)], await reads.Load(Filter(area: "510399"), TestContext.Current.CancellationToken));
        Assert.Equal([new LoadRow(LoadWhen.Due, 1, "party", 1, 1)], await reads.Load(Filter(area: "510399001"), TestContext.Current.CancellationToken));
        Assert.Empty(await reads.Load(Filter(area: "510398"), TestContext.Current.CancellationToken));
        Assert.Contains(await reads.Load(Filter(area: "5103"), TestContext.Current.CancellationToken), row => row.Duty == "party");
    }

    [Fact]
    public async Task The_question_for_one_holder_reads_its_index()
    {
        const string Question = "select duty, count(*) from deadline f where f.holder = 'x' and f.status in ('running', 'suspended') group by 1";
        var plan = database.Options.Dialect is StorageDialect.PostgreSql
            ? await database.List<string>($"set enable_seqscan = off; explain {Question}")
            : [.. (await database.List<(long Id, long Parent, long Unused, string Detail)>($"explain query plan {Question}")).Select(step => step.Detail)];

        Assert.True(plan.Any(line => line.Contains("deadline_holder", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    private static LoadFilter Filter(string? holder = null, string? area = null) => new(holder, area, Given.Noon, Today, Today.AddDays(3));

    private static IEnumerable<string> Shown(IEnumerable<LoadRow> rows) => rows.Select(row => $"{row.When} {row.Day} {row.Count}").Order(StringComparer.Ordinal);

    /// <summary>One dispute with a clock in each of the states.</summary>
    private async Task<string> Put(string holder, DateTimeOffset due, params string[] statuses)
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();
        await commit.Write(Given.Write(number, 0, Given.Registration(number) with
        {
            Clocks = [.. statuses.Select((status, index) => Given.Clock(number, status) with { ClockId = $"clock-{index + 1}", Holder = holder, DueAt = due })],
        }));
        return number;
    }

    private async Task Move(string holder, IEnumerable<DateTimeOffset> ends)
    {
        foreach (var (end, index) in ends.Select((end, index) => (end, index)))
        {
            var instant = database.Options.Dialect is StorageDialect.PostgreSql ? $"'{end.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'" : $"{SqliteInstant.From(end)}";
            await database.Execute($"update deadline set due_at = {instant} where holder = '{holder}' and clock_id = 'clock-{index + 1}'");
        }
    }
}

public sealed class SqliteForecastReadTests(SqliteTestDatabase database) : ForecastReadTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class PostgresForecastReadTests(PostgresTestDatabase database) : ForecastReadTests(database), IClassFixture<PostgresTestDatabase>;
