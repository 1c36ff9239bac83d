using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>
/// Where people are served near where they live (服务点): the points that a source knows of, and a sample of each kind
/// in every other area of its level.
/// </summary>
internal sealed class ServicePoints
{
    public const string KindsFile = "Agencies/service-point-kinds.csv";

    public const string File = "Agencies/service-points.csv";

    private readonly FrozenDictionary<string, ServicePointKind> _kinds;
    private readonly Lazy<ImmutableArray<ServicePointView>> _all;
    private readonly Lazy<FrozenSet<string>> _ids;
    private readonly Lazy<ILookup<AgencyId, ServicePointView>> _byAgency;

    private ServicePoints(ImmutableArray<ServicePointKind> kinds, ImmutableArray<ServicePointView> known, Routing routing, AreaTree areas)
    {
        _kinds = kinds.ToFrozenDictionary(kind => kind.Id);
        _all = new(() => [.. known.Concat(Samples(kinds, known, routing, areas)).OrderBy(point => point.Id, StringComparer.Ordinal)]);
        _ids = new(() => _all.Value.Select(point => point.Id).ToFrozenSet());
        _byAgency = new(() => _all.Value.ToLookup(point => point.Agency));
        Kinds = kinds;
    }

    public ImmutableArray<ServicePointKind> Kinds { get; }

    /// <summary>By id.</summary>
    public ImmutableArray<ServicePointView> All => _all.Value;

    public ServicePointKind? Kind(string id) => _kinds.GetValueOrDefault(id);

    public bool Exists(string id) => _ids.Value.Contains(id);

    public IEnumerable<ServicePointView> Of(AgencyId agency) => _byAgency.Value[agency];

    public static ServicePoints Load(Func<string, TextReader> open, Routing routing, AreaTree areas, FrozenDictionary<string, Schedule> schedules)
    {
        var kinds = new Dictionary<string, ServicePointKind>();
        foreach (var row in DataFile.Read(KindsFile, open(KindsFile), "kind", "zh", "en", "runBy", "level", "schedule", "basis").Rows)
            if (!kinds.TryAdd(row.Text("kind"), KindOf(row, routing, schedules)))
                throw row.Wrong("kind", $"{row.Text("kind")} is there twice");
        var known = new Dictionary<string, ServicePointView>();
        foreach (var row in DataFile.Read(File, open(File), "kind", "area", "nameZh", "nameEn", "address", "schedule", "report").Rows)
            if (KnownOf(row, kinds, routing, areas, schedules) is var point && !known.TryAdd(point.Id, point))
                throw row.Wrong("area", $"{point.Id} is there twice");
        return new ServicePoints([.. kinds.Values], [.. known.Values], routing, areas);
    }

    private static ServicePointKind KindOf(DataRow row, Routing routing, FrozenDictionary<string, Schedule> schedules)
    {
        if (!Kebab.TryParse<AreaLevel>(row.Text("level"), out var level) || level is AreaLevel.None)
            throw row.Wrong("level", $"\"{row.Text("level")}\" is none of city, county, township, village");
        var runBy = routing.Kind(row.Text("runBy")) ?? throw row.Wrong("runBy", $"there is no kind {row.Text("runBy")} in {RoutingTables.KindsFile}");
        if (!runBy.Levels.Any(exists => exists >= level && exists <= AreaLevel.County))
            throw row.Wrong("runBy", $"{runBy.Id} does not exist on a level between {row.Text("level")} and the county");
        return new ServicePointKind(
            row.Text("kind"), new Sentence(row.Text("zh"), row.Text("en")), runBy, level, row.Word("schedule", schedules).Hours, row.Text("basis"));
    }

    private static ServicePointView KnownOf(
        DataRow row, Dictionary<string, ServicePointKind> kinds, Routing routing, AreaTree areas, FrozenDictionary<string, Schedule> schedules)
    {
        var kind = kinds.GetValueOrDefault(row.Text("kind")) ?? throw row.Wrong("kind", $"there is no kind {row.Text("kind")} in {KindsFile}");
        if (!AreaCode.TryParse(row.Text("area"), null, out var code) || areas.Find(code) is not { } area)
            throw row.Wrong("area", $"there is no area {row.Text("area")}");
        if (RunnerOf(kind, area.Code, routing, areas) is not { } runner)
            throw row.Wrong("area", $"nobody runs {kind.Id} in {code}");
        return new ServicePointView
        {
            Id = $"{code}-{kind.Id}",
            Kind = kind.Id,
            KindName = kind.Name,
            Name = new Sentence(row.Text("nameZh"), row.Text("nameEn")),
            Area = code,
            Agency = runner,
            Contacts = row.Optional("address") is { Length: > 0 } address ? new OfficeContacts(Address: address) : null,
            Hours = row.Word("schedule", schedules).Hours,
            Sample = false,
            Source = row.Text("report"),
        };
    }

    private static IEnumerable<ServicePointView> Samples(
        ImmutableArray<ServicePointKind> kinds, ImmutableArray<ServicePointView> known, Routing routing, AreaTree areas) =>
        from kind in kinds
        let covered = known.Where(point => point.Kind == kind.Id).Select(point => AreaTree.PrefixOf(point.Area)).ToArray()
        from area in areas.All
        where area.Level == kind.Level && !covered.Any(prefix => area.Code.ToString().StartsWith(prefix, StringComparison.Ordinal))
        let runner = RunnerOf(kind, area.Code, routing, areas)
        where runner is not null
        select new ServicePointView
        {
            Id = $"{area.Code}-{kind.Id}",
            Kind = kind.Id,
            KindName = kind.Name,
            Name = new Sentence(area.Name + kind.Name.Zh, $"{kind.Name.En} of {area.InEnglish}"),
            Area = area.Code,
            Agency = runner.Value,
            Hours = kind.Hours,
            Sample = true,
            Source = kind.Basis,
        };

    /// <summary>The nearest agency of the kind, at the area or above it.</summary>
    private static AgencyId? RunnerOf(ServicePointKind kind, AreaCode area, Routing routing, AreaTree areas) =>
        areas.AncestorsOf(area).Select(above => above.Code).Prepend(area)
            .Select(code => AgencyId.Of(code, kind.RunBy.Id))
            .Where(agency => routing.Exists(agency, areas))
            .Select(agency => (AgencyId?)agency)
            .FirstOrDefault();
}

/// <param name="RunBy">Kind of the agency that runs such a point.</param>
/// <param name="Level">Level of the areas that have one.</param>
/// <param name="Basis">Article of the Decision.</param>
internal sealed record ServicePointKind(string Id, Sentence Name, AgencyKind RunBy, AreaLevel Level, ImmutableArray<OpeningHours> Hours, string Basis);
