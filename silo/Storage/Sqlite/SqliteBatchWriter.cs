using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Suyuan.Storage;

/// <summary>One connection that writes: SQLite has one writer at a time, so a second would only wait.</summary>
internal sealed class SqliteBatchWriter(SqliteDataSource file, string serviceId, TimeSpan retryPeriod) : IBatchWriter
{
    private readonly SemaphoreSlim _one = new(1);
    private SqliteConnection? _connection;
    private SqliteStatements? _statements;

    public async Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch)
    {
        await _one.WaitAsync();
        try
        {
            return Write(Open(), batch);
        }
        catch
        {
            // Whatever state the connection is in, closing it rolls back.
            Close();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    public Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities)
    {
        // In process there is no round trip to save: a prepared statement per key is the combined read.
        var found = new Dictionary<(string, string), StoredState>(identities.Count);
        using var connection = file.Open();
        using var read = new SqliteStatement(connection, SqliteSql.ReadState, 5);
        foreach (var (state, key, stateHash, keyHash) in identities)
        {
            using var reader = read.Query(keyHash, stateHash, state, key, serviceId);
            if (reader.Read())
                found.Add((state, key), new StoredState(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1)));
        }

        return Task.FromResult(found);
    }

    public bool IsAboutData(Exception failure) => failure is IncompleteSealException
        || failure is SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT or SQLITE_TOOBIG or SQLITE_MISMATCH };

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        Close();
        _one.Dispose();
    }

    private WriteOutcome[] Write(SqliteStatements statements, IReadOnlyList<StateWrite> batch)
    {
        var outcomes = new WriteOutcome[batch.Count];
        statements.Begin();
        for (var i = 0; i < batch.Count; i++)
            outcomes[i] = Write(statements, batch[i]);
        statements.Commit();
        return outcomes;
    }

    private WriteOutcome Write(SqliteStatements statements, StateWrite write)
    {
        statements.Savepoint();
        try
        {
            if (statements.Write(write))
            {
                statements.Release();
                return WriteOutcome.Stored;
            }
        }
        catch (Exception failure) when (IsAboutData(failure))
        {
            statements.Undo();
            return WriteOutcome.Failed(failure);
        }

        statements.Undo();
        return WriteOutcome.Lost;
    }

    private SqliteStatements Open()
    {
        _connection ??= file.OpenAlone();
        return _statements ??= new SqliteStatements(_connection, serviceId, retryPeriod);
    }

    private void Close()
    {
        _statements?.Dispose();
        _connection?.Dispose();
        _statements = null;
        _connection = null;
    }
}
