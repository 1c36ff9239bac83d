namespace Suyuan.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch of {Size} writes failed for its data and is repeated write by write")]
    public static partial void RepeatingOneByOne(this ILogger logger, int size, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "A batch of {Size} writes failed")]
    public static partial void BatchFailed(this ILogger logger, int size, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "The write of {Key} was refused by the database")]
    public static partial void WriteRefused(this ILogger logger, string key, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "A read of {Size} states failed")]
    public static partial void ReadFailed(this ILogger logger, int size, Exception failure);

    [LoggerMessage(5, LogLevel.Information, "Schema script {Script} applied")]
    public static partial void ScriptApplied(this ILogger logger, string script);

    [LoggerMessage(6, LogLevel.Warning, "The database does not answer")]
    public static partial void Unreachable(this ILogger logger, Exception failure);
}
