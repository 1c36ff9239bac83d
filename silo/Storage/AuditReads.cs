using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Suyuan.Audit;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions about the audit trail. One statement each: one statement sees one snapshot.</summary>
internal sealed class AuditReads(ProductDatabase database) : IAuditReads
{
    private const string Columns =
        "e.county, e.sequence, e.at, e.actor, e.role, e.agency, e.actor_area, e.permission, e.address, e.target, e.area, e.asked, e.status, e.code, e.reason, "
        + "e.come_from, e.trace, e.times, e.hash";

    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.ReadModel);

    // By connections of their own: what was seen is kept, however many search.
    private readonly Snapshot _watch = new(database.Watch);

    public async Task<ImmutableArray<PlaceRow>> Places(ImmutableArray<string> numbers, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        values.Add("numbers", _dialect.Keys(numbers));
        return await _watch.List(
            $"""
            select d.number, d.area from dispute d where {_dialect.IsAnyOf("d.number", "@numbers")}
            union all
            select m.number, m.area from matter m where {_dialect.IsAnyOf("m.number", "@numbers")}
            """,
            values,
            row => new PlaceRow(row.GetString(0), row.GetString(1)),
            cancellation);
    }

    public async Task<AuditMark?> End(string county, CancellationToken cancellation) => (await _watch.List(
        "select e.county, e.sequence, e.hash from audit_entry e where e.county = @county order by e.sequence desc limit 1",
        new { county },
        row => new AuditMark(row.GetString(0), row.GetInt64(1), row.GetString(2)),
        cancellation)).FirstOrDefault();

    public Task<ImmutableArray<AuditLine>> Chain(string county, long afterSequence, int limit, CancellationToken cancellation) => _snapshot.List(
        $"select {Columns} from audit_entry e where e.county = @county and e.sequence > @afterSequence order by e.sequence limit @limit",
        new { county, afterSequence, limit },
        Line,
        cancellation);

    public Task<ImmutableArray<AuditSealRow>> Seals(string county, long afterSequence, long upTo, CancellationToken cancellation) => _snapshot.List(
        "select number, audited, audit_hash from seal where county = @county and audited > @afterSequence and audited <= @upTo order by audited, number",
        new { county, afterSequence, upTo },
        Seal,
        cancellation);

    public async Task<AuditSealRow?> LastSeal(string county, CancellationToken cancellation) => (await _snapshot.List(
        "select number, audited, audit_hash from seal where county = @county and audited is not null order by audited desc, number desc limit 1",
        new { county },
        Seal,
        cancellation)).FirstOrDefault();

    public async Task<(long First, long Last)?> Period(string county, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) => (await _snapshot.List(
        "select min(e.sequence), max(e.sequence) from audit_entry e where e.county = @county and e.at >= @from and e.at < @before",
        new { county, from = _dialect.Instant(from), before = _dialect.Instant(before) },
        row => row.IsDBNull(0) ? ((long, long)?)null : (row.GetInt64(0), row.GetInt64(1)),
        cancellation))[0];

    public Task<ImmutableArray<AuditLine>> List(AuditFilter filter, CancellationToken cancellation)
    {
        var conditions = new List<string>();
        var values = new DynamicParameters();
        void Where(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            values.Add(name, value);
        }

        var (from, before) = DisputeSearch.AreaRange(filter.AreaPrefix);
        Where("e.area >= @areaFrom", "areaFrom", from);
        Where("e.area < @areaBefore", "areaBefore", before);
        Where("e.at >= @from", "from", filter.From is { } begin ? _dialect.Instant(begin) : null);
        Where("e.at < @before", "before", filter.Before is { } end ? _dialect.Instant(end) : null);
        Where("e.actor = @actor", "actor", filter.Actor);
        Where("e.permission = @permission", "permission", filter.Permission);
        Where("e.target = @target", "target", filter.Target);
        if (filter.After is { } after)
        {
            Where("(e.at, e.county, e.sequence) < (@afterAt, @afterCounty, @afterSequence)", "afterAt", _dialect.Instant(after.At));
            values.Add("afterCounty", after.County);
            values.Add("afterSequence", after.Sequence);
        }

        values.Add("limit", filter.Limit);
        var where = conditions.Count is 0 ? "" : $"where {string.Join(" and ", conditions)}";
        return _snapshot.List(
            $"select {Columns} from audit_entry e {where} order by e.at desc, e.county desc, e.sequence desc limit @limit", values, Line, cancellation);
    }

    private static AuditSealRow Seal(DbDataReader row) => new(row.GetInt32(0), row.GetInt64(1), row.GetString(2));

    private AuditLine Line(DbDataReader row) => new()
    {
        County = row.GetString(0),
        Sequence = row.GetInt64(1),
        At = _dialect.ReadInstant(row, 2),
        Actor = RowReader.Text(row, 3),
        Role = RowReader.Text(row, 4),
        Agency = RowReader.Text(row, 5),
        ActorArea = RowReader.Text(row, 6),
        Permission = row.GetString(7),
        Address = row.GetString(8),
        Target = RowReader.Text(row, 9),
        Area = row.GetString(10),
        Asked = RowReader.Text(row, 11),
        Status = row.GetInt32(12),
        Code = RowReader.Text(row, 13),
        Reason = RowReader.Text(row, 14),
        From = RowReader.Text(row, 15),
        Trace = RowReader.Text(row, 16),
        Times = row.GetInt32(17),
        Hash = row.GetString(18),
    };
}
