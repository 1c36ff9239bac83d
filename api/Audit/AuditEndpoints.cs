using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Audit;

/// <summary>Who saw and did what: read, checked and taken away. Nobody changes it.</summary>
internal static class AuditEndpoints
{
    private const int MostFindings = 100;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit/entries").WithTags("审计 Audit");

        audit.MapGet("", Entries).Permits("audit/read").WithSummary("审计记录 Who saw or did what, or was turned away; newest first")
            .WithDescription("`target` is a number or code, `actor` the subject of a token. What is absent does not filter; without `area`, your own.")
            .Produces<Page<AuditLine>>().Refuses(400, 401, 403, 503);
        audit.MapGet("/verify", Verify).Permits("audit/verify").WithSummary("核验 The chains of an area recomputed from what is stored")
            .WithDescription("Each chain's end is an anchor: keep it elsewhere, and nothing before it can be changed unseen.")
            .Produces<AuditVerdict>().Refuses(400, 401, 403, 503);
        audit.MapGet("/export", Export).Permits("audit/export").WithSummary("导出 JSON lines that can be checked without us")
            .WithDescription("Whole counties or the city, at most 92 days. `reason` is kept with the export. The last line says that it is complete; see docs/audit.md for checking.")
            .Produces(200, contentType: AuditFile.MediaType).Refuses(400, 401, 403, 503);
        routes.MapGet("/disputes/{number}/audit", OfDispute).Permits("dispute/audit").WithTags("审计 Audit")
            .WithSummary("谁看过 Who saw this dispute, or tried to; newest first").Produces<Page<AuditLine>>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Entries([AsParameters] AuditParameters parameters, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(await Grain(grains).Entries(parameters.ToQuery(), user.ToActor()), http);

    private static async Task<IResult> OfDispute(DisputeNumber number, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.PageOrProblem(await Grain(grains).OfDispute(number, cursor?.Value, limit?.Value ?? PageSize.Usual, user.ToActor()), http);

    /// <summary>A stretch at a time: no call of a grain is as long as a year's trail.</summary>
    private static async Task<IResult> Verify(AreaCode area, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock, CancellationToken gone)
    {
        var (by, entries, heads, findings) = (user.ToActor(), 0L, new List<AuditHead>(), new List<string>());
        AuditMark? after = null;
        do
        {
            gone.ThrowIfCancellationRequested();
            var stretch = await Grain(grains).Verify(area, after, by);
            if (!stretch.Succeeded)
                return new Problem(stretch.Refusal);
            entries += stretch.Value.Entries;
            heads.AddRange(stretch.Value.Ended);
            findings.AddRange(stretch.Value.Findings);
            after = stretch.Value.Next;
        }
        while (after is not null && findings.Count < MostFindings);

        return TypedResults.Ok(new AuditVerdict(area, findings.Count is 0, entries, [.. heads], [.. findings.Take(MostFindings)], clock.GetUtcNow()));
    }

    private static async Task<IResult> Export(
        AreaCode area, Instant from, Instant to, ShortText reason, HttpContext http, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (to.Value <= from.Value)
            return new Problem(Refusal.Invalid([Refusal.Of("to", RefusalCode.PeriodReversed)]));
        if (to.Value - from.Value > AuditFile.LongestPeriod)
            return new Problem(Refusal.Invalid([Refusal.Of("to", RefusalCode.PeriodTooLong, new Fact("max", $"{AuditFile.LongestPeriod.Days}"))]));
        http.Audit().Reason = reason.Value;
        http.Audit().Target = area.ToString();
        var by = user.ToActor();
        // The first page says whether it may be had at all, while that can still be answered.
        var first = await Grain(grains).Export(area, from.Value, to.Value, null, 0, by);
        return first.Succeeded ? new AuditFile(first.Value, page => Grain(grains).Export(area, from.Value, to.Value, page.Next, page.Last, by)) : new Problem(first.Refusal);
    }

    private static IAuditGrain Grain(IGrainFactory grains) => grains.GetGrain<IAuditGrain>(0);
}

/// <summary>The query string of a look into the trail; what is absent does not filter.</summary>
internal sealed record AuditParameters
{
    [FromQuery(Name = "area")] public AreaCode? Area { get; init; }

    [FromQuery(Name = "from")] public Instant? From { get; init; }

    /// <summary>Exclusive.</summary>
    [FromQuery(Name = "to")] public Instant? To { get; init; }

    [FromQuery(Name = "actor")] public ShortText? Actor { get; init; }

    [FromQuery(Name = "permission")] public ShortText? Permission { get; init; }

    [FromQuery(Name = "target")] public ShortText? Target { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    [FromQuery(Name = "cursor")] public Cursor? Cursor { get; init; }

    public AuditQuery ToQuery() => new(
        Area, From?.Value, To?.Value, Actor?.Value, Permission?.Value, Target?.Value, Cursor?.Value, Limit?.Value ?? PageSize.Usual);
}
