using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>Lists agencies and service points: the directory in memory, and over it what agencies put. Holds nothing.</summary>
[GrainType("directory"), StatelessWorker, Reentrant]
internal sealed class DirectoryGrain(LawInForce inForce, IAgencyReads reads) : Grain, IDirectoryGrain
{
    private const int MostPerPage = 200;

    private LawBook Law => inForce.Current;

    public async Task<Result<Page<AgencySummary>>> Search(AgencyQuery query)
    {
        var field = new FieldChecks();
        field.Number("limit", query.Limit, 1, MostPerPage);
        field.Text("q", query.Text, 1, 100);
        Known(field, "kind", query.Kind, Law.Routing.Kinds.Select(kind => kind.Id));
        Known(field, "category", query.Category, Law.Routing.Categories.Select(category => category.Code));
        Known(field, "service", query.Service, Enum.GetValues<ServiceKind>().Skip(1).Select(service => Kebab.Of(service)));
        if (Position(field, query.Area, query.Cursor, out var after) is { } malformed)
            return malformed;

        var found = Law.Directory.All.Where(agency => IsAsked(agency, query) && Follows(agency.Key, after)).Take(query.Limit + 1).ToImmutableArray();
        var page = found.Take(query.Limit).ToImmutableArray();
        var profiles = (await reads.Profiles([.. page.Select(agency => agency.Key)], CancellationToken.None))
            .ToDictionary(row => row.Agency, row => HistoryJson.Read<AgencyProfile>(row.Data));
        return new Page<AgencySummary>(
            [.. page.Select(agency => DirectoryViews.Summary(agency, profiles.GetValueOrDefault(agency.Key)))],
            found.Length > query.Limit ? CursorAfter(page[^1].Key) : null);
    }

    public async Task<Result<Page<ServicePointView>>> Points(ServicePointQuery query)
    {
        var field = new FieldChecks();
        field.Number("limit", query.Limit, 1, MostPerPage);
        Known(field, "kind", query.Kind, Law.Directory.Points.Kinds.Select(kind => kind.Id));
        if (Position(field, query.Area, query.Cursor, out var after) is { } malformed)
            return malformed;

        var area = query.Area ?? Law.Areas.City.Code;
        var put = await reads.ProfilesWithPoints(
            AreaTree.PrefixOf(area), [.. Law.Areas.AncestorsOf(area).Select(above => above.Code.ToString())], CancellationToken.None);
        var own = put.ToDictionary(row => AgencyId.Parse(row.Agency), row => HistoryJson.Read<AgencyProfile>(row.Data));
        var found = Law.Directory.Points.All.Where(point => !own.ContainsKey(point.Agency))
            .Concat(own.SelectMany(agency => DirectoryViews.Points(agency.Key, agency.Value, Law)))
            .Where(point => IsIn(point.Area, query.Area) && (query.Kind is null || point.Kind == query.Kind) && Follows(point.Id, after))
            .OrderBy(point => point.Id, StringComparer.Ordinal)
            .Take(query.Limit + 1)
            .ToImmutableArray();
        var page = found.Take(query.Limit).ToImmutableArray();
        return new Page<ServicePointView>(page, found.Length > query.Limit ? CursorAfter(page[^1].Id) : null);
    }

    private static bool IsAsked(ListedAgency agency, AgencyQuery query) =>
        IsIn(agency.Id.Area, query.Area)
        && (query.Kind is null || agency.Entry.Kind.Id == query.Kind)
        && (query.Category is null || agency.Entry.Competence.Any(competence => competence.Category == query.Category))
        && (query.Service is null || agency.Entry.Services.Any(service => Kebab.Of(service) == query.Service))
        && (query.Text is null
            || agency.Name.Zh.Contains(query.Text, StringComparison.Ordinal)
            || agency.Name.En.Contains(query.Text, StringComparison.OrdinalIgnoreCase)
            || agency.Key.Contains(query.Text, StringComparison.Ordinal));

    private static bool IsIn(AreaCode area, AreaCode? subtree) =>
        subtree is not { } root || area.ToString().StartsWith(AreaTree.PrefixOf(root), StringComparison.Ordinal);

    private static bool Follows(string key, string? after) => after is null || string.CompareOrdinal(key, after) > 0;

    private static void Known(FieldChecks field, string name, string? value, IEnumerable<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
            field.Fault(name, RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(value)), new Fact("allowed", string.Join('|', allowed)));
    }

    private Refusal? Position(FieldChecks field, AreaCode? area, string? cursor, out string? after)
    {
        after = null;
        if (area is { } code && !Law.Areas.Exists(code))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", code.ToString()));
        if (cursor is { Length: <= 200 } && Base64Url.IsValid(cursor))
            after = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        else if (cursor is not null)
            field.Fault("cursor", RefusalCode.CursorInvalid);
        return field.Refusal;
    }

    private static string CursorAfter(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));
}
