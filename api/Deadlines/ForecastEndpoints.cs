using System.Security.Claims;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Deadlines;

internal static class ForecastEndpoints
{
    public static void MapForecasts(this IEndpointRouteBuilder routes)
    {
        var forecasts = routes.MapGroup("").WithTags("期限 Deadlines");

        forecasts.MapGet("/agencies/{id}/forecast", OfAgency).Permits("forecast/agency").WithSummary("到期预测 What an agency's clocks make fall due, day by day")
            .WithDescription(Description).Produces<Forecast>().Produces(304).Refuses(400, 401, 403, 404, 503);
        forecasts.MapGet("/areas/{code}/forecast", OfArea).Permits("forecast/area").WithSummary("到期预测 What falls due in an area and below it, day by day")
            .WithDescription(Description).Produces<Forecast>().Produces(304).Refuses(400, 401, 403, 404, 503);
    }

    private const string Description =
        "`days`: 1 to 366 from today, 60 if not given. Days are days in China; an end at 24:00 belongs to the day that it ends. "
        + "Overdue, suspended and later clocks are counted beside the days.";

    private static async Task<IResult> OfAgency(AgencyId id, DaysAhead? days, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<IForecastGrain>(0).OfAgency(id, days?.Value ?? DaysAhead.Usual, user.ToActor()));

    private static async Task<IResult> OfArea(AreaCode code, DaysAhead? days, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<IForecastGrain>(0).OfArea(code, days?.Value ?? DaysAhead.Usual, user.ToActor()));
}
