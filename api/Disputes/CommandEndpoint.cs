using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Disputes;

/// <summary>The one way from a request to an act.</summary>
internal static class CommandEndpoint
{
    public const string Description =
        "答复为办理后的纠纷及其 ETag。Answers the dispute as it is afterwards, with its ETag. Send `If-Match` to act only on the version you saw "
        + "(412 otherwise), and `Idempotency-Key` to repeat a request safely: the first answer is given again and nothing is done twice. "
        + "What the stage does not allow is 409 with `stage` and `possible`.";

    public static async Task<IResult> Act<TCommand>(
        DisputeNumber number,
        Body<TCommand> body,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey,
        ClaimsPrincipal user,
        IGrainFactory grains)
        where TCommand : DisputeCommand, new()
    {
        var result = await grains.Dispute(number).Act(body.Value, Context(user.ToActor(), idempotencyKey, ifMatch));
        return result.Succeeded ? new Tagged<DisputeView>(result.Value, EntityTags.Of(result.Value.Version)) : new Problem(result.Refusal!);
    }

    public static ActContext Context(Actor actor, IdempotencyKey? key, IfMatch? ifMatch = null) =>
        new(actor, key?.ScopedTo(actor.Id), ifMatch?.Version);
}
