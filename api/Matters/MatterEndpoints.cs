using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Matters;

/// <summary>What is the same for the addresses of every kind of matter: its list and its history.</summary>
internal static class MatterEndpoints
{
    /// <summary>Maps <c>GET</c> of the list and of <c>/{number}/history</c>.</summary>
    /// <param name="kind">As <c>Matters/kinds.csv</c> names it.</param>
    /// <param name="permission">Who may read.</param>
    public static void MapMatters(this RouteGroupBuilder group, string kind, string permission)
    {
        group.MapGet("", ([AsParameters] MatterListFilter filter, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) => List(kind, filter, http, user.ToActor(), grains))
            .Permits(permission).WithSummary("列表 Newest first; what is absent does not filter")
            .Produces<Page<MatterItem>>().Refuses(400, 401, 403, 503);
        group.MapGet("/{number}/history", (MatterNumber number, PageSize? limit, Cursor? cursor, HttpContext http, ClaimsPrincipal user, IGrainFactory grains) =>
                History(kind, number, limit, cursor, http, user.ToActor(), grains))
            .Permits(permission).WithSummary("办理记录 Append-only history, hash-chained")
            .Produces<Page<HistoryEvent>>().Refuses(400, 401, 403, 404, 503);
    }

    /// <summary>A number of another kind is no matter of this address.</summary>
    public static Problem Unknown(MatterNumber number) => new(Refusal.Because(RefusalCode.UnknownMatter, new Fact("number", number.ToString())));

    private static async Task<IResult> List(string kind, MatterListFilter filter, HttpContext http, Actor by, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IMatterQueryGrain>(0).List(filter.ToQuery(kind), by);
        return page.Succeeded
            ? Answers.PageOrProblem<MatterItem>(new Page<MatterItem>([.. page.Value.Items.Select(Item)], page.Value.Next), http)
            : new Problem(page.Refusal);
    }

    private static async Task<IResult> History(string kind, MatterNumber number, PageSize? limit, Cursor? cursor, HttpContext http, Actor by, IGrainFactory grains) =>
        number.Kind == kind
            ? Answers.PageOrProblem(await grains.GetGrain<IMatterQueryGrain>(0).History(number, cursor?.Value, limit?.Value ?? PageSize.Usual, by), http)
            : Unknown(number);

    public static MatterItem Item(MatterSummary row) => new(
        row.Number, row.Area, row.Agency, row.Category, row.Subject, row.Status, row.Open, row.Title, row.CreatedAt, row.UpdatedAt, row.NextDueAt,
        JsonNode.Parse(row.Data)!.AsObject());
}

/// <summary>One row of a list of matters.</summary>
/// <param name="Data">What its kind shows of it besides.</param>
internal sealed record MatterItem(
    MatterNumber Number, AreaCode Area, AgencyId Agency, string? Category, string? Subject, string Status, bool Open, string Title,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? NextDueAt, JsonObject Data);

/// <summary>The query string of a list of matters.</summary>
internal sealed record MatterListFilter
{
    /// <summary>With everything below it.</summary>
    [FromQuery(Name = "area")] public AreaCode? Area { get; init; }

    [FromQuery(Name = "agency")] public AgencyId? Agency { get; init; }

    [FromQuery(Name = "category")] public ShortText? Category { get; init; }

    [FromQuery(Name = "subject")] public ShortText? Subject { get; init; }

    [FromQuery(Name = "status")] public ShortText? Status { get; init; }

    [FromQuery(Name = "open")] public bool? Open { get; init; }

    [FromQuery(Name = "cursor")] public Cursor? Cursor { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    public MatterQuery ToQuery(string kind) => new(
        kind, Area, Agency, Category?.Value, Subject?.Value, Status?.Value, Open, Cursor?.Value, Limit?.Value ?? PageSize.Usual);
}
