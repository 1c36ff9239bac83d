using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Meetings;
using Suyuan.Screenings;
using Suyuan.Tests.Product;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Permissions;

/// <summary>
/// Every address that the running product has × every role × own and other area × own and other agency, over the real pipeline.
/// What is expected comes from the table alone: who knocks in vain, for whom the thing does not exist, and who gets an answer.
/// </summary>
public sealed partial class AccessMatrixTests(ProductOnSqlite product) : IClassFixture<ProductOnSqlite>
{
    private const string Village = "510304104218";

    private static readonly (AreaCode Own, AreaCode Other) Areas = (AreaCode.Parse("510304104"), AreaCode.Parse("510321"));

    private static readonly AgencyId Other = AgencyId.Parse("510321-housing");

    /// <summary>Codes of those who may not know; none of them tells what is there.</summary>
    private static readonly ImmutableArray<string> Unknown = ["unknown-dispute", "unknown-matter", "no-such-agency"];

    private static readonly ImmutableArray<string> NotYours = ["not-your-role", "not-your-case", "not-your-area", "not-your-agency"];

    [Fact]
    public async Task Every_address_answers_every_role_as_the_table_says()
    {
        var things = await Things();
        var faults = new List<string>();
        var asked = 0;
        foreach (var endpoint in ((IEndpointRouteBuilder)product.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var permission = AccessTable.Load()[endpoint.Metadata.GetMetadata<Permitted>()!.Permission];
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = Path(endpoint.RoutePattern.RawText!, permission, things, out var thing);
                if (path is null)
                    continue;
                if (!permission.Anyone && (await product.SendAs(null, method, path, Body(method))).Status is not HttpStatusCode.Unauthorized)
                    faults.Add($"{method} {path}: answered without a token");
                foreach (var by in permission.Anyone ? [] : Everybody(thing?.Lead ?? things["agency"].Lead))
                {
                    var answer = await product.SendAs(by, method, path, Body(method), ("If-Match", "\"999999\""));
                    asked++;
                    if (Fault(endpoint, method, permission, thing, by, answer) is { } fault)
                        faults.Add($"{method} {path} ({permission.Name}) as {by.Role} of {by.Area} and {by.Agency}: {fault}, but {(int)answer.Status} {answer.Code}");
                }
            }
        }

        Assert.True(faults.Count is 0, $"{faults.Count} of {asked}:\n{string.Join('\n', faults.Take(60))}");
        Assert.True(asked > 4_000, $"only {asked}");
    }

    /// <summary>Null when the answer is what the table says.</summary>
    private static string? Fault(RouteEndpoint endpoint, string method, Permission permission, Thing? thing, Actor by, Answer answer)
    {
        if ((int)answer.Status >= 500)
            return "no fault of ours expected";
        if (permission.Of(by.Role) is Scopes.None)
            return (answer.Status, answer.Code) == (HttpStatusCode.Forbidden, "not-your-role") ? null : "403 not-your-role expected";
        if (thing is null)
            return answer.Code is not null && Unknown.Contains(answer.Code) ? "an answer expected" : null;
        var covers = Reach.Of(permission, by).Covers(thing.Concern);
        if (thing.Listed)
            return answer.Json?["items"]?.AsArray().Any(item => (string?)(item!["number"] ?? item["id"]) == thing.Number) == covers ? null : covers ? "to be listed expected" : "not to be listed expected";
        if (covers)
            // Beyond the permission, the tables of acts say who may do what in which stage.
            return answer.Code is null || !Unknown.Contains(answer.Code) && (method is not "GET" || !NotYours.Contains(answer.Code)) ? null : "an answer expected";
        var reads = Reach.Of(AccessTable.Load()[ReadOf(permission)], by).Covers(thing.Concern);
        return answer.Code is { } code && (Unknown.Contains(code) || (NotYours.Contains(code) && (reads || thing.IsPublic))) ? null
            : reads ? "403 expected" : "404 expected";
    }

