using System.Collections.Immutable;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions about matters. One statement each: one statement sees one snapshot.</summary>
internal sealed class MatterReads(ProductDatabase database) : IMatterReads
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly RowReader _rows = new(database.ReadModel, database.Rows);
    private readonly Snapshot _snapshot = new(database.ReadModel);
    private readonly Snapshot _watch = new(database.Watch);

    public async Task<MatterRow?> Find(string number, CancellationToken cancellation) =>
        (await _snapshot.List($"select {RowReader.MatterColumns} from matter m where m.number = @number", new { number }, _rows.Matter, cancellation)).FirstOrDefault();

    public Task<ImmutableArray<MatterRow>> List(MatterFilter filter, CancellationToken cancellation)
    {
        var (conditions, values) = Asked(filter);
        if (filter.After is { } after)
        {
            conditions.Add("(m.created_at, m.number) < (@at, @number)");
            values.Add("at", _dialect.Instant(new DateTimeOffset(after.SortTicks, TimeSpan.Zero)));
            values.Add("number", after.Number);
        }

        values.Add("limit", filter.Limit);
        return _snapshot.List(
            $"select {RowReader.MatterColumns} from matter m where {string.Join(" and ", conditions)} order by m.created_at desc, m.number desc limit @limit",
            values,
            _rows.Matter,
            cancellation);
    }

    public Task<ImmutableArray<MatterCount>> Count(MatterFilter filter, CancellationToken cancellation)
    {
        var (conditions, values) = Asked(filter);
        return _snapshot.List(
            $"select m.area, m.category, m.status, count(*) from matter m where {string.Join(" and ", conditions)} group by m.area, m.category, m.status order by m.area, m.category, m.status",
            values,
            row => new MatterCount(row.GetString(0), RowReader.Text(row, 1), row.GetString(2), row.GetInt64(3)),
            cancellation);
    }

    public Task<ImmutableArray<string>> OverdueWakeUps(int shard, int shards, DateTimeOffset before, int limit, CancellationToken cancellation) => _watch.List(
        """
        select number from matter
         where next_wake_at is not null and next_wake_at < @before and shard % @shards = @shard
         order by next_wake_at, number limit @limit
        """,
        new { shard, shards, before = _dialect.Instant(before), limit },
        row => row.GetString(0),
        cancellation);

    private (List<string> Conditions, DynamicParameters Values) Asked(MatterFilter filter)
    {
        var conditions = new List<string> { "m.kind = @kind" };
        var values = new DynamicParameters(new { kind = filter.Kind });
        var (from, before) = DisputeSearch.AreaRange(filter.AreaPrefix);
        Where("m.area >= @from", "from", from);
        Where("m.area < @before", "before", before);
        Where("m.agency = @agency", "agency", filter.Agency);
        Where("m.category = @category", "category", filter.Category);
        Where("m.subject = @subject", "subject", filter.Subject);
        Where("m.status = @status", "status", filter.Status);
        Where("m.open = @open", "open", filter.Open);
        Where("m.created_at >= @createdFrom", "createdFrom", filter.CreatedFrom is { } first ? _dialect.Instant(first) : null);
        Where("m.created_at < @createdBefore", "createdBefore", filter.CreatedBefore is { } last ? _dialect.Instant(last) : null);
        if (new ReachSql(_dialect, "m", "agency", null).Condition(filter.Reach, "reach", values) is { } reached)
            conditions.Add(reached);
        return (conditions, values);

        void Where(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            values.Add(name, value);
        }
    }
}
