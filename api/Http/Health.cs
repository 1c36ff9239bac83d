using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suyuan.Identity;
using Suyuan.Operations;

namespace Suyuan.Http;

/// <summary>Alive: the process answers. Ready: it may be sent work, by every check under the tag <c>ready</c>.</summary>
public static class Health
{
    public const string ReadyTag = "ready";

    // Its own: a silo that hosts no API has not set how JSON is written.
    private static readonly JsonSerializerOptions Json = OfTheWire();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).Permits("public/read");
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = Write })
            .Permits("public/read");
    }

    /// <summary>The edge of a silo that hosts no API: health, and metrics where they are asked for.</summary>
    public static void UseHealthAlone(this WebApplication app)
    {
        app.UseMetrics();
        app.MapHealth();
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new HealthAnswer(
        report.Status,
        report.Entries.ToDictionary(entry => entry.Key, entry => new CheckAnswer(entry.Value.Status, entry.Value.Description))), Json);

    private static JsonSerializerOptions OfTheWire()
    {
        var options = new JsonSerializerOptions();
        WireJson.Apply(options);
        return options;
    }

    private sealed record HealthAnswer(HealthStatus Status, IReadOnlyDictionary<string, CheckAnswer> Checks);

    private sealed record CheckAnswer(HealthStatus Status, string? Description);
}

/// <summary>A silo answers within two seconds, and so does the database behind it.</summary>
internal sealed class ClusterCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await grains.GetGrain<IReadinessGrain>(0).DatabaseAnswers(cancellationToken).WaitAsync(Patience, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("A silo answers, and its database does not.");
        }
        catch (Exception exception) when (Said(exception) is { } result)
        {
            return result;
        }
    }

    /// <summary>Null for what is a fault of ours.</summary>
    internal static HealthCheckResult? Said(Exception exception) =>
        // Still ready: a node that balancers pass over because the silos are full only makes the others fuller.
        exception is GatewayTooBusyException ? HealthCheckResult.Degraded("The silos are at their end and turn work away.")
        : Problems.ClusterUnavailable.CodeOf(exception) is RefusalCode.Unavailable ? HealthCheckResult.Unhealthy("No silo answers.")
        : null;
}