    private static string ReadOf(Permission permission) =>
        permission.Name.Split('/')[0] is var resource && AccessTable.Load().Find($"{resource}/read") is { } read ? read.Name : permission.Name;

    /// <summary>Own and other area × own and other agency, in every role that a token may hold.</summary>
    private static IEnumerable<Actor> Everybody(AgencyId own) =>
        from role in Enum.GetValues<Role>()
        where Actors.CanBeHeld(role)
        from area in new[] { Areas.Own, Areas.Other }
        from agency in new[] { own, Other }
        select new Actor($"{Words<Role>.Of(role)}-{area}-{(agency == Other ? "other" : "own")}", role, agency, area);

    private static string? Body(string method) => method is "POST" or "PUT" ? "{}" : null;

    /// <summary>The address with something that is there; null for what lists no single thing and needs no look, as a page of documentation.</summary>
    private static string? Path(string pattern, Permission permission, ImmutableDictionary<string, Thing> things, out Thing? thing)
    {
        thing = null;
        var resource = permission.Name.Split('/')[0];
        if (permission.Anyone)
            return pattern.Contains('{', StringComparison.Ordinal) ? null : pattern;
        if (pattern.Contains("{number}", StringComparison.Ordinal))
        {
            thing = things[KindAt(pattern)];
        }
        else if (pattern.Contains("{id}", StringComparison.Ordinal) && pattern.Contains("/agencies/", StringComparison.Ordinal))
        {
            thing = things["agency"] with { IsPublic = !pattern.Contains("inbox", StringComparison.Ordinal) && !pattern.Contains("webhooks", StringComparison.Ordinal) && !pattern.Contains("dead-letters", StringComparison.Ordinal) };
        }
        else if (pattern.Contains("{code}", StringComparison.Ordinal) && pattern.TrimEnd('/').EndsWith("/warnings", StringComparison.Ordinal))
        {
            thing = things["warning"] with { Listed = true };
        }
        else if (pattern.Contains("{code}", StringComparison.Ordinal) || resource is "report" or "ledger" or "audit")
        {
            thing = things["the-area"];
        }
        else if (permission.Name.EndsWith("/read", StringComparison.Ordinal) && things.TryGetValue(resource, out var listed) && pattern.Split('/').Length == 3)
        {
            thing = listed with { Listed = true };
        }

        var filled = Hole().Replace(pattern, hole => hole.Groups[1].Value switch
        {
            "number" => things[KindAt(pattern)].Number,
            "id" when pattern.Contains("/agencies/", StringComparison.Ordinal) => things["agency"].Number,
            "id" => "petition-conclude",
            "code" => pattern.EndsWith("/grids", StringComparison.Ordinal) ? Village : things["the-area"].Number,
            "clockId" => "triage-1",
            "year" => "2024",
            _ => "1",
        });
        return resource is "audit" && pattern.EndsWith("/export", StringComparison.Ordinal) ? $"{filled}?area={things["the-area"].Number}&from=2024-01-01&to=2024-02-01&reason=matrix"
            : resource is "report" or "ledger" or "audit" && !pattern.Contains('{', StringComparison.Ordinal) ? $"{filled}?area={things["the-area"].Number}"
            : thing is { Listed: true } ? $"{filled}?limit=200"
            : filled;
    }

    private static string KindAt(string pattern) => pattern.Split('/')[2] switch
    {
        "disputes" or "audit" => "dispute",
        "areas" => "warning",
        var path => LawBook.Load().Matters.Kinds.Single(known => known.Path == path).Name,
    };

