using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suyuan.Operations;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Operations;

/// <summary>The product as operators run it: metrics, dashboard and an orderly end are set; its log is kept.</summary>
public abstract class OperatedProduct(TestDatabase database) : RunningProduct(database)
{
    public const int MetricsPort = 9464;

    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    internal KeptLog Kept { get; } = new();

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Telemetry:Metrics"] = $"http://127.0.0.1:{MetricsPort}",
        // Nobody collects there: what is tested is that a trace goes along.
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
        ["Dashboard:Enabled"] = "true",
        ["Shutdown:Drain"] = Drain.ToString(),
    };

    /// <summary>What Prometheus reads, as it comes to the given port.</summary>
    public async Task<(HttpStatusCode Status, string Text)> Scrape(int port = MetricsPort)
    {
        foreach (var gauges in Services.GetServices<IHostedService>().OfType<BacklogGauges>())
            await gauges.Look(TestContext.Current.CancellationToken);
        var answer = await App.GetTestServer().SendAsync(
            http =>
            {
                http.Request.Path = Telemetry.MetricsPath;
                http.Connection.LocalPort = port;
            },
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Response.Body);
        return ((HttpStatusCode)answer.Response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    protected override void Log(ILoggingBuilder logging) => logging.AddProvider(Kept);
}

public sealed class OperatedOnSqlite() : OperatedProduct(new SqliteTestDatabase());

public sealed class OperatedOnPostgres(PostgresServer server) : OperatedProduct(new PostgresTestDatabase(server));
