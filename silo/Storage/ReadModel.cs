using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions to the projected tables. One statement each: one statement sees one snapshot.</summary>
internal sealed class ReadModel(ProductDatabase database, ILogger<ReadModel> logger) : IReadModel
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly RowReader _rows = new(database.ReadModel, database.Rows);
    private readonly Snapshot _snapshot = new(database.ReadModel);
    private readonly Snapshot _watch = new(database.Watch);

    public async Task<RegisteredKey?> FindRegistration(string idempotencyKey, CancellationToken cancellation) =>
        (await List(
            "select number, fingerprint from dispute where idempotency_key = @idempotencyKey",
            new { idempotencyKey },
            row => new RegisteredKey(row.GetString(0), row.GetString(1)),
            cancellation)).FirstOrDefault();

    public async Task<ImmutableArray<DisputeRow>> Search(DisputeFilter filter, CancellationToken cancellation)
    {
        var (sql, values) = new DisputeSearch(_dialect, database.Titles, database.Numbers).Build(filter);
        return await List(sql, values, _rows.Dispute, cancellation);
    }

    public async Task<ImmutableArray<EventRow>> History(string number, int afterSequence, int limit, CancellationToken cancellation) => await List(
        $"select {RowReader.EventColumns} from dispute_event e where e.number = @number and e.sequence > @afterSequence order by e.sequence limit @limit",
        new { number, afterSequence, limit },
        _rows.Event,
        cancellation);

    public async Task<ImmutableArray<string>> OverdueWakeUps(int shard, int shards, DateTimeOffset before, int limit, CancellationToken cancellation) => await _watch.List(
        """
        select number from dispute
         where next_wake_at is not null and next_wake_at < @before and shard % @shards = @shard
         order by next_wake_at, number limit @limit
        """,
        new { shard, shards, before = _dialect.Instant(before), limit },
        row => row.GetString(0),
        cancellation);

    public async Task<ImmutableArray<ReceiptRow>> UnsealedReceipts(string county, int limit, CancellationToken cancellation) => await List(
        $"select {RowReader.ReceiptColumns} from receipt r where r.county = @county and r.seal_number is null order by r.year, r.sequence limit @limit",
        new { county, limit },
        _rows.Receipt,
        cancellation);

    public async Task<ImmutableArray<SealWithReceipts>> Seals(string county, int afterNumber, int limit, CancellationToken cancellation) => WithReceipts(await List(
        $"""
        select {RowReader.SealColumns}, {RowReader.ReceiptColumns}
          from (select * from seal where county = @county and number > @afterNumber order by number limit @limit) s
          left join receipt r on r.county = s.county and r.seal_number = s.number
         order by s.number, r.position
        """,
        new { county, afterNumber, limit },
        _rows.SealAndReceipt,
        cancellation));

    public async Task<SealWithReceipts?> SealOf(string number, CancellationToken cancellation) => WithReceipts(await List(
        $"""
        select {RowReader.SealColumns}, {RowReader.ReceiptColumns}
          from receipt mine
          join seal s on s.county = mine.county and s.number = mine.seal_number
          join receipt r on r.county = s.county and r.seal_number = s.number
         where mine.number = @number
         order by r.position
        """,
        new { number },
        _rows.SealAndReceipt,
        cancellation)).FirstOrDefault();

    public async Task<LedgerCounts> CountLedger(string areaPrefix, CancellationToken cancellation) => (await List(
        $"""
        select count(*),
               count(case when d.standing = 'open' then 1 end),
               count(case when d.standing = 'exited' then 1 end),
               count(case when d.standing = 'merged' then 1 end),
               count(r.number)
          from dispute d left join receipt r on r.number = d.number
         where {InArea}
        """,
        Area(areaPrefix),
        row => new LedgerCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
        cancellation))[0];

    public async Task<ImmutableArray<ChainEnd>> ChainEnds(string areaPrefix, string afterNumber, int limit, CancellationToken cancellation)
    {
        var values = Area(areaPrefix);
        values.Add("afterNumber", afterNumber);
        values.Add("limit", limit);
        return await List(
            $"""
            select d.number, r.hash, d.steps, d.last_hash
              from dispute d left join receipt r on r.number = d.number
             where {InArea} and d.number > @afterNumber
             order by d.number limit @limit
            """,
            values,
            row => new ChainEnd(row.GetString(0), RowReader.Text(row, 1), row.GetInt32(2), row.GetString(3)),
            cancellation);
    }

    public async Task<ImmutableArray<EventRow>> Histories(ImmutableArray<string> numbers, CancellationToken cancellation) => await List(
        $"select {RowReader.EventColumns} from dispute_event e where {_dialect.IsAnyOf("e.number", "@numbers")} order by e.number, e.sequence",
        Parameter("numbers", _dialect.Keys(numbers)),
        _rows.Event,
        cancellation);

    public async Task<ImmutableArray<LoadRow>> Load(LoadFilter filter, CancellationToken cancellation)
    {
        var values = filter.Holder is { } holder ? Parameter("holder", holder) : Area(filter.AreaPrefix ?? "");
        values.Add("now", _dialect.Instant(filter.Now));
        values.Add("today", _dialect.Instant(filter.Today));
        values.Add("until", _dialect.Instant(filter.Until));
        var clocks = filter.Holder is null
            ? $"deadline f join dispute d on d.number = f.number where {InArea}"
            : "deadline f where f.holder = @holder";
        return await List(
            $"""
            select o.state, case when o.state = {(int)LoadWhen.Due} then o.day else 0 end, o.duty, count(*), sum(o.provisional)
              from (select case when f.status = 'suspended' then {(int)LoadWhen.Suspended}
                                when f.due_at < @now then {(int)LoadWhen.Overdue}
                                when f.due_at > @until then {(int)LoadWhen.Later}
                                else {(int)LoadWhen.Due} end as state,
                           {_dialect.DaysBetween("@today", "f.due_at")} as day,
                           f.duty,
                           case when f.provisional then 1 else 0 end as provisional
                      from {clocks} and f.status in ('running', 'suspended')) o
             group by 1, 2, 3
            """,
            values,
            row => new LoadRow((LoadWhen)row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
            cancellation);
    }

    public async Task<ImmutableArray<string>> MergedInto(string number, CancellationToken cancellation) => await List(
        "select number from dispute where merged_into = @number order by number", new { number }, row => row.GetString(0), cancellation);

    public async Task<bool> IsReachable(CancellationToken cancellation)
    {
        try
        {
            return (await _watch.List("select 1", null, row => row.GetInt32(0), cancellation)) is [1];
        }
        catch (Exception failure) when (failure is DbException or TimeoutException)
        {
            logger.Unreachable(failure);
            return false;
        }
    }

    // An empty prefix is everything: no code is greater than this.
    private const string InArea = "d.area >= @from and d.area < @before";

    private static DynamicParameters Area(string prefix)
    {
        var (from, before) = DisputeSearch.AreaRange(prefix);
        var values = Parameter("from", from ?? "");
        values.Add("before", before ?? "~");
        return values;
    }

    // Dapper would spread an array over many parameters if it saw one in an anonymous object.
    private static DynamicParameters Parameter(string name, object value)
    {
        var values = new DynamicParameters();
        values.Add(name, value);
        return values;
    }

    private static ImmutableArray<SealWithReceipts> WithReceipts(ImmutableArray<(SealWithReceipts Seal, ReceiptRow? Receipt)> rows) =>
    [
        .. rows.GroupBy(row => (row.Seal.County, row.Seal.Number))
            .Select(seal => seal.First().Seal with { Receipts = [.. seal.Select(row => row.Receipt).OfType<ReceiptRow>()] }),
    ];

    private Task<ImmutableArray<T>> List<T>(string sql, object? values, Func<DbDataReader, T> map, CancellationToken cancellation) =>
        _snapshot.List(sql, values, map, cancellation);
}
