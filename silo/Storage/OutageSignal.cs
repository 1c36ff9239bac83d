using System.Threading.Channels;

namespace Suyuan.Storage;

/// <summary>The database did not do what it was asked, and not because of what was asked. One ring is enough for many failures.</summary>
internal sealed class OutageSignal
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Until it rings; rings since the last one were heard count as one.</summary>
    public async Task Heard(CancellationToken cancellation) => await _rung.Reader.ReadAsync(cancellation);
}

/// <summary>Rings for each write or read of states that failed because the database was away.</summary>
internal sealed class WatchedWriter(IBatchWriter inner, OutageSignal outage) : IBatchWriter
{
    public async Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch)
    {
        try
        {
            return await inner.Write(batch);
        }
        catch (Exception failure) when (!inner.IsAboutData(failure))
        {
            outage.Ring();
            throw;
        }
    }

    public async Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities)
    {
        try
        {
            return await inner.Read(identities);
        }
        catch (Exception failure) when (!inner.IsAboutData(failure))
        {
            outage.Ring();
            throw;
        }
    }

    public bool IsAboutData(Exception failure) => inner.IsAboutData(failure);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
