using Microsoft.Extensions.Logging;

namespace Suyuan.Disputes;

internal static partial class DisputeLog
{
    [LoggerMessage(LogLevel.Information, "Dispute {Number}: {Act} refused, {Code}")]
    public static partial void Refused(this ILogger logger, string number, string act, RefusalCode code);

    [LoggerMessage(LogLevel.Warning, "Dispute {Number}: reminder {Reminder} is not ours; unregistering it")]
    public static partial void UnknownReminder(this ILogger logger, string number, string reminder);

    [LoggerMessage(LogLevel.Warning, "Dispute {Number}: the dispute it was merged into could not be told; it is tried again")]
    public static partial void SurvivorNotTold(this ILogger logger, Exception failure, string number);

    [LoggerMessage(LogLevel.Warning, "Dispute {Number}: a mediator's place could not be settled; it is tried again")]
    public static partial void ErrandFailed(this ILogger logger, Exception failure, string number);

    [LoggerMessage(LogLevel.Warning, "Sweep {Shard} found {Count} disputes whose rungs nobody had fired")]
    public static partial void SweepFound(this ILogger logger, int shard, int count);

    [LoggerMessage(LogLevel.Warning, "Sweep could not wake dispute {Number}; the next sweep tries again")]
    public static partial void SweepFailed(this ILogger logger, Exception failure, string number);
}
