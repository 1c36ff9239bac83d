using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Projection;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>What the directory, the daily list and the response table read; the table against a plain count over the same rows.</summary>
public abstract class AgencyReadsTests(TestDatabase database)
{
    private static readonly ImmutableArray<string> Silence = ["unanswered", "unanswered-below", "unanswered-long"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_is_replaced_by_the_next_and_found_by_agency_and_by_where_its_points_are()
    {
        await Put(new ProjectedRows { Profile = new ProfileRow("510321-housing", 1, 2, """{"leaderName":"甲"}""") });
        await Put(new ProjectedRows { Profile = new ProfileRow("510321-housing", 2, 1, """{"leaderName":"乙"}""") });
        await Put(new ProjectedRows { Profile = new ProfileRow("510321101-centre", 1, 1, "{}") });
        await Put(new ProjectedRows { Profile = new ProfileRow("510321102-centre", 1, 1, "{}") });
        await Put(new ProjectedRows { Profile = new ProfileRow("510321101-committee", 1, 0, "{}") });
        var reads = new AgencyReads(database.Opened);

        var found = await reads.Profiles(["510321-housing", "510321-nobody"], Cancellation);
        var withPoints = await reads.ProfilesWithPoints("510321101", ["510321", "510300"], Cancellation);

        Assert.Equal([new ProfileRow("510321-housing", 2, 1, """{"leaderName":"乙"}""")], found);
        Assert.Equal(["510321-housing", "510321101-centre"], withPoints.Select(row => row.Agency).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_duties_of_a_holder_are_counted_whole_and_named_by_their_end()
    {
        var numbers = Given.Numbers(6);
        await Put(new ProjectedRows
        {
            Clocks =
            [
                Clock(numbers[0], -2), Clock(numbers[1], -1), Clock(numbers[2], 1), Clock(numbers[3], 5),
                Clock(numbers[4], -3) with { Status = "met" },
                Clock(numbers[5], -3) with { Duty = "party" },
            ],
        });

        var duties = await new AgencyReads(database.Opened).Duties("510303-housing", Given.Noon, Given.Noon.AddDays(3), 2, Cancellation);

        Assert.Equal((2, 1), (duties.Overdue, duties.Soon));
        Assert.Equal([numbers[0], numbers[1]], duties.First.Select(duty => duty.Number));
        Assert.Equal(Given.Noon.AddDays(-2), duties.First[0].DueAt);
        Assert.Empty((await new AgencyReads(database.Opened).Duties("510303-nobody", Given.Noon, Given.Noon, 2, Cancellation)).First);

        static ClockRow Clock(string number, int days) =>
            Given.Clock(number) with { Duty = "agency", Holder = "510303-housing", DueAt = Given.Noon.AddDays(days) };
    }

    [Fact]
    public async Task The_response_table_agrees_with_a_plain_count()
    {
        var (notices, taken, acknowledged) = SomeYears();
        await Put(new ProjectedRows { Notices = notices });
        await Put(new ProjectedRows { Taken = taken });
        await Put(new ProjectedRows { Acknowledged = acknowledged });
        await Put(new ProjectedRows
        {
            Clocks =
            [
                Given.Clock(Given.Number()) with { Duty = "agency", Holder = "510311-a", DueAt = Given.Noon.AddDays(-1) },
                Given.Clock(Given.Number()) with { Duty = "agency", Holder = "510311-idle", DueAt = Given.Noon.AddDays(-1) },
                Given.Clock(Given.Number()) with { Duty = "agency", Holder = "510311-idle", DueAt = Given.Noon.AddDays(1) },
            ],
            Notices =
            [
                Said("510311-b", "unanswered", "510311-b", Given.Noon.AddDays(-3)),
                Said("510311-x", "unanswered-below", "510311-b", Given.Noon.AddDays(-2)),
                Said("510311-x", "unanswered-long", "510311-c", Given.Noon.AddDays(-40)), // before the period
                Said("510311-x", "digest", "510311-c", Given.Noon.AddDays(-2)),
            ],
        });
        var (from, to) = (Given.Noon.AddDays(-30), Given.Noon.AddDays(1));

        var rows = await new AgencyReads(database.Opened).Responses(new ResponseFilter("510311", from, to, Given.Noon, Silence, 100), Cancellation);

        Assert.Equal(Expected(notices, taken, acknowledged, from, to), rows);
        Assert.Equal(rows.OrderByDescending(row => row.Missed).ThenByDescending(row => row.FurthestStep ?? 0).Select(row => row.Agency), rows.Select(row => row.Agency));
        Assert.Empty(await new AgencyReads(database.Opened).Responses(new ResponseFilter("510312", from, to, Given.Noon, Silence, 100), Cancellation));
    }

    /// <summary>The same figures without a database.</summary>
    private static IEnumerable<ResponseRow> Expected(
        ImmutableArray<NoticeRow> notices, ImmutableArray<TakenRow> taken, ImmutableArray<AcknowledgedRow> acknowledged, DateTimeOffset from, DateTimeOffset to)
    {
        var answers = acknowledged.ToDictionary(row => row.Id, row => row.At);
        var received = taken.Where(row => row.At >= from && row.At < to)
            .Join(notices, row => row.Id, notice => notice.Id, (row, notice) => (notice.Agency, row.At, By: row.AcknowledgeBy, Answer: answers.TryGetValue(row.Id, out var at) ? at : (DateTimeOffset?)null))
            .ToLookup(row => row.Agency);
        return received.Select(group => group.Key).Append("510311-idle").Distinct()
            .Select(agency =>
            {
                var asked = received[agency].Where(row => row.By is not null).ToList();
                var waiting = asked.Where(row => row.Answer is null).ToList();
                var seconds = asked.Where(row => row.Answer is not null).Select(row => (long)(row.Answer!.Value - row.At).TotalSeconds).Order().ToList();
                long? Rank(double share) => seconds.Count == 0 ? null : seconds[(int)Math.Ceiling(share * seconds.Count) - 1];
                var (steps, furthest) = agency is "510311-b" ? (2, (int?)2) : (0, null);
                return new ResponseRow(
                    agency, received[agency].Count(), asked.Count, asked.Count(row => row.Answer <= row.By), asked.Count(row => row.Answer > row.By), waiting.Count,
                    waiting.Count(row => row.By < Given.Noon), waiting.Min(row => (DateTimeOffset?)row.At), Rank(0.5), Rank(0.9), steps, furthest,
                    agency is "510311-a" or "510311-idle" ? 1 : 0);
            })
            .OrderByDescending(row => row.Missed).ThenByDescending(row => row.FurthestStep ?? 0).ThenByDescending(row => row.OverdueDuties)
            .ThenByDescending(row => row.Late).ThenByDescending(row => row.P90Seconds ?? 0).ThenBy(row => row.Agency, StringComparer.Ordinal);
    }

    /// <summary>Notices of three agencies: for information, answered in time and late, waiting in time and late, in the period and outside it.</summary>
    private static (ImmutableArray<NoticeRow> Notices, ImmutableArray<TakenRow> Taken, ImmutableArray<AcknowledgedRow> Acknowledged) SomeYears()
    {
        var notices = ImmutableArray.CreateBuilder<NoticeRow>();
        var taken = ImmutableArray.CreateBuilder<TakenRow>();
        var acknowledged = ImmutableArray.CreateBuilder<AcknowledgedRow>();
        foreach (var (index, agency) in new[] { "510311-a", "510311-b", "510311-c" }.Index())
            for (var i = 0; i < 31 + (7 * index); i++)
            {
                var number = Given.Number();
                var at = Given.Noon.AddHours(-1 - (i * 31 % (40 * 24)));
                notices.Add(new NoticeRow($"{number}-1-0", agency, number, "new-duty", "warning", at, "{}"));
                taken.Add(new TakenRow($"{number}-1-0", i + 1, at, i % 4 == 0 ? null : at.AddDays(2)));
                if (i % 3 != index)
                    acknowledged.Add(new AcknowledgedRow($"{number}-1-0", at.AddMinutes((i * 97 % (4 * 1440)) + 1), "someone"));
            }

        // One that is still in the outbox is nobody's to answer.
        notices.Add(new NoticeRow($"{Given.Number()}-1-0", "510311-a", "1", "new-duty", "warning", Given.Noon, "{}"));
        return (notices.ToImmutable(), taken.ToImmutable(), acknowledged.ToImmutable());
    }

    private static NoticeRow Said(string to, string kind, string of, DateTimeOffset at) => new(
        string.Create(CultureInfo.InvariantCulture, $"{of}-{kind}-1-{at.Ticks % 1000}"), to, "", kind, "urgent", at, $$"""{"subject":"{{of}}"}""");

    private async Task Put(ProjectedRows rows)
    {
        var number = Given.Number();
        await using var commit = database.GroupCommit();
        Assert.True(await commit.Write(Given.Write(number, 0, rows)));
    }
}

public sealed class AgencyReadsOnSqliteTests(SqliteTestDatabase database) : AgencyReadsTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class AgencyReadsOnPostgresTests(PostgresTestDatabase database) : AgencyReadsTests(database), IClassFixture<PostgresTestDatabase>;
