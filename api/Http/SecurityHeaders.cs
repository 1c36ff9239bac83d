namespace Suyuan.Http;

internal static class SecurityHeaders
{
    /// <summary>Set before anything else runs, so that errors carry them too.</summary>
    public static Task Apply(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            if (!http.Request.Path.StartsWithSegments("/docs") && !http.Request.Path.StartsWithSegments("/openapi"))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
