using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Suyuan.Overload;

/// <summary>
/// Nobody alone takes all places. A caller is the token he sends, unread: reading it costs more than turning him away, and a forged one
/// must not use up the share of whoever it names. Without a token it is the address. Kept is a hash that differs in every process, so
/// that nobody can aim at another's share and no flood of long tokens stays in memory.
/// </summary>
internal static class CallerShare
{
    public static PartitionedRateLimiter<HttpContext> Of(OverloadOptions options) => PartitionedRateLimiter.Create<HttpContext, Who>(http =>
        LaneChoice.Of(http) is not { } lane
            ? RateLimitPartition.GetNoLimiter(default(Who))
            : RateLimitPartition.GetConcurrencyLimiter(new Who(Caller(http).GetHashCode(StringComparison.Ordinal), lane is Lane.Streams), who => new ConcurrencyLimiterOptions
            {
                PermitLimit = who.Streams ? options.StreamsPerCaller : options.PerCaller,
                QueueLimit = 0,
            }));

    /// <summary>Whoever holds an IPv6 address usually holds its whole /64.</summary>
    internal static string Partition(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static string Caller(HttpContext http) =>
        http.Request.Headers.Authorization is [{ Length: > 0 } token] ? token : Partition(http.Connection.RemoteIpAddress);

    /// <summary>Streams are counted apart: they are many and do little.</summary>
    private readonly record struct Who(int Caller, bool Streams);
}
