using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>Every time limit in every version. The day of the trigger decides which version governs (transition of law).</summary>
internal sealed class RuleCatalogue
{
    /// <summary>Ids of the clocks that the platform's own rules set begin so; all others are the law's.</summary>
    public const string PolicyPrefix = "policy-";

    /// <summary>Days that parties agreed on: nothing is counted, so no calendar and no change of law moves them.</summary>
    public const string AgreedRule = "policy-instalment";

    public const string LawFile = "Deadlines/catalogue.csv";

    public const string PolicyFile = "Deadlines/policy-clocks.csv";

    /// <summary>What the province and the city have set in place of a rule of the other two files.</summary>
    public const string OverridesFile = "Deadlines/overrides.csv";

    private readonly FrozenDictionary<string, ImmutableArray<TimeLimitRule>> _versions;

    public RuleCatalogue(params ImmutableArray<TimeLimitRule> rules)
    {
        _versions = rules.GroupBy(rule => rule.Id)
            .ToFrozenDictionary(versions => versions.Key, versions => versions.OrderBy(rule => rule.Version).ToImmutableArray());
        All = [.. _versions.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)];
    }

    /// <summary>All versions of all rules, by id and version.</summary>
    public ImmutableArray<TimeLimitRule> All { get; }

    public static RuleCatalogue Load(Func<string, TextReader> open)
    {
        var law = RuleRows.Read(LawFile, open(LawFile), RuleFile.Law, []);
        var policy = RuleRows.Read(PolicyFile, open(PolicyFile), RuleFile.Policy, law);
        return new RuleCatalogue(Filings.Mark(open, RuleRows.Read(OverridesFile, open(OverridesFile), RuleFile.Overrides, policy)));
    }

    /// <summary>Whether its event lies ahead of its end: a hearing, a session, a decision. All versions of a rule agree in this.</summary>
    public bool CountsBackwards(string id) => Versions(id)[0].Direction is CountDirection.Before or CountDirection.Gate;

    public bool Exists(string id) => _versions.ContainsKey(id);

    /// <summary>Versions of a rule, oldest first; empty when there is no such rule.</summary>
    public ImmutableArray<TimeLimitRule> Versions(string id) => _versions.GetValueOrDefault(id, []);

    /// <summary>
    /// The version that governs a trigger on that day, or null when the rule is unknown or was not in force. Where
    /// several levels have one, the highest that is approved, and it knows which it overrides.
    /// </summary>
    public TimeLimitRule? Find(string id, DateOnly triggerDay) =>
        Versions(id).Where(rule => rule.Applies(triggerDay)).MaxBy(rule => rule.Level.Rank()) is { } rule ? InPlace(rule, triggerDay) : null;

    /// <summary>The version that governs the day; for a day before every version the oldest that was ever applied.</summary>
    /// <exception cref="InvalidOperationException">There is no such rule.</exception>
    public TimeLimitRule FindOrOldest(string id, DateOnly triggerDay) =>
        Find(id, triggerDay) ?? Find(id, FirstDay(id))!;

    /// <summary>The first trigger day that any version of a rule governs.</summary>
    public DateOnly FirstDay(string id) => Versions(id).Where(rule => !rule.IsProposed).Min(rule => rule.InForceFrom);

    /// <summary>The version that a due date was counted by.</summary>
    public TimeLimitRule Of(DueDate due) =>
        InPlace(Versions(due.RuleId).First(rule => rule.Version == due.RuleVersion), new Moment(due.Trigger.At).Day);

    /// <summary>True when the version that a due date was counted by is here.</summary>
    public bool Knows(DueDate due) => Versions(due.RuleId).Any(rule => rule.Version == due.RuleVersion);

    /// <summary>The catalogue with one version more.</summary>
    public RuleCatalogue With(TimeLimitRule added) =>
        new([.. All.Where(rule => rule.Id != added.Id), .. Beside(added), added]);

    /// <summary>The other versions of a rule beside a new one: an older one on its level that had no end ends where the new one begins.</summary>
    public IEnumerable<TimeLimitRule> Beside(TimeLimitRule added) => Versions(added.Id).Select(rule =>
        rule.InForceTo is null && rule.Level.Rank() == added.Level.Rank() && rule.InForceFrom < added.InForceFrom
            ? rule with { InForceTo = added.InForceFrom }
            : rule);

    /// <summary>How a version stands for what begins on that day.</summary>
    public RuleStanding StandingOf(TimeLimitRule rule, DateOnly day) => rule switch
    {
        { IsProposed: true } => RuleStanding.Proposed,
        _ when day < rule.InForceFrom => RuleStanding.NotYet,
        _ when !rule.Governs(day) => RuleStanding.NoLonger,
        _ => Find(rule.Id, day)?.Version == rule.Version ? RuleStanding.InForce : RuleStanding.Overridden,
    };

    private TimeLimitRule InPlace(TimeLimitRule rule, DateOnly day) =>
        Versions(rule.Id).Where(other => other.Applies(day) && other.Level.Rank() < rule.Level.Rank()).MaxBy(other => other.Level.Rank()) is { } below
            ? rule with { Overrides = below }
            : rule;
}
