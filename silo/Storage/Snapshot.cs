using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Suyuan.Storage;

/// <summary>One statement, which is one consistent snapshot, read row by row.</summary>
internal sealed class Snapshot(ReadDialect dialect)
{
    /// <exception cref="TimeoutException">The database is not there.</exception>
    public async Task<ImmutableArray<T>> List<T>(string sql, object? values, Func<DbDataReader, T> map, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await dialect.Open(cancellation);
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await reader.ReadAsync(cancellation))
                rows.Add(map(reader));
            return rows.ToImmutable();
        }
        catch (DbException away) when (IsOutage(away))
        {
            // Drivers' exceptions stay here: nobody else in the cluster can read them, and who asks must hear "later" and not "broken".
            throw new TimeoutException($"The database does not answer ({away.SqlState ?? away.GetType().Name}).");
        }
    }

    // Connection, conflict, resources, operator, system; a connection that broke has no state at all. Everything else is a fault of ours.
    private static bool IsOutage(DbException failure) => failure.SqlState is not { Length: 5 } state || state[..2] is "08" or "40" or "53" or "57" or "58";
}
