using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Counts for the warning rules, on one index each; days are China's.</summary>
internal sealed class WarningReads(ProductDatabase database) : IWarningReads
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.ReadModel);

    private const string Counted = "d.standing <> 'merged' and d.registered_at >= @from and d.registered_at < @before and d.area >= @areaFrom and d.area < @areaBefore";

    public Task<ImmutableArray<DayCount>> Past(string areaPrefix, DateOnly from, DateOnly to, CancellationToken cancellation) => _snapshot.List(
        $"select d.area, d.category, {Day}, count(*) from dispute d where {Counted} group by 1, 2, 3",
        Values(areaPrefix, from, to),
        row => new DayCount(row.GetString(0), RowReader.Text(row, 1), DayOf(row, 2, from), row.GetInt32(3)),
        cancellation);

    public Task<ImmutableArray<DayCount>> PastTogether(string areaPrefix, DateOnly from, DateOnly to, CancellationToken cancellation) => _snapshot.List(
        $"select d.category, {Day}, count(*) from dispute d where {Counted} group by 1, 2",
        Values(areaPrefix, from, to),
        row => new DayCount("", RowReader.Text(row, 0), DayOf(row, 1, from), row.GetInt32(2)),
        cancellation);

    public Task<ImmutableArray<RecentCount>> Recent(string areaPrefix, DateOnly from, CancellationToken cancellation) => _snapshot.List(
        $"""
        select d.area, d.category, {Day}, k.subject, count(*), coalesce(max(k.people), 0), min(d.number)
          from dispute d left join mark k on k.number = d.number
         where {Counted} group by 1, 2, 3, 4
        """,
        Values(areaPrefix, from, DateOnly.MaxValue.AddDays(-2)),
        row => new RecentCount(
            row.GetString(0), RowReader.Text(row, 1), DayOf(row, 2, from), RowReader.Text(row, 3), row.GetInt32(4), row.GetInt32(5), row.GetString(6)),
        cancellation);

    public Task<ImmutableArray<OpenMark>> OpenMarks(string areaPrefix, DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        var values = Area(areaPrefix);
        values.Add("since", _dialect.Instant(since));
        values.Add("limit", limit);
        return _snapshot.List(
            $"""
            select k.number, k.area, coalesce(d.category, m.category), k.at, k.parties, k.words
              from mark k
              left join dispute d on d.number = k.number and d.standing = 'open'
              left join matter m on m.number = k.number and m.open = {_dialect.True}
             where k.area >= @areaFrom and k.area < @areaBefore and k.at >= @since and (d.number is not null or m.number is not null)
             order by k.at desc, k.number limit @limit
            """,
            values,
            row => new OpenMark(
                row.GetString(0), row.GetString(1), RowReader.Text(row, 2), _dialect.ReadInstant(row, 3),
                database.Rows.Open(RowCipher.Parties, row.GetString(0), row.GetString(4)), database.Rows.Open(RowCipher.Words, row.GetString(0), row.GetString(5))),
            cancellation);
    }

    public Task<ImmutableArray<IncidentRow>> Incidents(
        string areaPrefix, DateTimeOffset from, DateTimeOffset before, int people, int limit, CancellationToken cancellation)
    {
        var values = Period(areaPrefix, from, before);
        values.Add("people", people);
        values.Add("limit", limit);
        return _snapshot.List(
            $"""
            select d.number, d.area, d.category, k.subject, coalesce(k.people, 0), d.registered_at
              from dispute d left join mark k on k.number = d.number
             where {Counted}
               and (k.people >= @people or exists (select 1 from dispute_event e where e.number = d.number and e.act = 'escalate'))
             order by d.registered_at, d.number limit @limit
            """,
            values,
            row => new IncidentRow(
                row.GetString(0), row.GetString(1), RowReader.Text(row, 2), RowReader.Text(row, 3), row.GetInt32(4), _dialect.ReadInstant(row, 5)),
            cancellation);
    }

    public Task<ImmutableArray<string>> Untold(Cluster cluster, int limit, CancellationToken cancellation)
    {
        var values = Area(cluster.AreaPrefix);
        values.Add("from", _dialect.Instant(cluster.From));
        values.Add("warning", cluster.Warning);
        values.Add("limit", limit);
        var asked = new List<string>();
        if (!cluster.Categories.IsEmpty)
            asked.Add($"d.category in ({string.Join(", ", cluster.Categories.Select((category, index) => Named($"category{index}", category)))})");
        if (cluster.Subject is { } subject)
            asked.Add($"k.subject = {Named("subject", subject)}");
        if (cluster.People > 0)
            asked.Add($"k.people >= {Named("people", cluster.People)}");
        return _snapshot.List(
            $"""
            select d.number
              from dispute d left join mark k on k.number = d.number
             where d.standing <> 'merged' and d.standing = 'open' and d.registered_at >= @from and d.area >= @areaFrom and d.area < @areaBefore
               and not exists (select 1 from red_warning w where w.number = d.number and w.warning = @warning){string.Concat(asked.Select(condition => $" and {condition}"))}
             order by d.registered_at, d.number limit @limit
            """,
            values,
            row => row.GetString(0),
            cancellation);

        string Named(string name, object value)
        {
            values.Add(name, value);
            return $"@{name}";
        }
    }

    public Task<ImmutableArray<SourceCount>> Sources(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) => _snapshot.List(
        $"""
        select d.source, case when s.number is null then 0 else 1 end, count(*)
          from dispute d left join matter s on s.kind = 'signal' and s.status = 'registered' and s.subject = d.number
         where {Counted} group by 1, 2 order by 1, 2
        """,
        Period(areaPrefix, from, before),
        row => new SourceCount(row.GetString(0), row.GetInt32(1) == 1, row.GetInt64(2)),
        cancellation);

    /// <summary>Days since the first; an instant at 00:00 begins its own day.</summary>
    private string Day => _dialect.DaysBetween("@justBefore", "d.registered_at");

    private static DateOnly DayOf(DbDataReader row, int column, DateOnly from) => from.AddDays(row.GetInt32(column));

    private DynamicParameters Values(string areaPrefix, DateOnly from, DateOnly to) => Period(areaPrefix, Moment.StartOf(from), Moment.StartOf(to.AddDays(1)));

    private DynamicParameters Period(string areaPrefix, DateTimeOffset from, DateTimeOffset before)
    {
        var values = Area(areaPrefix);
        values.Add("from", _dialect.Instant(from));
        values.Add("justBefore", _dialect.Instant(from.AddMicroseconds(-1)));
        values.Add("before", _dialect.Instant(before));
        return values;
    }

    private static DynamicParameters Area(string prefix)
    {
        var (from, before) = DisputeSearch.AreaRange(prefix);
        var values = new DynamicParameters();
        values.Add("areaFrom", from ?? "");
        values.Add("areaBefore", before ?? "~");
        return values;
    }
}
