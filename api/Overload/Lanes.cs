using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Suyuan.Overload;

/// <summary>
/// The rooms of this process, one for each lane: bounded places, a bounded queue, a bounded wait. Refusing costs next to nothing and
/// comes before tokens and bodies are looked at, so that whoever is admitted is served about as quickly as on a calm day.
/// </summary>
internal sealed class Lanes : PartitionedRateLimiter<HttpContext>
{
    /// <summary>Key of the clock by which requests wait: real time, whatever the product's clock does.</summary>
    public const string Clock = "Suyuan.Overload";

    /// <summary>Name under which a refused lease says why.</summary>
    public static readonly MetadataName<TurnedAway> Why = MetadataName.Create<TurnedAway>("SUYUAN_WHY");

    private readonly Dictionary<Lane, ImpatientLimiter> _rooms;

    public Lanes(IOptions<OverloadOptions> options, [FromKeyedServices(Clock)] TimeProvider time)
    {
        var set = options.Value;
        _rooms = new Dictionary<Lane, ImpatientLimiter>
        {
            [Lane.Intake] = new(set.IntakeAtOnce, set.IntakeWaiting, set.LongestWait, time),
            [Lane.Commands] = new(set.CommandsAtOnce, set.CommandsWaiting, set.LongestWait, time),
            [Lane.Reads] = new(set.ReadsAtOnce, set.ReadsWaiting, set.LongestWait, time),
            [Lane.Streams] = new(set.Streams, 0, set.LongestWait, time),
        };
        Limits = _rooms.ToDictionary(room => room.Key, room => room.Value.GetStatistics()!.CurrentAvailablePermits);
    }

    /// <summary>Places of each lane.</summary>
    public IReadOnlyDictionary<Lane, long> Limits { get; }

    public RateLimiterStatistics Of(Lane lane) => _rooms[lane].GetStatistics()!;

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => LaneChoice.Of(resource) is { } lane ? Of(lane) : null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        LaneChoice.Of(resource) is { } lane ? Said(lane, _rooms[lane].AttemptAcquire(permitCount)) : Open.Lease;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        LaneChoice.Of(resource) is { } lane ? Said(lane, await _rooms[lane].AcquireAsync(permitCount, cancellationToken)) : Open.Lease;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var room in _rooms.Values)
                room.Dispose();
        }

        base.Dispose(disposing);
    }

    private static RateLimitLease Said(Lane lane, RateLimitLease lease) =>
        lease.IsAcquired ? lease : new Refused(new TurnedAway(lane, lease is WaitedTooLong ? Reason.Waited : Reason.Full));

    private sealed class Refused(TurnedAway why) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [Why.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == Why.Name ? why : null;
            return metadata is not null;
        }
    }

    /// <summary>For what is never made to wait.</summary>
    private sealed class Open : RateLimitLease
    {
        public static readonly Open Lease = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}

/// <summary>Why a request was not admitted.</summary>
internal sealed record TurnedAway(Lane Lane, Reason Reason);

internal enum Reason
{
    /// <summary>Places and queue were taken.</summary>
    Full = 0,

    /// <summary>No place came free in time.</summary>
    Waited = 1,

    /// <summary>The caller himself had too much under way.</summary>
    Caller = 2,
}
