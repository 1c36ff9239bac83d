using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Suyuan.Webhooks;

/// <summary>
/// Calls receivers over HTTP. Follows no redirect, goes through no proxy, keeps no cookie and reads next to nothing of
/// the answer: its status is all that counts.
/// </summary>
/// <remarks>
/// The timestamp and the time-outs are of real time: a receiver compares the one with its own clock, and the network knows
/// nothing of a rehearsal's.
/// </remarks>
internal sealed class HttpWebhookSender : IWebhookSender, IDisposable
{
    /// <summary>What is read of a body to keep its connection; a longer one costs the connection.</summary>
    private const int MostBody = 4 * 1024;

    private readonly WebhookOptions _options;
    private readonly TargetGuard _guard;
    private readonly GuardedConnection _connection;
    private readonly SemaphoreSlim _slots;
    private readonly HttpClient _client;

    public HttpWebhookSender(WebhookOptions options, TargetGuard guard, IHostResolver resolver)
    {
        _options = options;
        _guard = guard;
        _connection = new GuardedConnection(guard, resolver, options.ConnectTimeout);
        _slots = new SemaphoreSlim(options.MaxConcurrent);
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = _connection.Open,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = MostBody,
            ResponseDrainTimeout = TimeSpan.FromSeconds(2),
            // A name that moves is followed within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // Trace headers are for our own house.
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Suyuan-Webhooks", "1.0"));
    }

    public Task<TargetVerdict> Examine(Uri target, CancellationToken cancellation) => _connection.Examine(target, cancellation);

    public async Task<WebhookAnswer> Send(WebhookDelivery delivery, CancellationToken cancellation)
    {
        // Configuration may have changed since the target was set.
        var target = WebhookTarget.Read(delivery.Url, _guard, _options);
        if (!target.Succeeded)
            return new WebhookAnswer(null, "target-not-allowed");
        await _slots.WaitAsync(cancellation);
        try
        {
            return await Post(target.Value, delivery, cancellation);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    private async Task<WebhookAnswer> Post(Uri target, WebhookDelivery delivery, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.Timeout);
        using var request = Request(target, delivery);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new WebhookAnswer((int)response.StatusCode, FailureOf(response.StatusCode), RetryAfter(response));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "timeout");
        }
        catch (HttpRequestException failure)
        {
            return new WebhookAnswer(null, FailureOf(failure));
        }
    }

    private static HttpRequestMessage Request(Uri target, WebhookDelivery delivery)
    {
        var body = CloudEventBody.Of(delivery.Event);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(CloudEventBody.ContentType);
        request.Headers.Add("webhook-id", delivery.Event.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(delivery.Secrets, delivery.Event.Id, timestamp, body.Span));
        return request;
    }

    private static string? FailureOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirect",
        var code => string.Create(CultureInfo.InvariantCulture, $"status-{code}"),
    };

    private static string FailureOf(HttpRequestException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case TargetRefusedException { Verdict: TargetVerdict.Unknown }:
                    return "unknown-host";
                case TargetRefusedException:
                    return "target-not-allowed";
                case TimeoutException:
                    return "timeout";
                case AuthenticationException:
                    return "tls";
            }
        }

        return "connection";
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - TimeProvider.System.GetUtcNow() is var left && left > TimeSpan.Zero => left,
        _ => null,
    };
}
