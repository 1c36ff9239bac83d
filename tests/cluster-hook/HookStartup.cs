using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Suyuan.ClusterHook;

[assembly: HostingStartup(typeof(HookStartup))]

namespace Suyuan.ClusterHook;

/// <summary>
/// Lets a silo be cut off from the other silos, and lets silos notice sooner that one is gone. A firewall or a network namespace would
/// do the first too, but needs rights that a build machine may not give; this needs none, and leaves the silo's ways to PostgreSQL and
/// to its clients open, which is the worse case.
/// </summary>
internal sealed class HookStartup : IHostingStartup
{
    /// <summary>Seconds after which a probe has failed, instead of Orleans' own.</summary>
    public const string ProbeSeconds = "SUYUAN_HOOK_PROBE_SECONDS";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        var cut = new Cut();
        services.AddSingleton(cut);
        services.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(connection => connection.Use(next => context => cut.Through(context, next)));
            options.ConfigureSiloOutboundConnection(connection => connection.Use(next => context => cut.Through(context, next)));
        });
        if (int.TryParse(Environment.GetEnvironmentVariable(ProbeSeconds), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            services.PostConfigure<ClusterMembershipOptions>(options =>
                options.ProbeTimeout = options.MinProbeTimeout = options.MaxProbeTimeout = TimeSpan.FromSeconds(seconds));
        }
    });
}
