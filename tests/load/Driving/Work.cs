namespace Suyuan.Load.Driving;

/// <summary>What one caller asks, one request after another. Each caller has its own, so nothing here is shared.</summary>
internal abstract class Work
{
    /// <summary>The next request, whole: head and body. It is read before the next is asked for.</summary>
    public abstract ReadOnlySpan<byte> Next();

    /// <summary>What was answered to it.</summary>
    public virtual void Heard(Reply reply)
    {
    }
}
