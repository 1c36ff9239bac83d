using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;

namespace Suyuan.Certifications;

/// <summary>By what a village is measured: <c>Certifications/criteria.csv</c>. Each criterion says its figures and why it is met or not.</summary>
internal sealed class CertificationCriteria
{
    public const string File = "Certifications/criteria.csv";

    private static readonly FrozenDictionary<string, Func<CertificationFacts, Figure>> Measures = new Dictionary<string, Func<CertificationFacts, Figure>>
    {
        ["suits-per-10000"] = facts => Figure.Rate(facts.Suits?.Cases, facts.Population?.People, 10_000m),
        ["committees"] = facts => Figure.Count(facts.Committees),
        ["mediators"] = facts => Figure.Count(facts.Mediators),
        ["local-settlement-rate"] = facts => Figure.Rate(facts.SettledLocally, facts.Closed, 100m),
        ["overdue"] = facts => Figure.Count(facts.Overdue),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> AtLeast = new Dictionary<string, bool> { ["at-least"] = true, ["at-most"] = false }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Met = new Dictionary<string, bool> { ["met"] = true, ["not-met"] = false }.ToFrozenDictionary();

    private readonly ImmutableArray<Criterion> _criteria;

    private CertificationCriteria(ImmutableArray<Criterion> criteria, string version) => (_criteria, Version) = (criteria, version);

    public string Version { get; }

    public static CertificationCriteria Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "criterion", "measure", "comparison", "threshold", "whenNone", "zh", "en");
        var criteria = new List<Criterion>();
        foreach (var row in file.Rows)
        {
            var criterion = new Criterion(
                row.Text("criterion"), row.Word("measure", Measures), row.Word("comparison", AtLeast), row.Number("threshold"), row.Word("whenNone", Met),
                new Sentence(row.Text("zh"), row.Text("en")));
            if (criteria.Any(other => other.Id == criterion.Id))
                throw row.Wrong("criterion", $"{criterion.Id} is there twice");
            criteria.Add(criterion);
        }

        return criteria.Count > 0 ? new CertificationCriteria([.. criteria], file.Version) : throw file.Wrong("criterion", "there is no criterion");
    }

    public EvaluationView Evaluate(CertificationFacts facts, DateOnly from, DateOnly to, Moment now)
    {
        ImmutableArray<CriterionView> results = [.. _criteria.Select(criterion => criterion.Of(facts))];
        return new EvaluationView(now.At, from, to, Version, results.All(result => result.Met), results);
    }

    private sealed record Criterion(
        string Id, Func<CertificationFacts, Figure> Measure, bool IsAtLeast, decimal Threshold, bool WhenNone, Sentence Name)
    {
        public CriterionView Of(CertificationFacts facts)
        {
            var figure = Measure(facts);
            var met = figure.Value is { } value ? (IsAtLeast ? value >= Threshold : value <= Threshold) : figure.IsKnown && WhenNone;
            return new CriterionView(
                Id, Name, figure.Numerator, figure.Denominator, figure.Value, IsAtLeast ? "at-least" : "at-most", Threshold, met, InWords(figure, met));
        }

        private Sentence InWords(Figure figure, bool met)
        {
            var (limitZh, limitEn) = IsAtLeast ? ("不低于", "at least") : ("不高于", "at most");
            var (endZh, endEn) = met ? ("达到", "met") : ("未达到", "not met");
            if (!figure.IsKnown)
                return new Sentence($"{Name.Zh}：数据尚未填报。", $"{Name.En}: the figures are not there yet.");
            if (figure.Value is not { } value)
                return new Sentence($"{Name.Zh}：本期没有可计算的数据，按规定视为{endZh}。", $"{Name.En}: there is nothing to compute in this period, which counts as {endEn}.");
            var counted = figure.Denominator is { } whole ? $"{Text(figure.Numerator!.Value)}/{Text(whole)}＝{Text(value)}" : Text(value);
            return new Sentence(
                $"{Name.Zh}：{counted}，标准为{limitZh}{Text(Threshold)}，{endZh}。",
                $"{Name.En}: {counted.Replace('＝', '=')}, required {limitEn} {Text(Threshold)}: {endEn}.");
        }

        private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <param name="IsKnown">False: somebody has still to enter it.</param>
    private sealed record Figure(decimal? Numerator, decimal? Denominator, decimal? Value, bool IsKnown)
    {
        public static Figure Count(int count) => new(count, null, count, true);

        public static Figure Rate(long? part, long? whole, decimal times) => part is null || whole is null
            ? new(part, whole, null, false)
            : new(part, whole, whole is 0 ? null : decimal.Round(part.Value * times / whole.Value, 2, MidpointRounding.AwayFromZero), true);
    }
}

/// <summary>What is known of a village for one evaluation.</summary>
/// <param name="Suits">Null: the court has not entered the year.</param>
/// <param name="Closed">Disputes closed in the period, and how many of them village or township settled.</param>
internal sealed record CertificationFacts(
    SuitsFact? Suits, PopulationFact? Population, int Committees, int Mediators, long Closed, long SettledLocally, int Overdue);
