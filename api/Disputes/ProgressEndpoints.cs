using Microsoft.AspNetCore.Mvc;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Disputes;

/// <summary>A party's own look: number and access code instead of an account, and no more tries than a person needs.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/progress/{number}", Progress).Permits("progress/read").WithTags("当事人 Parties")
            .WithSummary("办理进度 What a party may see, in plain words")
            .WithDescription("No token: the number and the access code of the receipt. Unknown number and wrong code are answered alike.")
            .Produces<ProgressView>().Refuses(400, 404, 429, 503);

    private static async Task<IResult> Progress(
        DisputeNumber number, [FromHeader(Name = "X-Access-Code")] ShortText accessCode, HttpContext http, IGrainFactory grains)
    {
        var result = await grains.GetGrain<IProgressGrain>(0).Look(number, accessCode.Value, CallerShare.Partition(http.Connection.RemoteIpAddress));
        if (result.Refusal is { Code: RefusalCode.TooManyWrongCodes, Facts: [{ Value: var seconds }] })
            http.Response.Headers.RetryAfter = seconds;
        // Whether the number exists is not for the answer to tell.
        return result.Refusal?.Code is RefusalCode.UnknownDispute or RefusalCode.WrongAccessCode
            ? new Problem(Refusal.Because(RefusalCode.WrongAccessCode))
            : Answers.TaggedOrProblem(result);
    }
}
