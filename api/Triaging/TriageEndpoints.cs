using System.Security.Claims;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Triaging;

/// <summary>Advice to whoever triages. Asking changes nothing.</summary>
internal static class TriageEndpoints
{
    private const string Description =
        "只供参考，分流由人决定。Advice only; triage stays the act of a person. Every score is the sum of its `because`, each with the words that led there. "
        + "`confident: false`: do not go by it before what stands in `ask` is answered. `alerts`: urgent words and what to do first.";

    public static void MapTriage(this IEndpointRouteBuilder routes)
    {
        var triage = routes.MapGroup("").WithTags("分流建议 Triage help");

        triage.MapPost("/triage/suggest", Suggest).Permits("triage/suggest")
            .WithSummary("分流建议 What a narrative seems to be about: category, channel and unit, with the words and rules that led there")
            .WithDescription(Description + " Nothing of the narrative is kept.")
            .Produces<TriageAdvice>().Refuses(400, 401, 403, 413, 415, 503);
        triage.MapGet("/disputes/{number}/triage/suggestion", SuggestFor).Permits("dispute/read")
            .WithSummary("这件纠纷的分流建议 The same for a registered dispute, by its title and narrative")
            .WithDescription(Description)
            .Produces<TriageAdvice>().Produces(304).Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Suggest(Body<TriageQuestion> body, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<ITriageGrain>(0).Suggest(body.Value));

    private static async Task<IResult> SuggestFor(DisputeNumber number, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<ITriageGrain>(0).SuggestFor(number, user.ToActor()));
}
