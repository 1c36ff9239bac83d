using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suyuan.Api;
using Suyuan.Http;
using Suyuan.Operations;
using Suyuan.Silo;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>A silo that joins, and an API node that finds it, each by its own login.</summary>
public sealed class ClusterUnderRolesTests(DatabaseUnderRoles database) : IClassFixture<DatabaseUnderRoles>
{
    [Fact]
    public async Task A_dispute_is_registered_and_found_through_an_API_node()
    {
        await using var silo = Silo();
        await silo.StartAsync(TestContext.Current.CancellationToken);
        await using var api = Api();
        await api.StartAsync(TestContext.Current.CancellationToken);
        using var client = api.GetTestClient();
        using var given = await client.PostAsJsonAsync("/dev/token", new { role = "coordinator" }, TestContext.Current.CancellationToken);
        var token = (string)JsonNode.Parse(await given.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // A machine at its end answers 503; then a caller repeats under his key.
        client.DefaultRequestHeaders.Add("Idempotency-Key", "under-roles");
        var (status, text) = await Register(client);
        for (var tries = 0; status is HttpStatusCode.ServiceUnavailable && tries < 20; tries++)
            (status, text) = await Register(client);
        Assert.Equal(HttpStatusCode.Created, status);
        var number = (string)JsonNode.Parse(text)!["number"]!;
        using var found = await client.GetAsync("/v1/disputes?area=510304104218", TestContext.Current.CancellationToken);

        Assert.Equal(number, (string)JsonNode.Parse(await found.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["items"]![0]!["number"]!);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Register(HttpClient client)
    {
        using var body = new StringContent(RunningProduct.Registration(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/v1/disputes", body, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private WebApplication Silo()
    {
        var builder = Builder();
        builder.AddSuyuanSilo(
            new SiloSettings(database.Options, new WakeUpOptions(), Clustered: true, HostsApi: false, TestDatabase.Service, "roles", FreePort(), FreePort(), IPAddress.Loopback),
            database.Opened,
            database.Opened.Clock);
        return builder.Build();
    }

    private WebApplication Api()
    {
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Mode"] = "Cluster",
            ["Cluster:ServiceId"] = TestDatabase.Service,
            ["Cluster:ClusterId"] = "roles",
            ["Storage:ConnectionString"] = database.ConnectionString("api"),
        });
        builder.AddClusterClient(new TelemetryOptions(null, null));
        builder.AddSuyuanApi();
        return builder.Build().UseSuyuanApi();
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
