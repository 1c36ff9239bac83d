using System.Diagnostics;
using System.Threading.Channels;

namespace Suyuan.Storage;

/// <summary>
/// Puts the writes of many grains into one transaction. There is no timer: while a batch is in flight the next one
/// gathers itself, so a lonely write goes out at once and a crowd shares its commits. What is due and what was asked for wait apart, each
/// in a bounded queue of its own (<see cref="BatchShares"/>).
/// </summary>
internal sealed class GroupCommit : IStateWriter
{
    private readonly IBatchWriter _writer;
    private readonly WriteFailures _failures;
    private readonly int _maxBatch;
    private readonly Channel<Pending> _due;
    private readonly Channel<Pending> _asked;

    /// <summary>Rung for each write that came; one ring is enough for many.</summary>
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _drained;

    public GroupCommit(IBatchWriter writer, StorageOptions options, ILogger<GroupCommit> logger)
    {
        _writer = writer;
        _failures = new WriteFailures(writer, logger);
        _maxBatch = options.MaxBatch;
        _due = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        _asked = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        // Off the grains' schedulers: SQLite blocks the thread that writes.
        _drained = Task.Run(Drain);
    }

    public Task<bool> Write(StateWrite write)
    {
        var pending = new Pending(write, Stopwatch.GetTimestamp(), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        if ((BatchShares.IsDue(write) ? _due : _asked).Writer.TryWrite(pending))
        {
            StorageMetrics.Queued.Add(1, StorageMetrics.Writes);
            _bell.Writer.TryWrite(true);
            return pending.Done.Task;
        }

        StorageMetrics.Refused.Add(1);
        throw new TimeoutException(_stopping
            ? "The silo is stopping and takes no more writes."
            : "The storage queue is full: more writes are waiting than Storage:QueueLimit allows.");
    }

    private volatile bool _stopping;

    public Task Stop()
    {
        _stopping = true;
        _due.Writer.TryComplete();
        _asked.Writer.TryComplete();
        // Last: what the drain finds after it is all there will ever be.
        _bell.Writer.TryComplete();
        return _drained;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _writer.DisposeAsync();
    }

    private async Task Drain()
    {
        var batch = new List<Pending>(_maxBatch);
        var held = new List<Pending>();
        var keys = new HashSet<StateIdentity>(_maxBatch);
        do
        {
            _bell.Reader.TryRead(out _);
            while (held.Count + _due.Reader.Count + _asked.Reader.Count > 0)
            {
                Gather(batch, held, keys);
                await Flush(batch);
            }
        }
        while (await _bell.Reader.WaitToReadAsync() || _due.Reader.Count + _asked.Reader.Count > 0);
    }

    // One statement cannot change one row twice: the second write of a grain waits for the next batch.
    private void Gather(List<Pending> batch, List<Pending> held, HashSet<StateIdentity> keys)
    {
        batch.Clear();
        keys.Clear();
        var waiting = held.ToArray();
        held.Clear();
        foreach (var pending in waiting)
            (keys.Add(pending.Write.Identity) ? batch : held).Add(pending);
        var (due, asked) = BatchShares.Of(_due.Reader.Count, _asked.Reader.Count, Math.Max(0, _maxBatch - batch.Count - held.Count));
        Take(_due.Reader, due);
        Take(_asked.Reader, asked);

        // The same order on every silo, so that two batches never wait for each other.
        batch.Sort((a, b) => string.CompareOrdinal(a.Write.Identity.Key, b.Write.Identity.Key));

        void Take(ChannelReader<Pending> queue, int count)
        {
            while (count-- > 0 && queue.TryRead(out var pending))
                (keys.Add(pending.Write.Identity) ? batch : held).Add(pending);
        }
    }

    private async Task Flush(List<Pending> batch)
    {
        var start = Stopwatch.GetTimestamp();
        StorageMetrics.BatchSize.Record(batch.Count);
        foreach (var pending in batch)
            StorageMetrics.Wait.Record(Stopwatch.GetElapsedTime(pending.Arrived, start).TotalSeconds);

        var outcomes = await _failures.Write(batch.ConvertAll(pending => pending.Write));
        StorageMetrics.Flush.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        StorageMetrics.Queued.Add(-batch.Count, StorageMetrics.Writes);
        for (var i = 0; i < batch.Count; i++)
        {
            if (outcomes[i].Failure is { } failure)
                batch[i].Done.TrySetException(failure);
            else
                batch[i].Done.TrySetResult(outcomes[i].Written);
        }
    }

    private sealed record Pending(StateWrite Write, long Arrived, TaskCompletionSource<bool> Done);
}
