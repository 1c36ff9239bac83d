using System.Collections.Immutable;
using System.Net;

namespace Suyuan.Webhooks;

/// <summary>Decides which addresses may be called. Asked when a target is set, and again for each connection that is made to it.</summary>
public sealed class TargetGuard
{
    public const string File = "Webhooks/closed-networks.csv";

    private readonly ImmutableArray<IPNetwork> _closed;
    private readonly ImmutableArray<IPNetwork> _allowed;
    private readonly ImmutableArray<string> _hosts;

    private TargetGuard(ImmutableArray<IPNetwork> closed, ImmutableArray<IPNetwork> allowed, ImmutableArray<string> hosts)
    {
        _closed = closed;
        _allowed = allowed;
        _hosts = hosts;
    }

    /// <exception cref="DataFileException">The file of closed networks is wrong.</exception>
    /// <exception cref="FormatException">An entry of the allow-list is neither network nor host name; the message quotes it.</exception>
    public static TargetGuard Of(IEnumerable<string> allow)
    {
        using var reader = DataFile.OpenEmbedded(File);
        var closed = DataFile.Read(File, reader, "network", "why").Rows
            .Select(row => IPNetwork.TryParse(row.Text("network"), out var network) ? network : throw row.Wrong("network", $"{row.Text("network")} is no network"))
            .ToImmutableArray();
        var allowed = ImmutableArray.CreateBuilder<IPNetwork>();
        var hosts = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in allow)
        {
            if (IPNetwork.TryParse(entry, out var network) && network.ToString() == entry)
                allowed.Add(network);
            else if (WebhookTarget.IsHostName(entry))
                hosts.Add(entry.ToLowerInvariant());
            else
                throw new FormatException($"'{entry}' is neither a network like 10.20.0.0/16 nor a host name.");
        }

        return new TargetGuard(closed, allowed.ToImmutable(), hosts.ToImmutable());
    }

    /// <summary>A host that the operator named, by name or, where it is an address, by its network.</summary>
    public bool Names(string host) =>
        _hosts.Contains(host.ToLowerInvariant()) || (IPAddress.TryParse(host, out var address) && Allows(address));

    /// <summary>Whether every address that a host has may be called; one closed address among open ones is a trap.</summary>
    public bool Permits(string host, IReadOnlyCollection<IPAddress> addresses) =>
        addresses.Count > 0 && (_hosts.Contains(host.ToLowerInvariant()) || addresses.All(Permits));

    // A network of IPv4 also contains its IPv6-mapped forms: closed with it, never opened by it.
    private bool Allows(IPAddress address) =>
        _allowed.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    // A scope names an interface of this machine; an address from outside has none.
    private bool Permits(IPAddress address) =>
        Allows(address)
        || (!_closed.Any(network => network.Contains(address)) && !(address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 && address.ScopeId != 0));
}
