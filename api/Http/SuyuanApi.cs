using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Audit;
using Suyuan.Certifications;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Edge;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Mediators;
using Suyuan.Meetings;
using Suyuan.Operations;
using Suyuan.Orders;
using Suyuan.Overload;
using Suyuan.Privacy;
using Suyuan.Problems;
using Suyuan.RiskAssessments;
using Suyuan.Screenings;
using Suyuan.Signals;
using Suyuan.Triaging;
using Suyuan.Warnings;
using Suyuan.Webhooks;

namespace Suyuan.Http;

/// <summary>The HTTP edge as a library: two calls put it into any host that has an <see cref="IGrainFactory"/>.</summary>
public static class SuyuanApi
{
    public static IHostApplicationBuilder AddSuyuanApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        services.AddSingleton<WrittenViews>();
        services.AddEdge();
        services.AddOverloadLimits();
        services.AddExceptionHandler<ClusterUnavailable>();
        services.AddProblemDetails();
        services.AddSingleton<InboxFeeds>();
        services.AddSuyuanAuthentication();
        services.AddAudit();
        services.AddHealthChecks().AddCheck<ClusterCheck>("cluster", tags: [Health.ReadyTag]);
        Draining.Add(services);
        services.AddApiDescription();
        return builder;
    }

    /// <exception cref="OptionsValidationException">Configuration is missing or wrong; its failures name the key.</exception>
    public static WebApplication UseSuyuanApi(this WebApplication app)
    {
        RefusalTable.Check();
        // Now and not when the host starts: there it would be logged as a crash before the one sentence is said.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        app.UseMetrics();
        app.UseKnownProxies();
        app.Use(new SecurityHeaders(secure: !app.Environment.IsDevelopment()).Apply);
        app.UseExceptionHandler();
        app.UseStatusCodePages(BareStatuses.Write);
        app.UseRouting();
        app.UseKnownOrigins();
        // Before tokens are read: turning away must cost next to nothing. Bodies come in first: a slow one must not hold a place.
        var rates = app.Services.GetRequiredService<RateLimits>();
        app.Use(rates.ByAddress);
        app.Use(app.Services.GetRequiredService<Reception>().Receive);
        app.UseRateLimiter();
        app.Use(Turning.PassByWhoLeft);
        app.UseAudit();
        app.UseAuthentication();
        app.Use(rates.ByActor);
        app.UseAuthorization();

        var v1 = app.MapGroup("/v1").AddEndpointFilterFactory(InputCheck.Create);
        v1.InLanes();
        v1.MapDisputes();
        v1.MapProgress();
        v1.MapHandlingReport();
        v1.MapRetention();
        v1.MapStatistics();
        v1.MapTriage();
        v1.MapLaw();
        v1.MapLawChanges();
        v1.MapForecasts();
        v1.MapAreas();
        v1.MapAreaDuties();
        v1.MapScreenings();
        v1.MapCertifications();
        v1.MapDirectory();
        v1.MapInbox();
        v1.MapNoticeKinds();
        v1.MapResponse();
        v1.MapWebhooks();
        v1.MapMediators();
        v1.MapMeetings();
        v1.MapOrders();
        v1.MapRiskAssessments();
        v1.MapSignals();
        v1.MapWarnings();
        v1.MapLedger();
        v1.MapKeys();
        v1.MapAudit();
        app.MapHealth();
        app.MapApiDescription();
        OperatorDashboard.Map(app);
        if (app.Environment.IsDevelopment())
            DevelopmentTokens.Map(app);
        Access.Check(BuiltOnce(app));
        return app;
    }

    /// <summary>Whoever looks at routes has every endpoint compiled anew: the check here, the router, the description. So they are built, and only then given.</summary>
    private static Endpoint[] BuiltOnce(IEndpointRouteBuilder routes)
    {
        Endpoint[] built = [.. routes.DataSources.SelectMany(source => source.Endpoints)];
        routes.DataSources.Clear();
        routes.DataSources.Add(new DefaultEndpointDataSource(built));
        return built;
    }
}
