using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suyuan.Api;
using Suyuan.Operations;
using Suyuan.Overload;
using Suyuan.Silo;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Operations;

/// <summary>A wrong value stops the start, with one sentence that names the key.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Cluster:MaxProbeTimeout", "00:00:01")]
    [InlineData("Cluster:AlivePeriod", "01:00:00")]
    [InlineData("Cluster:ResponseTimeout", "soon")]
    [InlineData("Cluster:CollectionAge", "00:00:30")]
    [InlineData("Cluster:ShedAtCpu", "101")]
    [InlineData("Cluster:ShedAtMemory", "10")]
    [InlineData("Cluster:ForgetAtMemory", "0")]
    [InlineData("Cluster:MaxQueuedRequests", "1")]
    [InlineData("Cluster:LoadShedding", "perhaps")]
    public void A_silo_refuses_a_setting_out_of_range(string key, string value) =>
        Assert.Contains(key, Assert.Throws<StorageStartException>(() => ClusterTuning.From(With(key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Storage:ReadConnections", "1")]
    [InlineData("Storage:ReminderConnections", "0")]
    public void Pools_have_bounds(string key, string value) =>
        Assert.Contains(key, Assert.Throws<StorageStartException>(() => StorageOptions.From(With(key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Telemetry:Metrics", "9464")]
    [InlineData("Telemetry:Metrics", "https://127.0.0.1:9464")]
    [InlineData("Telemetry:Metrics", "http://127.0.0.1:9464/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    public void Telemetry_refuses_an_address_that_is_none(string key, string value) =>
        Assert.StartsWith(key, Assert.Throws<InvalidDataException>(() => TelemetryOptions.From(With(key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Telemetry_is_off_until_it_is_asked_for() => Assert.False(TelemetryOptions.From(With("Urls", "http://localhost:1")).On);

    [Theory]
    [InlineData(null, false)]
    [InlineData("Information", true)]
    public void An_API_node_does_not_log_what_was_asked_for_unless_told_to(string? level, bool told)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(level is null ? [] : [KeyValuePair.Create("Logging:LogLevel:Microsoft", (string?)level)]);
        LogDefaults.Add(builder.Configuration);
        using var services = builder.Services.BuildServiceProvider();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        Assert.Equal((true, told), (log.IsEnabled(LogLevel.Warning), log.IsEnabled(LogLevel.Information)));
    }

    [Fact]
    public void The_dashboard_is_on_or_off() =>
        Assert.StartsWith("Dashboard:Enabled", Assert.Throws<InvalidDataException>(() => OperatorDashboard.IsAskedFor(With("Dashboard:Enabled", "yes"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Single", "00:00:00")]
    [InlineData("Cluster", "00:00:05")]
    public void A_cluster_drains_before_it_stops_and_one_machine_does_not(string mode, string drain) =>
        Assert.Equal(TimeSpan.Parse(drain, System.Globalization.CultureInfo.InvariantCulture), Shutdown("Cluster:Mode", mode).Drain);

    [Theory]
    [InlineData("Shutdown:Drain", "01:00:00")]
    [InlineData("Shutdown:Timeout", "00:00:00")]
    public void Leaving_has_bounds(string key, string value) =>
        Assert.Contains(key, Assert.Single(Assert.Throws<OptionsValidationException>(() => Shutdown(key, value)).Failures), StringComparison.Ordinal);

    [Theory]
    [InlineData("Cluster:GatewayRefresh", "never")]
    [InlineData("Cluster:ResponseTimeout", "00:20:00")]
    [InlineData("Storage:ConnectionString", "nonsense")]
    public void An_API_node_refuses_a_setting_out_of_range(string key, string value)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Mode"] = "Cluster",
            ["Cluster:ClusterId"] = "tests",
            ["Storage:ConnectionString"] = "Host=localhost",
            [key] = value,
        });

        var fault = Assert.Throws<OptionsValidationException>(() => builder.AddClusterClient(new TelemetryOptions(null, null)));
        Assert.StartsWith(key, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Overload:IntakeAtOnce", "0")]
    [InlineData("Overload:IntakeWaiting", "-1")]
    [InlineData("Overload:CommandsAtOnce", "10001")]
    [InlineData("Overload:ReadsWaiting", "100001")]
    [InlineData("Overload:Streams", "0")]
    [InlineData("Overload:LongestWait", "00:02:00")]
    [InlineData("Overload:PerCaller", "0")]
    [InlineData("Overload:StreamsPerCaller", "0")]
    public void Lanes_have_bounds(string key, string value)
    {
        using var provider = new ServiceCollection().AddSingleton(With(key, value)).AddLogging().AddOverloadLimits().BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OverloadOptions>>().Value);
        Assert.Contains(key, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    private static IConfiguration With(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();

    private static ShutdownOptions Shutdown(string key, string value)
    {
        var services = new ServiceCollection().AddSingleton(With(key, value));
        Draining.Add(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<ShutdownOptions>>().Value;
    }
}
