using System.Net;
using System.Security.Claims;

namespace Suyuan.Audit;

/// <summary>One answer as the pipeline saw it: whatever can be worked out later is left for later, off the caller's way.</summary>
/// <param name="Pattern">Pattern of the address.</param>
/// <param name="Asked">The query as it was sent.</param>
internal sealed record Glance(
    DateTimeOffset At,
    ClaimsPrincipal User,
    string Permission,
    string Method,
    string Pattern,
    (string Name, string? Text) Target,
    string? Asked,
    string? Part,
    int Status,
    RefusalCode? Code,
    string? Reason,
    IPAddress? From,
    string Trace)
{
    private static readonly string[] Names = ["number", "id", "code", "edition", "year"];

    public static Glance Of(HttpContext http, string permission, int status, DateTimeOffset at)
    {
        var note = http.Features.Get<AuditNote>();
        return new Glance(
            at,
            http.User,
            permission,
            http.Request.Method,
            (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "",
            note?.Target is { } told ? ("told", told) : TargetOf(http.Request.RouteValues),
            http.Request.QueryString.Value,
            note?.Part,
            status,
            note?.Code,
            note?.Reason,
            http.Connection.RemoteIpAddress,
            Problems.Problem.TraceId(http));
    }

    private static (string, string?) TargetOf(RouteValueDictionary values)
    {
        foreach (var name in Names)
            if (values.TryGetValue(name, out var value))
                return (name, value as string);
        return ("", null);
    }
}
