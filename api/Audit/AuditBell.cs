namespace Suyuan.Audit;

/// <summary>Wakes whoever sends what was seen: at once when it is rung, or when a batch has come together.</summary>
/// <param name="batch">How many make one.</param>
internal sealed class AuditBell(int batch) : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private int _sinceRung;

    /// <summary>One more waits.</summary>
    public void Came()
    {
        if (Interlocked.Increment(ref _sinceRung) >= batch)
            Ring();
    }

    public void Ring()
    {
        Interlocked.Exchange(ref _sinceRung, 0);
        try
        {
            _rung.Release();
        }
        catch (Exception rung) when (rung is SemaphoreFullException or ObjectDisposedException)
        {
            // It has been rung, or nobody listens any more.
        }
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellation) => _rung.WaitAsync(atMost, cancellation);

    public void Dispose() => _rung.Dispose();
}
