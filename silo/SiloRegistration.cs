using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Suyuan.Changes;
using Suyuan.Http;
using Suyuan.Operations;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Webhooks;

namespace Suyuan.Silo;

/// <summary>Puts the grains, their storage and their clock into a host.</summary>
internal static class SiloRegistration
{
    /// <param name="clock">What the product decides by; normally the database's.</param>
    public static void AddSuyuanSilo(this WebApplicationBuilder builder, SiloSettings settings, ProductDatabase database, TimeProvider clock)
    {
        builder.Services.UseProductClock(clock);
        var telemetry = builder.AddSuyuanTelemetry("suyuan-silo");
        if (telemetry.On)
            builder.Services.AddHostedService<BacklogGauges>();
        builder.UseOrleans(silo =>
        {
            if (telemetry.Traced)
                silo.AddActivityPropagation();
            if (OperatorDashboard.IsAskedFor(builder.Configuration))
                silo.AddDashboard(OperatorDashboard.Set);
            silo.Configure<ClusterOptions>(options =>
            {
                options.ServiceId = settings.ServiceId;
                options.ClusterId = settings.ClusterId;
            });
            if (settings.Clustered)
            {
                silo.UseSuyuanClustering(database);
                if (settings.Address is { } address)
                    silo.ConfigureEndpoints(address, settings.SiloPort, settings.GatewayPort);
                else
                    silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort);
            }
            else
                silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: settings.ServiceId, clusterId: settings.ClusterId);

            silo.Services.AddSingleton<IValidateOptions<EndpointOptions>>(new PortsOnTheClusterNetwork(settings.AllowPublicAddress));
            silo.Tune(settings.Tuning ?? new ClusterTuning());
            // Placement counts its time-out by the container's clock: on a fast one half a minute is over in a millisecond.
            silo.Configure<SiloMessagingOptions>(options => options.PlacementTimeout = Stretched(options.PlacementTimeout, settings.Storage.Speed));
            if (settings.Personal is { } personal)
                silo.Services.AddSingleton(new KeyRewriting(personal.Pace, 2 * personal.Refresh));
            silo.Services.AddWebhooks(settings.Webhooks ?? new WebhookOptions());
            silo.AddSuyuanGrains(settings.WakeUp, settings.StandingMeetings);
            silo.AddSuyuanStorage(database);
        });
        builder.Services.AddHostedService<OutageWatch>();
        Draining.Add(builder.Services);
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Health.ReadyTag])
            .AddCheck<MemberCheck>("silo", tags: [Health.ReadyTag])
            .AddCheck<LawCheck>("law", tags: [Health.ReadyTag]);
    }

    /// <summary>
    /// One clock for everything the product decides by. Orleans' own machinery (messages, membership, directory,
    /// collection) stays on real time: a rehearsal's faster clock must not make its time-outs shorter.
    /// </summary>
    internal static void UseProductClock(this IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        foreach (var area in (string[])[TimeProviderNames.Messaging, TimeProviderNames.SystemTimers, TimeProviderNames.Membership, TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory])
            services.AddKeyedSingleton(area, TimeProvider.System);
    }

    /// <summary>The same real time on a faster clock, up to the day that Orleans accepts.</summary>
    private static TimeSpan Stretched(TimeSpan real, double speed) => real * speed is var stretched && stretched < TimeSpan.FromDays(1) ? stretched : TimeSpan.FromDays(1);

    private sealed class DatabaseCheck(IReadModel reads) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await reads.IsReachable(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }

    /// <summary>A change of law that cannot be applied here stops nothing: the rest of the law is in force, and somebody must look.</summary>
    private sealed class LawCheck(LawInForce law) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(law.Faults.Count == 0
                ? HealthCheckResult.Healthy($"Edition {law.Current.Changes.Edition} of the law is in force.")
                : HealthCheckResult.Degraded($"Not in force here: {string.Join("; ", law.Faults)}"));
    }

    /// <summary>This silo is one of its cluster: it has joined, and the others have not declared it dead.</summary>
    private sealed class MemberCheck(ISiloStatusOracle members) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(members.CurrentStatus is SiloStatus.Active
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"This silo is {members.CurrentStatus}."));
    }
}
