using Microsoft.Extensions.Configuration;
using Suyuan.Storage;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>What stands in the configuration is checked at start, and the sentence names the key.</summary>
public sealed class WebhookSettingsTests
{
    [Fact]
    public void Without_configuration_nothing_inside_may_be_called()
    {
        var options = From();

        Assert.Empty(options.Allow);
        Assert.False(options.PlainHttp);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
    }

    [Fact]
    public void What_is_configured_is_read()
    {
        var options = From(("Allow:0", "10.20.0.0/16"), ("Allow:1", "inbox.intra"), ("PlainHttp", "true"), ("Span", "12:00:00"), ("PublicUrl", "https://suyuan.example.gov.cn"));

        Assert.Equal(["10.20.0.0/16", "inbox.intra"], options.Allow);
        Assert.Equal((true, TimeSpan.FromHours(12), "suyuan.example.gov.cn"), (options.PlainHttp, options.Span, options.PublicUrl!.Host));
    }

    [Theory]
    [InlineData("Allow:0", "10.0.0.0/40", "Webhooks:Allow")]
    [InlineData("Allow:0", "http://x/", "Webhooks:Allow")]
    [InlineData("PublicUrl", "/here", "Webhooks:PublicUrl")]
    [InlineData("PublicUrl", "ftp://suyuan.example.gov.cn", "Webhooks:PublicUrl")]
    [InlineData("FirstDelay", "00:59:00", "Webhooks:MaxDelay")]
    [InlineData("Span", "00:00:01", "Webhooks:Span")]
    [InlineData("Timeout", "soon", "Webhooks:Timeout")]
    [InlineData("MaxConcurrent", "0", "Webhooks:MaxConcurrent")]
    public void A_value_that_cannot_be_used_is_named(string key, string value, string named) => Assert.Contains(
        named, Assert.Throws<StorageStartException>(() => From((key, value), ("MaxDelay", "00:30:00"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_fast_clock_stretches_what_it_counts_and_leaves_the_network_alone()
    {
        var options = From().At(60);

        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)), (options.FirstDelay, options.Timeout));
    }

    private static WebhookOptions From(params (string Key, string Value)[] values) => WebhookSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => $"Webhooks:{value.Key}", value => (string?)value.Value)).Build());
}
