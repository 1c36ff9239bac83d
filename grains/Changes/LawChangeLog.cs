using Microsoft.Extensions.Logging;

namespace Suyuan.Changes;

internal static partial class LawChangeLog
{
    [LoggerMessage(LogLevel.Information, "Law edition {Edition} is in force here: {Kind} {Key} {Version}")]
    public static partial void Applied(this ILogger logger, long edition, string kind, string key, string version);

    [LoggerMessage(LogLevel.Critical, "Law edition {Edition} cannot be applied here and is NOT in force on this silo: {Kind} {Key} {Version}")]
    public static partial void NotApplied(this ILogger logger, Exception failure, long edition, string kind, string key, string version);

    [LoggerMessage(LogLevel.Warning, "Changes of law could not be read; the law stays as it was")]
    public static partial void RefreshFailed(this ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Information, "Recount {Shard}: {Count} disputes counted again under law edition {Edition}")]
    public static partial void Recounted(this ILogger logger, int shard, int count, long edition);

    [LoggerMessage(LogLevel.Warning, "Recount could not reach dispute {Number}; the next round tries again")]
    public static partial void RecountFailed(this ILogger logger, Exception failure, string number);

    [LoggerMessage(LogLevel.Warning, "Recount {Shard} could not be told of a change; its reminder will find it")]
    public static partial void HurryFailed(this ILogger logger, Exception failure, int shard);
}
