using System.Buffers.Binary;
using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Overload;

/// <summary>Section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Every number of requests in <c>rate-limits.csv</c> times this, for measuring and for emergencies. Default 1.</summary>
    [Range(0.001, 1_000_000, ErrorMessage = "RateLimits:Scale must be between 0.001 and 1000000.")]
    public double Scale { get; set; } = 1;
}

/// <summary>
/// How often somebody may ask, by <c>rate-limits.csv</c>. Beside the lanes, which bound how much is done at once: whoever is held up
/// here takes no place there. By address before anything of the request is believed, by actor as soon as the token is.
/// </summary>
internal sealed class RateLimits
{
    private readonly FrozenDictionary<string, RateSketch>[] _sketches;

    public RateLimits(IOptions<RateLimitOptions> options, [FromKeyedServices(Lanes.Clock)] TimeProvider time)
    {
        var rows = RateTable.Load();
        _sketches = [.. Enum.GetValues<CountedBy>().Select(by => rows.Where(row => row.By == by)
            .ToFrozenDictionary(row => row.Of, row => new RateSketch(row, options.Value.Scale, time)))];
    }

    public Task ByAddress(HttpContext http, RequestDelegate next) =>
        SketchFor(http, CountedBy.Address)?.Take(Key(http.Connection.RemoteIpAddress)) is { } wait ? Turning.AwayFor(http, wait) : next(http);

    public Task ByActor(HttpContext http, RequestDelegate next) =>
        http.User.FindFirst(Actors.SubjectClaim)?.Value is { } subject && SketchFor(http, CountedBy.Actor)?.Take(Key(subject)) is { } wait
            ? Turning.AwayFor(http, wait)
            : next(http);

    /// <summary>Whoever holds an IPv6 address usually holds its whole /64.</summary>
    internal static ulong Key(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var written))
            return 0;
        return written is 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static ulong Key(string subject) => unchecked((uint)subject.GetHashCode(StringComparison.Ordinal));

    private RateSketch? SketchFor(HttpContext http, CountedBy by)
    {
        var sketches = _sketches[(int)by];
        if (http.GetEndpoint() is not { } endpoint)
            return sketches.GetValueOrDefault(RateTable.Unknown);
        if (endpoint.Metadata.GetMetadata<RateGroup>() is { } group)
            return sketches.GetValueOrDefault(group.Of);
        if (endpoint.Metadata.GetMetadata<Permitted>() is { } permitted && sketches.TryGetValue(permitted.Permission, out var own))
            return own;
        return LaneChoice.Of(http) is { } lane ? sketches.GetValueOrDefault(Words<Lane>.Of(lane)) : null;
    }
}
