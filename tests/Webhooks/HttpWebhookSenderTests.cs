using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>The way out over a real network: what receivers do, and where names lead.</summary>
public sealed class HttpWebhookSenderTests(NodeReceiver node) : IClassFixture<NodeReceiver>
{
    private readonly string _secret = WebhookSignature.NewSecret();

    [Fact]
    public async Task Another_verifier_and_another_parser_accept_what_is_sent()
    {
        await node.Use(_secret);
        using var sender = Sender();

        var answer = await Send(sender, node.Address, "first-1-0", _secret);

        Assert.Equal(new WebhookAnswer(204, null), answer);
        var accepted = Assert.Single(await node.Accepted(), accepted => (string)accepted["id"]! == "first-1-0");
        Assert.Equal(("suyuan.notice.due", "/v1/agencies/510304104-centre/inbox", "51030420260000015"), ((string)accepted["type"]!, (string)accepted["source"]!, (string)accepted["subject"]!));
        Assert.Equal("期限届满", (string)accepted["data"]!["title"]!);
    }

    [Fact]
    public async Task Both_secrets_verify_while_rotating()
    {
        var old = WebhookSignature.NewSecret();
        using var sender = Sender();

        await node.Use(old);
        var byOld = await Send(sender, node.Address, "rotating-1-0", _secret, old);
        await node.Use(_secret);
        var byNew = await Send(sender, node.Address, "rotating-2-0", _secret, old);

        Assert.Equal((204, 204), (byOld.Status, byNew.Status));
    }

    [Fact]
    public async Task A_wrong_secret_an_old_timestamp_and_a_changed_body_are_refused_by_the_other_verifier()
    {
        await using var receiver = await Receiver.Start();
        using var sender = Sender();
        await Send(sender, receiver.Address, "judged-1-0", _secret);
        var heard = await receiver.Next();
        await node.Use(_secret);

        Assert.Equal(204, await node.Judge(heard));
        Assert.Equal(401, await node.Judge(heard with { Body = heard.Body.Replace("51030420260000015", "51030420260000023", StringComparison.Ordinal) }));
        Assert.Equal(401, await node.Judge(heard with { Headers = heard.Headers.SetItem("webhook-id", "judged-2-0") }));
        var old = long.Parse(heard.Headers["webhook-timestamp"], CultureInfo.InvariantCulture) - 600;
        Assert.Equal(401, await node.Judge(heard with { Headers = heard.Headers.SetItem("webhook-timestamp", $"{old}") }));
        await node.Use(WebhookSignature.NewSecret());
        Assert.Equal(401, await node.Judge(heard));
    }

    /// <summary>Validly signed, only too old: what the verifier refuses here is the age alone.</summary>
    [Fact]
    public async Task A_replay_after_ten_minutes_is_refused_although_its_signature_is_right()
    {
        await using var receiver = await Receiver.Start();
        using var sender = Sender();
        await Send(sender, receiver.Address, "replayed-1-0", _secret);
        var heard = await receiver.Next();
        await node.Use(_secret);
        var now = long.Parse(heard.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);

        Assert.Equal(204, await node.Judge(SignedAt(heard, now)));
        Assert.Equal(401, await node.Judge(SignedAt(heard, now - 600)));
    }

    [Theory]
    [InlineData(400, "status-400")]
    [InlineData(410, "status-410")]
    [InlineData(500, "status-500")]
    [InlineData(301, "redirect")]
    [InlineData(304, "redirect")]
    public async Task Only_a_status_of_200_to_299_is_taken(int status, string failure)
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaves = Receiver.Answers(status);
        using var sender = Sender();

