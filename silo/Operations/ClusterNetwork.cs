using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Suyuan.Operations;

/// <summary>Which addresses nobody reaches from the internet: Orleans' ports ask for no password, so the network is their lock.</summary>
internal static class ClusterNetwork
{
    public const string Setting = "Cluster:AllowPublicAddress";

    private static readonly ImmutableArray<IPNetwork> Networks =
    [
        .. ((string[])
        [
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // RFC 1918
            "100.64.0.0/10", // RFC 6598: shared by the customers of a carrier, and by overlay networks
            "127.0.0.0/8", "::1/128",
            "169.254.0.0/16", "fe80::/10", // link-local
            "fc00::/7", // RFC 4193: unique local
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>True for an address that is routed within a network of one's own only. "Every address of this machine" (0.0.0.0, ::) is not one.</summary>
    public static bool Holds(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.Contains(plain));
    }

    /// <summary>What is wrong with where a silo listens and says that it can be reached; null: nothing.</summary>
    public static string? Fault(EndpointOptions endpoints)
    {
        ReadOnlySpan<(IPAddress? Address, string What)> places =
        [
            (endpoints.AdvertisedIPAddress, "advertise"),
            (endpoints.SiloListeningEndpoint?.Address, "listen at"),
            (endpoints.GatewayListeningEndpoint?.Address, "listen at"),
        ];
        foreach (var (address, what) in places)
        {
            if (address is not null && !Holds(address))
                return $"Cluster:Address: this silo would {what} {address} (ports {endpoints.SiloPort} and {endpoints.GatewayPort}), which may be reached from outside the cluster's own network. "
                    + $"Name a private address of this machine; or set {Setting}=true where a firewall lets only silos and API nodes come to these ports.";
        }

        return null;
    }
}

/// <summary>Looks at what Orleans will really use, wherever it was configured.</summary>
internal sealed class PortsOnTheClusterNetwork(bool anywhere) : IValidateOptions<EndpointOptions>
{
    public ValidateOptionsResult Validate(string? name, EndpointOptions options) =>
        !anywhere && ClusterNetwork.Fault(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
