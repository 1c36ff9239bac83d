using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>The four routing files, each reference between them and into the catalogue checked.</summary>
internal sealed record RoutingTables(
    FrozenDictionary<string, AgencyKind> Kinds,
    FrozenDictionary<string, Channel> Channels,
    FrozenDictionary<string, Category> Categories,
    ImmutableArray<NextRoute> Routes)
{
    public const string KindsFile = "Agencies/agency-kinds.csv";

    public const string ChannelsFile = "Agencies/channels.csv";

    public const string RoutingFile = "Agencies/routing.csv";

    public const string RoutesFile = "Agencies/routes.csv";

    private const string Any = "*";

    private static readonly FrozenDictionary<string, bool> CountsFromOutcome =
        new Dictionary<string, bool> { ["outcome"] = true, ["occurrence"] = false }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, AreaLevel> Levels = new Dictionary<string, AreaLevel>
    {
        ["city"] = AreaLevel.City,
        ["county"] = AreaLevel.County,
        ["township"] = AreaLevel.Township,
        ["village"] = AreaLevel.Village,
    }.ToFrozenDictionary();

    public static RoutingTables Load(Func<string, TextReader> open, RuleCatalogue rules, ProceduralEvents events)
    {
        var kinds = Table(DataFile.Read(KindsFile, open(KindsFile), "kind", "zh", "en", "levels"), "kind", KindOf);
        var channels = Table(
            DataFile.Read(ChannelsFile, open(ChannelsFile), "channel", "zh", "en", "conclusionRule", "transferResponseRule", "isMediation", "interruptsLimitation", "keeps", "startsOn"),
            "channel",
            row => ChannelOf(row, rules, events));
        var categories = Table(
            DataFile.Read(RoutingFile, open(RoutingFile), "category", "zh", "en", "sectorOwner", "mediationBody", "mediationLevel", "defaultChannel", "specialChannels", "conclusionRule",
                "limitation", "periods", "limitationBasis", "limitationConfirmed"),
            "category",
            row => CategoryOf(row, rules, kinds, channels));
        var routesFile = DataFile.Read(RoutesFile, open(RoutesFile), "route", "zh", "en", "ruleId", "countsFrom", "whereZh", "whereEn", "categories", "channels", "basis");
        var routes = Table(routesFile, "route", row => RouteOf(row, rules, categories, channels));
        return new RoutingTables(kinds, channels, categories, [.. routesFile.Rows.Select(row => routes[row.Text("route")])]);
    }

    private static FrozenDictionary<string, T> Table<T>(DataFile file, string key, Func<DataRow, T> read)
    {
        var table = new Dictionary<string, T>();
        foreach (var row in file.Rows)
            if (!table.TryAdd(row.Text(key), read(row)))
                throw row.Wrong(key, $"{row.Text(key)} is there twice");
        return table.ToFrozenDictionary();
    }

    private static AgencyKind KindOf(DataRow row)
    {
        var levels = row.List("levels");
        if (levels.IsEmpty || levels.FirstOrDefault(level => !Levels.ContainsKey(level)) is not null)
            throw row.Wrong("levels", $"\"{row.Optional("levels")}\" must be made of city, county, township, village");
        if (!AgencyId.TryParse($"510300-{row.Text("kind")}", null, out _))
            throw row.Wrong("kind", $"\"{row.Text("kind")}\" cannot be part of an agency id");
        return new AgencyKind(row.Text("kind"), row.Text("zh"), row.Text("en"), [.. levels.Select(level => Levels[level])]);
    }

    private static Channel ChannelOf(DataRow row, RuleCatalogue rules, ProceduralEvents events) => new(
        row.Text("channel"),
        row.Text("zh"),
        row.Text("en"),
        Rule(row, "conclusionRule", rules),
        Rule(row, "transferResponseRule", rules),
        row.Flag("isMediation"),
        row.Flag("interruptsLimitation"),
        [.. row.List("keeps").Select(rule => PartyRule(row, "keeps", rule, rules))],
        StartsOn(row, events));

    private static ImmutableArray<string> StartsOn(DataRow row, ProceduralEvents events)
    {
        var named = row.List("startsOn");
        return named.FirstOrDefault(id => events.Find(id)?.Starts.Contains(row.Text("conclusionRule")) is not true) is { } other
            ? throw row.Wrong("startsOn", $"there is no event {other} that starts {row.Text("conclusionRule")}")
            : named;
    }

    private static Category CategoryOf(
        DataRow row, RuleCatalogue rules, FrozenDictionary<string, AgencyKind> kinds, FrozenDictionary<string, Channel> channels)
    {
        var owner = Known(row, "sectorOwner", kinds);
        if (!owner.Levels.Contains(AreaLevel.County) || !owner.Levels.Contains(AreaLevel.City))
            throw row.Wrong("sectorOwner", $"{owner.Id} does not exist on the county and the city level");
        var body = Known(row, "mediationBody", kinds);
        var level = row.Word("mediationLevel", Levels);
        // An area above that level is served by its own body, so the kind must exist from there up.
        if (Levels.Values.Where(higher => higher >= level).Except(body.Levels).Any())
            throw row.Wrong("mediationLevel", $"{body.Id} does not exist on every level from {row.Optional("mediationLevel")} up to the city");
        var channel = Known(row, "defaultChannel", channels);
        if (row.Text("conclusionRule") != channel.ConclusionRule)
            throw row.Wrong("conclusionRule", $"channel {channel.Id} is concluded under {channel.ConclusionRule}");
        return new Category(
            row.Text("category"), row.Text("zh"), row.Text("en"), owner.Id, body.Id, level, channel.Id, References(row, "specialChannels", channels), channel.ConclusionRule,
            row.Text("limitation") is "none" ? null : PartyRule(row, "limitation", row.Text("limitation"), rules),
            [.. row.List("periods").Select(rule => PartyRule(row, "periods", rule, rules))],
            new LimitationBasis(row.Text("limitationBasis"), row.Flag("limitationConfirmed")));
    }

    private static NextRoute RouteOf(
        DataRow row, RuleCatalogue rules, FrozenDictionary<string, Category> categories, FrozenDictionary<string, Channel> channels) => new(
            row.Text("route"),
            row.Text("zh"),
            row.Text("en"),
            Rule(row, "ruleId", rules),
            row.Word("countsFrom", CountsFromOutcome),
            row.Text("whereZh"),
            row.Text("whereEn"),
            AnyOr(row, "categories", categories),
            AnyOr(row, "channels", channels),
            row.Text("basis"));

    private static string Rule(DataRow row, string field, RuleCatalogue rules) =>
        rules.Exists(row.Text(field)) ? row.Text(field) : throw row.Wrong(field, $"there is no time limit {row.Text(field)}");

    private static string PartyRule(DataRow row, string field, string rule, RuleCatalogue rules) => rules.Versions(rule) switch
    {
        { IsEmpty: true } => throw row.Wrong(field, $"there is no time limit {rule}"),
        var versions when versions.Any(version => version.Duty is not Duty.Party) => throw row.Wrong(field, $"{rule} is not a party's own time limit"),
        _ => rule,
    };

    private static T Known<T>(DataRow row, string field, FrozenDictionary<string, T> table) =>
        table.TryGetValue(row.Text(field), out var value) ? value : throw row.Wrong(field, $"there is no {row.Text(field)}");

    private static ImmutableArray<string> AnyOr<T>(DataRow row, string field, FrozenDictionary<string, T> table) =>
        row.Text(field) == Any ? [] : References(row, field, table);

    private static ImmutableArray<string> References<T>(DataRow row, string field, FrozenDictionary<string, T> table)
    {
        var references = row.List(field);
        return references.FirstOrDefault(reference => !table.ContainsKey(reference)) is { } unknown
            ? throw row.Wrong(field, $"there is no {unknown}")
            : references;
    }
}
