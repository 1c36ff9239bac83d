using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>When a dispute comes onto the special-watch list by rule: <c>Disputes/watch-rules.csv</c>, read once.</summary>
internal sealed class WatchRules
{
    public const string File = "Disputes/watch-rules.csv";

    private static readonly FrozenDictionary<string, WatchMeasure> Measures = new WatchMeasure[]
    {
        new("violence-risks", "risks", (dispute, _) => dispute.Risks.Count(risk => risk.Factor is RiskFactor.Violence)),
        new("red-warnings", "warnings", (dispute, _) => dispute.Risks.Count(risk => risk.Factor is RiskFactor.RedWarning)),
        new("vulnerable-parties", "risks", (dispute, _) => dispute.Risks.Count(risk => risk.Factor is RiskFactor.VulnerableParty)),
        new("people", "persons", (dispute, _) => Math.Max(dispute.PeopleInvolved ?? 0, dispute.Parties.Length)),
        new("escalating-visits", "visits", (dispute, _) => dispute.Escalating),
        new("repeats", "times", (dispute, _) => dispute.Reopened + dispute.Linked.Length),
        new("overdue-clocks", "clocks", (dispute, _) => dispute.Overdue),
        new("pending-days", "days", (dispute, now) => PendingSince(dispute) is { } since ? now.Day.DayNumber - since.DayNumber : 0),
    }.ToFrozenDictionary(measure => measure.Id);

    private static readonly FrozenDictionary<string, WatchGrade> Grades =
        Enum.GetValues<WatchGrade>().Where(grade => grade is not WatchGrade.None).ToFrozenDictionary(grade => Kebab.Of(grade));

    private static readonly FrozenDictionary<string, bool> Ends = new Dictionary<string, bool> { ["calm"] = false, ["concluded"] = true }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, WatchRule> _rules;

    private WatchRules(string version, ImmutableArray<WatchRule> rows)
    {
        Version = version;
        Rows = rows;
        _rules = rows.ToFrozenDictionary(rule => rule.Id);
    }

    /// <summary>Written into every step that a rule causes.</summary>
    public string Version { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<WatchRule> Rows { get; }

    public static WatchRules Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "rule", "measure", "atLeast", "unit", "again", "grade", "ends", "zh", "en", "basis");
        var seen = new HashSet<string> { WatchReason.ByHand, WatchReason.HotField };
        return new WatchRules(file.Version, [.. file.Rows.Select(row =>
        {
            if (!seen.Add(row.Text("rule")))
                throw row.Wrong("rule", $"{row.Text("rule")} is there twice");
            var measure = row.Word("measure", Measures);
            if (row.Text("unit") != measure.Unit)
                throw row.Wrong("unit", $"{measure.Id} is counted in {measure.Unit}");
            return new WatchRule(
                row.Text("rule"), measure, row.Whole("atLeast", 1, 100_000), row.Flag("again"), row.Word("grade", Grades), row.Word("ends", Ends),
                new Sentence(row.Text("zh"), row.Text("en")), row.Text("basis"));
        })]);
    }

    /// <summary>Null for a rule that only an earlier version knew, and for a reason by hand.</summary>
    public WatchRule? Find(string id) => _rules.GetValueOrDefault(id);

    /// <summary>The first instant at which time alone makes another rule hold; null when none will.</summary>
    public DateTimeOffset? NextAt(DisputeState dispute) => PendingSince(dispute) is { } since
        ? Rows.Where(rule => rule.Measure.Id is "pending-days" && (rule.Again || !dispute.WatchSpoken.ContainsKey(rule.Id)))
            .Min(rule => (DateTimeOffset?)Moment.StartOf(since.AddDays(rule.AtLeast * (dispute.WatchSpoken.GetValueOrDefault(rule.Id) + 1))))
        : null;

    /// <summary>The day of the request while there is no outcome; afterwards nothing is pending.</summary>
    private static DateOnly? PendingSince(DisputeState dispute) =>
        dispute.Stage is Stage.Registered or Stage.Triaged or Stage.Assigned or Stage.Accepted or Stage.Handling
            ? new Moment(dispute.RequestedAgainAt ?? dispute.RegisteredAt).Day
            : null;
}

/// <summary>A count that can be read off a dispute.</summary>
internal sealed record WatchMeasure(string Id, string Unit, Func<DisputeState, Moment, int> Count);

/// <param name="Again">It speaks anew each time the measure has grown by <paramref name="AtLeast"/>; otherwise once in a life.</param>
/// <param name="UntilConcluded">The case may not leave the list for this reason before it has an outcome.</param>
internal sealed record WatchRule(
    string Id, WatchMeasure Measure, int AtLeast, bool Again, WatchGrade Grade, bool UntilConcluded, Sentence Words, string Basis)
{
    /// <summary>How often the threshold has been reached.</summary>
    public int LevelOf(DisputeState dispute, Moment now) =>
        Again ? Measure.Count(dispute, now) / AtLeast : Math.Min(1, Measure.Count(dispute, now) / AtLeast);
}
