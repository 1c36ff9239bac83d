using Npgsql;

namespace Suyuan.Storage;

/// <summary>One statement, one round trip, one transaction, for any number of grains.</summary>
internal sealed class PostgresBatchWriter(NpgsqlDataSource database, string serviceId, TimeSpan retryPeriod, SiloFence? fence) : IBatchWriter
{
    private readonly long _retryPeriod = (long)retryPeriod.TotalMilliseconds;

    public async Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch)
    {
        try
        {
            return await Once(batch);
        }
        catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            // The server has undone this one and let the other through: nothing stands in the way a second time.
            return await Once(batch);
        }
    }

    public async Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities)
    {
        await using var command = database.CreateCommand(PostgresSql.Read);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. identities.Select(i => i.KeyHash).Distinct()] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. identities.Select(i => i.StateHash).Distinct()] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. identities.Select(i => i.State).Distinct()] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. identities.Select(i => i.Key).Distinct()] });

        var found = new Dictionary<(string, string), StoredState>(identities.Count);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var payload = await reader.IsDBNullAsync(3) ? null : await reader.GetFieldValueAsync<byte[]>(3);
            found.Add((reader.GetString(0), reader.GetString(1)), new StoredState(reader.GetInt32(2), payload));
        }

        return found;
    }

    // Classes 21, 22, 23 and 54 speak of the rows, everything else of the server or the connection. A text that is no
    // Unicode does not even leave the driver.
    public bool IsAboutData(Exception failure) =>
        failure is ArgumentException || (failure is PostgresException { SqlState: { } state } && state[..2] is "21" or "22" or "23" or "54");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<WriteOutcome[]> Once(IReadOnlyList<StateWrite> batch)
    {
        await using var command = database.CreateCommand();
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StorageNames.WakeUp });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _retryPeriod });
        if (fence is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fence.Cluster });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fence.Address });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = fence.Port });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = fence.Generation });
        }

        command.CommandText = PostgresSql.Write(PostgresInputs.Bind(command.Parameters, batch), fence is not null);

        var outcomes = new WriteOutcome[batch.Count];
        Array.Fill(outcomes, WriteOutcome.Lost);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (reader.GetInt32(0) is var item && item == PostgresSql.DeclaredDead)
                throw new DeclaredDeadException();
            outcomes[item] = WriteOutcome.Stored;
        }

        // The server may still refuse at the commit, after the last row.
        await reader.NextResultAsync();
        return outcomes;
    }
}
