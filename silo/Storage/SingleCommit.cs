namespace Suyuan.Storage;

/// <summary>Every write its own transaction: what the group commit is compared with.</summary>
internal sealed class SingleCommit(IBatchWriter writer, ILogger<SingleCommit> logger) : IStateWriter
{
    private readonly WriteFailures _failures = new(writer, logger);
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private bool _stopping;

    public async Task<bool> Write(StateWrite write)
    {
        Task<WriteOutcome[]> running;
        lock (_gate)
        {
            if (_stopping)
                throw new TimeoutException("The silo is stopping and takes no more writes.");
            running = Task.Run(() => _failures.Write([write]));
            _running.Add(running);
        }

        StorageMetrics.BatchSize.Record(1);
        var outcome = (await running)[0];
        lock (_gate)
            _running.Remove(running);
        return outcome.Failure is null ? outcome.Written : throw outcome.Failure;
    }

    public Task Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            return Task.WhenAll(_running);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await writer.DisposeAsync();
    }
}
