using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>The rule and the query say the same of every row: nothing is left out after it was read, and nothing read that is not covered.</summary>
public abstract class ReachInQueriesTests(TestDatabase database)
{
    private static readonly ImmutableArray<string> Codes = ["510300", "510304", "510304104", "510304104218", "510304104219", "510304105", "510321", "510321119"];

    private static readonly ImmutableArray<string> Agencies = [.. Codes.SelectMany(code => new[] { "centre", "coordinator", "housing" }.Select(kind => $"{code}-{kind}"))];

    private static readonly AccessTable Table = AccessTable.Load();

    [Fact]
    public async Task A_list_holds_exactly_what_the_rule_covers()
    {
        var rows = await Written();
        foreach (var by in Actors())
        {
            var (open, restricted) = (Reach.Of(Table["dispute/read"], by), Reach.Of(Table["dispute/read-restricted"], by));
            var found = await database.ReadModel().Search(
                new DisputeFilter(null, null, "reach", null, null, null, null, null, Given.Noon, null, null, null, DisputeSort.Registered, null, 5_000) { Reach = open, ReachRestricted = restricted },
                TestContext.Current.CancellationToken);

            var covered = rows.Where(row => open.Covers(row.Concern) && (!row.Row.Restricted || restricted.Covers(row.Concern))).Select(row => row.Row.Number);
            Assert.Equal((by, Sorted(covered)), (by, Sorted(found.Select(row => row.Number))));
        }
    }

    private static string Sorted(IEnumerable<string> numbers) => string.Join(' ', numbers.Order(StringComparer.Ordinal));

    /// <summary>Each role in each place, with and without an agency there.</summary>
    private static IEnumerable<Actor> Actors() =>
        from role in new[] { Role.Clerk, Role.Mediator, Role.Leader, Role.Coordinator, Role.Court, Role.Supervisor, Role.Operator, Role.System }
        from agency in Agencies.Append(null)
        from area in role is Role.Leader or Role.Mediator ? [null] : new[] { "510304", "510304104218", null }
        select new Actor("mediator-li", role, agency is null ? null : AgencyId.Parse(agency), area is null ? null : AreaCode.Parse(area));

    /// <summary>Every agency leads one in each of three places, whether or not that makes sense; some have others, some are restricted.</summary>
    private async Task<ImmutableArray<(DisputeRow Row, Concern Concern)>> Written()
    {
        ImmutableArray<string> areas = ["510304104218", "510304105", "510321119"];
        var numbers = Given.Numbers(areas.Length * Agencies.Length);
        var rows = numbers.Select((number, index) =>
        {
            var (area, lead) = (areas[index % areas.Length], Agencies[index / areas.Length]);
            ImmutableArray<string> others = (index % 5) switch { 0 => ["510304-housing", "mediator-li"], 1 => [Concern.BeforeCourt], _ => [] };
            var row = Given.Dispute(number) with { Area = area, Lead = lead, Category = "reach", Others = Concern.Written(others), Restricted = index % 7 == 0 };
            return (Row: row, Concern: new Concern(AreaCode.Parse(area), AgencyId.Parse(lead), others));
        }).ToImmutableArray();
        await using var commit = database.GroupCommit();
        await Task.WhenAll(rows.Select(row => commit.Write(Given.Write(row.Row.Number, 0, new ProjectedRows { Dispute = row.Row }))));
        return rows;
    }
}

public sealed class SqliteReachInQueriesTests(SqliteTestDatabase database) : ReachInQueriesTests(database), IClassFixture<SqliteTestDatabase>;

public sealed class PostgresReachInQueriesTests(PostgresTestDatabase database) : ReachInQueriesTests(database), IClassFixture<PostgresTestDatabase>;
