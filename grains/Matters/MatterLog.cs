using Microsoft.Extensions.Logging;

namespace Suyuan.Matters;

internal static partial class MatterLog
{
    [LoggerMessage(LogLevel.Warning, "Matter {Number}: another grain could not be told of it; it is tried again")]
    public static partial void NotReached(this ILogger logger, Exception failure, string number);
}
