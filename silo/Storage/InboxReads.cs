using System.Collections.Immutable;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions to the table of notices.</summary>
internal sealed class InboxReads(ProductDatabase database) : IInboxReads
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly RowReader _rows = new(database.ReadModel, database.Rows);
    private readonly Snapshot _snapshot = new(database.ReadModel);
    private readonly Snapshot _watch = new(database.Watch);

    public Task<ImmutableArray<NoticeRow>> Waiting(string agency, int limit, CancellationToken cancellation) => _watch.List(
        $"select {RowReader.NoticeColumns} from notification n where n.agency = @agency and n.sequence is null order by n.at, n.id limit @limit",
        new { agency, limit },
        _rows.Notice,
        cancellation);

    public Task<ImmutableArray<string>> AgenciesWaiting(DateTimeOffset before, int limit, CancellationToken cancellation) => _watch.List(
        "select distinct agency from notification where sequence is null and at < @before order by agency limit @limit",
        new { before = _dialect.Instant(before), limit },
        row => row.GetString(0),
        cancellation);

    public Task<ImmutableArray<InboxRow>> Inbox(InboxFilter filter, CancellationToken cancellation) => _snapshot.List(
        $"""
        select {RowReader.NoticeColumns}, {RowReader.InboxColumns} from notification n
         where n.agency = @Agency and n.sequence > @After
           {(filter.Unacknowledged ? "and n.acknowledge_by is not null and n.acknowledged_at is null" : "")}
           {(filter.Kind is null ? "" : "and n.kind = @Kind")}
           {(filter.Severity is null ? "" : "and n.severity = @Severity")}
         order by n.sequence limit @Limit
        """,
        filter,
        _rows.Inbox,
        cancellation);

    public Task<ImmutableArray<string>> UnacknowledgedUpTo(string agency, long sequence, int limit, CancellationToken cancellation) => _snapshot.List(
        """
        select id from notification
         where agency = @agency and sequence <= @sequence and acknowledged_at is null
         order by sequence limit @limit
        """,
        new { agency, sequence, limit },
        row => row.GetString(0),
        cancellation);

    public Task<ImmutableArray<string>> Unacknowledged(string agency, ImmutableArray<long> sequences, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        values.Add("agency", agency);
        values.Add("sequences", _dialect.Numbers(sequences));
        return _snapshot.List(
            $"select id from notification where agency = @agency and {_dialect.IsAnyOf("sequence", "@sequences")} and acknowledged_at is null order by sequence",
            values,
            row => row.GetString(0),
            cancellation);
    }

    public async Task<Unanswered> Unanswered(string agency, ImmutableArray<string> except, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        values.Add("agency", agency);
        values.Add("except", _dialect.Keys(except));
        return (await _snapshot.List(
            $"""
            select count(*), min(acknowledge_by) from notification
             where agency = @agency and acknowledge_by is not null and acknowledged_at is null and not {_dialect.IsAnyOf("id", "@except")}
            """,
            values,
            row => new Unanswered(row.GetInt32(0), _rows.Maybe(row, 1)),
            cancellation))[0];
    }
}
