namespace Suyuan.Storage;

/// <summary>A seal names a receipt that is not there. PostgreSQL finds it by a constraint; SQLite has none that waits for the end.</summary>
internal sealed class IncompleteSealException : Exception
{
    public IncompleteSealException()
    {
    }

    public IncompleteSealException(string message)
        : base(message)
    {
    }

    public IncompleteSealException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
