using System.Security.Claims;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Operations;

internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/system/keys", Keys).Permits("system/keys").WithTags("运行 Operations")
            .WithSummary("加密密钥 Keys for personal data: which there are, how much lies under each, which may go")
            .WithDescription("Ids and counts only. Counts whole tables, so ask when keys are changed and not by the second.")
            .Produces<KeysView>().Refuses(401, 403, 503);

    private static async Task<IResult> Keys(ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<IKeyGrain>(GrainKeys.Keys).Keys(user.ToActor()));
}
