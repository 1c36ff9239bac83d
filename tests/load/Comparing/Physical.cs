using Npgsql;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Comparing;

/// <summary>What the database can do at all: pgbench inserts rows of as many bytes as the product's log took for a case.</summary>
/// <param name="Database">CPU-milliseconds of the server for 1,000 rows.</param>
internal sealed record Physical(int Bytes, double PerSecond, double Database, double Wal)
{
    private const string Name = "suyuan_physical";

    /// <summary>A row must fit a page.</summary>
    private const int MostBytes = 8_000;

    public static async Task<Physical> Measure(Postgres postgres, int bytes, CompareOptions options, CancellationToken cancellation)
    {
        bytes = Math.Min(bytes, MostBytes);
        await Execute(postgres.Connection, $"create database {Name}", cancellation);
        var connection = new NpgsqlConnectionStringBuilder(postgres.Connection) { Database = Name }.ToString();
        await Execute(connection, "create table physical (id bigserial primary key, payload text not null); alter table physical alter payload set storage plain", cancellation);
        var script = $"insert into physical (payload) values ('{new string('x', bytes)}');";
        await postgres.Bench(Name, script, options.Callers, options.Warm);
        using var meters = new Meters([], connection);
        var (before, count) = (meters.Read(), await Count(connection, cancellation));
        var rate = await postgres.Bench(Name, script, options.Callers, options.Window);
        var (spent, rows) = (meters.Read() - before, await Count(connection, cancellation) - count);
        NpgsqlConnection.ClearAllPools();
        await Execute(postgres.Connection, $"drop database {Name} with (force)", cancellation);
        return new Physical(bytes, rate, spent.Database.TotalMicroseconds / rows, (double)spent.Wal / rows);
    }

    public override string ToString() => $"  rows of {Bytes} bytes: {PerSecond:0}/s, CPU-ms per 1,000: database {Database:0}, WAL {Wal:0} bytes each";

    private static async Task<long> Count(string connection, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("select last_value from physical_id_seq");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(string connection, string sql, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
