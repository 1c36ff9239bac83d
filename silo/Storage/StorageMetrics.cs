using System.Diagnostics.Metrics;

namespace Suyuan.Storage;

/// <summary>Instruments of the meter <c>Suyuan.Storage</c>; times in seconds.</summary>
internal static class StorageMetrics
{
    public const string MeterName = "Suyuan.Storage";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("suyuan.storage.batch.size", "{write}", "Writes in one transaction");

    public static readonly Histogram<int> ReadSize = Meter.CreateHistogram<int>("suyuan.storage.read.size", "{read}", "States read in one query");

    public static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("suyuan.storage.wait", "s", "From the write's arrival to its batch");

    public static readonly Histogram<double> Flush = Meter.CreateHistogram<double>("suyuan.storage.flush", "s", "One batch in the database");

    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("suyuan.storage.conflicts", "{write}", "Writes that lost to another writer");

    public static readonly Counter<long> OneByOne = Meter.CreateCounter<long>("suyuan.storage.one_by_one", "{batch}", "Batches repeated write by write");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("suyuan.storage.refused", "{write}", "Writes refused because the queue was full or closed");
}
