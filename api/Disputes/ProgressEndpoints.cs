using System.Text;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Overload;
using Suyuan.Privacy;
using Suyuan.Problems;

namespace Suyuan.Disputes;

/// <summary>A party's own look: number and access code instead of an account, and no more tries than a person needs.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/progress/{number}", Progress).Permits("progress/read").WithTags("当事人 Parties")
            .WithSummary("办理进度 What a party may see, in plain words")
            .WithDescription("No token: the number and the access code of the receipt. Unknown number and wrong code are answered alike.")
            .Produces<ProgressView>().Refuses(400, 404, 429, 503);
        routes.MapGet("/progress/{number}/export", Export).Permits("progress/export").WithTags("当事人 Parties")
            .WithSummary("查阅、复制个人信息 Everything that the case holds about the party")
            .WithDescription("个人信息保护法第45条。As `/progress/{number}`; the own data in clear, others' masked, no words of the mediation. `Accept: text/plain` gives it as text to read.")
            .Produces<PersonalExport>(200, "application/json", ExportText.MediaType).Refuses(400, 404, 429, 503);
    }

    private static async Task<IResult> Progress(
        DisputeNumber number, [FromHeader(Name = "X-Access-Code")] ShortText accessCode, HttpContext http, IGrainFactory grains)
    {
        var result = await grains.GetGrain<IProgressGrain>(0).Look(number, accessCode.Value, CallerShare.Partition(http.Connection.RemoteIpAddress));
        return Refused(result.Refusal, http) ?? Answers.TaggedOrProblem(result);
    }

    private static async Task<IResult> Export(
        DisputeNumber number, [FromHeader(Name = "X-Access-Code")] ShortText accessCode, HttpContext http, IGrainFactory grains)
    {
        var result = await grains.GetGrain<IProgressGrain>(0).Export(number, accessCode.Value, CallerShare.Partition(http.Connection.RemoteIpAddress));
        http.Response.Headers.CacheControl = "no-store";
        return Refused(result.Refusal, http)
            ?? (result.Succeeded && http.Request.Prefers(ExportText.MediaType)
                ? TypedResults.Text(ExportText.Of(result.Value), ExportText.MediaType, Encoding.UTF8)
                : Answers.OkOrProblem(result));
    }

    /// <summary>Null for what is answered as it is.</summary>
    private static Problem? Refused(Refusal? refusal, HttpContext http)
    {
        if (refusal is { Code: RefusalCode.TooManyWrongCodes, Facts: [{ Value: var seconds }] })
            http.Response.Headers.RetryAfter = seconds;
        // Whether the number exists is not for the answer to tell.
        return refusal?.Code is RefusalCode.UnknownDispute or RefusalCode.WrongAccessCode ? new Problem(Refusal.Because(RefusalCode.WrongAccessCode)) : null;
    }
}
