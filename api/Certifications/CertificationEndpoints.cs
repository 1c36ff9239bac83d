using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Problems;

namespace Suyuan.Certifications;

/// <summary>Villages and communities on their way to being litigation-free.</summary>
internal static class CertificationEndpoints
{
    private const string Kind = "village-certification";

    public static void MapCertifications(this IEndpointRouteBuilder routes)
    {
        var certifications = routes.MapGroup("/certifications").WithTags("无讼村（社区） Litigation-free villages");
        certifications.MapMatters(Kind, "village-certification/read");
        certifications.MapPost("", Apply).Permits("village-certification/act")
            .WithSummary("申请创建 Apply for a village; the township's centre begins the observation")
            .Produces<CertificationView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 409, 413, 415, 422, 503);
        certifications.MapGet("/{number}", Get).Permits("village-certification/read")
            .WithSummary("一个村（社区） Status, clocks, the last evaluation, and how one would come out now")
            .Produces<CertificationView>().Refuses(400, 401, 403, 404, 503);
        Map<BeginObservation>("observe", "启动观察 Begin the year of observation");
        Map<DeclineCertification>("decline", "不予创建 Not taken up, with a reason");
        Map<PutSuits>("suits", "填报起诉数 The court enters first-instance civil and administrative cases of a year");
        Map<PutPopulation>("population", "填报人口数 Residents and registered newcomers");
        Map<EvaluateVillage>("evaluate", "评定、复查 Evaluate by the criteria: certified, declined or, at a re-check, revoked");
        Map<RevokeCertification>("revoke", "撤销 Revoke with a reason");

        void Map<TCommand>(string act, string summary)
            where TCommand : CertificationCommand, new() =>
            certifications.MapPost($"/{{number}}/{act}", Act<TCommand>).Permits("village-certification/act").WithSummary(summary)
                .Produces<CertificationView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
    }

    private static async Task<IResult> Apply(
        Body<ApplyForCertification> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!AreaCode.TryParse(body.Value.Village, null, out var village))
            return new Problem(Refusal.Invalid([Refusal.Of("village", RefusalCode.UnknownArea)]));
        var applied = await grains.Matter<ICertificationGrain>(MatterNumber.Of(Kind, village.ToString()))
            .Apply(body.Value, CommandEndpoint.Context(user.ToActor(), key));
        return applied.Succeeded ? TypedResults.Created($"/v1/certifications/{applied.Value.Number}", applied.Value) : new Problem(applied.Refusal);
    }

    private static async Task<IResult> Get(MatterNumber number, ClaimsPrincipal user, IGrainFactory grains) => number.Kind is Kind
        ? Answers.TaggedOrProblem(await grains.Matter<ICertificationGrain>(number).View(user.ToActor()))
        : MatterEndpoints.Unknown(number);

    private static async Task<IResult> Act<TCommand>(
        MatterNumber number, Body<TCommand> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? key, ClaimsPrincipal user, IGrainFactory grains)
        where TCommand : CertificationCommand, new() => number.Kind is Kind
        ? Answers.TaggedOrProblem(await grains.Matter<ICertificationGrain>(number).Act(body.Value, CommandEndpoint.Context(user.ToActor(), key, ifMatch)))
        : MatterEndpoints.Unknown(number);
}
