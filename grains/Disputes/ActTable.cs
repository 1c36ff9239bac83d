using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>What may be done in which stage, by whom and on which conditions: <c>Disputes/acts.csv</c>, read once.</summary>
internal sealed class ActTable
{
    public const string File = "Disputes/acts.csv";

    private readonly FrozenDictionary<string, ActRow> _acts;

    private ActTable(ImmutableArray<ActRow> rows)
    {
        Rows = rows;
        _acts = rows.ToFrozenDictionary(row => row.Name);
    }

    /// <summary>In the order of the file: the order of a life.</summary>
    public ImmutableArray<ActRow> Rows { get; }

    public ActRow this[string act] => _acts[act];

    public static ActTable Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "act", "zh", "en", "stages", "roles", "by", "needs", "basis");
        var names = new HashSet<string>();
        var rows = file.Rows.Select(row =>
        {
            var act = new ActRow(
                row.Text("act"),
                row.Text("zh"),
                row.Text("en"),
                [.. row.List("stages").Select(text => Kebab.TryParse<Stage>(text, out var stage) ? stage : throw row.Wrong("stages", $"\"{text}\" is not a stage"))],
                [.. row.List("roles").Select(text => Kebab.TryParse<Role>(text, out var role) ? role : throw row.Wrong("roles", $"\"{text}\" is not a role"))],
                Kebab.TryParse<ActedBy>(row.Text("by"), out var by) ? by : throw row.Wrong("by", $"\"{row.Text("by")}\" is not one of any, unless-referred, lead, lead-or-helper, holder-or-above, target, mediator"),
                [.. row.List("needs").Select(text => Conditions.Find(text) ?? throw row.Wrong("needs", $"\"{text}\" is not a condition"))],
                row.Text("basis"));
            if (!DisputeActs.Names.Contains(act.Name))
                throw row.Wrong("act", $"\"{act.Name}\" is not an act this version knows");
            if (!names.Add(act.Name))
                throw row.Wrong("act", $"\"{act.Name}\" stands twice");
            return act;
        }).ToImmutableArray();
        return names.Count == DisputeActs.Names.Count
            ? new ActTable(rows)
            : throw new DataFileException($"{File}: no row for {string.Join(", ", DisputeActs.Names.Except(names).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Acts that stage, side states and the actor's role and unit allow now, in table order.</summary>
    public ImmutableArray<string> Possible(DisputeState dispute, Actor by, Moment now, LawBook law) =>
        [.. Rows.Where(row => Obstacle(row, dispute, by, now, law) is RefusalCode.None).Select(row => row.Name)];

    /// <summary>Null when the act may be tried; what it is about is then for its rule.</summary>
    public Refusal? Check(ActRow act, DisputeState dispute, Actor by, Moment now, LawBook law) => Obstacle(act, dispute, by, now, law) switch
    {
        RefusalCode.None => null,
        RefusalCode.NotYourRole => Refusal.Because(RefusalCode.NotYourRole, new Fact("role", Kebab.Of(by.Role)), new Fact("act", act.Name)),
        RefusalCode.NotYourCase => Refusal.Because(
            RefusalCode.NotYourCase, new Fact("lead", ((act.By is ActedBy.Target ? dispute.Transfer?.To : null) ?? dispute.Lead).ToString())),
        RefusalCode.NotInThisStage => Refusal.Because(RefusalCode.NotInThisStage, Where(act, dispute, by, now, law)),
        var code => Refusal.Because(code, [.. Where(act, dispute, by, now, law), .. Missing(act, dispute, now, law)]),
    };

    private Fact[] Where(ActRow act, DisputeState dispute, Actor by, Moment now, LawBook law) =>
    [
        new("act", act.Name), new("stage", Kebab.Of(dispute.Stage)), new("possible", string.Join('|', Possible(dispute, by, now, law))),
    ];

    /// <summary>Every condition that is missing, not only the first: who wants to go on should know all that is left to do.</summary>
    private static IEnumerable<Fact> Missing(ActRow act, DisputeState dispute, Moment now, LawBook law)
    {
        var missing = act.Needs.Where(need => !need.Holds(dispute, now, law)).ToArray();
        return
        [
            new("missing", string.Join('|', missing.Select(need => need.Name))),
            new("missingZh", string.Join('、', missing.Select(need => law.ConditionWords[need.Name].Words.Zh))),
            new("missingEn", string.Join("; ", missing.Select(need => law.ConditionWords[need.Name].Words.En))),
        ];
    }

    /// <summary>The first thing in the way: role, stage, side state, unit; or none.</summary>
    private static RefusalCode Obstacle(ActRow act, DisputeState dispute, Actor by, Moment now, LawBook law)
    {
        if (!act.Roles.Contains(by.Role))
            return RefusalCode.NotYourRole;
        if (!act.Stages.Contains(dispute.Stage))
            return RefusalCode.NotInThisStage;
        foreach (var condition in act.Needs)
        {
            if (!condition.Holds(dispute, now, law))
                return condition.Otherwise;
        }

        return MayAct(act, dispute, by) ? RefusalCode.None : RefusalCode.NotYourCase;
    }

    /// <summary>The coordinator settles competence and stands above it, within the coordinator's own area.</summary>
    private static bool MayAct(ActRow act, DisputeState dispute, Actor by) => (by.Role is Role.Coordinator && IsOver(by, dispute)) || act.By switch
    {
        ActedBy.UnlessReferred => dispute.OpenClock(ClockKeys.CoordinatorDecision) is null || by.Agency == dispute.Lead,
        ActedBy.Lead => by.Agency == dispute.Lead,
        ActedBy.LeadOrHelper => by.Agency is not { } agency || agency == dispute.Lead || dispute.CoHandlers.Contains(agency),
        ActedBy.HolderOrAbove => ExtensionRules.Concerns(dispute, by),
        ActedBy.Mediator => Seats(dispute).Any(seated => MediatorRules.NotAnswering(seated, by) is null),
        ActedBy.Target => by.Agency is { } agency && agency == dispute.Transfer?.To,
        _ => true,
    };

    private static IEnumerable<Seated> Seats(DisputeState dispute) =>
        [.. dispute.Participants.Where(known => known.IsIn).Select(known => known.Seated), .. dispute.Assignment?.Seated is { } seated ? [seated] : Array.Empty<Seated>()];

    /// <summary>The actor's area, or the whole city where no area is named, covers the dispute.</summary>
    public static bool IsOver(Actor by, DisputeState dispute) =>
        (by.Agency?.Area ?? by.Area) is not { } own || dispute.Area.ToString().StartsWith(AreaTree.PrefixOf(own), StringComparison.Ordinal);
}

/// <param name="Basis">Legal basis, written into each step (处置务必依法).</param>
internal sealed record ActRow(
    string Name,
    string Zh,
    string En,
    ImmutableArray<Stage> Stages,
    ImmutableArray<Role> Roles,
    ActedBy By,
    ImmutableArray<Condition> Needs,
    string Basis);

/// <summary>Whose agency may do an act.</summary>
internal enum ActedBy
{
    /// <summary>Whoever has the role.</summary>
    Any,

    /// <summary>Whoever has the role, until the case is referred to the coordinator: then only the coordinator.</summary>
    UnlessReferred,

    /// <summary>Only the lead's own agency.</summary>
    Lead,

    /// <summary>The lead's or a helping agency; roles without an agency too.</summary>
    LeadOrHelper,

    /// <summary>An agency that leads, holds a running clock, or stands above one that does; who may then approve is the rule's.</summary>
    HolderOrAbove,

    /// <summary>The agency that a pending transfer asks.</summary>
    Target,

    /// <summary>Whoever mediates, takes part or is asked to, or that person's organisation.</summary>
    Mediator,
}
