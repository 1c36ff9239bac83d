using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Operations;

[Collection(nameof(OneProductAtATime))]
public sealed class OtlpTests(TracedProduct product) : IClassFixture<TracedProduct>
{
    private const string Marker = "牛圈暗号丙";

    [Fact]
    public async Task Traces_and_metrics_are_sent_and_tell_nothing_that_anybody_wrote()
    {
        await product.Post("/v1/disputes", RunningProduct.Registration(narrative: $"{Marker}：邻居牛圈臭气熏天，多次交涉无果。"));
        await product.Get($"/v1/disputes?q={Uri.EscapeDataString(Marker)}");
        product.Services.GetRequiredService<TracerProvider>().ForceFlush();
        product.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var (traces, metrics) = (All("/v1/traces"), All("/v1/metrics"));

        // The request, the call to the grain, the statement.
        Assert.All((string[])["POST /v1/disputes", "IIntakeGrain", "postgresql"], told => Assert.Contains(told, traces, StringComparison.Ordinal));
        Assert.Contains("suyuan.registrations", metrics, StringComparison.Ordinal);
        Assert.All(
            (string[])[Marker, Uri.EscapeDataString(Marker), "李四方", "王某"],
            secret => Assert.DoesNotContain(secret, traces + metrics, StringComparison.OrdinalIgnoreCase));
    }

    private string All(string path) => string.Concat(product.Sent(path).Select(Encoding.UTF8.GetString));
}
