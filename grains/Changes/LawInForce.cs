using Microsoft.Extensions.Logging;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>
/// The law book that this silo decides by: what was published with the program, and every change that was put since,
/// in the order of editions. Read before the first grain, again every few seconds, and when someone knows of a later
/// edition. It changes while the silo runs, so it is asked at each use and never kept; one decision takes it once
/// (<c>Scene.Law</c>) and stays with it.
/// </summary>
internal sealed class LawInForce(LawBook published, ILawChangeReads reads, WakeUpOptions wakeUp, TimeProvider clock, ILogger<LawInForce> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int PageSize = 100;

    private readonly SemaphoreSlim _one = new(1);
    private volatile LawBook _current = published;
    private volatile IReadOnlyList<string> _faults = [];
    private ITimer? _timer;

    public LawBook Current => _current;

    /// <summary>Editions that could not be applied here, each with the reason. They stop nothing; somebody must look.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Takes over what was put since the last time.</summary>
    public async Task Refresh(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            while (await reads.LawChanges(_current.Changes.Edition, PageSize, cancellation) is { IsEmpty: false } changes)
                foreach (var change in changes)
                    Apply(change);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Afterwards this silo knows the edition.</summary>
    /// <exception cref="InvalidOperationException">Nobody has put this edition.</exception>
    public async Task AtLeast(long edition)
    {
        if (_current.Changes.Edition >= edition)
            return;
        await Refresh();
        if (_current.Changes.Edition < edition)
            throw new InvalidOperationException($"Edition {edition} of the law is not known; the latest is {_current.Changes.Edition}.");
    }

    // Before the stage in which grains can be called: nobody may decide by a law that is no longer in force.
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(LawInForce), ServiceLifecycleStage.RuntimeStorageServices, Start, _ => Stop());

    public void Dispose()
    {
        _timer?.Dispose();
        _one.Dispose();
    }

    private async Task Start(CancellationToken cancellation)
    {
        await Refresh(cancellation);
        _timer = clock.CreateTimer(static self => _ = ((LawInForce)self!).Look(), this, wakeUp.LawRefresh, Timeout.InfiniteTimeSpan);
    }

    private async Task Stop()
    {
        if (_timer is { } timer)
            await timer.DisposeAsync();
    }

    private async Task Look()
    {
        try
        {
            await Refresh();
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        catch (Exception failure)
        {
            // The database is away: what was in force stays in force.
            logger.RefreshFailed(failure);
        }

        // Only now: a clock that jumps by years must not ask for every few seconds of them.
        _timer?.Change(wakeUp.LawRefresh, Timeout.InfiniteTimeSpan);
    }

    private void Apply(LawChangeRow change)
    {
        try
        {
            _current = LawChangeContent.Apply(_current, change);
            logger.Applied(change.Edition, change.Kind, change.Key, change.Version);
        }
        catch (Exception failure) when (failure is FormatException or DataFileException or System.Text.Json.JsonException)
        {
            _current = _current with { Changes = _current.Changes with { Edition = change.Edition } };
            _faults = [.. _faults, $"{change.Edition} ({change.Kind} {change.Key} {change.Version}): {failure.Message}"];
            logger.NotApplied(failure, change.Edition, change.Kind, change.Key, change.Version);
        }
    }
}
