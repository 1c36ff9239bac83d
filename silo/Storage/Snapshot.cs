using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Suyuan.Storage;

/// <summary>One statement, which is one consistent snapshot, read row by row.</summary>
internal sealed class Snapshot(ReadDialect dialect)
{
    public async Task<ImmutableArray<T>> List<T>(string sql, object? values, Func<DbDataReader, T> map, CancellationToken cancellation)
    {
        await using var connection = await dialect.Open(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(map(reader));
        return rows.ToImmutable();
    }
}
