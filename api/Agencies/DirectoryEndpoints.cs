using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Agencies;

/// <summary>The directory of agencies and of the points where people are served.</summary>
internal static class DirectoryEndpoints
{
    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
        var directory = routes.MapGroup("").WithTags("单位名录 Directory of agencies");

        directory.MapGet("/agencies", Search).Permits("directory/read")
            .WithSummary("单位 Agencies by area, kind, category or service")
            .WithDescription("`sample: true`：示例数据，尚未由本单位填报。An example of the directory; the agency has not put its own yet.")
            .Produces<Page<AgencySummary>>().Refuses(400, 401, 403, 503);
        directory.MapGet("/agencies/{id}", Get).Permits("directory/read")
            .WithSummary("一个单位 One agency: leader, superior, competence, services, hours, points")
            .Produces<AgencyView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        directory.MapPut("/agencies/{id}", Put).Permits("directory/keep")
            .WithSummary("填报 Put what the agency says of itself")
            .WithDescription("整体替换；未填的项目按名录示例。Replaces all of it; what is left out is as the directory has it. Office lines only, no mobile numbers.")
            .Produces<AgencyView>().Refuses(400, 401, 403, 404, 412, 413, 415, 422, 503);
        directory.MapGet("/service-points", Points).Permits("directory/read")
            .WithSummary("服务点 Service points by area and kind").Produces<Page<ServicePointView>>().Refuses(400, 401, 403, 503);
    }

    private static async Task<IResult> Search([AsParameters] AgencyListFilter filter, HttpContext http, IGrainFactory grains) =>
        Answers.PageOrProblem(await grains.GetGrain<IDirectoryGrain>(0).Search(filter.ToQuery()), http);

    // If-None-Match is compared where the answer is written; it stands here to be described.
    private static async Task<IResult> Get(AgencyId id, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, IGrainFactory grains) =>
        Seen(await grains.Agency(id).Profile());

    private static async Task<IResult> Put(
        AgencyId id, Body<AgencyProfile> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, ClaimsPrincipal user, IGrainFactory grains) =>
        Seen(await grains.Agency(id).PutProfile(body.Value, ifMatch?.Version, user.ToActor()));

    private static async Task<IResult> Points(
        AreaCode? area, ShortText? kind, PageSize? limit, Cursor? cursor, HttpContext http, IGrainFactory grains) =>
        Answers.PageOrProblem(
            await grains.GetGrain<IDirectoryGrain>(0).Points(new ServicePointQuery(area, kind?.Value, limit?.Value ?? PageSize.Usual, cursor?.Value)), http);

    private static IResult Seen(Result<AgencyView> agency) =>
        agency.Succeeded ? new Tagged<AgencyView>(agency.Value, EntityTags.Of(agency.Value.Version)) : new Problem(agency.Refusal);
}

/// <summary>The query string of a list of agencies; what is absent does not filter.</summary>
internal sealed record AgencyListFilter
{
    [FromQuery(Name = "area")] public AreaCode? Area { get; init; }

    [FromQuery(Name = "kind")] public ShortText? Kind { get; init; }

    [FromQuery(Name = "category")] public ShortText? Category { get; init; }

    [FromQuery(Name = "service")] public ShortText? Service { get; init; }

    [FromQuery(Name = "q")] public ShortText? Text { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    [FromQuery(Name = "cursor")] public Cursor? Cursor { get; init; }

    public AgencyQuery ToQuery() =>
        new(Area, Kind?.Value, Category?.Value, Service?.Value, Text?.Value, Limit?.Value ?? PageSize.Usual, Cursor?.Value);
}
