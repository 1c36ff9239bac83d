using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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
        services.TryAddSingleton<RateLimits>();
        services.AddRateLimiter();
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

    /// <summary>Too often: when there will be room is known to the second.</summary>
    public static Task AwayFor(HttpContext http, TimeSpan wait) => Answer(http, RefusalCode.TooManyRequests, (int)Math.Ceiling(Math.Max(1, wait.TotalSeconds)));

    /// <summary>Too much at once: nobody knows when there will be room, so those who are turned away come back in turn.</summary>
    public static Task Away(HttpContext http, TurnedAway why, OverloadMeter meter)
    {
        var turn = meter.TurnedAway(why) % (LatestBack - SoonestBack + 1);
        return Answer(http, CodeOf(why), SoonestBack + (int)turn);
    }

    private static ValueTask Reject(OnRejectedContext context, OverloadMeter meter)
    {
        var http = context.HttpContext;
        if (!context.Lease.TryGetMetadata(Lanes.Why, out var why) || why is null)
            why = new TurnedAway(LaneChoice.Of(http) ?? Lane.Reads, Reason.Caller);
        return new ValueTask(Away(http, why, meter));
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
