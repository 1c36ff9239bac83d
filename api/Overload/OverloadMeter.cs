using System.Diagnostics.Metrics;
using Suyuan.Http;

namespace Suyuan.Overload;

/// <summary>What is at work, waits and is turned away, by lane. Beside the grains' instruments under the same name, <c>Suyuan</c>.</summary>
internal sealed class OverloadMeter : IDisposable
{
    private static readonly Lane[] All = Enum.GetValues<Lane>();

    private static readonly Reason[] Reasons = Enum.GetValues<Reason>();

    private readonly Meter _meter = new("Suyuan");

    private readonly long[] _refused = new long[All.Length * Reasons.Length];

    public OverloadMeter(Lanes lanes)
    {
        _meter.CreateObservableUpDownCounter(
            "suyuan.lane.active", () => All.Select(lane => Of(lanes.Limits[lane] - lanes.Of(lane).CurrentAvailablePermits, lane)), "{request}", "Requests at work");
        _meter.CreateObservableUpDownCounter(
            "suyuan.lane.limit", () => All.Select(lane => Of(lanes.Limits[lane], lane)), "{request}", "Requests that may be at work at once");
        _meter.CreateObservableUpDownCounter(
            "suyuan.lane.waiting", () => All.Select(lane => Of(lanes.Of(lane).CurrentQueuedCount, lane)), "{request}", "Requests that wait for their turn");
        // From zero, so that an alarm on the growth sees the first one.
        _meter.CreateObservableCounter("suyuan.lane.refused", Refused, "{request}", "Requests turned away, by lane and reason");
    }

    /// <returns>How many have been turned away like this one.</returns>
    public long TurnedAway(TurnedAway why) => Interlocked.Increment(ref _refused[Index(why.Lane, why.Reason)]);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Refused() =>
        from lane in All
        from reason in Reasons
        select new Measurement<long>(
            Volatile.Read(ref _refused[Index(lane, reason)]), Tag(lane), new KeyValuePair<string, object?>("reason", Words<Reason>.Of(reason)));

    private static int Index(Lane lane, Reason reason) => ((int)lane * Reasons.Length) + (int)reason;

    private static Measurement<long> Of(long value, Lane lane) => new(value, Tag(lane));

    private static KeyValuePair<string, object?> Tag(Lane lane) => new("lane", Words<Lane>.Of(lane));
}
