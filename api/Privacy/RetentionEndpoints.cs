using System.Security.Claims;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Privacy;

/// <summary>What is kept how long, and what will be erased.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var retention = routes.MapGroup("/retention").WithTags("个人信息 Personal data");
        retention.MapGet("/rules", Rules).Permits("retention/read")
            .WithSummary("保存期限与保全事由 How long records are kept, and what keeps them longer")
            .Produces<RetentionPolicy>().Refuses(401, 403, 503);
        retention.MapGet("/ahead", Ahead).Permits("retention/read")
            .WithSummary("删除试算 What will be erased in the coming days, by rule; nothing is erased by asking")
            .WithDescription("`until`: 含当日，默认三十日内。The last day, 30 days ahead by default. 有保全事由的单列（held）。What something holds back stands apart (`held`).")
            .Produces<ErasuresAhead>().Refuses(400, 401, 403, 503);
    }

    private static async Task<IResult> Rules(ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IRetentionGrain>(0).Rules(user.ToActor()));

    private static async Task<IResult> Ahead(AreaCode? area, Day? until, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IRetentionGrain>(0).Ahead(area, until?.Value, user.ToActor()));
}
