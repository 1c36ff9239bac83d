using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Suyuan.Edge;

/// <summary>What stands before everything else: connections, heads and bodies within bounds, known proxies, known origins.</summary>
internal static class EdgeRegistration
{
    /// <summary>Most bytes of a request's first line, most bytes of its head, and most fields in it.</summary>
    private const int RequestLine = 8 * 1024, HeadBytes = 24 * 1024, HeadFields = 64;

    /// <summary>Slower than this after some seconds, and the connection is closed: bytes a second.</summary>
    private const double SlowestBody = 240;

    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public static void AddEdge(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsCheck>();
        services.AddSingleton<ConnectionShare>();
        services.AddSingleton<Reception>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<EdgeOptions>, ConnectionShare>((kestrel, edge, share) =>
        {
            var (limits, set) = (kestrel.Limits, edge.Value);
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            limits.MaxRequestLineSize = RequestLine;
            limits.MaxRequestHeadersTotalSize = HeadBytes;
            limits.MaxRequestHeaderCount = HeadFields;
            limits.MaxRequestBodySize = BodyLimits.MaxBytes;
            limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, BodyGrace);
            limits.RequestHeadersTimeout = set.HeadTimeout;
            limits.KeepAliveTimeout = set.KeepAlive;
            limits.MaxConcurrentConnections = set.MaxConnections;
            limits.MaxConcurrentUpgradedConnections = 0;
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(share.Use));
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<EdgeOptions>>((forwarded, edge) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = edge.Value.Proxies;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in edge.Value.ProxyNetworks)
                forwarded.KnownIPNetworks.Add(network);
        });
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<EdgeOptions>>((cors, edge) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. edge.Value.Origins])
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders(
                HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.AcceptLanguage, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, "Idempotency-Key", "Last-Event-ID", "X-Access-Code")
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Location, HeaderNames.Link, HeaderNames.RetryAfter, HeaderNames.ContentLanguage)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    /// <summary>Where the deployment names proxies, the caller is whom they name.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.KnownProxies.Count > 0)
            app.UseForwardedHeaders();
    }

    /// <summary>Where the deployment names origins, browsers are told so; otherwise they are told nothing, which is no.</summary>
    public static void UseKnownOrigins(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.Origins.Count > 0)
            app.UseCors();
    }
}
