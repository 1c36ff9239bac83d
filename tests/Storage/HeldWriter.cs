using System.Data.Common;
using Suyuan.Storage;

namespace Suyuan.Tests.Storage;

/// <summary>Counts the batches of the writer under it, and holds them back until it is opened, so that a test decides what waits together.</summary>
internal sealed class HeldWriter(IBatchWriter inner) : IBatchWriter
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> _batches = [];

    public IReadOnlyList<int> Batches
    {
        get
        {
            lock (_batches)
                return [.. _batches];
        }
    }

    public void Open() => _opened.TrySetResult();

    /// <summary>Lets writes gather behind one that is held, then opens.</summary>
    public async Task<List<Task<bool>>> Together(GroupCommit commit, IEnumerable<StateWrite> writes)
    {
        var first = commit.Write(Given.Write(Given.Number(), 0));
        var gathered = writes.Select(commit.Write).ToList();
        Open();
        await first;
        return gathered;
    }

    public async Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch)
    {
        await _opened.Task;
        lock (_batches)
            _batches.Add(batch.Count);
        return await inner.Write(batch);
    }

    public Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities) => inner.Read(identities);

    public bool IsAboutData(Exception failure) => inner.IsAboutData(failure);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>A database that has gone.</summary>
internal sealed class BrokenWriter : IBatchWriter
{
    public Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch) => throw new GoneException();

    public Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities) => throw new GoneException();

    public bool IsAboutData(Exception failure) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class GoneException : DbException;
}
