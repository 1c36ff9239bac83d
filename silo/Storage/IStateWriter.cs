namespace Suyuan.Storage;

/// <summary>Takes one write at a time and answers when it is durable.</summary>
internal interface IStateWriter : IAsyncDisposable
{
    /// <returns>False when another writer came first; then nothing of the write is stored.</returns>
    /// <exception cref="TimeoutException">The database is away, the queue is full or the silo stops: try again later.</exception>
    /// <exception cref="InvalidOperationException">The database refuses these rows; trying again cannot help.</exception>
    Task<bool> Write(StateWrite write);

    /// <summary>Refuses new writes and returns when everything accepted is in the database.</summary>
    Task Stop();
}
