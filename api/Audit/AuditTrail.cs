using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Suyuan.Problems;

namespace Suyuan.Audit;

/// <summary>
/// Hands on what this process saw: one queue, one sender, one batch under way. What may wait goes out each second or when a batch is
/// full; what an answer waits for has the batch go at once, in the same queue, so that the order stays the one in which things happened.
/// </summary>
internal sealed class AuditTrail : IHostedService, IAsyncDisposable
{
    /// <summary>Times that a batch is sent which the cluster refuses for what stands in it; then it is given up and counted.</summary>
    private const int MostTries = 3;

    /// <summary>How long after a failure it is tried again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly AuditOptions _options;
    private readonly AuditMeter _meter;
    private readonly ILogger<AuditTrail> _log;
    private readonly AuditEntries _entries;
    private readonly Channel<Queued> _queue;
    private readonly AuditBell _bell;
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _node = Guid.NewGuid().ToString("N");
    private AuditSpill? _spill;
    private Task _run = Task.CompletedTask;
    private Outgoing? _underWay;
    private long _number;
    private bool _away;

    public AuditTrail(IGrainFactory grains, IOptions<AuditOptions> options, AuditMeter meter, ILogger<AuditTrail> log)
    {
        (_grains, _options, _meter, _log) = (grains, options.Value, meter, log);
        _entries = new AuditEntries(_options.AddressKey is { } key ? Encoding.UTF8.GetBytes(key) : RandomNumberGenerator.GetBytes(32));
        _bell = new AuditBell(_options.BatchSize);
        _queue = Channel.CreateBounded<Queued>(new BoundedChannelOptions(_options.Buffer) { SingleReader = true });
    }

    /// <summary>Keeps it soon. Returns at once, whatever the cluster does.</summary>
    public void Record(Glance glance)
    {
        _meter.Came();
        if (!_queue.Writer.TryWrite(new Queued(glance, null)))
            Lose(1);
        else
            _bell.Came();
    }

    /// <summary>Keeps it now.</summary>
    /// <returns>False when it is not known to be kept in time; it still will be, if it can.</returns>
    public Task<bool> Keep(Glance glance)
    {
        _meter.Came();
        return Wait(glance);
    }

    /// <summary>Sends on whatever waits.</summary>
    /// <returns>False when not all of it is known to be kept in time.</returns>
    public Task<bool> Flush() => Wait(null);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.Spill is { Length: > 0 } directory)
        {
            try
            {
                _spill = new AuditSpill(directory, _options.SpillBatches);
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                _log.NoSpill(unusable, directory);
            }
        }

        _run = Task.Run(Run, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Requests have ended by now, and the cluster is still there.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await End();
        while (!cancellationToken.IsCancellationRequested && await SendNext())
        {
        }

        for (_underWay ??= Gather(); _underWay is { } left; _underWay = Gather())
        {
            left.Say(false);
            // What came from the disk has stayed there.
            if (!left.FromDisk && _spill?.Put(left.Batch) is not true)
                Lose(left.Calls);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _spill?.Dispose();
        _bell.Dispose();
        _stopping.Dispose();
    }

    private async Task End()
    {
        if (!_stopping.IsCancellationRequested)
            await _stopping.CancelAsync();
        await _run;
    }

    private async Task<bool> Wait(Glance? glance)
    {
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_queue.Writer.TryWrite(new Queued(glance, kept)))
        {
            if (glance is not null)
                Lose(1);
            return false;
        }

        _bell.Ring();
        try
        {
            return await kept.Task.WaitAsync(_options.Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _bell.Wait(_underWay is null || _options.FlushEvery < Again ? _options.FlushEvery : Again, _stopping.Token);
                while (!_stopping.IsCancellationRequested && await SendNext())
                {
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <returns>False when there is nothing to send, or nobody to send it to.</returns>
    private async Task<bool> SendNext()
    {
        if ((_underWay ??= FromDisk() ?? Gather()) is not { } next)
            return false;
        try
        {
            if (!next.Batch.Entries.IsEmpty)
                await _grains.GetGrain<IAuditGrain>(0).Take(next.Batch);
        }
        catch (Exception failure) when (ClusterUnavailable.CodeOf(failure) is RefusalCode.Unavailable)
        {
            if (!_away)
                _log.Away(failure, next.Batch.Entries.Length);
            _away = true;
            MakeRoom();
            return false;
        }
        catch (Exception failure)
        {
            if (++next.Tries < MostTries)
                return false;
            _log.Refused(failure, next.Batch.Entries.Length);
            Lose(next.Calls);
            next.Say(false);
            Done(next);
            return true;
        }

        if (_away)
            _log.Back();
        _away = false;
        _meter.WereKept(next.Calls);
        next.Say(true);
        Done(next);
        return true;
    }

    private void Done(Outgoing next)
    {
        if (next.FromDisk)
            _spill?.Remove();
        _underWay = null;
    }

    private Outgoing? FromDisk()
    {
        if (_spill?.Oldest() is not { } batch)
            return null;
        var calls = batch.Entries.Sum(entry => entry.Times);
        _meter.Found(calls);
        return new Outgoing(batch, [], calls, true);
    }

    private Outgoing? Gather()
    {
        var glances = new List<Glance>();
        var waiting = new List<TaskCompletionSource<bool>>();
        while (glances.Count < _options.BatchSize && _queue.Reader.TryRead(out var queued))
        {
            if (queued.Glance is { } glance)
                glances.Add(glance);
            if (queued.Kept is { } kept)
                waiting.Add(kept);
        }

        return glances.Count + waiting.Count is 0 ? null : new Outgoing(new AuditBatch(_node, ++_number, [.. _entries.Of(glances)]), waiting, glances.Count, false);
    }

    /// <summary>Rather to the disk than over the brim. What comes later goes behind it, so the order of a node's batches stays.</summary>
    private void MakeRoom()
    {
        while (_spill is { } spill && _queue.Reader.Count > _options.Buffer / 2 && Gather() is { } more)
        {
            more.Say(false);
            if (spill.Put(more.Batch))
                _meter.Found(-more.Calls);
            else
                Lose(more.Calls);
        }
    }

    private void Lose(int calls)
    {
        if (calls is 0)
            return;
        if (_meter.Lost is 0)
            _log.Lost();
        _meter.WereLost(calls);
    }

    private sealed record Queued(Glance? Glance, TaskCompletionSource<bool>? Kept);
}
