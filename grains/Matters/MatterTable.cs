using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Matters;

/// <summary>The kinds of matters, where each can stand, and what may be done there by whom; read once from three files.</summary>
internal sealed class MatterTable
{
    public const string KindsFile = "Matters/kinds.csv";
    public const string StatusesFile = "Matters/statuses.csv";
    public const string ActsFile = "Matters/acts.csv";

    private readonly FrozenDictionary<string, MatterKind> _kinds;
    private readonly FrozenDictionary<(string Kind, string Status), MatterStatus> _statuses;
    private readonly FrozenDictionary<(string Kind, string Act), MatterAct> _acts;
    private readonly ImmutableArray<MatterAct> _rows;

    private MatterTable(IEnumerable<MatterKind> kinds, IEnumerable<MatterStatus> statuses, ImmutableArray<MatterAct> acts)
    {
        _kinds = kinds.ToFrozenDictionary(kind => kind.Name);
        _statuses = statuses.ToFrozenDictionary(status => (status.Kind, status.Name));
        _acts = acts.ToFrozenDictionary(act => (act.Kind, act.Name));
        _rows = acts;
    }

    public IEnumerable<MatterKind> Kinds => _kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    public MatterKind? Kind(string name) => _kinds.GetValueOrDefault(name);

    public MatterStatus Status(string kind, string name) => _statuses[(kind, name)];

    /// <exception cref="KeyNotFoundException">No row: a fault of this program, found by its tests.</exception>
    public MatterAct Act(string kind, string act) => _acts[(kind, act)];

    /// <summary>The permission to read matters of a kind.</summary>
    public static string Read(string kind) => $"{kind}/read";

    /// <summary>The permission to read their histories: that of a mediator tells of cases.</summary>
    public static string History(string kind) => kind is "mediator" ? "mediator/cases" : Read(kind);

    /// <summary>The permission to act on matters of a kind.</summary>
    public static string ToAct(string kind) => $"{kind}/act";

    /// <summary>The permission to open one: a signal is reported by whoever notices something.</summary>
    public static string ToOpen(string kind) => kind is "signal" ? "signal/report" : ToAct(kind);

    /// <summary>Where the API shows what has this number; a dispute's when it is no matter's.</summary>
    public string PathOf(string number) =>
        MatterNumber.TryParse(number, null, out var matter) && Kind(matter.Kind) is { } kind ? $"/v1/{kind.Path}/{number}" : $"/v1/disputes/{number}";

    /// <summary>Acts that status, role and agency allow now, in table order.</summary>
    public ImmutableArray<string> Possible<T>(T matter, Actor by)
        where T : MatterState<T> =>
        [.. _rows.Where(row => row.Kind == matter.Kind && Obstacle(row, matter, by) is RefusalCode.None).Select(row => row.Name)];

    /// <summary>Null when the act may be tried.</summary>
    public Refusal? Check<T>(T matter, string act, Actor by)
        where T : MatterState<T> => Obstacle(Act(matter.Kind, act), matter, by) switch
        {
            RefusalCode.None => null,
            RefusalCode.NotYourRole => Refusal.Because(RefusalCode.NotYourRole, new Fact("role", Kebab.Of(by.Role)), new Fact("act", act)),
            RefusalCode.NotYourCase => Refusal.Because(RefusalCode.NotYourCase, new Fact("lead", matter.Lead.ToString())),
            var code => Refusal.Because(
                code, new Fact("act", act), new Fact("stage", matter.Place), new Fact("possible", string.Join('|', Possible(matter, by)))),
        };

    /// <summary>The actor's agency or area is the one that the table asks for.</summary>
    public static bool MayAct<T>(MatterAct act, T matter, Actor by)
        where T : MatterState<T> => by.Role is Role.System || act.By switch
        {
            MatterActedBy.Lead => by.Agency == matter.Lead,
            MatterActedBy.Over => IsOver(by, matter.Area),
            MatterActedBy.LeadOrOver => by.Agency == matter.Lead || IsOver(by, matter.Area),
            _ => true,
        };

