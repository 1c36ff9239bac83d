using System.Diagnostics.Metrics;

namespace Suyuan.Audit;

/// <summary>What the trail of this process keeps, holds back and loses. Meter <c>Suyuan</c>, beside the others' instruments.</summary>
internal sealed class AuditMeter : IDisposable
{
    private readonly Meter _meter = new("Suyuan");
    private long _kept;
    private long _lost;
    private long _waiting;

    public AuditMeter()
    {
        // From zero, so that an alarm on the growth sees the first one.
        _meter.CreateObservableCounter("suyuan.audit.kept", () => Volatile.Read(ref _kept), "{call}", "Calls that stand in the audit trail");
        _meter.CreateObservableCounter("suyuan.audit.lost", () => Volatile.Read(ref _lost), "{call}", "Calls that should stand in the audit trail and could not be kept");
        _meter.CreateObservableUpDownCounter("suyuan.audit.waiting", () => Volatile.Read(ref _waiting), "{call}", "Calls that are not in the audit trail yet");
    }

    public long Lost => Volatile.Read(ref _lost);

    public long Waiting => Volatile.Read(ref _waiting);

    public void Came() => Interlocked.Increment(ref _waiting);

    /// <summary>Read again from the disk, where an earlier process had left it.</summary>
    public void Found(int calls) => Interlocked.Add(ref _waiting, calls);

    public void WereKept(int calls)
    {
        Interlocked.Add(ref _waiting, -calls);
        Interlocked.Add(ref _kept, calls);
    }

    public void WereLost(int calls)
    {
        Interlocked.Add(ref _waiting, -calls);
        Interlocked.Add(ref _lost, calls);
    }

    public void Dispose() => _meter.Dispose();
}
