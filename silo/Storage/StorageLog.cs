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

    [LoggerMessage(7, LogLevel.Warning, "Keys for personal data were made at {Path}; production gives its own")]
    public static partial void KeysMade(this ILogger logger, string path);

    [LoggerMessage(8, LogLevel.Information, "Personal data is encrypted with the key {Key} from now on")]
    public static partial void KeyActive(this ILogger logger, string key);

    [LoggerMessage(9, LogLevel.Error, "The changed file of keys cannot be used, so the keys from before stay")]
    public static partial void KeysUnusable(this ILogger logger, Exception failure);

    [LoggerMessage(6, LogLevel.Warning, "The database does not answer")]
    public static partial void Unreachable(this ILogger logger, Exception failure);
}
