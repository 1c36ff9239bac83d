using System.Threading.RateLimiting;

namespace Suyuan.Overload;

/// <summary>
/// So many at once, so many who wait behind them, and nobody longer than the answer is worth. The framework's limiter bounds the
/// queue's length and not its time.
/// </summary>
/// <param name="time">Real time, in rehearsals too: whoever waits is real.</param>
internal sealed class ImpatientLimiter(int atOnce, int waiting, TimeSpan longestWait, TimeProvider time) : RateLimiter
{
    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Nobody collects it: a lane is there for ever.</summary>
    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => _places.GetStatistics();

    /// <summary>Nobody passes by those who wait.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => _places.AttemptAcquire(permitCount);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        // Whom the queue has no room for needs no clock.
        if (_places.GetStatistics() is not { } now || now.CurrentQueuedCount >= waiting)
            return _places.AttemptAcquire(permitCount);
        using var worth = new CancellationTokenSource(longestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, worth.Token);
        try
        {
            return await _places.AcquireAsync(permitCount, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WaitedTooLong.Lease;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _places.Dispose();
        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _places.DisposeAsync();
        await base.DisposeAsyncCore();
    }
}

/// <summary>A place that did not come in time.</summary>
internal sealed class WaitedTooLong : RateLimitLease
{
    public static readonly WaitedTooLong Lease = new();

    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }
}
