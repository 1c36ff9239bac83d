using System.Collections.Immutable;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>One statement each: what will be erased, and what may be published.</summary>
internal sealed class RetentionReads(ProductDatabase database) : IRetentionReads
{
    private const string InArea = "d.area >= @fromArea and d.area < @beforeArea";

    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.ReadModel);

    public Task<ImmutableArray<EndingRow>> Ending(string areaPrefix, DateTimeOffset before, CancellationToken cancellation)
    {
        var values = Area(areaPrefix);
        values.Add("before", _dialect.Instant(before));
        return _snapshot.List(
            $"""
            select coalesce(d.erase_rule, ''), d.held, count(*), min(d.erase_at) from dispute d
             where {InArea} and d.erase_at < @before
             group by d.erase_rule, d.held order by d.erase_rule, d.held
            """,
            values,
            row => new EndingRow(row.GetString(0), row.GetBoolean(1), row.GetInt64(2), _dialect.ReadInstant(row, 3)),
            cancellation);
    }

    public Task<ImmutableArray<CountedRow>> Counted(
        string areaPrefix, DateTimeOffset from, DateTimeOffset before, (DateTimeOffset Second, DateTimeOffset Third, DateTimeOffset Fourth) quarters, CancellationToken cancellation)
    {
        var values = Area(areaPrefix);
        foreach (var (name, instant) in new[] { ("from", from), ("before", before), ("second", quarters.Second), ("third", quarters.Third), ("fourth", quarters.Fourth) })
            values.Add(name, _dialect.Instant(instant));
        return _snapshot.List(
            $"""
            select coalesce(d.category, ''), substr(d.area, 1, 9),
                   case when d.registered_at < @second then 1 when d.registered_at < @third then 2 when d.registered_at < @fourth then 3 else 4 end,
                   count(*)
              from dispute d
             where {InArea} and d.registered_at >= @from and d.registered_at < @before and d.standing <> 'merged' and not d.uncounted
             group by 1, 2, 3
            """,
            values,
            row => new CountedRow(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3)),
            cancellation);
    }

    private static DynamicParameters Area(string prefix)
    {
        var (from, before) = DisputeSearch.AreaRange(prefix);
        var values = new DynamicParameters();
        values.Add("fromArea", from ?? "");
        values.Add("beforeArea", before ?? "~");
        return values;
    }
}
