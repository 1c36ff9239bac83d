using System.Data.Common;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Rows as records; the column lists beside each reader are what a query must select, in that order.</summary>
internal sealed class RowReader(ReadDialect dialect, RowCipher cipher)
{
    public const string DisputeColumns =
        "d.number, d.area, d.category, d.channel, d.stage, d.standing, d.lead, d.mediator, d.watch, d.title, d.source, d.registered_at, "
        + "d.updated_at, d.closed_at, d.next_due_at, d.next_wake_at, d.merged_into, d.version, d.idempotency_key, d.fingerprint, d.steps, d.last_hash, d.settled_at, "
        + "d.reopened, d.returns, d.contested, d.next_visit_at, d.others, d.restricted, "
        + "d.erase_at, d.erase_rule, d.held, d.uncounted";

    public const string EventColumns =
        "e.number, e.sequence, e.at, e.act, e.actor_id, e.actor_role, e.actor_agency, e.from_stage, e.to_stage, e.basis, e.data, e.previous_hash, e.hash, "
        + "e.data_hash";

    public const string ReceiptColumns = "r.number, r.county, r.year, r.sequence, r.hash, r.at";

    public const string SealColumns = "s.county, s.number, s.at, s.count, s.merkle_root, s.previous_hash, s.hash, s.audited, s.audit_hash";

    public const string NoticeColumns = "n.id, n.agency, n.number, n.kind, n.severity, n.at, n.payload, n.area, n.category";

    public const string ProfileColumns = "p.agency, p.version, p.points, p.data";

    public const string InboxColumns = "n.sequence, n.taken_at, n.acknowledge_by, n.acknowledged_at, n.acknowledged_by";

    public const string DeadLetterColumns = "d.agency, d.webhook, d.notice_id, d.sequence, d.kind, d.at, d.reason, d.attempts, d.redelivered_at";

    public const string MatterColumns =
        "m.number, m.kind, m.area, m.agency, m.category, m.subject, m.status, m.open, m.title, m.created_at, m.updated_at, m.next_due_at, m.next_wake_at, "
        + "m.version, m.data";

    public MatterRow Matter(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Text(row, 4), Text(row, 5), row.GetString(6), row.GetBoolean(7),
        cipher.Open(RowCipher.MatterTitle, row.GetString(0), row.GetString(8)), Instant(row, 9), Instant(row, 10), Maybe(row, 11), Maybe(row, 12), row.GetInt32(13),
        cipher.Open(RowCipher.MatterData, row.GetString(0), row.GetString(14)));

    public DisputeRow Dispute(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), row.GetString(4), row.GetString(5), row.GetString(6), Text(row, 7), Text(row, 8),
        cipher.Open(RowCipher.Title, row.GetString(0), row.GetString(9)), row.GetString(10), Instant(row, 11), Instant(row, 12), Maybe(row, 13), Maybe(row, 14), Maybe(row, 15), Text(row, 16),
        row.GetInt32(17), Text(row, 18), row.GetString(19), row.GetInt32(20), row.GetString(21), Text(row, 22), row.GetInt32(23), row.GetInt32(24),
        row.GetBoolean(25), Maybe(row, 26), Text(row, 27), row.GetBoolean(28), Maybe(row, 29), Text(row, 30), row.GetBoolean(31), row.GetBoolean(32));

    public EventRow Event(DbDataReader row)
    {
        var step = new EventRow(
            row.GetString(0), row.GetInt32(1), Instant(row, 2), row.GetString(3), row.GetString(4), row.GetString(5), Text(row, 6), row.GetString(7),
            row.GetString(8), Text(row, 9), row.GetString(10), row.GetString(11), row.GetString(12), Text(row, 13));
        return step with { Data = cipher.Open(RowCipher.Step, RowCipher.PlaceOf(step), step.Data) };
    }

    public NoticeRow Notice(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), Instant(row, 5),
        cipher.Open(RowCipher.Notice, row.GetString(0), row.GetString(6)), Text(row, 7), Text(row, 8));

    /// <summary>The columns of a notice, then those of its place in the inbox.</summary>
    public InboxRow Inbox(DbDataReader row) => new(
        Notice(row), row.GetInt64(9), Instant(row, 10), Maybe(row, 11), Maybe(row, 12), Text(row, 13));

    public ProfileRow Profile(DbDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.GetInt32(2), cipher.Open(RowCipher.Profile, row.GetString(0), row.GetString(3)));

    /// <summary>The columns of <see cref="ResponseQuery"/>.</summary>
    public ResponseRow Response(DbDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), Maybe(row, 7),
        Number(row, 8), Number(row, 9), row.GetInt32(10), (int?)Number(row, 11), row.GetInt32(12));

    public DeadLetterRow DeadLetter(DbDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetString(4), Instant(row, 5), row.GetString(6), row.GetInt32(7), Maybe(row, 8));

    public ReceiptRow Receipt(DbDataReader row) => Receipt(row, 0);

    /// <summary>The columns of a seal, then those of one of its receipts, if it has any.</summary>
    public (SealWithReceipts Seal, ReceiptRow? Receipt) SealAndReceipt(DbDataReader row) => (
        new SealWithReceipts(
            row.GetString(0), row.GetInt32(1), Instant(row, 2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.GetString(6), [], Number(row, 7), Text(row, 8)),
        row.IsDBNull(9) ? null : Receipt(row, 9));

    private ReceiptRow Receipt(DbDataReader row, int first) => new(
        row.GetString(first), row.GetString(first + 1), row.GetInt32(first + 2), row.GetInt32(first + 3), row.GetString(first + 4), Instant(row, first + 5));

    private DateTimeOffset Instant(DbDataReader row, int column) => dialect.ReadInstant(row, column);

    public DateTimeOffset? Maybe(DbDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
