namespace Suyuan.Storage;

/// <summary>Why the storage cannot be opened: one sentence that names the key or the file, for the operator's eyes.</summary>
internal sealed class StorageStartException : Exception
{
    public StorageStartException()
    {
    }

    public StorageStartException(string message)
        : base(message)
    {
    }

    public StorageStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
