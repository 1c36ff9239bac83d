using System.Net;
using System.Net.Sockets;

namespace Suyuan.Webhooks;

/// <summary>
/// The only way to a receiver: looks the name up, refuses it when one of its addresses is closed, and connects to just
/// these addresses. There is no second look-up between check and connection that could answer something else.
/// </summary>
internal sealed class GuardedConnection(TargetGuard guard, IHostResolver resolver, TimeSpan timeout)
{
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        try
        {
            var addresses = await Addresses(host, patience.Token);
            if (addresses.Length == 0)
                throw new TargetRefusedException(TargetVerdict.Unknown);
            if (!guard.Permits(host, addresses))
                throw new TargetRefusedException(TargetVerdict.Closed);
            return await Connect(addresses, port, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("No connection in time.");
        }
    }

    public async Task<TargetVerdict> Examine(Uri target, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            var host = target.Host.Trim('[', ']');
            var addresses = await Addresses(host, patience.Token);
            return addresses.Length == 0 ? TargetVerdict.Unknown
                : guard.Permits(host, addresses) ? TargetVerdict.Open
                : TargetVerdict.Closed;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TargetVerdict.Unknown;
        }
    }

    private async Task<IPAddress[]> Addresses(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await resolver.Resolve(host, cancellation);

    private static async Task<Stream> Connect(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                // A machine may have one address family on paper only; the next address is as good.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}

/// <summary>The target may not be called, or is nowhere.</summary>
internal sealed class TargetRefusedException(TargetVerdict verdict) : IOException($"The target is {verdict}.")
{
    public TargetVerdict Verdict => verdict;
}
