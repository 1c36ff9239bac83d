using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Deadlines;

/// <summary>The procedural events (程序事件) and what each does to time limits: <c>Deadlines/events.csv</c>.</summary>
internal sealed class ProceduralEvents
{
    public const string File = "Deadlines/events.csv";

    private readonly FrozenDictionary<string, ProceduralEvent> _events;
    private readonly FrozenDictionary<string, ProceduralEvent> _restarts;

    private ProceduralEvents(ImmutableArray<ProceduralEvent> rows)
    {
        All = rows;
        _events = rows.ToFrozenDictionary(row => row.Id);
        _restarts = rows.ToFrozenDictionary(row => row.AsRestart);
    }

    /// <summary>In the order of the file: channel by channel, in the order of a procedure.</summary>
    public ImmutableArray<ProceduralEvent> All { get; }

    public ProceduralEvent this[string id] => _events[id];

    public ProceduralEvent? Find(string id) => _events.GetValueOrDefault(id);

    /// <summary>The rule as it explains a count: one that an event began anew names that event and its law.</summary>
    public TimeLimitRule Worded(TimeLimitRule rule, TriggerEvent trigger) => _restarts.TryGetValue(trigger.Event, out var why)
        ? rule with { TriggerZh = $"{why.Name.Zh}（依{why.Basis}重新起算）", Trigger = $"{why.Name.En}; counted anew under {why.Basis}" }
        : rule;

    public static ProceduralEvents Load(Func<string, TextReader> open, RuleCatalogue rules)
    {
        var file = DataFile.Read(File, open(File), "event", "zh", "en", "scope", "act", "starts", "meets", "restarts", "cancels", "scheduled", "basis");
        var events = new Dictionary<string, ProceduralEvent>();
        foreach (var row in file.Rows)
        {
            var read = EventOf(row, rules);
            if (!events.TryAdd(read.Id, read))
                throw row.Wrong("event", $"{read.Id} is there twice");
            if (events.Values.Any(other => other != read && other.Name.Zh == read.Name.Zh))
                throw row.Wrong("zh", $"{read.Name.Zh} is the name of another event");
        }

        var rows = file.Rows.Select(row => events[row.Text("event")]).ToImmutableArray();
        if (NeverStarted(rows, rules) is { Length: > 0 } unreachable)
            throw file.Wrong("starts", $"no event starts {unreachable}");
        if (NeverMet(rows, rules) is { Length: > 0 } endless)
            throw file.Wrong("meets", $"no event fulfils {endless}");
        return KnownToCode.FirstOrDefault(id => !events.ContainsKey(id)) is { } missing
            ? throw file.Wrong("event", $"no row for {missing}")
            : new ProceduralEvents(rows);
    }

    /// <summary>Events that acts of a dispute name.</summary>
    private static IEnumerable<string> KnownToCode =>
    [
        EventNames.HandlingAccepted, EventNames.AgreementEffective, EventNames.ConfirmationApplied, EventNames.ConfirmationAccepted,
        EventNames.ConfirmationRuled, EventNames.ConfirmationDismissed,
    ];

    private static ProceduralEvent EventOf(DataRow row, RuleCatalogue rules)
    {
        var read = new ProceduralEvent(
            row.Text("event"),
            new Sentence(row.Text("zh"), row.Text("en")),
            Kebab.TryParse<EventScope>(row.Text("scope"), out var scope) && scope is not EventScope.None ? scope : throw row.Wrong("scope", $"\"{row.Text("scope")}\" is none of case, act, agency"),
            row.Optional("act"),
            Rules(row, "starts", rules),
            Rules(row, "meets", rules),
            Rules(row, "restarts", rules),
            Rules(row, "cancels", rules),
            row.Flag("scheduled"),
            row.Text("basis"));
        if (!read.Id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-'))
            throw row.Wrong("event", $"\"{read.Id}\" must be lower-case letters, digits and hyphens");
        if (read.Scope is EventScope.Act != DisputeActs.Names.Contains(read.Act))
            throw row.Wrong("act", "an event of scope act names the act that it happens by, and no other names one");
        if (read.Restarts.FirstOrDefault(rule => !read.Starts.Contains(rule)) is { } rootless)
            throw row.Wrong("restarts", $"{rootless} does not stand in starts");
        if (read.Starts.FirstOrDefault(rule => rules.CountsBackwards(rule) != read.IsScheduled) is { } wrong)
            throw row.Wrong("scheduled", $"{wrong} {(read.IsScheduled ? "runs forward: its event does not lie ahead" : "counts backwards: its event lies ahead")}");
        return read;
    }

    private static ImmutableArray<string> Rules(DataRow row, string field, RuleCatalogue rules)
    {
        var named = row.List(field);
        return named.FirstOrDefault(rule => !rules.Exists(rule)) is { } unknown
            ? throw row.Wrong(field, $"there is no time limit {unknown}")
            : named;
    }

    /// <summary>A limit of the law that nothing starts could never protect anybody.</summary>
    private static string NeverStarted(ImmutableArray<ProceduralEvent> rows, RuleCatalogue rules) => string.Join(", ", rules.All
        .Select(rule => rule.Id).Distinct()
        .Where(rule => !rule.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal))
        .Except(rows.SelectMany(row => row.Starts)));

    /// <summary>A duty that an event starts must be one that an event can fulfil; a party's window closes by itself.</summary>
    private static string NeverMet(ImmutableArray<ProceduralEvent> rows, RuleCatalogue rules) => string.Join(", ", rows
        .Where(row => row.Scope is not EventScope.Agency)
        .SelectMany(row => row.Starts).Distinct()
        .Where(rule => rules.Versions(rule)[^1] is { Duty: not Duty.Party, Direction: CountDirection.Forward or CountDirection.Before })
        .Except(rows.SelectMany(row => row.Meets)));
}

/// <summary>The events that happen by an act, under the names that the rules of the acts know.</summary>
internal static class EventNames
{
    public const string HandlingAccepted = "handling-accepted";
    public const string AgreementEffective = "agreement-effective";
    public const string ConfirmationApplied = "confirmation-applied";
    public const string ConfirmationAccepted = "confirmation-accepted";
    public const string ConfirmationRuled = "confirmation-ruled";
    public const string ConfirmationDismissed = "confirmation-dismissed";
}

/// <summary>One procedural event.</summary>
/// <param name="Act">The act that it happens by; empty unless the scope is <see cref="EventScope.Act"/>.</param>
/// <param name="Starts">Limits that begin with it.</param>
/// <param name="Meets">Limits that it fulfils.</param>
/// <param name="Restarts">Of those it starts, the ones that are counted anew although they run.</param>
/// <param name="Cancels">Limits that it makes void.</param>
/// <param name="IsScheduled">It lies ahead, and its limits count back from it.</param>
/// <param name="Basis">Law and article, in Chinese.</param>
internal sealed record ProceduralEvent(
    string Id,
    Sentence Name,
    EventScope Scope,
    string Act,
    ImmutableArray<string> Starts,
    ImmutableArray<string> Meets,
    ImmutableArray<string> Restarts,
    ImmutableArray<string> Cancels,
    bool IsScheduled,
    string Basis)
{
    /// <summary>Its name as the trigger of a count that it began anew.</summary>
    public string AsRestart => $"{Name.Zh}（重新起算）";
}
