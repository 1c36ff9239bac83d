using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Mediators;

/// <summary>What the city sets about mediators: kinds, ranking, limits by channel, allowances, and the examples. Read once and checked.</summary>
internal sealed class MediatorBook
{
    public const string KindsFile = "Mediators/kinds.csv";
    public const string UnfitFile = "Mediators/unfit.csv";
    public const string RulesFile = "Mediators/assignment-rules.csv";

    private const string EveryOther = "*";

    private readonly FrozenDictionary<MediatorKind, KindRow> _kinds;
    private readonly FrozenDictionary<Unfit, Sentence> _unfit;
    private readonly FrozenDictionary<string, AssignmentRules> _rules;

    private MediatorBook(
        FrozenDictionary<MediatorKind, KindRow> kinds, FrozenDictionary<Unfit, Sentence> unfit, FrozenDictionary<string, AssignmentRules> rules,
        RankingTable ranking, AllowanceTable allowances, SampleMediators samples)
    {
        (_kinds, _unfit, _rules, Ranking, Allowances, Samples) = (kinds, unfit, rules, ranking, allowances, samples);
    }

    public RankingTable Ranking { get; }

    public AllowanceTable Allowances { get; }

    public SampleMediators Samples { get; }

    public KindRow this[MediatorKind kind] => _kinds[kind];

    public Sentence this[Unfit unfit] => _unfit[unfit];

    /// <summary>The limits of a channel; one without a row has those of every other.</summary>
    public AssignmentRules RulesOf(string? channel) => (channel is null ? null : _rules.GetValueOrDefault(channel)) ?? _rules[EveryOther];

    public static MediatorBook Load(Func<string, TextReader> open, RuleCatalogue rules, Routing routing, AreaTree areas)
    {
        var kinds = Every<MediatorKind, KindRow>(
            DataFile.Read(KindsFile, open(KindsFile), "kind", "zh", "en", "leads", "licence", "trainingHours", "salaried", "invited"),
            "kind",
            row => new KindRow(
                new Sentence(row.Text("zh"), row.Text("en")), row.Flag("leads"), row.Flag("licence"), row.Whole("trainingHours", 0, 1_000), row.Flag("salaried"), row.Flag("invited")));
        var unfit = Every<Unfit, Sentence>(
            DataFile.Read(UnfitFile, open(UnfitFile), "unfit", "zh", "en"), "unfit", row => new Sentence(row.Text("zh"), row.Text("en")));
        return new MediatorBook(
            kinds, unfit, RulesByChannel(open, rules, routing), RankingTable.Load(open), AllowanceTable.Load(open), SampleMediators.Load(open, kinds, routing, areas));
    }

    private static FrozenDictionary<string, AssignmentRules> RulesByChannel(Func<string, TextReader> open, RuleCatalogue rules, Routing routing)
    {
        var file = DataFile.Read(RulesFile, open(RulesFile), "channel", "choice", "answer", "mediation");
        var table = new Dictionary<string, AssignmentRules>();
        foreach (var row in file.Rows)
        {
            var channel = row.Text("channel");
            if (channel is not EveryOther && routing.Channel(channel) is null)
                throw row.Wrong("channel", $"there is no {channel}");
            foreach (var field in (string[])["choice", "answer"])
                if (!rules.Exists(row.Text(field)))
                    throw row.Wrong(field, $"there is no time limit {row.Text(field)}");
            if (row.Text("mediation") is not ("people" or "administrative" or "judicial" or "other"))
                throw row.Wrong("mediation", $"\"{row.Text("mediation")}\" is none of administrative, judicial, other, people");
            if (!table.TryAdd(channel, new AssignmentRules(row.Text("choice"), row.Text("answer"), row.Text("mediation"))))
                throw row.Wrong("channel", $"{channel} is there twice");
        }

        return table.ContainsKey(EveryOther) ? table.ToFrozenDictionary() : throw file.Wrong("channel", $"there is no row {EveryOther}");
    }

    /// <summary>A row for every member of an enumeration but the first, and for nothing else.</summary>
    private static FrozenDictionary<TKey, TValue> Every<TKey, TValue>(DataFile file, string field, Func<DataRow, TValue> read)
        where TKey : struct, Enum
    {
        var table = new Dictionary<TKey, TValue>();
        foreach (var row in file.Rows)
        {
            if (!Kebab.TryParse<TKey>(row.Text(field), out var key) || EqualityComparer<TKey>.Default.Equals(key, default))
                throw row.Wrong(field, $"\"{row.Text(field)}\" is none of {string.Join(", ", Enum.GetValues<TKey>().Skip(1).Select(known => Kebab.Of(known)))}");
            if (!table.TryAdd(key, read(row)))
                throw row.Wrong(field, $"{row.Text(field)} is there twice");
        }

        var missing = Enum.GetValues<TKey>().Skip(1).Where(key => !table.ContainsKey(key)).Select(key => Kebab.Of(key)).ToImmutableArray();
        return missing.IsEmpty ? table.ToFrozenDictionary() : throw file.Wrong(field, $"there is no row for {string.Join(", ", missing)}");
    }
}

/// <param name="TrainingHours">In each full year on the list.</param>
internal sealed record KindRow(Sentence Name, bool Leads, bool NeedsLicence, int TrainingHours, bool Salaried, bool Invited);

/// <summary>The limits of a channel for choosing, and for answering when asked; and as which mediation its cases count.</summary>
internal sealed record AssignmentRules(string Choice, string Answer, string Mediation);
