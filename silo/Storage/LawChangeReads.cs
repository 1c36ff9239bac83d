using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions about changes of law and the clocks they concern. One statement each: one statement sees one snapshot.</summary>
/// <remarks>
/// Pages follow the index of their slice and stop when they are full: nothing is joined or filtered that would make the
/// planner believe that few rows are left, and so read and sort everything for each page.
/// </remarks>
internal sealed class LawChangeReads(ProductDatabase database) : ILawChangeReads
{
    /// <summary>As the partial indexes say it, word by word: otherwise they are not used.</summary>
    private const string IsOpen = "c.status in ('running', 'suspended')";

    /// <summary>Agreed days follow no law, whatever calendar an earlier version noted beside them.</summary>
    private const string IsCounted = $"{IsOpen} and c.due_at is not null and c.rule_id <> '{RuleCatalogue.AgreedRule}'";

    private const string IsStale = $"{IsCounted} and c.status = 'running' and c.due_at > @now";

    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.ReadModel);

    public async Task<ImmutableArray<LawChangeRow>> LawChanges(long afterEdition, int limit, CancellationToken cancellation) => await List(
        "select edition, at, put_by, kind, key, version, content, note from law_change where edition > @afterEdition order by edition limit @limit",
        new DynamicParameters(new { afterEdition, limit }),
        row => new LawChangeRow(
            row.GetInt64(0), Instant(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), RowReader.Text(row, 7)),
        cancellation);

    // From one value to the next through the index: a handful of steps, however many clocks there are.
    public async Task<ImmutableArray<string>> CalendarVersions(CancellationToken cancellation) => await List(
        $"""
        with recursive known (version) as (
            select (select min(c.calendar_version) from deadline c where {IsOpen} and c.calendar_version > '')
            union all
            select (select min(c.calendar_version) from deadline c where {IsOpen} and c.calendar_version > known.version)
              from known
             where known.version is not null
        )
        select version from known where version is not null
        """,
        new DynamicParameters(),
        row => row.GetString(0),
        cancellation);

    public async Task<ImmutableArray<OpenClock>> OpenClocks(ClockSlice slice, ClockPosition after, int limit, CancellationToken cancellation)
    {
        var (condition, values) = In(slice);
        values.AddDynamicParams(new { after.Number, after.ClockId, limit });
        return await List(
            $"""
            select c.number, c.clock_id, c.rule_id, c.rule_version, c.status, c.started_at, c.due_at, c.calendar_version, c.adjusted,
                   coalesce((select d.area from dispute d where d.number = c.number), (select m.area from matter m where m.number = c.number), '')
              from deadline c
             where {condition} and {IsCounted} and (c.number, c.clock_id) > (@Number, @ClockId)
             order by c.number, c.clock_id limit @limit
            """,
            values,
            row => new OpenClock(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), Instant(row, 5), Instant(row, 6), row.GetString(7),
                RowReader.Text(row, 8), row.GetString(9)),
            cancellation);
    }

    public async Task<ImmutableArray<string>> StaleDisputes(
        ClockSlice slice, DateTimeOffset now, string afterNumber, int limit, CancellationToken cancellation)
    {
        var (condition, values) = In(slice);
        values.AddDynamicParams(new { now = _dialect.Instant(now), afterNumber, limit });
        return await List(
            $"""
            select distinct c.number
              from deadline c
             where {condition} and {IsStale} and c.number > @afterNumber
             order by c.number limit @limit
            """,
            values,
            row => row.GetString(0),
            cancellation);
    }

    public async Task<long> CountStale(ClockSlice slice, DateTimeOffset now, CancellationToken cancellation)
    {
        var (condition, values) = In(slice);
        values.AddDynamicParams(new { now = _dialect.Instant(now) });
        return (await List($"select count(*) from deadline c where {condition} and {IsStale}", values, row => row.GetInt64(0), cancellation))[0];
    }

    public async Task<long> CountMoves(long edition, CancellationToken cancellation) =>
        (await List("select count(*) from clock_move where edition = @edition", new DynamicParameters(new { edition }), row => row.GetInt64(0), cancellation))[0];

    public async Task<ImmutableArray<ClockMoveRow>> Moves(long edition, ClockPosition after, int limit, CancellationToken cancellation) => await List(
        """
        select edition, number, clock_id, rule_id, old_due_at, new_due_at, at from clock_move
         where edition = @edition and (number, clock_id) > (@Number, @ClockId)
         order by number, clock_id, at limit @limit
        """,
        new DynamicParameters(new { edition, after.Number, after.ClockId, limit }),
        row => new ClockMoveRow(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), Instant(row, 4), Instant(row, 5), Instant(row, 6)),
        cancellation);

    private (string Condition, DynamicParameters Values) In(ClockSlice slice) => slice.Rule is { } rule
        ? ("c.rule_id = @ruleId and c.rule_version = @ruleVersion and c.started_at >= @from and c.started_at < @before",
            new DynamicParameters(new { ruleId = rule.Id, ruleVersion = rule.Version, from = _dialect.Instant(rule.From), before = _dialect.Instant(rule.Before) }))
        : ("c.calendar_version = @calendarVersion", new DynamicParameters(new { calendarVersion = slice.CalendarVersion }));

    private DateTimeOffset Instant(DbDataReader row, int column) => _dialect.ReadInstant(row, column);

    private Task<ImmutableArray<T>> List<T>(string sql, DynamicParameters values, Func<DbDataReader, T> map, CancellationToken cancellation) =>
        _snapshot.List(sql, values, map, cancellation);
}
