namespace Suyuan;

/// <summary>A data file that cannot be used. The message names file, line and field, so that whoever maintains it finds the spot.</summary>
internal sealed class DataFileException : Exception
{
    public DataFileException(string message)
        : base(message)
    {
    }

    public DataFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
