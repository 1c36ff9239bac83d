using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>Everything that is stored: of each table the number of rows and a sum of their hashes, which does not hang on their order.</summary>
internal sealed record Snapshot(ImmutableSortedDictionary<string, (long Rows, string Hash)> Tables)
{
    /// <summary>Moves by the clock alone, and the trail of who asked what, which grows with every refusal and is meant to.</summary>
    private static readonly string[] Restless = ["membership", "time_anchor", "schemaversions", "audit_entry"];

    /// <summary>What of the other tables the clock and the trail move: seals over what was there, and the grains that make seals and keep the trail.</summary>
    private static readonly Dictionary<string, string> Part = new(StringComparer.OrdinalIgnoreCase)
    {
        ["seal"] = "select 1 where false",
        ["receipt"] = "select number, county, year, sequence, hash, at from receipt",
        ["orleansstorage"] = "select * from orleansstorage where graintypestring not in ('area', 'audit-chain')",
        ["orleansreminderstable"] = "select * from orleansreminderstable where grainid not like 'area/%' and grainid not like 'audit-chain/%'",
    };

    public static async Task<Snapshot> Of(DbConnection connection, bool postgres, CancellationToken cancellation)
    {
        var names = await Column(
            connection,
            postgres ? "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'" : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
            cancellation);
        var tables = ImmutableSortedDictionary.CreateBuilder<string, (long, string)>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !Restless.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            tables[name] = await Sum(connection, name, cancellation);
        return new Snapshot(tables.ToImmutable());
    }

    /// <summary>A sentence for each table that is not as it was.</summary>
    public IEnumerable<string> Differences(Snapshot before) =>
        from table in Tables
        let was = before.Tables.GetValueOrDefault(table.Key)
        where was != table.Value
        select string.Create(CultureInfo.InvariantCulture, $"{table.Key}: {was.Rows} rows before, {table.Value.Rows} now, {(was.Rows == table.Value.Rows ? "with other content" : "")}");

    public long Rows => Tables.Values.Sum(table => table.Rows);

    private static async Task<(long Rows, string Hash)> Sum(DbConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database's own catalogue.
        command.CommandText = Part.GetValueOrDefault(table) ?? $"select * from \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (rows, sum) = (0L, new byte[32]);
        var line = new StringBuilder();
        while (await reader.ReadAsync(cancellation))
        {
            line.Clear();
            for (var i = 0; i < reader.FieldCount; i++)
                line.Append(reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('\u001f');
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(line.ToString()));
            for (var (i, carry) = (0, 0); i < hash.Length; i++)
            {
                carry += sum[i] + hash[i];
                sum[i] = (byte)(carry & 0xFF);
                carry >>= 8;
            }

            rows++;
        }

        return (rows, Convert.ToHexString(sum));
    }

    private static async Task<List<string>> Column(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of two constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellation))
            names.Add(reader.GetString(0));
        return names;
    }
}
