using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suyuan.Deadlines;

namespace Suyuan.Http;

/// <summary>Alive: the process answers. Ready: so does the cluster, and whatever the host adds under the tag <c>ready</c>.</summary>
public static class Health
{
    public const string ReadyTag = "ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = Write })
            .AllowAnonymous();
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new HealthAnswer(
        report.Status,
        report.Entries.ToDictionary(entry => entry.Key, entry => new CheckAnswer(entry.Value.Status, entry.Value.Description))));

    private sealed record HealthAnswer(HealthStatus Status, IReadOnlyDictionary<string, CheckAnswer> Checks);

    private sealed record CheckAnswer(HealthStatus Status, string? Description);
}

/// <summary>A grain answers within two seconds.</summary>
internal sealed class ClusterCheck(IGrainFactory grains) : IHealthCheck
{
    private const int AnyLoadedYear = 2026;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<ILawGrain>(0).Calendar(AnyLoadedYear).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (Problems.ClusterUnavailable.CodeOf(exception) is RefusalCode.Unavailable)
        {
            return HealthCheckResult.Unhealthy("No grain answers.");
        }
    }
}
