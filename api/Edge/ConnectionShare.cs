using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Suyuan.Overload;

namespace Suyuan.Edge;

/// <summary>Nobody alone holds all connections: who has too many gets no further one. A known proxy speaks for many and is not counted.</summary>
internal sealed class ConnectionShare(IOptions<EdgeOptions> options)
{
    private readonly ConcurrentDictionary<ulong, int> _open = new();
    private readonly int _most = options.Value.ConnectionsPerAddress;
    private readonly IPNetwork[] _proxies = [.. options.Value.ProxyNetworks];

    /// <summary>Addresses that hold a connection now; no others are remembered.</summary>
    public int Known => _open.Count;

    public ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || IsProxy(address))
        {
            await next(connection);
            return;
        }

        var caller = RateLimits.Key(address);
        if (!Enter(caller))
        {
            connection.Abort(new ConnectionAbortedException("Too many connections of one address."));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(caller);
        }
    };

    private bool IsProxy(IPAddress address)
    {
        foreach (var network in _proxies)
            if (network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
                return true;
        return false;
    }

    private bool Enter(ulong caller)
    {
        if (_open.AddOrUpdate(caller, 1, static (_, open) => open + 1) <= _most)
            return true;
        Leave(caller);
        return false;
    }

    private void Leave(ulong caller)
    {
        if (_open.AddOrUpdate(caller, 0, static (_, open) => open - 1) <= 0)
            // Only while it is still nobody's: another connection may just have come.
            _open.TryRemove(KeyValuePair.Create(caller, 0));
    }
}
