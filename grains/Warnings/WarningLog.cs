using Microsoft.Extensions.Logging;

namespace Suyuan.Warnings;

internal static partial class WarningLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Warning {Number} by rule {Rule} is {Level} at {Count}")]
    public static partial void WarningRaised(this ILogger logger, string number, string rule, WarningLevel level, int count);
}
