using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Orleans.Configuration;
using Suyuan.Operations;
using Suyuan.Silo;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Operations;

/// <summary>Orleans' ports ask for no password: they lie on the cluster's own network, or somebody has said that a firewall stands before them.</summary>
public sealed class ClusterNetworkTests
{
    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("9.255.255.255", false)]
    [InlineData("11.0.0.0", false)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.16.0.0", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("192.167.255.255", false)]
    [InlineData("192.168.0.1", true)]
    [InlineData("192.169.0.0", false)]
    [InlineData("100.63.255.255", false)]
    [InlineData("100.64.0.0", true)]
    [InlineData("100.127.255.255", true)]
    [InlineData("100.128.0.0", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.255.255", true)]
    [InlineData("169.254.10.1", true)]
    [InlineData("169.255.0.0", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", true)]
    [InlineData("::2", false)]
    [InlineData("fe80::1", true)]
    [InlineData("febf:ffff::1", true)]
    [InlineData("fec0::1", false)]
    [InlineData("fc00::1", true)]
    [InlineData("fdff:ffff::1", true)]
    [InlineData("fe00::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2408:8000::1", false)]
    // What an IPv6 socket calls addresses of IPv4.
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    public void An_address_is_private_or_it_is_not(string address, bool held) => Assert.Equal(held, ClusterNetwork.Holds(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", null, null, null)]
    [InlineData("8.8.8.8", null, null, "advertise 8.8.8.8")]
    [InlineData("10.1.2.3", "0.0.0.0", null, "listen at 0.0.0.0")]
    [InlineData("10.1.2.3", "10.1.2.3", "0.0.0.0", "listen at 0.0.0.0")]
    [InlineData("10.1.2.3", "10.1.2.3", "203.0.113.7", "listen at 203.0.113.7")]
    public void What_a_silo_says_and_where_it_listens_is_looked_at(string advertised, string? silo, string? gateway, string? said)
    {
        var endpoints = new EndpointOptions
        {
            AdvertisedIPAddress = IPAddress.Parse(advertised),
            SiloListeningEndpoint = silo is null ? null! : new IPEndPoint(IPAddress.Parse(silo), 11111),
            GatewayListeningEndpoint = gateway is null ? null! : new IPEndPoint(IPAddress.Parse(gateway), 30000),
        };

        var result = new PortsOnTheClusterNetwork(anywhere: false).Validate(null, endpoints);

        Assert.Equal(said is null, result.Succeeded);
        if (said is not null)
        {
            Assert.Contains(said, result.FailureMessage, StringComparison.Ordinal);
            Assert.Contains("Cluster:AllowPublicAddress=true", result.FailureMessage, StringComparison.Ordinal);
        }

        Assert.True(new PortsOnTheClusterNetwork(anywhere: true).Validate(null, endpoints).Succeeded);
    }

    [Theory]
    [InlineData("Cluster:Address", "0.0.0.0", "Cluster:Address must be one IP address")]
    [InlineData("Cluster:Address", "::", "Cluster:Address must be one IP address")]
    [InlineData("Cluster:Address", "host.example", "Cluster:Address must be one IP address")]
    [InlineData("Cluster:AllowPublicAddress", "yes", "Cluster:AllowPublicAddress must be true or false.")]
    public void A_wrong_setting_is_named(string key, string value, string said) => Assert.Contains(
        said, Assert.Throws<StorageStartException>(() => Settings((key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_public_address_is_allowed_by_its_setting_alone()
    {
        Assert.False(Settings().AllowPublicAddress);
        Assert.True(Settings(("Cluster:AllowPublicAddress", "true")).AllowPublicAddress);
    }

    private static SiloSettings Settings(params (string Key, string Value)[] settings) => SiloSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Production });
}
