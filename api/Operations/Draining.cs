using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Suyuan.Http;

namespace Suyuan.Operations;

/// <summary>
/// Leaving in order: first nobody sends new work here, then what is under way ends, then the process goes. The host waits
/// for this before it stops anything, so requests are served until the last balancer has looked away.
/// </summary>
public sealed class Draining(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>Registers the wait and the check; the same when host and API both ask for it.</summary>
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ImplementationType == typeof(Draining)))
            return;
        services.AddOptions<ShutdownOptions>()
            .Configure<IConfiguration>((shutdown, configuration) =>
                shutdown.Drain = configuration["Cluster:Mode"] is "Cluster" ? TimeSpan.FromSeconds(5) : TimeSpan.Zero)
            .BindConfiguration(ShutdownOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Draining>());
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) =>
            host.ShutdownTimeout = shutdown.Value.Drain + shutdown.Value.Timeout);
        services.AddHealthChecks().AddCheck<Check>("draining", tags: [Health.ReadyTag]);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A signal has said so already; whoever stops the host by hand has not.
        lifetime.StopApplication();
        await Task.Delay(options.Value.Drain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Check(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("Stopping.") : HealthCheckResult.Healthy());
    }
}
