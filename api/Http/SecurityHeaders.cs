namespace Suyuan.Http;

/// <summary>What every answer tells a browser: nothing of it is to be guessed at, framed, kept or passed on.</summary>
internal sealed class SecurityHeaders
{
    /// <summary>An answer is data and loads nothing.</summary>
    private const string OfAnswers = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The reference for people loads its own script and asks this API; its page begins with a script in it.</summary>
    private const string OfDocs =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>A year; whoever came by https once, comes by nothing else.</summary>
    private const string TransportSecurity = "max-age=31536000; includeSubDomains";

    private readonly bool _secure;

    /// <summary>Made once and not for every answer.</summary>
    private readonly Func<object, Task> _set;

    /// <param name="secure">Outside Development: an address that was reached by https keeps to it.</param>
    public SecurityHeaders(bool secure) => (_secure, _set) = (secure, Set);

    /// <summary>Set before anything else runs, so that errors carry them too.</summary>
    public Task Apply(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(_set, http);
        return next(http);
    }

    private Task Set(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        var docs = http.Request.Path.StartsWithSegments("/docs");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!http.Request.Path.StartsWithSegments("/dashboard"))
            headers.ContentSecurityPolicy = docs ? OfDocs : OfAnswers;
        if (!docs && !http.Request.Path.StartsWithSegments("/openapi"))
            headers.CacheControl = "no-store";
        if (_secure && http.Request.IsHttps)
            headers.StrictTransportSecurity = TransportSecurity;
        return Task.CompletedTask;
    }
}
