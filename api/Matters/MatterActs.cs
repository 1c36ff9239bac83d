using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Matters;

/// <summary>One way from a request to an act on a matter of any kind, and to what is seen of it.</summary>
internal static class MatterActs
{
    /// <summary>Maps <c>POST /{number}/act</c>.</summary>
    /// <param name="kind">As <c>Matters/kinds.csv</c> names it; a number of another kind is unknown here.</param>
    /// <param name="permission">Who may knock; who may do it to this matter is decided where it is.</param>
    public static void MapAct<TCommand, TView>(
        this RouteGroupBuilder group, string kind, string act, string permission, string summary,
        Func<IGrainFactory, MatterNumber, TCommand, ActContext, Task<Result<TView>>> done, Func<TView, int> version)
        where TCommand : class, new() =>
        group.MapPost(
                $"/{{number}}/{act}",
                async (MatterNumber number, Body<TCommand> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
                    [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains) => number.Kind == kind
                    ? Answered(await done(grains, number, body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)), version)
                    : MatterEndpoints.Unknown(number))
            .Permits(permission).WithSummary(summary)
            .Produces<TView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);

    /// <summary>Maps <c>GET /{number}</c>.</summary>
    public static void MapView<TView>(
        this RouteGroupBuilder group, string kind, string permission, string summary, Func<IGrainFactory, MatterNumber, Actor, Task<Result<TView>>> seen) =>
        group.MapGet(
                "/{number}",
                // What follows from other matters moves without this one's version: the tag is made of the content.
                async (MatterNumber number, ClaimsPrincipal user, IGrainFactory grains) => number.Kind == kind
                    ? Answers.TaggedOrProblem(await seen(grains, number, user.ToActor()))
                    : MatterEndpoints.Unknown(number))
            .Permits(permission).WithSummary(summary)
            .Produces<TView>().Produces(304).Refuses(400, 401, 403, 404, 503);

    private static IResult Answered<TView>(Result<TView> result, Func<TView, int> version) =>
        result.Succeeded ? new Tagged<TView>(result.Value, EntityTags.Of(version(result.Value))) : new Problem(result.Refusal);
}
