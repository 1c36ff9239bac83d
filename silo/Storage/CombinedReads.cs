using System.Diagnostics;
using System.Threading.Channels;

namespace Suyuan.Storage;

/// <summary>Reads of many grains in one query: whatever was asked while the last one was in flight goes out together.</summary>
internal sealed class CombinedReads : IAsyncDisposable
{
    private readonly IBatchWriter _database;
    private readonly ILogger _logger;
    private readonly int _maxBatch;
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _drained;

    public CombinedReads(IBatchWriter database, StorageOptions options, ILogger<CombinedReads> logger)
    {
        _database = database;
        _logger = logger;
        _maxBatch = options.MaxBatch;
        _drained = Task.Run(Drain);
    }

    /// <returns>Null when there is no such state.</returns>
    /// <exception cref="TimeoutException">The database does not answer, or the silo stops.</exception>
    public Task<StoredState?> Read(StateIdentity identity)
    {
        var pending = new Pending(identity, new TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.Writer.TryWrite(pending))
            throw new TimeoutException("The silo is stopping and reads no more states.");
        StorageMetrics.Queued.Add(1, StorageMetrics.Reads);
        return pending.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _drained;
    }

    private async Task Drain()
    {
        var batch = new List<Pending>(_maxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _maxBatch && _queue.Reader.TryRead(out var pending))
                batch.Add(pending);
            await Answer(batch);
        }
    }

    private async Task Answer(List<Pending> batch)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var identities = batch.Select(pending => pending.Identity).ToHashSet();
            StorageMetrics.ReadSize.Record(identities.Count);
            var found = await _database.Read(identities);
            foreach (var pending in batch)
                pending.Done.TrySetResult(found.TryGetValue((pending.Identity.State, pending.Identity.Key), out var state) ? state : null);
        }
        catch (Exception failure)
        {
            _logger.ReadFailed(batch.Count, failure);
            foreach (var pending in batch)
                pending.Done.TrySetException(new TimeoutException("The database did not answer."));
        }
        finally
        {
            StorageMetrics.Read.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
            StorageMetrics.Queued.Add(-batch.Count, StorageMetrics.Reads);
        }
    }

    private sealed record Pending(StateIdentity Identity, TaskCompletionSource<StoredState?> Done);
}
