using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Suyuan.Operations;

/// <summary>
/// Metrics and traces by OpenTelemetry: pushed over OTLP, scraped by Prometheus, or both. Which meters and sources there are
/// is said here and nowhere else.
/// </summary>
public static class Telemetry
{
    public const string MetricsPath = "/metrics";

    // What the grains and the storage report, what Orleans, Npgsql and ASP.NET report themselves, and the runtime.
    private static readonly string[] Meters =
    [
        "Suyuan", "Suyuan.Storage", "Microsoft.Orleans", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "System.Runtime",
    ];

    private static readonly string[] Sources = ["Microsoft.Orleans.Application", "Microsoft.Orleans.Storage", "Npgsql"];

    /// <param name="service">What this process is called among the others: <c>suyuan-silo</c>, <c>suyuan-api</c>.</param>
    /// <exception cref="InvalidDataException">A key has a value that cannot be used; the sentence names it.</exception>
    public static TelemetryOptions AddSuyuanTelemetry(this WebApplicationBuilder builder, string service)
    {
        var options = TelemetryOptions.From(builder.Configuration);
        builder.Services.TryAddSingleton(options);
        if (!options.On)
            return options;
        if (options.Metrics is { } address)
            Listen(builder, address);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "suyuan", typeof(Telemetry).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.Metrics is not null)
                    metrics.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
                if (options.Otlp is not null)
                    metrics.AddOtlpExporter();
            });
        if (options.Traced)
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web => web.Filter = http => !IsOfOperations(http.Request.Path))
                .AddSource(Sources)
                .AddOtlpExporter());
        return options;
    }

    /// <summary>Answers a scrape at its own address only: what the API is reached by shows nothing.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (app.Services.GetService<TelemetryOptions>()?.Metrics is { } address)
            app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Connection.LocalPort == address.Port && http.Request.Path == MetricsPath);
    }

    private static bool IsOfOperations(PathString path) => path.StartsWithSegments("/health") || path == MetricsPath;

    private static void Listen(WebApplicationBuilder builder, BindingAddress address)
    {
        var before = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.WebHost.UseUrls([.. before?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? ["http://localhost:5000"], $"{address.Scheme}://{address.Host}:{address.Port}"]);
    }
}
