using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace Suyuan.ClusterHook;

/// <summary>
/// The cable between this silo and the others. While it is cut nothing comes through in either direction and nobody is told so: what
/// was sent waits, as with lost packets, and arrives when it is mended. SIGUSR1 cuts, SIGUSR2 mends.
/// </summary>
internal sealed class Cut : IDisposable
{
    // By their numbers on Linux: the enumeration names only what every system has.
    private const PosixSignal User1 = (PosixSignal)10;
    private const PosixSignal User2 = (PosixSignal)12;

    private readonly PosixSignalRegistration _cuts;
    private readonly PosixSignalRegistration _mends;

    private volatile TaskCompletionSource _whole = Whole();

    public Cut()
    {
        _cuts = PosixSignalRegistration.Create(User1, signal =>
        {
            signal.Cancel = true;
            if (_whole.Task.IsCompleted)
                _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        });
        _mends = PosixSignalRegistration.Create(User2, signal =>
        {
            signal.Cancel = true;
            _whole.TrySetResult();
        });
    }

    public async Task Through(ConnectionContext connection, ConnectionDelegate next)
    {
        await Passable(connection.ConnectionClosed);
        connection.Transport = new CutTransport(connection.Transport, this, connection.ConnectionClosed);
        await next(connection);
    }

    /// <summary>When the cable is whole, or the connection has ended, which the two ends decide each for itself.</summary>
    public async ValueTask Passable(CancellationToken closed)
    {
        while (!_whole.Task.IsCompleted && !closed.IsCancellationRequested)
        {
            try
            {
                await _whole.Task.WaitAsync(closed);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public bool IsWhole => _whole.Task.IsCompleted;

    public void Dispose()
    {
        _cuts.Dispose();
        _mends.Dispose();
    }

    private static TaskCompletionSource Whole()
    {
        var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        whole.SetResult();
        return whole;
    }
}
