using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>Kinds of notices, how loud each is, until when it has to be acknowledged, and what silence leads to. All of it policy data.</summary>
internal sealed class NoticeCatalogue
{
    public const string KindsFile = "Agencies/notices.csv";

    public const string SeveritiesFile = "Agencies/severities.csv";

    public const string SilenceFile = "Agencies/silence.csv";

    /// <summary>The kind of the daily list.</summary>
    public const string Digest = "digest";

    /// <summary>Severity of the kinds that speak as loudly as the rung that they announce.</summary>
    private const string OfTheLadder = "ladder";

    private static readonly FrozenSet<string> Readers = new[] { "handler", "leader" }.ToFrozenSet();

    private static readonly FrozenSet<string> Audiences = new[] { "leader", "superior", "coordinator" }.ToFrozenSet();

    private readonly FrozenDictionary<string, NoticeKind> _kinds;
    private readonly FrozenDictionary<string, Severity> _severities;

    private NoticeCatalogue(ImmutableArray<Severity> severities, ImmutableArray<NoticeKind> kinds, ImmutableArray<SilenceStep> silence)
    {
        Severities = severities;
        Kinds = kinds;
        Silence = silence;
        _severities = severities.ToFrozenDictionary(severity => severity.Id);
        _kinds = kinds.ToFrozenDictionary(kind => kind.Id);
    }

    /// <summary>From the softest to the loudest.</summary>
    public ImmutableArray<Severity> Severities { get; }

    public ImmutableArray<NoticeKind> Kinds { get; }

    /// <summary>In the order in which the steps are taken.</summary>
    public ImmutableArray<SilenceStep> Silence { get; }

    /// <exception cref="KeyNotFoundException">No such kind: a rule that announces something that the catalogue does not know.</exception>
    public NoticeKind this[string kind] => _kinds[kind];

    /// <summary>Null for a kind that an earlier version of the catalogue knew.</summary>
    public NoticeKind? Find(string kind) => _kinds.GetValueOrDefault(kind);

    public Severity? Severity(string id) => _severities.GetValueOrDefault(id);

    public static NoticeCatalogue Load(Func<string, TextReader> open, RuleCatalogue rules, Ladder ladder)
    {
        var severities = Unique(DataFile.Read(SeveritiesFile, open(SeveritiesFile), "severity", "zh", "en", "acknowledgeRule"), "severity", row => SeverityOf(row, rules));
        var loudness = severities.Select(severity => severity.Id).ToFrozenSet();
        foreach (var step in ladder.Steps.Where(step => !loudness.Contains(Kebab.Of(step.Severity))))
            throw new DataFileException($"{SeveritiesFile} line 1, severity: {Kebab.Of(step.Severity)} is missing, which {Ladder.File} uses.");
        var kinds = Unique(
            DataFile.Read(KindsFile, open(KindsFile), "kind", "severity", "for", "titleZh", "titleEn", "textZh", "textEn"), "kind", row => KindOf(row, loudness));
        foreach (var step in ladder.Steps.Where(step => kinds.All(kind => kind.Id != step.NoticeKind)))
            throw new DataFileException($"{KindsFile} line 1, kind: {step.NoticeKind} is missing, which {Ladder.File} announces.");
        if (!kinds.Any(kind => kind is { Id: Digest, Severity: not null }))
            throw new DataFileException($"{KindsFile} line 1, kind: {Digest} is missing, or has no severity of its own.");
        return new NoticeCatalogue(
            severities,
            kinds,
            Unique(DataFile.Read(SilenceFile, open(SilenceFile), "step", "workdays", "audience", "noticeKind"), "step", row => StepOf(row, kinds)));
    }

    private static ImmutableArray<T> Unique<T>(DataFile file, string key, Func<DataRow, T> read)
    {
        var seen = new HashSet<string>();
        return [.. file.Rows.Select(row => seen.Add(row.Text(key)) ? read(row) : throw row.Wrong(key, $"{row.Text(key)} is there twice"))];
    }

    private static Severity SeverityOf(DataRow row, RuleCatalogue rules)
    {
        var rule = row.Optional("acknowledgeRule");
        if (rule.Length > 0 && !rules.Exists(rule))
            throw row.Wrong("acknowledgeRule", $"there is no time limit {rule}");
        return new Severity(row.Text("severity"), row.Text("zh"), row.Text("en"), rule.Length > 0 ? rule : null);
    }

    private static NoticeKind KindOf(DataRow row, FrozenSet<string> severities)
    {
        var severity = row.Text("severity");
        if (severity != OfTheLadder && !severities.Contains(severity))
            throw row.Wrong("severity", $"\"{severity}\" is none of {string.Join(", ", severities.Append(OfTheLadder).Order(StringComparer.Ordinal))}");
        var readers = row.List("for");
        if (readers.IsEmpty || !readers.All(Readers.Contains))
            throw row.Wrong("for", $"\"{row.Optional("for")}\" must be made of {string.Join(", ", Readers.Order(StringComparer.Ordinal))}");
        return new NoticeKind(
            row.Text("kind"),
            severity == OfTheLadder ? null : severity,
            readers,
            new Sentence(Template(row, "titleZh"), Template(row, "titleEn")),
            new Sentence(Template(row, "textZh"), Template(row, "textEn")));
    }

    private static string Template(DataRow row, string field) =>
        SentenceTemplate.IsWellFormed(row.Text(field)) ? row.Text(field) : throw row.Wrong(field, "brackets or braces do not close");

    private static SilenceStep StepOf(DataRow row, ImmutableArray<NoticeKind> kinds)
    {
        var audience = row.Text("audience");
        if (!Audiences.Contains(audience))
            throw row.Wrong("audience", $"\"{audience}\" is none of {string.Join(", ", Audiences.Order(StringComparer.Ordinal))}");
        var kind = kinds.FirstOrDefault(kind => kind.Id == row.Text("noticeKind"));
        if (kind?.Severity is null)
            throw row.Wrong("noticeKind", $"there is no kind {row.Text("noticeKind")} with a severity of its own");
        return new SilenceStep(row.Text("step"), row.Whole("workdays", 0, 60), audience, kind);
    }
}

/// <param name="AcknowledgeRule">Time limit for a person's acknowledgement; null where nobody has to.</param>
internal sealed record Severity(string Id, string Zh, string En, string? AcknowledgeRule);

/// <param name="Severity">Null: as loud as the rung of the ladder that it announces.</param>
/// <param name="For">Who in the agency it is for.</param>
/// <param name="Title">Template, as <paramref name="Text"/>; see <see cref="SentenceTemplate"/>.</param>
internal sealed record NoticeKind(string Id, string? Severity, ImmutableArray<string> For, Sentence Title, Sentence Text);

/// <summary>One step of the ladder of silence.</summary>
/// <param name="Workdays">After the first limit that was missed; 0 is that limit itself.</param>
internal sealed record SilenceStep(string Id, int Workdays, string Audience, NoticeKind Kind);
