using Suyuan.Time;

namespace Suyuan.Storage;

internal sealed class SqliteTimeAnchorStore(SqliteDataSource file) : TimeAnchorStore
{
    public override Task<TimeAnchor> LoadOrCreate(double speed, TimeSpan window, CancellationToken cancellation)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var read = connection.CreateCommand();
        read.CommandText = """
            select cast(unixepoch('subsec') * 1000000 as integer), real_at, clock_at, speed
              from (select 1) left join time_anchor
            """;
        DateTimeOffset now;
        TimeAnchor? stored;
        using (var row = read.ExecuteReader())
        {
            row.Read();
            now = SqliteInstant.To(row.GetInt64(0));
            stored = row.IsDBNull(1)
                ? null
                : new TimeAnchor(SqliteInstant.To(row.GetInt64(1)), SqliteInstant.To(row.GetInt64(2)), row.GetDouble(3));
        }

        var anchor = Next(stored, speed, now);
        using var write = new SqliteStatement(connection, """
            insert into time_anchor (only_row, real_at, clock_at, speed, window_seconds) values (1, $1, $2, $3, $4)
            on conflict (only_row) do update
               set real_at = excluded.real_at, clock_at = excluded.clock_at, speed = excluded.speed, window_seconds = excluded.window_seconds
            """, 4);
        write.Run(SqliteInstant.From(anchor.RealAt), SqliteInstant.From(anchor.ClockAt), anchor.Speed, window.TotalSeconds);
        transaction.Commit();
        return Task.FromResult(anchor);
    }
}
