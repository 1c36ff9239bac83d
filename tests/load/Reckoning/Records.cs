using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Suyuan.Load.Product;
using Suyuan.Storage;

namespace Suyuan.Load.Reckoning;

/// <summary>One step of a history.</summary>
internal sealed record Step(string Number, int Sequence, DateTimeOffset At, string Act, string ActorId, string Data);

/// <summary>One clock as the tables know it; what it went through stands in the history.</summary>
/// <param name="DueAt">Null when it was never started.</param>
internal sealed record ClockRecord(string Number, string ClockId, string RuleId, int RuleVersion, string Duty, string Status, DateTimeOffset StartedAt, DateTimeOffset? DueAt);

internal sealed record FiredRung(string Number, string ClockId, string Rung, DateTimeOffset DueAt, DateTimeOffset FiredAt, string Cause);

internal sealed record DisputeRecord(string Number, string Stage, string Standing, string? IdempotencyKey, int Steps, string Lead);

internal sealed record ReceiptRecord(string Number, int Sequence, string Hash);

/// <summary>What the product wrote down, read with our own queries past all of its code.</summary>
internal sealed record Records(
    ImmutableArray<DisputeRecord> Disputes, ImmutableArray<Step> Steps, ImmutableArray<ClockRecord> Clocks, ImmutableArray<FiredRung> Fired, ImmutableArray<ReceiptRecord> Receipts)
{
    public static async Task<Records> Read(ProductPlace place, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        // With the keys that the product made beside its database.
        using var keys = File.Exists(place.KeyFile) ? new KeyFile(place.KeyFile, null, TimeSpan.FromHours(1), TimeProvider.System, NullLogger.Instance) : null;
        return await Read(connection, place.IsPostgres, new RowCipher(new FieldCipher(keys, encrypts: false), null, null), cancellation);
    }

    /// <param name="cipher">Opens what steps say; null where it is clear.</param>
    public static async Task<Records> Read(DbConnection connection, bool postgres, RowCipher? cipher, CancellationToken cancellation)
    {
        string Micros(string column) => postgres ? $"(extract(epoch from {column}) * 1000000)::bigint" : column;
        var data = postgres ? "data::text" : "data";
        // Matters beside the disputes keep their clocks and steps in the same tables, and are begun by nobody who calls here.
        const string OfDisputes = "where number in (select number from dispute)";
        // As of one moment: time goes on while it is read.
        await connection.ExecuteAsync(postgres ? "begin isolation level repeatable read, read only" : "begin");
        var records = new Records(
            await List(connection, "select number, stage, standing, idempotency_key, steps, lead from dispute",
                row => new DisputeRecord(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt32(4), row.GetString(5)), cancellation),
            await List(connection, $"select number, sequence, {Micros("at")}, act, actor_id, {data} from dispute_event {OfDisputes} order by number, sequence",
                row => new Step(row.GetString(0), row.GetInt32(1), Instant(row, 2), row.GetString(3), row.GetString(4), Said(row)), cancellation),
            await List(connection, $"select number, clock_id, rule_id, rule_version, duty, status, {Micros("started_at")}, {Micros("due_at")} from deadline {OfDisputes}",
                row => new ClockRecord(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), Instant(row, 6), row.IsDBNull(7) ? null : Instant(row, 7)), cancellation),
            await List(connection, $"select number, clock_id, rung, {Micros("due_at")}, {Micros("fired_at")}, cause from rung_fired {OfDisputes}",
                row => new FiredRung(row.GetString(0), row.GetString(1), row.GetString(2), Instant(row, 3), Instant(row, 4), row.GetString(5)), cancellation),
            await List(connection, "select number, sequence, hash from receipt", row => new ReceiptRecord(row.GetString(0), row.GetInt32(1), row.GetString(2)), cancellation));
        await connection.ExecuteAsync("commit");
        return records;

        string Said(DbDataReader row) => cipher?.Open(RowCipher.Step, $"{row.GetString(0)}/{row.GetInt32(1)}", row.GetString(5)) ?? row.GetString(5);
    }

    /// <summary>Disputes whose next wake-up lies before an instant.</summary>
    public static async Task<int> Overdue(ProductPlace place, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        return await Overdue(connection, place.IsPostgres, before, cancellation);
    }

    public static async Task<int> Overdue(DbConnection connection, bool postgres, DateTimeOffset before, CancellationToken cancellation)
    {
        var wake = postgres ? "(extract(epoch from next_wake_at) * 1000000)::bigint" : "next_wake_at";
        var micros = (before - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return await connection.ExecuteScalarAsync<int>($"select count(*) from dispute where {wake} < @micros", new { micros });
    }

    private static DateTimeOffset Instant(DbDataReader row, int column) => Rehearsing.ProductClock.Instant(row.GetInt64(column));

    private static async Task<ImmutableArray<T>> List<T>(DbConnection connection, string sql, Func<DbDataReader, T> map, CancellationToken cancellation)
    {
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, cancellationToken: cancellation));
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(map(reader));
        return rows.ToImmutable();
    }
}
