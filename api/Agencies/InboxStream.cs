using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Suyuan.Audit;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Suyuan.Agencies;

/// <summary>
/// An inbox as server-sent events (HTML Living Standard, 9.2): the id of an event is the notice's sequence, so a reader
/// that comes back with <c>Last-Event-ID</c> goes on without gap or repetition, on any node.
/// </summary>
internal static class InboxStream
{
    /// <summary>A comment when nothing else was said: keeps proxies from thinking the connection dead, and finds dead ones.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>What the stream begins with: how many milliseconds a reader waits before it comes back.</summary>
    private const string Retry = "retry: 2000\n\n";

    public static async Task<IResult> Follow(
        AgencyId id,
        [FromHeader(Name = "Last-Event-ID")] Sequence? lastEventId,
        [FromQuery(Name = "after")] Sequence? after,
        ClaimsPrincipal user,
        HttpContext http,
        IGrainFactory grains,
        InboxFeeds feeds)
    {
        // The question that any reader of the inbox asks, so that streams open for nobody else.
        var from = lastEventId?.Value ?? after?.Value ?? 0;
        var allowed = await grains.GetGrain<IInboxGrain>(0).Read(id, new InboxQuery(from, 1), user.ToActor());
        if (!allowed.Succeeded)
            return new Problem(allowed.Refusal);
        if (!feeds.TryFollow(id, out var feed))
            return new Problem(Refusal.Because(RefusalCode.TooManyStreams, new Fact("max", $"{InboxFeeds.MostOfAgency}")));
        AuditAtEdge.Opened(http);
        return new Stream(id, from, feed, feeds);
    }

    private sealed class Stream(AgencyId agency, long from, InboxFeed feed, InboxFeeds feeds) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await Write(httpContext);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or OrleansException or TimeoutException)
            {
                // The reader left, its token ran out, or the cluster did: whoever wants more comes back.
            }
            finally
            {
                feeds.Leave(agency, feed);
            }
        }

        private async Task Write(HttpContext http)
        {
            var clock = http.RequestServices.GetRequiredService<TimeProvider>();
            var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
            if (LeftOf(http.User) is { } left)
                end.CancelAfter(left);

            var response = http.Response;
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await Say(response, Retry, end.Token);

            for (var last = from; ;)
            {
                var notices = await feed.After(last);
                foreach (var notice in notices)
                {
                    var data = JsonSerializer.Serialize(notice, json);
                    await Say(response, string.Create(CultureInfo.InvariantCulture, $"id: {notice.Sequence}\nevent: {notice.Kind}\ndata: {data}\n\n"), end.Token);
                    last = notice.Sequence;
                }

                if (notices.IsEmpty && !await Moved(last, clock, end.Token))
                    await Say(response, ": still here\n\n", end.Token);
            }
        }

        /// <summary>False when the time of a heartbeat went by.</summary>
        private async Task<bool> Moved(long last, TimeProvider clock, CancellationToken end)
        {
            try
            {
                await feed.Beyond(last).WaitAsync(Heartbeat, clock, end);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        private static async Task Say(HttpResponse response, string text, CancellationToken end)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), end);
            await response.Body.FlushAsync(end);
        }

        /// <summary>A stream lives no longer than the token that opened it; issuers of tokens know real time only.</summary>
        private static TimeSpan? LeftOf(ClaimsPrincipal user) =>
            !long.TryParse(user.FindFirstValue("exp"), NumberStyles.None, CultureInfo.InvariantCulture, out var expiry) ? null
            : DateTimeOffset.FromUnixTimeSeconds(expiry) - TimeProvider.System.GetUtcNow() is var left && left > TimeSpan.Zero ? left
            : TimeSpan.Zero;
    }
}
