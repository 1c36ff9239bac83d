using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Dashboard;
using Suyuan.Operations;

namespace Suyuan.Api;

/// <summary>Connects to the silos that PostgreSQL knows of, and goes on trying when there are none yet.</summary>
internal static class ClusterClient
{
    private const string Invariant = "Npgsql";

    public static void AddClusterClient(this WebApplicationBuilder builder, TelemetryOptions telemetry)
    {
        var configuration = builder.Configuration;
        if (configuration["Cluster:Mode"] is not "Cluster")
            throw Fault("Cluster:Mode must be Cluster: the API on its own is a client of a cluster; on one machine the silo hosts it.");
        var connection = Required(configuration, "Storage:ConnectionString", "the PostgreSQL connection string that the silos use");
        var gateways = Gateways(connection);
        var (refresh, patience) = (Time(configuration, "Cluster:GatewayRefresh", TimeSpan.FromSeconds(5)), Time(configuration, "Cluster:ResponseTimeout", TimeSpan.FromSeconds(15)));
        var clusterId = Required(configuration, "Cluster:ClusterId", "the cluster that the silos form");

        // Listen at once: liveness must answer while the first silo is still awaited.
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client =>
        {
            if (telemetry.Traced)
                client.AddActivityPropagation();
            if (OperatorDashboard.IsAskedFor(configuration))
                client.AddDashboard(OperatorDashboard.Set);
            client
                .Configure<ClusterOptions>(options =>
                {
                    options.ServiceId = configuration["Cluster:ServiceId"] ?? "suyuan";
                    options.ClusterId = clusterId;
                })
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = refresh)
                .Configure<ClientMessagingOptions>(options =>
                {
                    options.ResponseTimeout = patience;
                    // A grain whose caller has given up is told, and work that nobody waits for any more is not begun.
                    options.CancelRequestOnTimeout = true;
                })
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = Invariant;
                    options.DataSource = gateways;
                })
                .UseConnectionRetryFilter<PatientConnection>();
        });
    }

    private static string Required(ConfigurationManager configuration, string key, string what) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : throw Fault($"{key} is missing: it must be {what}.");

    /// <summary>One question every few seconds: where the silos are. Nothing else of the API ever asks the database.</summary>
    private static NpgsqlDataSource Gateways(string connection)
    {
        try
        {
            var target = new NpgsqlConnectionStringBuilder(connection)
            {
                ApplicationName = "suyuan-api",
                MaxPoolSize = 2,
                MaxAutoPrepare = 8,
                AutoPrepareMinUsages = 2,
            };
            return new NpgsqlDataSourceBuilder(target.ConnectionString) { Name = "gateways" }.Build();
        }
        catch (ArgumentException)
        {
            throw Fault("Storage:ConnectionString must be a PostgreSQL connection string (Host=…;Database=…;Username=…).");
        }
    }

    private static TimeSpan Time(ConfigurationManager configuration, string key, TimeSpan otherwise) =>
        configuration[key] is not { } text ? otherwise
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromMinutes(10) ? time
        : throw Fault($"{key} must be a time between 00:00:01 and 00:10:00.");

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
