using System.Data.Common;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Suyuan.Api;

/// <summary>Connects to the silos that PostgreSQL knows of, and goes on trying when there are none yet.</summary>
internal static class ClusterClient
{
    private const string Invariant = "Npgsql";

    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration["Cluster:Mode"] is not "Cluster")
            throw Fault("Cluster:Mode must be Cluster: the API on its own is a client of a cluster; on one machine the silo hosts it.");
        var connection = Required(configuration, "Storage:ConnectionString", "the PostgreSQL connection string that the silos use");
        if (!IsConnectionString(connection))
            throw Fault("Storage:ConnectionString must be a PostgreSQL connection string (Host=…;Database=…;Username=…).");
        var clusterId = Required(configuration, "Cluster:ClusterId", "the cluster that the silos form");

        // Listen at once: liveness must answer while the first silo is still awaited.
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options =>
            {
                options.ServiceId = configuration["Cluster:ServiceId"] ?? "suyuan";
                options.ClusterId = clusterId;
            })
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(10))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(15))
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connection;
            })
            .UseConnectionRetryFilter<PatientConnection>());
    }

    private static string Required(ConfigurationManager configuration, string key, string what) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : throw Fault($"{key} is missing: it must be {what}.");

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Keys.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static OptionsValidationException Fault(string sentence) => new("Cluster", typeof(ClusterOptions), [sentence]);
}

/// <summary>Never gives up: a client that dies because no silo is up yet has to be started again by someone.</summary>
internal sealed partial class PatientConnection(TimeProvider time, ILogger<PatientConnection> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private TimeSpan _wait = TimeSpan.FromMilliseconds(500);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogRetry(exception.GetType().Name, _wait.TotalSeconds);
        await Task.Delay(_wait, time, cancellationToken);
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "No silo to connect to yet ({Exception}); trying again in {Seconds} s")]
    private partial void LogRetry(string exception, double seconds);
}
