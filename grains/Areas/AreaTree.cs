using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Areas;

/// <summary>The areas of the city, from the city down to its villages and communities (行政区划).</summary>
internal sealed class AreaTree
{
    public const string File = "Areas/areas.csv";

    private static readonly FrozenDictionary<string, AreaLevel> Levels = new Dictionary<string, AreaLevel>
    {
        ["city"] = AreaLevel.City,
        ["county"] = AreaLevel.County,
        ["township"] = AreaLevel.Township,
        ["village"] = AreaLevel.Village,
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<AreaCode, Area> _areas;
    private readonly FrozenDictionary<AreaCode, ImmutableArray<Area>> _children;

    private AreaTree(IReadOnlyCollection<Area> areas, string version, string source)
    {
        _areas = areas.ToFrozenDictionary(area => area.Code);
        _children = areas.Where(area => area.Parent is not null)
            .GroupBy(area => area.Parent!.Value)
            .ToFrozenDictionary(children => children.Key, children => children.OrderBy(child => child.Code).ToImmutableArray());
        All = [.. areas.OrderBy(area => area.Code)];
        City = areas.Single(area => area.Parent is null);
        Version = version;
        Source = source;
    }

    public Area City { get; }

    /// <summary>Every area, by code.</summary>
    public ImmutableArray<Area> All { get; }

    public string Version { get; }

    public string Source { get; }

    public static AreaTree Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "code", "name", "nameEn", "level", "parentCode");
        var areas = new Dictionary<AreaCode, (Area Area, DataRow Row)>();
        foreach (var row in file.Rows)
        {
            var area = AreaOf(row);
            if (!areas.TryAdd(area.Code, (area, row)))
                throw row.Wrong("code", $"{area.Code} is there twice");
        }

        foreach (var (area, row) in areas.Values)
            if (area.Parent is { } parent && !areas.ContainsKey(parent))
                throw row.Wrong("parentCode", $"there is no area {parent}");
        if (areas.Values.Count(entry => entry.Area.Parent is null) != 1)
            throw file.Wrong("level", "there must be exactly one city");
        return new AreaTree([.. areas.Values.Select(entry => entry.Area)], file.Version, file.Source);
    }

    public bool Exists(AreaCode code) => _areas.ContainsKey(code);

    public Area? Find(AreaCode code) => _areas.GetValueOrDefault(code);

    /// <summary>The area itself and everything below it, by code.</summary>
    public IEnumerable<Area> Within(AreaCode code) => All.Where(area => area.Code.IsWithin(code));

    public ImmutableArray<Area> ChildrenOf(AreaCode code) => _children.GetValueOrDefault(code, []);

    public Area? ParentOf(AreaCode code) => Find(code)?.Parent is { } parent ? Find(parent) : null;

    /// <summary>The areas above, nearest first, up to the city.</summary>
    public IEnumerable<Area> AncestorsOf(AreaCode code)
    {
        for (var area = ParentOf(code); area is not null; area = ParentOf(area.Code))
            yield return area;
    }

    /// <summary>The area at a level: this one or one above it; null when it is itself higher.</summary>
    public Area? At(AreaCode code, AreaLevel level) =>
        Find(code) is { } area ? AncestorsOf(code).Prepend(area).FirstOrDefault(candidate => candidate.Level == level) : null;

    /// <summary>Names from the city down: 自贡市大安区何市镇高庙村.</summary>
    public string PathOf(AreaCode code) =>
        Find(code) is { } area ? string.Concat(AncestorsOf(code).Reverse().Append(area).Select(step => step.Name)) : "";

    /// <summary>What all codes of a subtree begin with.</summary>
    public static string PrefixOf(AreaCode code) => code.Prefix;

    private static Area AreaOf(DataRow row)
    {
        if (!AreaCode.TryParse(row.Text("code"), null, out var code))
            throw row.Wrong("code", $"\"{row.Text("code")}\" has neither 6, 9 nor 12 digits");
        if (row.Word("level", Levels) is var level && level != code.Level)
            throw row.Wrong("level", $"{code} has the length of a {code.Level} and not of a {level}");
        if (!AreaCode.TryParse(row.Text("parentCode"), null, out var parent))
            throw row.Wrong("parentCode", $"\"{row.Text("parentCode")}\" has neither 6, 9 nor 12 digits");
        if (level is AreaLevel.City)
            return new Area(code, row.Text("name"), row.Optional("nameEn"), null);
        if (parent.Level != level + 1 || !code.ToString().StartsWith(PrefixOf(parent), StringComparison.Ordinal))
            throw row.Wrong("parentCode", $"{parent} cannot be the parent of {code}");
        return new Area(code, row.Text("name"), row.Optional("nameEn"), parent);
    }
}
