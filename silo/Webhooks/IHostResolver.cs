using System.Net;
using System.Net.Sockets;

namespace Suyuan.Webhooks;

/// <summary>Addresses of a name. Apart, so that a test can be a name service that lies.</summary>
internal interface IHostResolver
{
    /// <returns>Empty when there are none.</returns>
    Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);
}

internal sealed class SystemResolver : IHostResolver
{
    public async Task<IPAddress[]> Resolve(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException)
        {
            // Whatever the name service says in place of addresses.
            return [];
        }
    }
}
