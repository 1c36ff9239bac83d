using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Serialization;

namespace Suyuan.Problems;

/// <summary>
/// What is thrown and not refused: an outage of the cluster or its storage is 503 and worth another try, anything else
/// is a fault of ours, logged once and here.
/// </summary>
internal sealed partial class ClusterUnavailable(ILogger<ClusterUnavailable> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var code = CodeOf(exception);
        // The pattern of the address and not what stood in it: only numbers of cases go into a log.
        var asked = httpContext.Features.Get<IExceptionHandlerFeature>();
        var route = (asked?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var number = asked?.RouteValues?.GetValueOrDefault("number")?.ToString();
        if (code is RefusalCode.Unavailable)
            LogUnavailable(exception.GetType().Name, exception.Message, httpContext.Request.Method, route, number, Problem.TraceId(httpContext));
        else if (code is RefusalCode.Internal)
            LogFault(exception, httpContext.Request.Method, route, number, Problem.TraceId(httpContext));
        await new Problem(Refusal.Because(code)).ExecuteAsync(httpContext);
        return true;
    }

    internal static RefusalCode CodeOf(Exception exception) => exception switch
    {
        // The whole Orleans family, a lost write (InconsistentStateException) among it: nothing was done, try again.
        OrleansException or TimeoutException or DbException => RefusalCode.Unavailable,
        // Not the caller's own going away, that was looked at before: a host that is stopping.
        OperationCanceledException => RefusalCode.Unavailable,
        // A storage exception whose driver this process does not have.
        UnavailableExceptionFallbackException { ExceptionType: { } type } when IsStorage(type) => RefusalCode.Unavailable,
        // What was thrown on a silo could not be sent here, such as a time-out of Orleans' own placement: nobody knows the outcome.
        CodecNotFoundException => RefusalCode.Unavailable,
        // The client before its first connection (it has not heard of any grain yet), and while the host stops.
        ArgumentException or InvalidOperationException when exception.Source?.StartsWith("Orleans.", StringComparison.Ordinal) is true => RefusalCode.Unavailable,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RefusalCode.PayloadTooLarge,
        // The server itself gave up waiting for a body.
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => RefusalCode.BodyTooSlow,
        BadHttpRequestException => RefusalCode.Invalid,
        _ => RefusalCode.Internal,
    };

    private static bool IsStorage(string type) =>
        type.Contains("Npgsql", StringComparison.Ordinal) || type.Contains("Sqlite", StringComparison.Ordinal);

    [LoggerMessage(1, LogLevel.Warning, "The cluster is not available ({Exception}: {Reason}) for {Method} {Route} {Number}, trace {TraceId}")]
    private partial void LogUnavailable(string exception, string reason, string method, string? route, string? number, string traceId);

    [LoggerMessage(2, LogLevel.Error, "Unhandled fault in {Method} {Route} {Number}, trace {TraceId}")]
    private partial void LogFault(Exception exception, string method, string? route, string? number, string traceId);
}
