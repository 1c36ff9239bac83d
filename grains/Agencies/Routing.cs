using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>
/// Who is responsible: the territory decides the first holder (属地管理), the category the department in charge
/// (谁主管谁负责), and the level follows from the area (分级负责). Every answer says why.
/// </summary>
internal sealed class Routing(RoutingTables tables)
{
    private const string Centre = "centre";
    private const string CoordinatorKind = "coordinator";

    /// <summary>In order of their codes.</summary>
    public ImmutableArray<Category> Categories { get; } = [.. tables.Categories.Values.OrderBy(category => category.Code, StringComparer.Ordinal)];

    public ImmutableArray<Channel> Channels { get; } = [.. tables.Channels.Values.OrderBy(channel => channel.Id, StringComparer.Ordinal)];

    public ImmutableArray<AgencyKind> Kinds { get; } = [.. tables.Kinds.Values.OrderBy(kind => kind.Id, StringComparer.Ordinal)];

    /// <summary>In the order in which they are offered.</summary>
    public ImmutableArray<NextRoute> Routes => tables.Routes;

    public static Routing Load(Func<string, TextReader> open, RuleCatalogue rules, ProceduralEvents events)
    {
        var tables = RoutingTables.Load(open, rules, events);
        foreach (var (kind, levels) in new[] { (Centre, LevelsOfCentres), (CoordinatorKind, LevelsOfCoordinators) })
            if (!tables.Kinds.TryGetValue(kind, out var known) || levels.Except(known.Levels).Any())
                throw new DataFileException($"{RoutingTables.KindsFile} line 1, kind: {kind} must exist on {string.Join(", ", levels)}.");
        return new Routing(tables);
    }

    public Category? Category(string code) => tables.Categories.GetValueOrDefault(code);

    public Channel? Channel(string id) => tables.Channels.GetValueOrDefault(id);

    public AgencyKind? Kind(string id) => tables.Kinds.GetValueOrDefault(id);

    public NextRoute? Route(string id) => tables.Routes.FirstOrDefault(route => route.Id == id);

    /// <summary>What the parties may lawfully do next, after a channel failed in a category.</summary>
    public IEnumerable<NextRoute> NextRoutes(string category, string channel) =>
        tables.Routes.Where(route => route.IsLawful(category, channel));

    /// <summary>True of the time bar of some category's claims, which a request interrupts.</summary>
    public bool IsLimitation(string rule) => Categories.Any(category => category.Limitation == rule);

    /// <summary>Where a dispute of an area and category goes; null when either is unknown.</summary>
    public RoutingAdvice? Route(AreaCode area, string category, AreaTree tree)
    {
        if (!tree.Exists(area) || Category(category) is not { } entry)
            return null;
        var (owner, territory, body) = (SectorOwner(area, entry), Registrar(area), FirstBody(area, entry));
        var channel = tables.Channels[entry.DefaultChannel];
        var limit = tables.Channels[entry.DefaultChannel].ConclusionRule;
        return new RoutingAdvice(
            territory,
            new Sentence(
                $"属地管理：纠纷发生在{tree.PathOf(area)}，由{NameOf(territory, tree).Zh}首接负责。",
                $"Territorial responsibility: the dispute arose in {tree.PathOf(area)}, so {NameOf(territory, tree).En} holds it first."),
            owner,
            new Sentence(
                $"谁主管谁负责：{entry.Zh}纠纷的主管部门是{NameOf(owner, tree).Zh}。",
                $"Who is in charge is responsible: the department for disputes over {entry.En} is {NameOf(owner, tree).En}."),
            body,
            new Sentence(
                $"就地化解：{entry.Zh}纠纷先由{NameOf(body, tree).Zh}组织调解。",
                $"Settled on the spot: disputes over {entry.En} are first mediated by {NameOf(body, tree).En}."),
            LevelResponsibility.Start(area, entry, NameOf(body, tree)),
            channel,
            new Sentence($"默认渠道为{channel.Zh}，办理期限见规则{limit}。", $"The default channel is {channel.En}; its time limit is rule {limit}."));
    }

    /// <summary>The unit that decides who is competent: the political-legal committee of the county (the city's own for the city).</summary>
    public static AgencyId Coordinator(AreaCode area) => AgencyId.Of(area.County, CoordinatorKind);

    /// <summary>The department in charge of the field: the county's, or the city's for the whole city.</summary>
    public static AgencyId SectorOwner(AreaCode area, Category category) => AgencyId.Of(area.County, category.SectorOwner);

    /// <summary>The lowest body that may mediate the field there.</summary>
    public static AgencyId FirstBody(AreaCode area, Category category) => AgencyId.Of(Up(area, category.MediationLevel), category.MediationBody);

    /// <summary>Who holds a dispute from its registration: the township's centre, or the county's or the city's for a wider area.</summary>
    public static AgencyId Registrar(AreaCode area) => AgencyId.Of(Up(area, AreaLevel.Township), Centre);

    /// <summary>True when the area exists and the kind exists on its level.</summary>
    public bool Exists(AgencyId agency, AreaTree tree) =>
        tree.Exists(agency.Area) && Kind(agency.Kind) is { } kind && kind.Levels.Contains(agency.Area.Level);

    /// <summary>An agency's name: 大安区住房和城乡建设局. An unknown one is called by its id.</summary>
    public Sentence NameOf(AgencyId agency, AreaTree tree) =>
        tree.Find(agency.Area) is { } area && Kind(agency.Kind) is { } kind
            ? new Sentence(area.Name + kind.Zh, $"{kind.En} of {area.InEnglish}")
            : new Sentence(agency.ToString(), agency.ToString());

    private static ImmutableArray<AreaLevel> LevelsOfCentres => [AreaLevel.Township, AreaLevel.County, AreaLevel.City];

    private static ImmutableArray<AreaLevel> LevelsOfCoordinators => [AreaLevel.County, AreaLevel.City];

    /// <summary>The area, or the one above it on a level; a higher area stays itself. The code alone tells.</summary>
    private static AreaCode Up(AreaCode area, AreaLevel level) => level switch
    {
        _ when area.Level >= level => area,
        AreaLevel.Township => AreaCode.Parse(area.ToString()[..9]),
        _ => area.County,
    };
}

/// <summary>Who should hold a dispute, who is in charge of its field, who mediates first, how, and why.</summary>
internal sealed record RoutingAdvice(
    AgencyId TerritorialOwner, Sentence TerritorialReason,
    AgencyId SectorOwner, Sentence SectorReason,
    AgencyId MediationBody, Sentence MediationReason,
    LevelStart Level,
    Channel DefaultChannel, Sentence ChannelReason);
