using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Triaging;

/// <summary>Everything that triage help goes by: words, rules, weights, questions, alerts, confidence. Data, in one version.</summary>
internal sealed record TriageBook(
    string Version, Vocabulary Vocabulary, ImmutableArray<TriageRule> Rules, ImmutableArray<TriageInquiry> Inquiries, ImmutableArray<AlertRule> Alerts, ConfidenceTable Confidence)
{
    public const string RulesFile = "Triaging/rules.csv";

    public const string QuestionsFile = "Triaging/questions.csv";

    public const string AlertsFile = "Triaging/alerts.csv";

    private const int Heaviest = 20;

    private static readonly IReadOnlyDictionary<string, Asked> Occasions =
        Enum.GetValues<Asked>().Skip(1).ToDictionary(asked => Kebab.Of(asked));

    /// <exception cref="DataFileException">A file is wrong; the message names file, line and field.</exception>
    public static TriageBook Load(Func<string, TextReader> open, Routing routing)
    {
        var rulesFile = DataFile.Read(RulesFile, open(RulesFile), "rule", "when", "unless", "category", "weight");
        var version = rulesFile.Version;
        var vocabulary = Vocabulary.Load(open, version);
        var rules = Unique(rulesFile, "rule", row => RuleOf(row, vocabulary, routing), rule => rule.Id);
        if (routing.Categories.FirstOrDefault(category => rules.All(rule => rule.Category != category.Code)) is { } silent)
            throw rulesFile.Wrong("category", $"no rule leads to {silent.Code}");
        var questionsFile = DataFile.Read(QuestionsFile, open(QuestionsFile), "question", "asked", "categories", "when", "unless", "zh", "en", "whyZh", "whyEn");
        var alertsFile = DataFile.Read(AlertsFile, open(AlertsFile), "alert", "zh", "en", "adviceZh", "adviceEn", "cues");
        SameVersion(questionsFile, version);
        SameVersion(alertsFile, version);
        var book = new TriageBook(
            version,
            vocabulary,
            rules,
            Unique(questionsFile, "question", row => InquiryOf(row, vocabulary, routing), inquiry => inquiry.Id),
            Unique(alertsFile, "alert", row => AlertOf(row, vocabulary), alert => alert.Id),
            ConfidenceTable.Load(open, version));
        if (book.UnusedCue() is { } idle)
            throw vocabulary.File.Wrong("cue", $"nothing asks for {idle}");
        return book;
    }

    /// <summary>The files are one whole: an answer names one version, and it must say which words and which weights.</summary>
    public static void SameVersion(DataFile file, string version)
    {
        if (file.Version != version)
            throw file.Wrong("version", $"the files of triage have one version, and {RulesFile} is {version}");
    }

    private string? UnusedCue() => Vocabulary.Cues.Keys.Where(Vocabulary.Speaks).Order(StringComparer.Ordinal)
        .Except(Rules.SelectMany(rule => rule.When.Concat(rule.Unless)))
        .Except(Inquiries.SelectMany(inquiry => inquiry.When.Concat(inquiry.Unless)))
        .Except(Alerts.SelectMany(alert => alert.Cues))
        .FirstOrDefault();

    private static ImmutableArray<T> Unique<T>(DataFile file, string field, Func<DataRow, T> read, Func<T, string> key)
    {
        var seen = new HashSet<string>();
        return
        [
            .. file.Rows.Select(row =>
            {
                var item = read(row);
                return seen.Add(key(item)) ? item : throw row.Wrong(field, $"{key(item)} is there twice");
            }),
        ];
    }

    private static TriageRule RuleOf(DataRow row, Vocabulary vocabulary, Routing routing)
    {
        var category = row.Text("category");
        if (category is not TriageRule.Every && routing.Category(category) is null)
            throw row.Wrong("category", $"there is no category {category}");
        var weight = row.Whole("weight", -Heaviest, Heaviest);
        if (weight is 0)
            throw row.Wrong("weight", "a rule of no weight says nothing");
        var when = Cues(row, "when", row.Text("when").Split('+'), vocabulary);
        var unless = Cues(row, "unless", row.List("unless"), vocabulary);
        return when.Intersect(unless).FirstOrDefault() is { } both
            ? throw row.Wrong("unless", $"{both} is also asked for")
            : new TriageRule(row.Text("rule"), when, unless, category, weight);
    }

    private static TriageInquiry InquiryOf(DataRow row, Vocabulary vocabulary, Routing routing)
    {
        var categories = row.Text("categories") is TriageRule.Every ? [] : row.List("categories");
        if (categories.FirstOrDefault(category => routing.Category(category) is null) is { } unknown)
            throw row.Wrong("categories", $"there is no category {unknown}");
        foreach (var field in new[] { "zh", "en" })
            if (!SentenceTemplate.IsWellFormed(row.Text(field)))
                throw row.Wrong(field, "the brackets or braces do not match");
        return new TriageInquiry(
            row.Text("question"),
            row.Word("asked", Occasions),
            categories,
            Cues(row, "when", row.List("when"), vocabulary),
            Cues(row, "unless", row.List("unless"), vocabulary),
            new Sentence(row.Text("zh"), row.Text("en")),
            new Sentence(row.Text("whyZh"), row.Text("whyEn")));
    }

    private static AlertRule AlertOf(DataRow row, Vocabulary vocabulary)
    {
        row.Text("cues");
        return new AlertRule(
            row.Text("alert"),
            new Sentence(row.Text("zh"), row.Text("en")),
            new Sentence(row.Text("adviceZh"), row.Text("adviceEn")),
            Cues(row, "cues", row.List("cues"), vocabulary));
    }

    private static ImmutableArray<string> Cues(DataRow row, string field, IEnumerable<string> cues, Vocabulary vocabulary)
    {
        var named = cues.ToImmutableArray();
        if (named.FirstOrDefault(cue => !vocabulary.Speaks(cue)) is { } unknown)
            throw row.Wrong(field, $"there is no cue {unknown}");
        return named.Distinct().Count() == named.Length ? named : throw row.Wrong(field, "a cue is there twice");
    }
}

/// <summary>Adds its weight once when all cues of <paramref name="When"/> are there and none of <paramref name="Unless"/>.</summary>
/// <param name="Category">Or <see cref="Every"/>: a reason for or against all alike.</param>
internal sealed record TriageRule(string Id, ImmutableArray<string> When, ImmutableArray<string> Unless, string Category, int Weight)
{
    public const string Every = "*";
}

/// <summary>When a question is put.</summary>
internal enum Asked
{
    None = 0,
    Always = 1,

    /// <summary>No suggestion is certain enough.</summary>
    Unsure = 2,

    /// <summary>Moreover a second one is near the first.</summary>
    Undecided = 3,
}

/// <param name="Categories">Of the first suggestion; empty: whatever it is.</param>
/// <param name="Unless">Already told.</param>
/// <param name="Question">May hold <c>{first}</c> and <c>{second}</c>.</param>
internal sealed record TriageInquiry(
    string Id, Asked Asked, ImmutableArray<string> Categories, ImmutableArray<string> When, ImmutableArray<string> Unless, Sentence Question, Sentence Why);

/// <param name="Cues">Any of them raises it.</param>
internal sealed record AlertRule(string Id, Sentence Name, Sentence Advice, ImmutableArray<string> Cues);
