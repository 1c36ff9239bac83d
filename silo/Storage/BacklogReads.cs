namespace Suyuan.Storage;

/// <summary>How much is late in the whole cluster at one instant.</summary>
/// <param name="OverdueCases">Open disputes with a clock of ours past its end: people are late.</param>
/// <param name="OverdueWakeUps">Grains that should have been woken by now: the product is late.</param>
/// <param name="WaitingNotices">Notices that have no place in an inbox yet.</param>
/// <param name="OldestNotice">How long the oldest of them has waited.</param>
internal sealed record Backlog(long OverdueCases, long OverdueWakeUps, long WaitingNotices, TimeSpan OldestNotice);

/// <summary>Counts what is late, on partial indexes that hold little else.</summary>
internal sealed class BacklogReads(ProductDatabase database)
{
    private readonly ReadDialect _dialect = database.ReadModel;
    private readonly Snapshot _snapshot = new(database.Watch);

    /// <param name="wokenBefore">What should have woken before this and has not is overdue.</param>
    public async Task<Backlog> At(DateTimeOffset now, DateTimeOffset wokenBefore, CancellationToken cancellation) => (await _snapshot.List(
        """
        select (select count(*) from dispute where standing = 'open' and next_due_at is not null and next_due_at < @now),
               (select count(*) from dispute where next_wake_at is not null and next_wake_at < @before)
               + (select count(*) from matter where next_wake_at is not null and next_wake_at < @before),
               w.waiting, w.oldest
          from (select count(*) as waiting, min(at) as oldest from notification where sequence is null) w
        """,
        new { now = _dialect.Instant(now), before = _dialect.Instant(wokenBefore) },
        row => new Backlog(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.IsDBNull(3) ? TimeSpan.Zero : now - _dialect.ReadInstant(row, 3)),
        cancellation))[0];
}
