using System.Security.Claims;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>What handling took and cost.</summary>
internal static class HandlingReportEndpoints
{
    public static void MapHandlingReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/reports/handling", Handling).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("化解效率与成本 Days, talks, places, money and legal aid of the disputes closed in a period")
            .WithDescription("按办结日统计，重新启动的不计；`from` 与 `to` 均为含当日的日期，默认最近 366 日。By the day of closing, without those taken up again; days, both included; by default the last 366.")
            .Produces<HandlingReport>().Refuses(400, 401, 403, 503);

    private static async Task<IResult> Handling(AreaCode? area, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IHandlingReportGrain>(0).Handling(new HandlingReportQuery(area, from?.Value, to?.Value), user.ToActor()));
}
