namespace Suyuan.Audit;

/// <summary>What the trail of this process says of itself: numbers, never what was seen.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(1, LogLevel.Warning, "What was seen cannot be delivered; {Entries} entries wait, and what comes behind them")]
    public static partial void Away(this ILogger<AuditTrail> log, Exception failure, int entries);

    [LoggerMessage(2, LogLevel.Information, "What was seen is delivered again")]
    public static partial void Back(this ILogger<AuditTrail> log);

    [LoggerMessage(3, LogLevel.Critical, "{Entries} entries of the audit trail were refused and are lost")]
    public static partial void Refused(this ILogger<AuditTrail> log, Exception failure, int entries);

    [LoggerMessage(4, LogLevel.Critical, "Entries of the audit trail are being lost: there is no room for more; suyuan.audit.lost counts them")]
    public static partial void Lost(this ILogger<AuditTrail> log);

    [LoggerMessage(5, LogLevel.Warning, "Audit:Spill: {Directory} cannot be used, or another process uses it; what cannot be delivered before this process ends is lost")]
    public static partial void NoSpill(this ILogger<AuditTrail> log, Exception failure, string directory);
}
