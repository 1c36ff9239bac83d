using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>
/// Who answers for a field in an area and who stands in (责任清单): the first row of <c>Agencies/duties.csv</c> that fits, unless
/// the area, or one above it, has put its own. Every answer says why.
/// </summary>
internal sealed class DutyTable
{
    public const string File = "Agencies/duties.csv";

    private const string Any = "*";

    private static readonly FrozenDictionary<string, AreaDuty> Words = new Dictionary<string, AreaDuty>
    {
        ["handling"] = AreaDuty.Handling,
        ["screening"] = AreaDuty.Screening,
        ["court"] = AreaDuty.Court,
    }.ToFrozenDictionary();

    private readonly ImmutableArray<DutyRule> _rules;

    private DutyTable(ImmutableArray<DutyRule> rules, string version) => (_rules, Version) = (rules, version);

    public string Version { get; }

    public static DutyTable Load(Func<string, TextReader> open, Routing routing, AreaTree areas, Overlays overlays)
    {
        var file = DataFile.Read(File, open(File), "rule", "scope", "duty", "categories", "unit", "deputy", "zh", "en");
        var rules = new List<DutyRule>();
        foreach (var row in file.Rows)
        {
            var rule = new DutyRule(
                row.Text("rule"),
                ScopeOf(row, areas, overlays),
                row.Word("duty", Words),
                CategoriesOf(row, routing),
                DutyUnit.Candidates(row, "unit", routing, areas),
                DutyUnit.Candidates(row, "deputy", routing, areas),
                new Sentence(row.Text("zh"), row.Text("en")));
            if (rules.Any(other => other.Id == rule.Id))
                throw row.Wrong("rule", $"{rule.Id} is there twice");
            rules.Add(rule);
        }

        return new DutyTable([.. rules], file.Version);
    }

    /// <summary>The unit and its deputy; either is null where nobody is named, which is a gap.</summary>
    /// <param name="category">Null for a duty that does not depend on the field.</param>
    /// <param name="own">What areas have put over the table.</param>
    public DutyAnswer Of(AreaCode area, AreaDuty duty, string? category, OwnDuties own, LawBook law)
    {
        if (own.Find(area, duty, category, law.Areas) is { } put)
            return new DutyAnswer(
                put.Unit,
                put.Deputy,
                "own",
                new Sentence(
                    $"{law.Areas.PathOf(put.By)}指定：{put.Reason}", $"Put by {law.Areas.PathOf(put.By)}: {put.Reason}"));
        if (_rules.FirstOrDefault(rule => rule.Duty == duty && rule.Fits(area, category)) is not { } found)
            return new DutyAnswer(null, null, "none", new Sentence("责任清单没有规定。", "No row of the table of duties fits."));
        var unit = First(found.Unit, null);
        var deputy = First(found.Deputy, unit);
        return new DutyAnswer(unit, deputy, found.Id, new Sentence($"{found.Words.Zh}（责任清单 {found.Id}）。", $"By the table of duties ({found.Id}): {found.Words.En}."));

        AgencyId? First(ImmutableArray<DutyUnit> candidates, AgencyId? except)
        {
            foreach (var candidate in candidates)
            {
                if (candidate.For(area, category, law) is { } agency && agency != except)
                    return agency;
            }

            return null;
        }
    }

    private static Func<AreaCode, bool> ScopeOf(DataRow row, AreaTree areas, Overlays overlays)
    {
        var scope = row.Text("scope");
        if (scope is Any)
            return _ => true;
        if (overlays.Find(scope) is { } overlay)
            return overlay.Contains;
        return AreaCode.TryParse(scope, null, out var code) && areas.Exists(code)
            ? area => area.IsWithin(code)
            : throw row.Wrong("scope", $"there is no overlay or area {scope}");
    }

    private static ImmutableArray<string> CategoriesOf(DataRow row, Routing routing)
    {
        if (row.Text("categories") is Any)
            return [];
        var codes = row.List("categories");
        return codes.FirstOrDefault(code => routing.Category(code) is null) is { } unknown
            ? throw row.Wrong("categories", $"there is no category {unknown}")
            : codes;
    }

    /// <param name="Categories">Empty: every one.</param>
    private sealed record DutyRule(
        string Id, Func<AreaCode, bool> Covers, AreaDuty Duty, ImmutableArray<string> Categories, ImmutableArray<DutyUnit> Unit,
        ImmutableArray<DutyUnit> Deputy, Sentence Words)
    {
        public bool Fits(AreaCode area, string? category) =>
            Covers(area) && (Categories.IsEmpty || (category is not null && Categories.Contains(category)));
    }
}

/// <param name="Rule">Row of the table, <c>own</c> where an area has put its own, <c>none</c> where nothing fits.</param>
internal sealed record DutyAnswer(AgencyId? Unit, AgencyId? Deputy, string Rule, Sentence Why);