    public static MatterTable Load(Func<string, TextReader> open)
    {
        var kinds = new Dictionary<string, MatterKind>();
        foreach (var row in DataFile.Read(KindsFile, open(KindsFile), "kind", "zh", "en", "path").Rows)
            if (!kinds.TryAdd(row.Text("kind"), new MatterKind(row.Text("kind"), new Sentence(row.Text("zh"), row.Text("en")), row.Text("path"))))
                throw row.Wrong("kind", $"{row.Text("kind")} is there twice");
        var statuses = new Dictionary<(string, string), MatterStatus>();
        foreach (var row in DataFile.Read(StatusesFile, open(StatusesFile), "kind", "status", "zh", "en", "open").Rows)
        {
            var kind = Known(row, kinds);
            if (!statuses.TryAdd((kind, row.Text("status")), new MatterStatus(kind, row.Text("status"), new Sentence(row.Text("zh"), row.Text("en")), row.Flag("open"))))
                throw row.Wrong("status", $"{row.Text("status")} is there twice");
        }

        var acts = new Dictionary<(string, string), MatterAct>();
        foreach (var row in DataFile.Read(ActsFile, open(ActsFile), "kind", "act", "zh", "en", "statuses", "roles", "by", "basis").Rows)
        {
            var kind = Known(row, kinds);
            if (row.List("statuses").FirstOrDefault(status => !statuses.ContainsKey((kind, status))) is { } unknown)
                throw row.Wrong("statuses", $"a {kind} cannot be {unknown}");
            var act = new MatterAct(
                kind,
                row.Text("act"),
                new Sentence(row.Text("zh"), row.Text("en")),
                row.List("statuses"),
                [.. row.List("roles").Select(text => Kebab.TryParse<Role>(text, out var role) ? role : throw row.Wrong("roles", $"\"{text}\" is not a role"))],
                Kebab.TryParse<MatterActedBy>(row.Text("by"), out var by) ? by : throw row.Wrong("by", $"\"{row.Text("by")}\" is not one of any, lead, over, lead-or-over"),
                row.Text("basis"));
            if (!acts.TryAdd((kind, act.Name), act))
                throw row.Wrong("act", $"{act.Name} is there twice");
        }

        return new MatterTable(kinds.Values, statuses.Values, [.. acts.Values]);
    }

    private static string Known(DataRow row, Dictionary<string, MatterKind> kinds) =>
        kinds.ContainsKey(row.Text("kind")) ? row.Text("kind") : throw row.Wrong("kind", $"there is no {row.Text("kind")} in {KindsFile}");

    private static RefusalCode Obstacle<T>(MatterAct act, T matter, Actor by)
        where T : MatterState<T> =>
        by.Role is not Role.System && !act.Roles.Contains(by.Role) ? RefusalCode.NotYourRole
        : !act.Statuses.Contains(matter.Place) ? RefusalCode.NotInThisStage
        : MayAct(act, matter, by) ? RefusalCode.None
        : RefusalCode.NotYourCase;

    /// <summary>The actor's area, or the whole city where no area is named, contains the matter's.</summary>
    private static bool IsOver(Actor by, AreaCode area) =>
        (by.Agency?.Area ?? by.Area) is not { } own || area.ToString().StartsWith(AreaTree.PrefixOf(own), StringComparison.Ordinal);
}

/// <param name="Path">Below <c>/v1</c>.</param>
internal sealed record MatterKind(string Name, Sentence Words, string Path);

internal sealed record MatterStatus(string Kind, string Name, Sentence Words, bool IsOpen);

/// <param name="Statuses">Empty: the act that opens a matter.</param>
/// <param name="Basis">Legal basis, written into each step (处置务必依法).</param>
internal sealed record MatterAct(
    string Kind, string Name, Sentence Words, ImmutableArray<string> Statuses, ImmutableArray<Role> Roles, MatterActedBy By, string Basis);

/// <summary>Whose agency may do an act on a matter.</summary>
internal enum MatterActedBy
{
    Any,
    Lead,
    Over,
    LeadOrOver,
}
