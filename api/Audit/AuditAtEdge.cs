using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Audit;

/// <summary>The one place where calls become entries: what a permission's row says is kept, without a word in the endpoints.</summary>
internal static class AuditAtEdge
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditMeter>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        return services;
    }

    /// <summary>Stands before tokens are read, so that it sees who was turned away too.</summary>
    public static void UseAudit(this WebApplication app)
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use((http, next) => http.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is { Audit: not Audited.None } permitted
            ? Watched(http, next, permitted, trail, clock)
            : next(http));
    }

    /// <summary>No answer before it is kept; a refusal shows nothing and may follow.</summary>
    public static async ValueTask<object?> BeforeAnswer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is not { } permitted || StatusOf(answer, http) is not (< StatusCodes.Status400BadRequest and var status))
            return answer;
        var services = http.RequestServices;
        http.Audit().Kept = true;
        return await services.GetRequiredService<AuditTrail>().Keep(Glance.Of(http, permitted.Permission, status, services.GetRequiredService<TimeProvider>().GetUtcNow()))
            ? answer
            : new Problem(Refusal.Because(RefusalCode.AuditUnavailable));
    }

    /// <summary>That a stream begins; that it ended is kept when it has, under the same address.</summary>
    public static void Opened(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is not { Audit: Audited.Batch } permitted)
            return;
        var services = http.RequestServices;
        http.Audit().Part = "opened";
        services.GetRequiredService<AuditTrail>().Record(Glance.Of(http, permitted.Permission, StatusCodes.Status200OK, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        http.Audit().Part = "closed";
    }

    private static async Task Watched(HttpContext http, RequestDelegate next, Permitted permitted, AuditTrail trail, TimeProvider clock)
    {
        try
        {
            await next(http);
        }
        catch when (!http.Response.HasStarted)
        {
            // Nothing was shown.
            throw;
        }
        catch
        {
            // The caller hung up in the middle of the answer, and has seen the beginning.
            Record();
            throw;
        }

        Record();

        void Record()
        {
            var note = http.Features.Get<AuditNote>();
            if (note?.Kept is not true && Counts(permitted.Audit, http.Response.StatusCode, note?.Code))
                trail.Record(Glance.Of(http, permitted.Permission, http.Response.StatusCode, clock.GetUtcNow()));
        }
    }

    /// <summary>Whether an answer belongs in the trail.</summary>
    internal static bool Counts(Audited audit, int status, RefusalCode? code) => status switch
    {
        < StatusCodes.Status400BadRequest => audit is Audited.Batch or Audited.BeforeAnswer,
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound => audit is not Audited.None,
        // Locked out after wrong tries. Who is merely too fast was not looked at.
        StatusCodes.Status429TooManyRequests => code is RefusalCode.TooManyWrongCodes && audit is not Audited.None,
        _ => false,
    };

    private static int StatusOf(object? answer, HttpContext http) => answer switch
    {
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        IResult => StatusCodes.Status200OK,
        _ => http.Response.StatusCode,
    };
}
