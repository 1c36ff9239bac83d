namespace Suyuan.Audit;

/// <summary>One batch on its way, and who waits for it.</summary>
/// <param name="fromDisk">An earlier process, or a fuller hour, had put it down.</param>
internal sealed class Outgoing(AuditBatch batch, List<TaskCompletionSource<bool>> waiting, int calls, bool fromDisk)
{
    public AuditBatch Batch { get; } = batch;

    public int Calls { get; } = calls;

    public bool FromDisk { get; } = fromDisk;

    public int Tries { get; set; }

    public void Say(bool kept)
    {
        foreach (var one in waiting)
            one.TrySetResult(kept);
    }
}
