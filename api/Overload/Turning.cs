using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Problems;

namespace Suyuan.Overload;

/// <summary>Turning away in order: 429 for a caller who does too much himself, 503 when the service is full; each says when to come back.</summary>
internal static class Turning
{
    /// <summary>Seconds. In turn, so that those who were turned away together do not come back together.</summary>
    private const int SoonestBack = 1, LatestBack = 3;

    public static IServiceCollection AddOverloadLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OverloadOptions>().BindConfiguration(OverloadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddKeyedSingleton(Lanes.Clock, TimeProvider.System);
        services.TryAddSingleton<Lanes>();
        services.TryAddSingleton<OverloadMeter>();
        services.AddRateLimiter(ProgressEndpoints.AddLimit);
        services.AddOptions<RateLimiterOptions>().Configure<Lanes, OverloadMeter, IOptions<OverloadOptions>>((limiter, lanes, meter, options) =>
        {
            // The caller's own share first: what he has too much of must not wait where others do.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(CallerShare.Of(options.Value), lanes);
            limiter.OnRejected = (context, _) => Reject(context, meter);
        });
        return services;
    }

    /// <summary>Nobody waits for an answer to a request whose caller has gone while it waited: it is not begun.</summary>
    public static Task PassByWhoLeft(HttpContext http, RequestDelegate next) => http.RequestAborted.IsCancellationRequested ? Task.CompletedTask : next(http);

    private static async ValueTask Reject(OnRejectedContext context, OverloadMeter meter)
    {
        var http = context.HttpContext;
        // Only a limit by the minute knows when there will be room.
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            await Answer(http, RefusalCode.TooManyRequests, (int)Math.Ceiling(Math.Max(1, wait.TotalSeconds)));
            return;
        }

        if (!context.Lease.TryGetMetadata(Lanes.Why, out var why) || why is null)
            why = new TurnedAway(LaneChoice.Of(http) ?? Lane.Reads, Reason.Caller);
        var turn = meter.TurnedAway(why) % (LatestBack - SoonestBack + 1);
        await Answer(http, CodeOf(why), SoonestBack + (int)turn);
    }

    private static RefusalCode CodeOf(TurnedAway why) => why switch
    {
        { Reason: Reason.Caller } => RefusalCode.TooManyAtOnce,
        { Lane: Lane.Intake } => RefusalCode.IntakeFull,
        { Lane: Lane.Commands } => RefusalCode.CommandsFull,
        { Lane: Lane.Reads } => RefusalCode.ReadsFull,
        _ => RefusalCode.StreamsFull,
    };

    private static Task Answer(HttpContext http, RefusalCode code, int retryAfter)
    {
        http.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        return new Problem(Refusal.Because(code)).ExecuteAsync(http);
    }
}
