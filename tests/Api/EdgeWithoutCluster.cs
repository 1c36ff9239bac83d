using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

/// <summary>The whole pipeline over an Orleans client that never connects.</summary>
public sealed class EdgeWithoutCluster : IAsyncLifetime
{
    public WebApplication App { get; } = Build(Environments.Development);

    public async ValueTask InitializeAsync() => await App.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    public static WebApplication Build(string environment, params (string Key, string? Value)[] settings) => Build(environment, _ => { }, settings);

    public static WebApplication Build(string environment, Action<IServiceCollection> services, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(setting => setting.Key).ToDictionary(setting => setting.Key, setting => setting.Last().Value));
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        // The client would wait for a silo; unconnected it is exactly what these tests are about.
        builder.Services.RemoveAll<IHostedService>();
        builder.AddSuyuanApi();
        services(builder.Services);
        return builder.Build().UseSuyuanApi();
    }
}
