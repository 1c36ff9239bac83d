using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Areas;

/// <summary>Named sets of areas beside the tree: the high-tech zone, the districts of the tribunals.</summary>
internal sealed class Overlays
{
    public const string File = "Areas/overlays.csv";

    private static readonly FrozenDictionary<string, OverlayKind> Kinds = new Dictionary<string, OverlayKind>
    {
        ["functional-zone"] = OverlayKind.FunctionalZone,
        ["court-district"] = OverlayKind.CourtDistrict,
    }.ToFrozenDictionary();

    private Overlays(ImmutableArray<Overlay> all) => All = all;

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Overlay> All { get; }

    public static Overlays Load(Func<string, TextReader> open, AreaTree tree)
    {
        var overlays = new List<Overlay>();
        foreach (var row in DataFile.Read(File, open(File), "overlay", "kind", "zh", "en", "areas", "sample").Rows)
        {
            var overlay = new Overlay(
                row.Text("overlay"), row.Word("kind", Kinds), new Sentence(row.Text("zh"), row.Text("en")), AreasOf(row, tree), row.Flag("sample"));
            if (overlays.Any(other => other.Id == overlay.Id))
                throw row.Wrong("overlay", $"{overlay.Id} is there twice");
            if (overlays.FirstOrDefault(other => other.Kind == overlay.Kind && other.Areas.Any(area => Touches(overlay, area))) is { } rival)
                throw row.Wrong("areas", $"{overlay.Id} and {rival.Id} share an area");
            overlays.Add(overlay);
        }

        return new Overlays([.. overlays]);
    }

    public Overlay? Find(string id) => All.FirstOrDefault(overlay => overlay.Id == id);

    /// <summary>Those that an area lies in.</summary>
    public IEnumerable<Overlay> Around(AreaCode area) => All.Where(overlay => overlay.Contains(area));

    private static bool Touches(Overlay overlay, AreaCode area) =>
        overlay.Contains(area) || overlay.Areas.Any(own => own.IsWithin(area));

    private static ImmutableArray<AreaCode> AreasOf(DataRow row, AreaTree tree)
    {
        var areas = row.List("areas");
        if (areas.IsEmpty)
            throw row.Wrong("areas", "a value is required");
        return
        [
            .. areas.Select(text => AreaCode.TryParse(text, null, out var code) && tree.Exists(code)
                ? code
                : throw row.Wrong("areas", $"there is no area {text}")),
        ];
    }
}

/// <param name="Areas">Each with everything below it.</param>
/// <param name="Sample">An example that the city has not confirmed.</param>
internal sealed record Overlay(string Id, OverlayKind Kind, Sentence Name, ImmutableArray<AreaCode> Areas, bool Sample)
{
    public bool Contains(AreaCode area) => Areas.Any(part => area.IsWithin(part));
}

/// <summary>Why areas are taken together.</summary>
internal enum OverlayKind
{
    None = 0,

    /// <summary>功能区: a zone with a management of its own.</summary>
    FunctionalZone = 1,

    /// <summary>人民法庭辖区.</summary>
    CourtDistrict = 2,
}
