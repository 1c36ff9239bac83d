using Microsoft.Extensions.Logging;

namespace Suyuan.Matters;

internal static partial class MatterLog
{
    [LoggerMessage(LogLevel.Warning, "Matter {Number}: another grain could not be told of it; it is tried again")]
    public static partial void NotReached(this ILogger logger, Exception failure, string number);

    [LoggerMessage(LogLevel.Error, "Screening task {Number}: finding {Place} was refused as a signal ({Code}); it is tried again")]
    public static partial void NotFiled(this ILogger logger, string number, int place, RefusalCode code);
}
