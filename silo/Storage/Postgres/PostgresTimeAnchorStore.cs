using Npgsql;
using Suyuan.Time;

namespace Suyuan.Storage;

internal sealed class PostgresTimeAnchorStore(NpgsqlDataSource database) : TimeAnchorStore
{
    public override async Task<TimeAnchor> LoadOrCreate(double speed, TimeSpan window, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The table, not the row: two silos of a new cluster both find no row to lock.
        await using var take = new NpgsqlCommand("lock table time_anchor in exclusive mode", connection);
        await take.ExecuteNonQueryAsync(cancellation);

        DateTimeOffset now;
        TimeAnchor? stored;
        await using var read = new NpgsqlCommand(
            "select clock_timestamp(), real_at, clock_at, speed from (select) only_one left join time_anchor on true", connection);
        await using (var row = await read.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            now = row.GetFieldValue<DateTimeOffset>(0);
            stored = await row.IsDBNullAsync(1, cancellation)
                ? null
                : new TimeAnchor(row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetDouble(3));
        }

        var anchor = Next(stored, speed, now);
        await using var write = new NpgsqlCommand(
            """
            insert into time_anchor (real_at, clock_at, speed, window_seconds) values ($1, $2, $3, $4)
            on conflict (only_row) do update
               set real_at = excluded.real_at, clock_at = excluded.clock_at, speed = excluded.speed, window_seconds = excluded.window_seconds
            """,
            connection);
        write.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = anchor.RealAt });
        write.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = anchor.ClockAt });
        write.Parameters.Add(new NpgsqlParameter<double> { TypedValue = anchor.Speed });
        write.Parameters.Add(new NpgsqlParameter<double> { TypedValue = window.TotalSeconds });
        await write.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return anchor;
    }
}