        Assert.Equal(new WebhookAnswer(status, failure), await Send(sender, receiver.Address, "x-1-0", _secret));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("/inward")]
    public async Task No_redirect_is_followed_inward_or_anywhere(string location)
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaves = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        };
        using var sender = Sender();

        var answer = await Send(sender, receiver.Address, "x-1-0", _secret);

        Assert.Equal("redirect", answer.Failure);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout_and_a_broken_connection_in_a_failure()
    {
        await using var receiver = await Receiver.Start();
        using var sender = Sender();

        receiver.Behaves = Receiver.Hangs;
        Assert.Equal("timeout", (await Send(sender, receiver.Address, "x-1-0", _secret)).Failure);
        receiver.Behaves = Receiver.Resets;
        Assert.Equal("connection", (await Send(sender, receiver.Address, "x-1-0", _secret)).Failure);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_spoken_to()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var receiver = await Receiver.Start(certificate);
        using var sender = Sender();

        Assert.Equal("tls", (await Send(sender, receiver.Address, "x-1-0", _secret)).Failure);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_body_without_end_is_not_waited_for()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaves = async (place, http) =>
        {
            await http.Response.WriteAsync(new string('x', 100_000));
            await http.Response.Body.FlushAsync();
            await Receiver.Hangs(place, http);
        };
        using var sender = Sender();

        Assert.True((await Send(sender, receiver.Address, "x-1-0", _secret)).Taken);
        Assert.True((await Send(sender, receiver.Address, "x-2-0", _secret)).Taken);
    }

    [Fact]
    public async Task A_receiver_can_say_when_to_come_back()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaves = (_, http) =>
        {
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        using var sender = Sender();

        Assert.Equal(new WebhookAnswer(503, "status-503", TimeSpan.FromMinutes(2)), await Send(sender, receiver.Address, "x-1-0", _secret));
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("127.0.0.2")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("8.8.8.8,10.0.0.7")]
    public async Task A_name_that_leads_inward_is_refused_when_set_and_when_called(string addresses)
    {
        using var sender = Sender(new Names(_ => addresses));

        Assert.Equal(TargetVerdict.Closed, await sender.Examine(new Uri("https://inbox.example.gov.cn/"), TestContext.Current.CancellationToken));
        Assert.Equal("target-not-allowed", (await Send(sender, new Uri("https://inbox.example.gov.cn/"), "x-1-0", _secret)).Failure);
    }

    [Fact]
    public async Task A_name_that_turns_inward_after_it_was_set_is_refused_when_called()
    {
        var names = new Names(question => question == 0 ? "8.8.8.8" : "127.0.0.2");
        using var sender = Sender(names);

        Assert.Equal(TargetVerdict.Open, await sender.Examine(new Uri("https://inbox.example.gov.cn/"), TestContext.Current.CancellationToken));
        Assert.Equal("target-not-allowed", (await Send(sender, new Uri("https://inbox.example.gov.cn/"), "x-1-0", _secret)).Failure);
        Assert.Equal(2, names.Questions);
    }

    /// <summary>The name service answers the receiver's address once and another ever after: what was checked is what is connected to.</summary>
    [Fact]
    public async Task There_is_no_second_look_up_between_check_and_connection()
    {
        await using var receiver = await Receiver.Start();
        var names = new Names(question => question == 0 ? "127.0.0.1" : "127.0.0.2");
        using var sender = Sender(names, "inbox.intra");

        var answer = await Send(sender, new Uri($"http://inbox.intra:{receiver.Port}/"), "x-1-0", _secret);

        Assert.True(answer.Taken);
        Assert.Equal(1, names.Questions);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_name_without_an_address_is_unknown()
    {
        using var sender = Sender(new Names(_ => ""));

        Assert.Equal(TargetVerdict.Unknown, await sender.Examine(new Uri("https://inbox.example.gov.cn/"), TestContext.Current.CancellationToken));
        Assert.Equal("unknown-host", (await Send(sender, new Uri("https://inbox.example.gov.cn/"), "x-1-0", _secret)).Failure);
    }

    [Fact]
    public async Task What_was_set_under_another_configuration_is_not_called_under_this_one()
    {
        await using var receiver = await Receiver.Start();
        using var sender = new HttpWebhookSender(new WebhookOptions(), TargetGuard.Of([]), new SystemResolver());

        Assert.Equal("target-not-allowed", (await Send(sender, receiver.Address, "x-1-0", _secret)).Failure);
        Assert.Empty(receiver.All);
    }

    private Heard SignedAt(Heard heard, long timestamp) => heard with
    {
        Headers = heard.Headers.SetItem("webhook-timestamp", $"{timestamp}")
            .SetItem("webhook-signature", WebhookSignature.Of([_secret], heard.Id, timestamp, System.Text.Encoding.UTF8.GetBytes(heard.Body))),
    };

    private static HttpWebhookSender Sender(IHostResolver? resolver = null, string allow = "127.0.0.1/32") => new(
        new WebhookOptions { PlainHttp = true, Timeout = TimeSpan.FromSeconds(2) }, TargetGuard.Of([allow]), resolver ?? new SystemResolver());

    private static Task<WebhookAnswer> Send(HttpWebhookSender sender, Uri target, string id, params string[] secrets) => sender.Send(
        new WebhookDelivery(
            target.ToString(),
            [.. secrets],
            new WebhookEvent(
                id, "suyuan.notice.due", "/v1/agencies/510304104-centre/inbox", "51030420260000015",
                new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8)), new { Title = "期限届满" })),
        TestContext.Current.CancellationToken);

    /// <summary>A name service that answers by how often it was asked.</summary>
    private sealed class Names(Func<int, string> answer) : IHostResolver
    {
        public int Questions { get; private set; }

        public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
            Task.FromResult(answer(Questions++).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray());
    }
}
