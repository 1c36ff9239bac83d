using Suyuan.Deadlines;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Areas;

internal static class AreaEndpoints
{
    public static void MapAreas(this IEndpointRouteBuilder routes)
    {
        var areas = routes.MapGroup("").Permits("area/read").WithTags("区划与分工 Areas and routing");

        areas.MapGet("/areas/{code}", Area).WithSummary("区划 One area with its way up").Produces<AreaView>().Refuses(400, 401, 403, 404, 503);
        areas.MapGet("/areas/{code}/children", Children).WithSummary("下级区划 The areas directly below")
            .Produces<Page<AreaView>>().Refuses(400, 401, 403, 404, 503);
        areas.MapGet("/routing", Route).WithSummary("负责单位 Which unit is responsible, and why")
            .Produces<RoutingView>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Area(AreaCode code, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<ILawGrain>(0).Area(code));

    private static async Task<IResult> Children(AreaCode code, IGrainFactory grains) =>
        Answers.ListOrProblem(await grains.GetGrain<ILawGrain>(0).Children(code));

    private static async Task<IResult> Route(AreaCode area, ShortText category, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<ILawGrain>(0).Route(area, category.Value));
}
