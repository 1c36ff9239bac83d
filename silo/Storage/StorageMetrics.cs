using System.Diagnostics.Metrics;
using Suyuan.Operations;

namespace Suyuan.Storage;

/// <summary>Instruments of the meter <c>Suyuan.Storage</c>; times in seconds.</summary>
internal static class StorageMetrics
{
    public const string MeterName = "Suyuan.Storage";

    private static readonly Meter Meter = new(MeterName);

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram("suyuan.storage.batch.size", "{write}", "Writes in one transaction", null, Sizes);

    public static readonly Histogram<int> ReadSize = Meter.CreateHistogram("suyuan.storage.read.size", "{read}", "States read in one query", null, Sizes);

    public static readonly Histogram<double> Wait = Meter.CreateHistogram("suyuan.storage.wait", "s", "From the write's arrival to its batch", null, Seconds);

    public static readonly Histogram<double> Flush = Meter.CreateHistogram("suyuan.storage.flush", "s", "One batch in the database", null, Seconds);

    public static readonly Histogram<double> Read = Meter.CreateHistogram("suyuan.storage.read", "s", "One query for states", null, Seconds);

    /// <summary>What waits or is under way now, by <c>queue</c>: <c>write</c> or <c>read</c>.</summary>
    public static readonly UpDownCounter<long> Queued = Meter.CreateUpDownCounter<long>("suyuan.storage.queued", "{item}", "Writes and reads not yet answered");

    public static readonly KeyValuePair<string, object?> Writes = new("queue", "write");

    public static readonly KeyValuePair<string, object?> Reads = new("queue", "read");

    public static readonly Tally Rewritten = new(Meter, "suyuan.storage.rewritten", "{value}", "Personal values written anew under the active key");

    public static readonly Tally Conflicts = new(Meter, "suyuan.storage.conflicts", "{write}", "Writes that lost to another writer");

    public static readonly Tally OneByOne = new(Meter, "suyuan.storage.one_by_one", "{batch}", "Batches repeated write by write");

    public static readonly Tally Refused = new(Meter, "suyuan.storage.refused", "{write}", "Writes refused because the queue was full or closed");
}
