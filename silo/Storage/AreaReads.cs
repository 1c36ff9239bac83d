using System.Collections.Immutable;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions about an area's disputes as a whole.</summary>
internal sealed class AreaReads(ProductDatabase database) : IAreaReads
{
    private const string InArea = "d.area >= @fromArea and d.area < @beforeArea";

    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.ReadModel);

    public Task<ImmutableArray<SettledRow>> Settled(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) => _snapshot.List(
        $"""
        select d.settled_at, count(*) from dispute d
         where {InArea} and d.closed_at is not null and d.closed_at >= @from and d.closed_at < @before and d.settled_at is not null
         group by d.settled_at order by d.settled_at
        """,
        Values(areaPrefix, from, before),
        row => new SettledRow(row.GetString(0), row.GetInt64(1)),
        cancellation);

    public Task<ImmutableArray<ClosingCost>> Closings(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) => _snapshot.List(
        $"""
        select d.registered_at, c.number, c.area, c.closed_at, c.suspended_days, c.contacts, c.sessions, c.places, c.cost_fen, c.legal_aid
          from closing c join dispute d on d.number = c.number and d.closed_at = c.closed_at
         where c.area >= @fromArea and c.area < @beforeArea and c.closed_at >= @from and c.closed_at < @before
         order by c.number
        """,
        Values(areaPrefix, from, before),
        row => new ClosingCost(
            _dialect.ReadInstant(row, 0),
            new ClosingRow(
                row.GetString(1), row.GetString(2), _dialect.ReadInstant(row, 3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7),
                row.IsDBNull(8) ? null : row.GetInt64(8), row.GetBoolean(9))),
        cancellation);

    public async Task<AreaLoad> Load(string areaPrefix, DateTimeOffset from, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        var values = Values(areaPrefix, from, before);
        values.Add("now", _dialect.Instant(now));
        return (await _snapshot.List(
            $"""
            select (select count(*) from dispute d where {InArea} and d.registered_at >= @from and d.registered_at < @before),
                   (select count(*) from deadline f join dispute d on d.number = f.number
                     where {InArea} and f.status = 'running' and f.duty <> 'party' and f.due_at < @now)
            """,
            values,
            row => new AreaLoad(row.GetInt64(0), row.GetInt64(1)),
            cancellation)).Single();
    }

    private DynamicParameters Values(string areaPrefix, DateTimeOffset from, DateTimeOffset before)
    {
        var (first, last) = DisputeSearch.AreaRange(areaPrefix);
        var values = new DynamicParameters();
        values.Add("fromArea", first);
        values.Add("beforeArea", last);
        values.Add("from", _dialect.Instant(from));
        values.Add("before", _dialect.Instant(before));
        return values;
    }
}