    /// <summary>One of each: all in one village, and led by whoever leads it.</summary>
    private async Task<ImmutableDictionary<string, Thing>> Things()
    {
        var centre = AgencyId.Parse("510304104-centre");
        var village = AreaCode.Parse(Village);
        var things = new Dictionary<string, Thing>
        {
            ["dispute"] = new(await product.Register(Village), village, centre, ["before-nobody"]),
            ["agency"] = new(centre.ToString(), centre.Area, centre, []),
            ["the-area"] = new("510304104", AreaCode.Parse("510304104"), centre, []) { IsPublic = true },
        };
        await product.Post("/v1/signals", $$"""{"source":"grid","areaCode":"{{Village}}","narrative":"两家争水。","parties":[{"role":"applicant","kind":"person","name":"李四方"}]}""");
        await product.Post("/v1/supervision-orders", """{"agency":"510304104-centre","grade":"important","what":"请说明整改措施。"}""");
        await product.Post("/v1/risk-assessments", """{"agency":"510304-housing","kind":"project","title":"旧城改造","summary":"拆迁安置。","plannedOn":"2024-06-03","vitalInterests":true,"stabilityIssue":true,"reason":"临近居民区"}""");
        await product.Post("/v1/screenings", """{"title":"排查","areas":["510304104"],"from":"2024-01-02","to":"2024-02-02"}""");
        await product.Post("/v1/coordinating-bodies", """{"area":"510304104"}""");
        await product.Post("/v1/certifications", $$"""{"village":"{{Village}}"}""");
        await product.Send("PUT", $"/v1/areas/{Village}/grids", """{"grids":[{"number":1,"name":"一网格"}]}""", "operator");
        await product.Send("PUT", "/v1/mediators/mediator-matrix1", """{"name":"示例","kind":"part-time","organisation":"510304104-committee","areas":["510304104"],"capacity":3}""");
        await product.Grains.Matter<IWarningGrain>(MatterNumber.Of("warning", "matrix1")).Raise(
            new RaiseWarning("count", village, "NEI", null, WarningLevel.Orange, 7, 0.4, 5, new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 2), []));
        var meeting = MatterNumber.Of("joint-meeting", "510304104n9");
        await product.Grains.Matter<IJointMeetingGrain>(meeting).Plan(new MeetingPlan(AreaCode.Parse("510304104"), 9, new DateOnly(2024, 1, 9), centre, [centre]));
        await product.Grains.Matter<IResolutionTaskGrain>(MatterNumber.Of("resolution-task", "510304104n9t1")).Issue(
            new TaskOrder(meeting, AreaCode.Parse("510304104"), centre, centre, "走访双方", TaskPace.Usual, null));
        await product.Grains.Matter<IScreeningTaskGrain>(MatterNumber.Of("screening-task", "matrix1")).Issue(
            new ScreeningTaskOrder(MatterNumber.Of("screening", "matrix1"), "排查", village, null, new DateOnly(2024, 1, 2), new DateOnly(2024, 2, 2), centre));
        foreach (var kind in LawBook.Load().Matters.Kinds)
        {
            var found = await product.Get($"/v1/{kind.Path}?limit=200");
            if (kind.Name is "mediator")
            {
                things[kind.Name] = new("mediator-matrix1", AreaCode.Parse("510304104"), AgencyId.Parse("510304104-committee"), ["mediator-matrix1"]);
                continue;
            }

            var item = found.Json!["items"]!.AsArray()[^1]!;
            var concerned = (string)item["number"]!;
            things[kind.Name] = new(concerned, AreaCode.Parse((string)item["area"]!), AgencyId.Parse((string)item["agency"]!), [concerned]);
        }

        return things.ToImmutableDictionary();
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Hole();

    /// <param name="Lead">Who answers for it: the own agency of the matrix.</param>
    private sealed record Thing(string Number, AreaCode Area, AgencyId Lead, ImmutableArray<string> Others)
    {
        /// <summary>Asked for in a list, which holds it or does not.</summary>
        public bool Listed { get; init; }

        /// <summary>That it exists is no secret, so 403 says what 404 would otherwise.</summary>
        public bool IsPublic { get; init; }

        public Concern Concern => new(Area, Lead, Others);
    }
}
