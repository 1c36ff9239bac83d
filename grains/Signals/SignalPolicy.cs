using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Warnings;

namespace Suyuan.Signals;

/// <summary>How signals are graded and recognised as one: terms, points and limits. All of it policy data.</summary>
internal sealed record SignalPolicy
{
    public const string File = "Signals/signal-policy.csv";

    public const string TermsFile = "Signals/signal-terms.csv";

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["people-some"] = "persons",
        ["people-some-points"] = "points",
        ["people-many"] = "persons",
        ["people-many-points"] = "points",
        ["people-mass"] = "persons",
        ["people-mass-points"] = "points",
        ["repeated"] = "reports",
        ["repeated-points"] = "points",
        ["yellow-from"] = "points",
        ["orange-from"] = "points",
        ["red-from"] = "points",
        ["same-village"] = "points",
        ["same-township"] = "points",
        ["same-parties"] = "points",
        ["same-category"] = "points",
        ["same-words"] = "points",
        ["duplicate-from"] = "points",
        ["duplicate-days"] = "days",
        ["duplicate-candidates"] = "reports",
    }.ToFrozenDictionary();

    public required ImmutableArray<SignalTerm> Terms { get; init; }

    /// <summary>Persons from which on points are given, ascending.</summary>
    public required ImmutableArray<(int From, int Points)> People { get; init; }

    public required int Repeated { get; init; }

    public required int RepeatedPoints { get; init; }

    /// <summary>Points from which on a signal is yellow, orange, red.</summary>
    public required ImmutableArray<int> GradeFrom { get; init; }

    public required int SameVillage { get; init; }

    public required int SameTownship { get; init; }

    public required int SameParties { get; init; }

    public required int SameCategory { get; init; }

    public required int SameWords { get; init; }

    public required int DuplicateFrom { get; init; }

    public required TimeSpan DuplicateWithin { get; init; }

    public required int DuplicateCandidates { get; init; }

    public WarningLevel GradeOf(int points) => (WarningLevel)GradeFrom.Count(from => points >= from);

    public static SignalPolicy Load(Func<string, TextReader> open)
    {
        var values = NamedValues.Read(File, open, Units);
        return new SignalPolicy
        {
            Terms = TermsIn(DataFile.Read(TermsFile, open(TermsFile), "reason", "zh", "en", "points", "terms", "not")),
            People = Ascending("people-mass", [Step("some"), Step("many"), Step("mass")]),
            Repeated = Value("repeated"),
            RepeatedPoints = Value("repeated-points"),
            GradeFrom = [.. Ascending("red-from", [(Value("yellow-from"), 0), (Value("orange-from"), 0), (Value("red-from"), 0)]).Select(grade => grade.Item1)],
            SameVillage = Value("same-village"),
            SameTownship = Value("same-township"),
            SameParties = Value("same-parties"),
            SameCategory = Value("same-category"),
            SameWords = Value("same-words"),
            DuplicateFrom = Value("duplicate-from"),
            DuplicateWithin = TimeSpan.FromDays(Value("duplicate-days")),
            DuplicateCandidates = Value("duplicate-candidates"),
        };

        int Value(string key) => values.Whole(key, 1, 10_000);

        (int From, int Points) Step(string size) => (Value($"people-{size}"), Value($"people-{size}-points"));

        ImmutableArray<(int, int)> Ascending(string last, ImmutableArray<(int From, int Points)> steps) =>
            steps.Zip(steps.Skip(1)).All(pair => pair.First.From < pair.Second.From) ? steps : throw values[last].Wrong("value", "each step must lie above the one before");
    }

    private static ImmutableArray<SignalTerm> TermsIn(DataFile file)
    {
        var terms = ImmutableArray.CreateBuilder<SignalTerm>();
        foreach (var row in file.Rows)
        {
            var term = new SignalTerm(
                row.Text("reason"), new Sentence(row.Text("zh"), row.Text("en")), row.Whole("points", 1, 1_000), row.List("terms"), row.List("not"));
            if (term.Terms.IsEmpty)
                throw row.Wrong("terms", "a value is required");
            if (terms.Any(other => other.Reason == term.Reason))
                throw row.Wrong("reason", $"{term.Reason} is there twice");
            terms.Add(term);
        }

        return terms.ToImmutable();
    }
}

/// <param name="Not">Longer words in which a term means nothing.</param>
internal sealed record SignalTerm(string Reason, Sentence Words, int Points, ImmutableArray<string> Terms, ImmutableArray<string> Not)
{
    /// <summary>The first of the terms that stands in a text and means what it says; or null.</summary>
    public string? FoundIn(string text)
    {
        foreach (var word in Not)
            text = text.Replace(word, " ", StringComparison.Ordinal);
        return Terms.FirstOrDefault(term => text.Contains(term, StringComparison.Ordinal));
    }
}
