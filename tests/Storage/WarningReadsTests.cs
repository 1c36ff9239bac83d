using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>Counts by area, category and China's day; marks of what is open; incidents; and the doors that disputes came through.</summary>
public abstract class WarningReadsTests(TestDatabase database)
{
    private static readonly DateOnly Day = new(2031, 3, 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WarningReads Reads => new(database.Opened);

    [Fact]
    public async Task Days_begin_at_midnight_in_china_and_merged_ones_are_not_counted()
    {
        await Put("510311001001", Moment.StartOf(Day), category: "WAG");
        await Put("510311001001", Moment.StartOf(Day.AddDays(1)).AddMilliseconds(-1), category: "WAG");
        await Put("510311001001", Moment.StartOf(Day.AddDays(1)), category: "WAG");
        await Put("510311001001", Moment.StartOf(Day.AddDays(1)), category: "WAG", standing: "merged");
        await Put("510311001002", Moment.StartOf(Day.AddDays(1)), category: null);
        await Put("510311001001", Moment.StartOf(Day).AddMilliseconds(-1), category: "WAG");

        var past = await Reads.Past("510311001", Day, Day.AddDays(1), Cancellation);
        var together = await Reads.PastTogether("5103", Day, Day.AddDays(1), Cancellation);

        Assert.Equal(
            [
                new DayCount("510311001001", "WAG", Day, 2), new DayCount("510311001001", "WAG", Day.AddDays(1), 1), new DayCount("510311001002", null, Day.AddDays(1), 1),
            ],
            past.OrderBy(row => row.Area).ThenBy(row => row.Day));
        Assert.Equal((2, 1, 1), (
            together.Single(row => row is { Category: "WAG", Area: "" } && row.Day == Day).Count,
            together.Single(row => row is { Category: "WAG" } && row.Day == Day.AddDays(1)).Count,
            together.Single(row => row.Category is null).Count));
    }

    [Fact]
    public async Task What_came_lately_is_counted_by_the_organisation_that_it_is_against()
    {
        var day = new DateOnly(2032, 5, 5);
        var first = await Put("510311002001", Moment.StartOf(day), mark: number => Mark(number, "510311002001", Moment.StartOf(day)) with { Subject = "k1", People = 4 });
        await Put("510311002001", Moment.StartOf(day).AddHours(9), mark: number => Mark(number, "510311002001", Moment.StartOf(day)) with { Subject = "k1", People = 40 });
        await Put("510311002001", Moment.StartOf(day).AddHours(9));

        var recent = await Reads.Recent("510311002", day, Cancellation);

        Assert.Equal(
            [(null, 1, 0), ("k1", 2, 40)],
            recent.OrderBy(row => row.Count).Select(row => (row.Subject, row.Count, row.People)));
        Assert.Equal(first, recent.Single(row => row.Subject is "k1").Sample);
    }

    [Fact]
    public async Task Only_what_is_open_near_and_late_enough_can_be_the_same_incident()
    {
        var at = Moment.StartOf(new DateOnly(2033, 5, 5));
        var open = await Put("510311003001", at, mark: number => Mark(number, "510311003001", at));
        await Put("510311003001", at, standing: "exited", mark: number => Mark(number, "510311003001", at));
        await Put("510311003001", at.AddDays(-40), mark: number => Mark(number, "510311003001", at.AddDays(-40)));
        await Put("510311004001", at, mark: number => Mark(number, "510311004001", at));
        await Signal("signal-w1", at.AddHours(1), open: true);
        await Signal("signal-w2", at.AddHours(2), open: false);

        var marks = await Reads.OpenMarks("510311003", at.AddDays(-30), 10, Cancellation);

        Assert.Equal([("signal-w1", "LAB"), (open, "neighbours")], marks.Select(mark => (mark.Number, mark.Category)));
        Assert.Equal("a b", marks[0].Parties);
    }

    [Fact]
    public async Task Incidents_are_large_or_escalated_and_sources_know_of_signals()
    {
        var at = Moment.StartOf(new DateOnly(2034, 5, 5));
        var large = await Put("510311005001", at, mark: number => Mark(number, "510311005001", at) with { People = 30 });
        var called = await Put("510311005001", at.AddHours(1), escalated: true);
        await Put("510311005001", at.AddHours(2), mark: number => Mark(number, "510311005001", at) with { People = 29 });
        await Signal("signal-w3", at, open: false, subject: large);

        var incidents = await Reads.Incidents("510311005", at, at.AddDays(1), 30, 10, Cancellation);
        var sources = await Reads.Sources("510311005", at, at.AddDays(1), Cancellation);

        Assert.Equal([large, called], incidents.Select(incident => incident.Number));
        Assert.Equal([new SourceCount("walk-in", false, 2), new SourceCount("walk-in", true, 1)], sources);
    }

    private static MarkRow Mark(string number, string area, DateTimeOffset at) => new(number, area, at, null, 0, "a b", "w");

    private async Task<string> Put(
        string area, DateTimeOffset at, string? category = "neighbours", string standing = "open", Func<string, MarkRow>? mark = null, bool escalated = false)
    {
        var number = Given.Number();
        var rows = new ProjectedRows
        {
            Dispute = Given.Dispute(number) with { Area = area, RegisteredAt = at, Category = category, Standing = standing },
            Mark = mark?.Invoke(number),
            Events = escalated ? [Given.Event(number, 1) with { Act = "escalate" }] : [],
        };
        await Write(Given.Write(number, 0, rows));
        return number;
    }

    private Task Signal(string number, DateTimeOffset at, bool open, string? subject = null) => Write(new StateWrite(
        StateIdentity.Of("signal", GrainId.Create("signal", number)),
        GrainId.Create("signal", number),
        0,
        "{}"u8.ToArray(),
        new ProjectedRows
        {
            Matter = new MatterRow(number, "signal", "510311003001", "510311003-centre", "LAB", subject, open ? "reported" : "registered", open, "t", at, at, null, null, 1, "{}"),
            Mark = Mark(number, "510311003001", at),
        }));

    private async Task Write(StateWrite write)
    {
        await using var writer = database.Opened.CreateWriter(TestDatabase.Service);
        Assert.All(await writer.Write([write]), outcome => Assert.True(outcome.Written, outcome.Failure?.ToString()));
    }
}

public sealed class WarningReadsOnSqlite(SqliteTestDatabase database) : WarningReadsTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class WarningReadsOnPostgres(PostgresTestDatabase database) : WarningReadsTests(database), IClassFixture<PostgresTestDatabase>;
