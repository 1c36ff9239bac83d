using System.Net;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>Where nobody may be sent, in every spelling.</summary>
public sealed class WebhookTargetTests
{
    private static readonly WebhookOptions Strict = new();

    private static readonly TargetGuard Guard = TargetGuard.Of([]);

    [Theory]
    [InlineData("https://127.0.0.1/", "address")]
    [InlineData("https://127.255.255.254/", "address")]
    [InlineData("https://0.0.0.0/", "address")]
    [InlineData("https://10.1.2.3/", "address")]
    [InlineData("https://172.16.0.1/", "address")]
    [InlineData("https://172.31.255.255/", "address")]
    [InlineData("https://192.168.1.1/", "address")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "address")]
    [InlineData("https://100.64.0.1/", "address")]
    [InlineData("https://100.100.100.200/", "address")]
    [InlineData("https://168.63.129.16/", "address")]
    [InlineData("https://192.0.0.192/", "address")]
    [InlineData("https://192.0.2.1/", "address")]
    [InlineData("https://198.18.0.1/", "address")]
    [InlineData("https://198.51.100.1/", "address")]
    [InlineData("https://203.0.113.1/", "address")]
    [InlineData("https://192.88.99.1/", "address")]
    [InlineData("https://224.0.0.1/", "address")]
    [InlineData("https://255.255.255.255/", "address")]
    [InlineData("https://[::]/", "address")]
    [InlineData("https://[::1]/", "address")]
    [InlineData("https://[::ffff:127.0.0.1]/", "address")]
    [InlineData("https://[::ffff:7f00:1]/", "address")]
    [InlineData("https://[::127.0.0.1]/", "address")]
    [InlineData("https://[::ffff:0:127.0.0.1]/", "address")]
    [InlineData("https://[64:ff9b::127.0.0.1]/", "address")]
    [InlineData("https://[64:ff9b:1::7f00:1]/", "address")]
    [InlineData("https://[2002:7f00:1::]/", "address")]
    [InlineData("https://[2001:0:7f00:1::]/", "address")]
    [InlineData("https://[2001:db8::1]/", "address")]
    [InlineData("https://[3fff::1]/", "address")]
    [InlineData("https://[fc00::1]/", "address")]
    [InlineData("https://[fd00:ec2::254]/", "address")]
    [InlineData("https://[fe80::1]/", "address")]
    [InlineData("https://[fec0::1]/", "address")]
    [InlineData("https://[ff02::1]/", "address")]
    [InlineData("https://[fe80::1%25eth0]/", "notation")]
    [InlineData("https://0x7f.1/", "notation")]
    [InlineData("https://0x7f000001/", "notation")]
    [InlineData("https://2130706433/", "notation")]
    [InlineData("https://0177.0.0.1/", "notation")]
    [InlineData("https://127.1/", "notation")]
    [InlineData("https://127.0.1/", "notation")]
    [InlineData("https://127.0.0.1./", "notation")]
    [InlineData("https://localhost./", "notation")]
    [InlineData("https://1.2.3.4.5/", "notation")]
    [InlineData("https://example.0x7f/", "notation")]
    [InlineData("https://exa_mple.com/", "notation")]
    [InlineData("https://example.com@127.0.0.1/", "user-info")]
    [InlineData("https://user:word@example.com/", "user-info")]
    [InlineData("https://example.com/#part", "fragment")]
    [InlineData("http://example.com/", "scheme")]
    [InlineData("ftp://example.com/", "scheme")]
    [InlineData("file://example.com/etc/passwd", "scheme")]
    [InlineData("gopher://example.com:443/", "scheme")]
    [InlineData("https://example.com:22/", "port")]
    [InlineData("https://example.com:5432/", "port")]
    [InlineData("https://example.com:8080/", "port")]
    public void It_is_refused_and_says_why(string url, string reason)
    {
        var refusal = WebhookTarget.Read(url, Guard, Strict).Refusal;

        Assert.Equal((RefusalCode.WebhookTargetNotAllowed, "url", reason), (refusal?.Code, refusal?.Field, refusal?.Facts[0].Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("/inbox")]
    [InlineData("https://")]
    [InlineData("https://exa mple.com/")]
    [InlineData("https://%31%32%37.0.0.1/")]
    [InlineData("https://example.com\\@127.0.0.1/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("https://例子.中国/")]
    [InlineData("https://example.com/\r\nhost: x")]
    public void It_is_no_address_at_all(string url) =>
        Assert.Equal(RefusalCode.Malformed, WebhookTarget.Read(url, Guard, Strict).Refusal?.Code);

    [Theory]
    [InlineData("https://inbox.example.gov.cn/suyuan?agency=3")]
    [InlineData("https://inbox.example.gov.cn:8443/")]
    [InlineData("HTTPS://Inbox.Example.gov.cn/")]
    [InlineData("https://xn--fsqu00a.xn--fiqs8s/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2400:3200::1]/")]
    public void What_is_reachable_from_outside_is_taken(string url) => Assert.True(WebhookTarget.Read(url, Guard, Strict).Succeeded);

    [Fact]
    public void The_allow_list_opens_what_it_names_and_nothing_beside()
    {
        var guard = TargetGuard.Of(["10.20.0.0/16", "inbox.intra"]);
        var plain = new WebhookOptions { PlainHttp = true };

        Assert.True(WebhookTarget.Read("http://10.20.1.1:8080/", guard, plain).Succeeded);
        Assert.True(WebhookTarget.Read("http://INBOX.intra:8080/", guard, plain).Succeeded);
        Assert.False(WebhookTarget.Read("http://10.20.1.1/", guard, Strict).Succeeded);
        Assert.False(WebhookTarget.Read("https://10.21.1.1/", guard, plain).Succeeded);
        Assert.False(WebhookTarget.Read("http://other.intra/", guard, plain).Succeeded);
        Assert.True(guard.Permits("inbox.intra", [IPAddress.Parse("10.99.0.1")]));
        Assert.True(guard.Permits("other.intra", [IPAddress.Parse("10.20.0.1")]));
        Assert.False(guard.Permits("other.intra", [IPAddress.Parse("10.99.0.1")]));
        Assert.False(guard.Permits("other.intra", [IPAddress.Parse("::ffff:10.20.0.1")]));
    }

    [Fact]
    public void One_closed_address_among_open_ones_closes_the_name()
    {
        Assert.True(Guard.Permits("example.com", [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("2400:3200::1")]));
        Assert.False(Guard.Permits("example.com", [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback]));
        Assert.False(Guard.Permits("example.com", []));
        Assert.False(Guard.Permits("example.com", [new IPAddress(IPAddress.Parse("2400:3200::1").GetAddressBytes(), 3)]));
    }

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("0x7f.1")]
    [InlineData("https://inbox.intra")]
    [InlineData("")]
    public void A_wrong_entry_of_the_allow_list_is_quoted(string entry) =>
        Assert.Contains($"'{entry}'", Assert.Throws<FormatException>(() => TargetGuard.Of([entry])).Message, StringComparison.Ordinal);
}
