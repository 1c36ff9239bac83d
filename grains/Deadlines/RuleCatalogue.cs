using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>Every time limit in every version. The day of the trigger decides which version governs (transition of law).</summary>
internal sealed class RuleCatalogue
{
    /// <summary>Ids of the clocks that the platform's own rules set begin so; all others are the law's.</summary>
    public const string PolicyPrefix = "policy-";

    public const string LawFile = "Deadlines/catalogue.csv";

    public const string PolicyFile = "Deadlines/policy-clocks.csv";

    private readonly FrozenDictionary<string, ImmutableArray<TimeLimitRule>> _versions;

    public RuleCatalogue(params ImmutableArray<TimeLimitRule> rules)
    {
        _versions = rules.GroupBy(rule => rule.Id)
            .ToFrozenDictionary(versions => versions.Key, versions => versions.OrderBy(rule => rule.Version).ToImmutableArray());
        All = [.. _versions.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)];
    }

    /// <summary>All versions of all rules, by id and version.</summary>
    public ImmutableArray<TimeLimitRule> All { get; }

    public static RuleCatalogue Load(Func<string, TextReader> open) =>
        new([.. RuleRows.Read(LawFile, open(LawFile), isPolicy: false), .. RuleRows.Read(PolicyFile, open(PolicyFile), isPolicy: true)]);

    public bool Exists(string id) => _versions.ContainsKey(id);

    /// <summary>Versions of a rule, oldest first; empty when there is no such rule.</summary>
    public ImmutableArray<TimeLimitRule> Versions(string id) => _versions.GetValueOrDefault(id, []);

    /// <summary>The version that governs a trigger on that day, or null when the rule is unknown or was not in force.</summary>
    /// <summary>The version that a due date was counted by.</summary>
    public TimeLimitRule Of(DueDate due) => Versions(due.RuleId).First(rule => rule.Version == due.RuleVersion);

    public TimeLimitRule? Find(string id, DateOnly triggerDay) => Versions(id).FirstOrDefault(rule => rule.Governs(triggerDay));
}
