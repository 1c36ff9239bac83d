using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The states' part of re-encrypting: read as their grains read them, and written as they would write them.</summary>
internal sealed class StateWalk(ProductDatabase database, StateSerializer states)
{
    /// <summary>States that rows are projected from; no other holds anything personal.</summary>
    public static readonly ImmutableArray<string> Names =
        [.. StoredStates.All.Where(state => typeof(IProjectedState).IsAssignableFrom(state.Value)).Select(state => state.Key).Order(StringComparer.Ordinal)];

    public static string Counted(ReadDialect dialect) =>
        $"select coalesce(key_id, ''), count(*) from orleansstorage where {dialect.IsAnyOf("graintypestring", "@names")} and payloadbinary is not null group by 1";

    /// <param name="after">Hash of the key, state and key of the last row, or empty.</param>
    public async Task<(string? Last, int Rewritten)> Step(string after, PersonalKey key, int limit, CancellationToken cancellation)
    {
        var dialect = database.ReadModel;
        await using var connection = await dialect.Open(cancellation);
        var values = new DynamicParameters();
        values.Add("names", dialect.Keys(Names));
        values.Add("id", key.Id);
        values.Add("limit", limit);
        if (after.Split('|', 3) is [var hash, var name, var one])
        {
            values.Add("hash", int.Parse(hash, CultureInfo.InvariantCulture));
            values.Add("name", name);
            values.Add("one", one);
        }

        var found = new List<(int Hash, string Name, string Key, string Service, int Version, byte[] Payload)>();
        await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select grainidhash, graintypestring, grainidextensionstring, serviceid, version, payloadbinary from orleansstorage
             where payloadbinary is not null and (key_id is null or key_id <> @id) and {dialect.IsAnyOf("graintypestring", "@names")}
               {(after.Length > 0 ? "and grainidhash >= @hash and (grainidhash, graintypestring, grainidextensionstring) > (@hash, @name, @one)" : "")}
             order by grainidhash, graintypestring, grainidextensionstring limit @limit
            """,
            values,
            cancellationToken: cancellation)))
        {
            while (await reader.ReadAsync(cancellation))
                found.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetFieldValue<byte[]>(5)));
        }

        if (found.Count is 0)
            return (null, 0);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rewritten = 0;
        foreach (var row in found)
        {
            var identity = new StateIdentity(row.Name, row.Key, 0, row.Hash);
            var type = StoredStates.All[row.Name];
            var state = states.Deserialize(row.Payload, type, identity);
            rewritten += await connection.ExecuteAsync(new CommandDefinition(
                """
                update orleansstorage set payloadbinary = @payload, key_id = @id
                 where grainidhash = @Hash and graintypestring = @Name and grainidextensionstring = @Key and serviceid = @Service and version = @Version
                   and payloadbinary = @before
                """,
                Update(row, states.Serialize(state, type, identity, key), key),
                transaction,
                cancellationToken: cancellation));
            if (state is not DisputeState dispute || database.Numbers is not { } numbers)
                continue;
            // What was read may have been erased since; an erased dispute has no fingerprint.
            foreach (var number in DisputeProjection.PartyKeys(dispute))
                await connection.ExecuteAsync(new CommandDefinition(
                    "insert into party_key (number, hash) select @Number, @hash where exists (select 1 from dispute where number = @Number and fingerprint <> '') on conflict do nothing",
                    new { number.Number, hash = numbers.Of(number.Kind, number.Value) },
                    transaction,
                    cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        var last = found[^1];
        return (found.Count < limit ? null : string.Create(CultureInfo.InvariantCulture, $"{last.Hash}|{last.Name}|{last.Key}"), rewritten);
    }

    private static DynamicParameters Update((int Hash, string Name, string Key, string Service, int Version, byte[] Payload) row, byte[] again, PersonalKey key)
    {
        var values = new DynamicParameters();
        values.Add("payload", again);
        values.Add("id", key.Id);
        values.Add("Hash", row.Hash);
        values.Add("Name", row.Name);
        values.Add("Key", row.Key);
        values.Add("Service", row.Service);
        values.Add("Version", row.Version);
        values.Add("before", row.Payload);
        return values;
    }
}
