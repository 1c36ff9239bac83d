using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.RiskAssessments;

/// <summary>Which decisions are assessed, and what each grade opens: <c>RiskAssessments/*.csv</c>, read once.</summary>
internal sealed class RiskTables
{
    public const string KindsFile = "RiskAssessments/decision-kinds.csv";
    public const string GradesFile = "RiskAssessments/risk-grades.csv";

    private static readonly FrozenDictionary<string, RiskAssessmentStatus> Gates =
        new[] { RiskAssessmentStatus.Allowed, RiskAssessmentStatus.AfterMeasures, RiskAssessmentStatus.NotAllowed }.ToFrozenDictionary(gate => Kebab.Of(gate));

    private static readonly FrozenDictionary<string, RiskGrade> GradeNames =
        Enum.GetValues<RiskGrade>().Where(grade => grade is not RiskGrade.None).ToFrozenDictionary(grade => Kebab.Of(grade));

    private readonly FrozenDictionary<string, DecisionKindRow> _kinds;
    private readonly FrozenDictionary<RiskGrade, RiskGradeRow> _grades;

    private RiskTables(ImmutableArray<DecisionKindRow> kinds, FrozenDictionary<RiskGrade, RiskGradeRow> grades)
    {
        Kinds = kinds;
        _kinds = kinds.ToFrozenDictionary(kind => kind.Kind);
        _grades = grades;
    }

    public ImmutableArray<DecisionKindRow> Kinds { get; }

    /// <summary>Null when there is no such kind.</summary>
    public DecisionKindRow? Find(string? kind) => _kinds.GetValueOrDefault(kind ?? "");

    public RiskGradeRow this[RiskGrade grade] => _grades[grade];

    public static RiskTables Load(Func<string, TextReader> open, RuleCatalogue rules)
    {
        var kinds = ImmutableArray.CreateBuilder<DecisionKindRow>();
        foreach (var row in DataFile.Read(KindsFile, open(KindsFile), "kind", "always", "mustHear", "restricted", "zh", "en", "basis").Rows)
        {
            var kind = new DecisionKindRow(
                row.Text("kind"), row.Flag("always"), [.. row.List("mustHear").Select(text => Form(row, text))], row.Flag("restricted"),
                new Sentence(row.Text("zh"), row.Text("en")), row.Text("basis"));
            if (kinds.Any(other => other.Kind == kind.Kind))
                throw row.Wrong("kind", $"{kind.Kind} is there twice");
            kinds.Add(kind);
        }

        var file = DataFile.Read(GradesFile, open(GradesFile), "grade", "gate", "points", "trackings", "arisenAt", "zh", "en");
        var grades = new Dictionary<RiskGrade, RiskGradeRow>();
        foreach (var row in file.Rows)
        {
            var grade = row.Word("grade", GradeNames);
            if (!rules.Exists(RiskGradeRow.TrackRuleOf(grade)))
                throw row.Wrong("grade", $"there is no time limit {RiskGradeRow.TrackRuleOf(grade)}");
            if (!grades.TryAdd(grade, new RiskGradeRow(
                    grade, row.Word("gate", Gates), row.Whole("points", 0, 50), row.Whole("trackings", 1, 100), row.Whole("arisenAt", 1, 10_000),
                    new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("grade", $"{row.Text("grade")} is there twice");
        }

        return GradeNames.FirstOrDefault(name => !grades.ContainsKey(name.Value)) is { Key: { } missing }
            ? throw file.Wrong("grade", $"{missing} is missing")
            : new RiskTables(kinds.ToImmutable(), grades.ToFrozenDictionary());
    }

    private static ConsultationForm Form(DataRow row, string text) => Kebab.TryParse<ConsultationForm>(text, out var form) && form is not ConsultationForm.None
        ? form
        : throw row.Wrong("mustHear", $"\"{text}\" is no form of hearing");
}

/// <param name="Always">Assessed whatever the two questions are answered.</param>
/// <param name="MustHear">Forms of hearing without which no grade is given.</param>
/// <param name="Restricted">Seen by those alone who handle or oversee it.</param>
internal sealed record DecisionKindRow(
    string Kind, bool Always, ImmutableArray<ConsultationForm> MustHear, bool Restricted, Sentence Words, string Basis)
{
    /// <summary>应评尽评: a yes to one of the two questions is enough, so that no doubt is decided against assessing.</summary>
    public bool MustAssess(bool vitalInterests, bool stabilityIssue) => Always || vitalInterests || stabilityIssue;
}

/// <param name="Gate">Where an assessment of this grade stands once it is filed.</param>
/// <param name="Points">Points of risk that the report names at least.</param>
/// <param name="Trackings">Looks at the decision before its tracking may end.</param>
/// <param name="ArisenAt">So many linked disputes, signals and warnings show that the assessment foresaw too little.</param>
internal sealed record RiskGradeRow(RiskGrade Grade, RiskAssessmentStatus Gate, int Points, int Trackings, int ArisenAt, Sentence Words)
{
    /// <summary>Time limit until the next look at the decision.</summary>
    public string TrackRule => TrackRuleOf(Grade);

    public static string TrackRuleOf(RiskGrade grade) => $"policy-assessment-track-{Kebab.Of(grade)}";
}
