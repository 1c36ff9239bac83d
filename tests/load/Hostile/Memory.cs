using System.Globalization;
using System.Text;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Hostile;

/// <summary>What a process holds: memory in RAM, and what was alive on its heap after the latest collection.</summary>
internal readonly record struct Memory(long Resident, long Heap)
{
    private const string HeapSize = "dotnet_gc_last_collection_heap_size_bytes";

    private const double MiB = 1024 * 1024;

    /// <param name="metrics">Where the process answers a scrape; null: its heap is not known.</param>
    public static Memory Of(int process, Uri? metrics)
    {
        if (metrics is null)
            return new Memory(Meters.Resident(process), 0);
        using var line = new Connection(metrics);
        var text = Encoding.UTF8.GetString(line.Ask(Encoding.UTF8.GetBytes($"GET /metrics HTTP/1.1\r\nHost: {metrics.Authority}\r\n\r\n")).Body);
        var heap = text.Split('\n').Where(row => row.StartsWith(HeapSize, StringComparison.Ordinal)).Sum(row => (long)double.Parse(row.Split(' ')[1], CultureInfo.InvariantCulture));
        return new Memory(Meters.Resident(process), heap);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Resident / MiB:0} MiB in RAM, {Heap / MiB:0} MiB on the heap after the latest collection");
}
