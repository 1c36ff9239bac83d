using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Agencies;

/// <summary>The files that the directory of agencies is made of, each reference between them checked.</summary>
internal sealed record DirectoryTables(
    FrozenDictionary<(string Kind, AreaLevel Level), DirectoryEntry> Entries, FrozenDictionary<string, Schedule> Schedules, string Version)
{
    public const string File = "Agencies/directory.csv";

    public const string PlacesFile = "Agencies/places.csv";

    private const string Platform = "platform";

    private const string Centre = "centre";

    private static readonly FrozenDictionary<string, string> Lists =
        new Dictionary<string, string> { [Platform] = Platform, [Centre] = Centre }.ToFrozenDictionary();

    public static DirectoryTables Load(Func<string, TextReader> open, Routing routing)
    {
        var schedules = Schedule.Load(open);
        var places = Places(open);
        var file = DataFile.Read(
            File, open(File), "kind", "levels", "leaderZh", "leaderEn", "schedule", Platform, Centre, "services", "categories");
        var entries = new Dictionary<(string, AreaLevel), DirectoryEntry>();
        foreach (var row in file.Rows)
        {
            var kind = routing.Kind(row.Text("kind")) ?? throw row.Wrong("kind", $"there is no kind {row.Text("kind")} in {RoutingTables.KindsFile}");
            foreach (var level in LevelsOf(row, kind))
                if (!entries.TryAdd((kind.Id, level), EntryOf(row, kind, level, routing, schedules, places)))
                    throw row.Wrong("levels", $"{kind.Id} on the level {Kebab.Of(level)} is there twice");
        }

        foreach (var kind in routing.Kinds)
            foreach (var level in kind.Levels.Where(level => !entries.ContainsKey((kind.Id, level))))
                throw file.Wrong("kind", $"{kind.Id} on the level {Kebab.Of(level)} is missing");
        CheckThatAllIsOffered(file, entries.Values, places);
        return new DirectoryTables(entries.ToFrozenDictionary(), schedules, file.Version);
    }

    private static FrozenDictionary<(string List, string Id), NamedWord> Places(Func<string, TextReader> open)
    {
        var places = new Dictionary<(string, string), NamedWord>();
        foreach (var row in DataFile.Read(PlacesFile, open(PlacesFile), "list", "id", "zh", "en").Rows)
            if (!places.TryAdd((row.Word("list", Lists), row.Text("id")), new NamedWord(row.Text("id"), new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("id", $"{row.Text("id")} is there twice");
        return places.ToFrozenDictionary();
    }

    private static IEnumerable<AreaLevel> LevelsOf(DataRow row, AgencyKind kind)
    {
        var levels = row.List("levels");
        if (levels.IsEmpty)
            throw row.Wrong("levels", "a value is required");
        foreach (var word in levels)
            yield return Kebab.TryParse<AreaLevel>(word, out var level) && kind.Levels.Contains(level)
                ? level
                : throw row.Wrong("levels", $"{kind.Id} does not exist on the level {word}");
    }

    private static DirectoryEntry EntryOf(
        DataRow row,
        AgencyKind kind,
        AreaLevel level,
        Routing routing,
        FrozenDictionary<string, Schedule> schedules,
        FrozenDictionary<(string List, string Id), NamedWord> places)
    {
        NamedWord? Place(string list) => row.Optional(list) is { Length: > 0 } id
            ? places.GetValueOrDefault((list, id)) ?? throw row.Wrong(list, $"there is no {list} {id} in {PlacesFile}")
            : null;

        return new DirectoryEntry(
            kind,
            new Sentence(row.Text("leaderZh"), row.Text("leaderEn")),
            row.Word("schedule", schedules).Hours,
            Place(Platform),
            Place(Centre),
            ServicesOf(row),
            [.. routing.Categories.Select(category => CompetenceIn(category, kind.Id, level, CategoriesOf(row, routing))).OfType<Competence>()]);
    }

    private static ImmutableArray<ServiceKind> ServicesOf(DataRow row) =>
    [
        .. row.List("services").Select(word => Kebab.TryParse<ServiceKind>(word, out var service) && service is not ServiceKind.None
            ? service
            : throw row.Wrong("services", $"\"{word}\" is not one of the nine services")),
    ];

    private static ImmutableArray<string> CategoriesOf(DataRow row, Routing routing)
    {
        var words = row.List("categories");
        if (words is ["*"])
            return [.. routing.Categories.Select(category => category.Code)];
        return words.FirstOrDefault(word => routing.Category(word) is null) is { } unknown
            ? throw row.Wrong("categories", $"there is no category {unknown}")
            : words;
    }

    private static Competence? CompetenceIn(Category category, string kind, AreaLevel level, ImmutableArray<string> takesPart) =>
        category.SectorOwner == kind && level >= AreaLevel.County ? Named(category, "sector-owner")
        : category.MediationBody == kind && level >= category.MediationLevel ? Named(category, "first-mediation")
        : takesPart.Contains(category.Code) ? Named(category, "takes-part")
        : null;

    private static Competence Named(Category category, string role) => new(category.Code, new Sentence(category.Zh, category.En), role);

    /// <summary>The Decision's four platforms, four centres and nine services are there for somebody to turn to.</summary>
    private static void CheckThatAllIsOffered(
        DataFile file, IEnumerable<DirectoryEntry> entries, FrozenDictionary<(string List, string Id), NamedWord> places)
    {
        var offered = entries
            .SelectMany(entry => new[] { (Platform, entry.Platform?.Id), (Centre, entry.Centre?.Id) })
            .ToHashSet();
        foreach (var (list, id) in places.Keys.Where(place => !offered.Contains(place)).Order())
            throw file.Wrong(list, $"no kind is or belongs to {id}");
        var services = entries.SelectMany(entry => entry.Services).ToHashSet();
        foreach (var service in Enum.GetValues<ServiceKind>().Where(service => service is not ServiceKind.None && !services.Contains(service)))
            throw file.Wrong("services", $"no kind offers {Kebab.Of(service)}");
    }
}

/// <summary>What the directory says of every agency of a kind on a level.</summary>
internal sealed record DirectoryEntry(
    AgencyKind Kind, Sentence LeaderPost, ImmutableArray<OpeningHours> Hours, NamedWord? Platform, NamedWord? Centre,
    ImmutableArray<ServiceKind> Services, ImmutableArray<Competence> Competence);
