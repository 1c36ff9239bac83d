using System.Collections.Immutable;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions for the directory, the daily list and the response table.</summary>
internal sealed class AgencyReads(ProductDatabase database) : IAgencyReads
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly RowReader _rows = new(database.ReadModel, database.Rows);
    private readonly Snapshot _snapshot = new(database.ReadModel);

    public Task<ImmutableArray<ProfileRow>> Profiles(ImmutableArray<string> agencies, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        values.Add("agencies", _dialect.Keys(agencies));
        return _snapshot.List(
            $"select {RowReader.ProfileColumns} from agency_profile p where {_dialect.IsAnyOf("p.agency", "@agencies")}", values, _rows.Profile, cancellation);
    }

    public Task<ImmutableArray<ProfileRow>> ProfilesWithPoints(string areaPrefix, ImmutableArray<string> above, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        var (from, before) = DisputeSearch.AreaRange(areaPrefix);
        values.Add("from", from);
        values.Add("before", before);
        var ranges = new List<string> { "p.agency >= @from and p.agency < @before" };
        foreach (var (index, code) in above.Index())
        {
            // An id is the area, a hyphen and the kind; a dot is the character after the hyphen.
            values.Add($"from{index}", $"{code}-");
            values.Add($"before{index}", $"{code}.");
            ranges.Add($"p.agency >= @from{index} and p.agency < @before{index}");
        }

        return _snapshot.List(
            $"select {RowReader.ProfileColumns} from agency_profile p where p.points > 0 and ({string.Join(" or ", ranges)})", values, _rows.Profile, cancellation);
    }

    public async Task<Duties> Duties(string agency, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        // The second condition on the status is the index's own, word for word: SQLite recognises a partial index by nothing else.
        var rows = await _snapshot.List(
            """
            select number, clock_id, due_at, count(case when due_at < @now then 1 end) over (), count(*) over ()
              from deadline
             where holder = @agency and status = 'running' and status in ('running', 'suspended') and duty <> 'party' and due_at <= @until
             order by due_at, number, clock_id limit @limit
            """,
            new { agency, now = _dialect.Instant(now), until = _dialect.Instant(until), limit },
            row => (Duty: new DutyRow(row.GetString(0), row.GetString(1), _dialect.ReadInstant(row, 2)), Overdue: row.GetInt32(3), All: row.GetInt32(4)),
            cancellation);
        return rows.IsEmpty
            ? new Duties(0, 0, [])
            : new Duties(rows[0].Overdue, rows[0].All - rows[0].Overdue, [.. rows.Select(row => row.Duty)]);
    }

    public Task<ImmutableArray<ResponseRow>> Responses(ResponseFilter filter, CancellationToken cancellation)
    {
        var (sql, values) = new ResponseQuery(_dialect).Build(filter);
        return _snapshot.List(sql, values, _rows.Response, cancellation);
    }
}
