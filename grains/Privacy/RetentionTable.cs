using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Privacy;

/// <summary>How long what identifies people is kept, and what keeps it longer: <c>Privacy/retention.csv</c> and <c>holds.csv</c>, read once.</summary>
internal sealed class RetentionTable
{
    public const string File = "Privacy/retention.csv";
    public const string HoldsFile = "Privacy/holds.csv";

    private const int MostYears = 100;
    private const int MostDays = 3_660;

    /// <summary>In words of the file: which case of a dispute a row is for.</summary>
    private static readonly FrozenDictionary<string, Func<DisputeState, bool>> Cases = new Dictionary<string, Func<DisputeState, bool>>
    {
        ["confirmed"] = dispute => dispute.Agreement is { Confirmation: ConfirmationStep.Confirm },
        ["watched"] = dispute => dispute.WatchEntries > 0,
        ["agreed"] = dispute => dispute.Agreement is not null,
        ["merged"] = dispute => dispute.Standing is Standing.Merged,
        ["any"] = _ => true,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<DisputeState, LawBook, bool>> ReadOff = new Dictionary<string, Func<DisputeState, LawBook, bool>>
    {
        ["order-open"] = (dispute, law) => dispute.Orders.Any(order => law.Matters.Status(Matters.MatterNumber.Parse(order.Matter).Kind, order.Status).IsOpen),
        ["confirmation-open"] = (dispute, _) => dispute.Agreement is { Confirmation: ConfirmationStep.Apply or ConfirmationStep.Accept },
        ["clock-open"] = (dispute, _) => dispute.Clocks.Any(clock => clock.IsOpen && clock.Duty is not Duty.Party),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ErasedParts> Parts = new Dictionary<string, ErasedParts>
    {
        ["identity"] = ErasedParts.Identity,
        ["words"] = ErasedParts.Words,
        ["traces"] = ErasedParts.Traces,
    }.ToFrozenDictionary();

    private RetentionTable(DataFile file, int lookAgainDays, ImmutableArray<RetentionRule> rules, ImmutableArray<Hold> holds)
    {
        (Version, Source, LookAgainDays, Rules, Holds) = (file.Version, file.Source, lookAgainDays, rules, holds);
    }

    /// <summary>Written into every step that erases.</summary>
    public string Version { get; }

    public string Source { get; }

    /// <summary>After how many days a case that something holds back is looked at again.</summary>
    public int LookAgainDays { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<RetentionRule> Rules { get; }

    public ImmutableArray<Hold> Holds { get; }

    public RetentionRule RuleOf(DisputeState dispute) => Rules.First(rule => rule.Holds(dispute));

    /// <summary>The rule that was counted by; where the file names it no longer, the one that is in its place.</summary>
    public RetentionRule RuleOf(DisputeState dispute, string id) => Rules.FirstOrDefault(rule => rule.Id == id) ?? RuleOf(dispute);

    /// <summary>Everything that keeps this dispute's records now, in the order of the file.</summary>
    public ImmutableArray<Hold> HoldsOn(DisputeState dispute, LawBook law) =>
        [.. Holds.Where(hold => hold.ByHand ? dispute.Holds.Any(known => known.Ground == hold.Id) : ReadOff[hold.Id](dispute, law))];

    public static RetentionTable Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "rule", "case", "years", "onRequest", "erases", "law", "article", "zh", "en");
        var seen = new HashSet<string>();
        var rules = file.Rows.Select(row =>
        {
            if (!seen.Add(row.Text("rule")))
                throw row.Wrong("rule", $"{row.Text("rule")} is there twice");
            var years = row.Whole("years", 1, MostYears);
            var parts = row.List("erases").Aggregate(ErasedParts.None, (all, word) => all | (Parts.TryGetValue(word, out var part) ? part : throw row.Wrong("erases", $"\"{word}\" is none of {string.Join(", ", Parts.Keys.Order(StringComparer.Ordinal))}")));
            return new RetentionRule(
                row.Text("rule"), row.Word("case", Cases), years, row.Whole("onRequest", 0, years),
                parts is ErasedParts.None ? throw row.Wrong("erases", "a value is required") : parts,
                row.Text("law"), row.Text("article"), new Sentence(row.Text("zh"), row.Text("en")));
        }).ToImmutableArray();
        if (file.Rows is [] || file.Rows[^1].Text("case") is not "any")
            throw file.Wrong("case", "the last row must be for any case");
        return new RetentionTable(file, Days(file), rules, HoldsIn(open));
    }

    private static int Days(DataFile file) =>
        int.TryParse(file.Preamble("look-again-days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : throw file.Wrong("look-again-days", $"must be a whole number from 1 to {MostDays}");

    private static ImmutableArray<Hold> HoldsIn(Func<string, TextReader> open)
    {
        var file = DataFile.Read(HoldsFile, open(HoldsFile), "hold", "byHand", "zh", "en", "basis");
        var seen = new HashSet<string>();
        return
        [
            .. file.Rows.Select(row =>
            {
                var hold = new Hold(row.Text("hold"), row.Flag("byHand"), new Sentence(row.Text("zh"), row.Text("en")), row.Text("basis"));
                return !seen.Add(hold.Id) ? throw row.Wrong("hold", $"{hold.Id} is there twice")
                    : hold.ByHand == ReadOff.ContainsKey(hold.Id) ? throw row.Wrong("byHand", hold.ByHand ? $"{hold.Id} is read off the case" : $"{hold.Id} cannot be read off a case")
                    : hold;
            }),
        ];
    }
}

/// <param name="Holds">Whether a dispute is of its case.</param>
/// <param name="OnRequest">Years in which even a party's request has to be declined.</param>
internal sealed record RetentionRule(
    string Id, Func<DisputeState, bool> Holds, int Years, int OnRequest, ErasedParts Erases, string Law, string Article, Sentence Words)
{
    public string Basis => $"{Law}{Article}";

    /// <summary>The first instant after so many years; the last day counts in whole.</summary>
    public static DateTimeOffset After(DateTimeOffset from, int years) => Moment.StartOf(new Moment(from).Day.AddYears(years).AddDays(1));
}

internal sealed record Hold(string Id, bool ByHand, Sentence Words, string Basis);

/// <summary>What an erasure takes.</summary>
[Flags]
internal enum ErasedParts
{
    None = 0,
    Identity = 1,
    Words = 2,
    Traces = 4,
}
