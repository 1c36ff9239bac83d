using Microsoft.Extensions.Logging;

namespace Suyuan.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(LogLevel.Warning, "{Webhook} did not take {Notice} ({Reason}), {Failures} failures in a row; next try {Next:O}")]
    public static partial void NotTaken(this ILogger logger, string webhook, string notice, string reason, int failures, DateTimeOffset? next);

    [LoggerMessage(LogLevel.Error, "{Webhook} gave up {Notice} after {Attempts} tries ({Reason})")]
    public static partial void GaveUp(this ILogger logger, string webhook, string notice, int attempts, string reason);

    [LoggerMessage(LogLevel.Error, "{Webhook}: a run of deliveries ended early")]
    public static partial void RunFailed(this ILogger logger, Exception failure, string webhook);
}
