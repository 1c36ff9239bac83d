using System.Diagnostics.Metrics;

namespace Suyuan.Operations;

/// <summary>A count that is reported at zero too: an alarm on its growth then sees the first one.</summary>
internal sealed class Tally
{
    private long _count;

    public Tally(Meter meter, string name, string unit, string description) =>
        meter.CreateObservableCounter(name, () => Volatile.Read(ref _count), unit, description);

    public void Add(long more) => Interlocked.Add(ref _count, more);
}
