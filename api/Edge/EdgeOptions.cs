using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Suyuan.Edge;

/// <summary>What one connection and one request may hold. Section <c>Edge</c>; the reason for each value is in <c>docs/operations.md</c>.</summary>
internal sealed class EdgeOptions
{
    public const string Section = "Edge";

    private const string Bounds = "Edge:{0} must be between {1} and {2}.";

    /// <summary>Connections open at once. Default 10,000.</summary>
    [Range(10, 1_000_000, ErrorMessage = Bounds)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Connections of one address at once; those of known proxies are not counted. Default 1,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = Bounds)]
    public int ConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>How long the head of a request may take to arrive. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ErrorMessage = Bounds)]
    public TimeSpan HeadTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a body may take to arrive, however steadily it trickles. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = Bounds)]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may rest between two requests. Default two minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00", ErrorMessage = Bounds)]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of all bodies that have come in and are not answered yet. Default 64 MiB.</summary>
    [Range(2 * 1024 * 1024, int.MaxValue, ErrorMessage = Bounds)]
    public long BodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Addresses (<c>10.0.0.4</c>) or networks (<c>10.0.0.0/24</c>) of reverse proxies whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed. Default: nobody's.
    /// </summary>
    public IList<string> KnownProxies { get; init; } = [];

    /// <summary>How many such proxies a request passes, one behind the other. Default 1.</summary>
    [Range(1, 5, ErrorMessage = Bounds)]
    public int Proxies { get; set; } = 1;

    /// <summary>Origins (<c>https://mediation.example</c>) whose pages may call this API in a browser. Default: none.</summary>
    public IList<string> Origins { get; init; } = [];

    /// <summary>The known proxies as networks; an address alone is a network of one.</summary>
    public IEnumerable<IPNetwork> ProxyNetworks => KnownProxies.Select(Network).OfType<IPNetwork>();

    internal static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>What the ranges cannot say.</summary>
internal sealed class EdgeOptionsCheck(IHostEnvironment environment) : IValidateOptions<EdgeOptions>
{
    public ValidateOptionsResult Validate(string? name, EdgeOptions options) =>
        options.KnownProxies.FirstOrDefault(proxy => EdgeOptions.Network(proxy) is null) is { } proxy
            ? ValidateOptionsResult.Fail($"Edge:KnownProxies must be IP addresses or networks; \"{proxy}\" is neither.")
        : options.KnownProxies.FirstOrDefault(known => EdgeOptions.Network(known)!.Value.PrefixLength is 0) is { } everybody
            ? ValidateOptionsResult.Fail($"Edge:KnownProxies must not be everybody, as \"{everybody}\" is: any caller could then take any address.")
        : options.Origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong
            ? ValidateOptionsResult.Fail($"Edge:Origins must be https origins without a path; \"{wrong}\" is none.")
        : ValidateOptionsResult.Success;

    /// <summary>Scheme, host and port as a browser sends them; plain http in Development only.</summary>
    private bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme is "https" || (origin.Scheme is "http" && environment.IsDevelopment()))
        && origin.GetLeftPart(UriPartial.Authority) == text;
}
