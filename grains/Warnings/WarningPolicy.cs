using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Warnings;

/// <summary>What the warning rules are set to: windows, promised rates of false alarms, limits of the rules that need no past. All of it policy data.</summary>
internal sealed record WarningPolicy
{
    public const string File = "Warnings/warning-policy.csv";

    public const string RatesFile = "Warnings/alarm-rates.csv";

    public const string SubjectsFile = "Warnings/subject-rules.csv";

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["window-short"] = "days",
        ["window-middle"] = "days",
        ["window-long"] = "days",
        ["baseline"] = "days",
        ["least-history"] = "days",
        ["season"] = "days",
        ["season-strength"] = "disputes",
        ["prior-strength"] = "disputes",
        ["growth-recent"] = "days",
        ["growth-before"] = "days",
        ["watch-every"] = "seconds",
        ["quiet-before-incident"] = "days",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Rules = new[] { WarningRule.Count, WarningRule.Growth }.ToFrozenDictionary(rule => rule);

    private static readonly FrozenDictionary<string, AreaLevel> Levels =
        Enum.GetValues<AreaLevel>().Where(level => level is not AreaLevel.None).ToFrozenDictionary(level => Kebab.Of(level));

    private static readonly FrozenDictionary<string, WarningLevel> Grades =
        Enum.GetValues<WarningLevel>().Where(level => level is not WarningLevel.None).ToFrozenDictionary(level => Kebab.Of(level));

    /// <summary>Days of the windows that counts are compared in, ascending; each ends today.</summary>
    public required ImmutableArray<int> Windows { get; init; }

    /// <summary>Days of the past that are compared with: whole weeks.</summary>
    public required int BaselineDays { get; init; }

    /// <summary>Days of the past below which the counting rules stay silent.</summary>
    public required int LeastHistory { get; init; }

    /// <summary>Days to either side of the day of the year before.</summary>
    public required int SeasonDays { get; init; }

    public required int SeasonStrength { get; init; }

    public required int PriorStrength { get; init; }

    public required int GrowthRecent { get; init; }

    public required int GrowthBefore { get; init; }

    public required TimeSpan WatchEvery { get; init; }

    public required TimeSpan QuietBeforeIncident { get; init; }

    public required ImmutableArray<AlarmRate> Rates { get; init; }

    /// <summary>In the order in which they are looked at: what one tells, the next leaves out.</summary>
    public required ImmutableArray<SubjectRule> Subjects { get; init; }

    /// <summary>Days that have to be read to look at today.</summary>
    public int RecentDays => Math.Max(Math.Max(Windows[^1], GrowthRecent + GrowthBefore), Subjects.Max(rule => rule.WindowDays));

    /// <summary>The disputes of a red warning of this rule come onto the list of special watch.</summary>
    public bool IsWatched(string rule, AreaLevel level) => RatesOf(rule, level) is { IsEmpty: false } rates ? rates[^1].Watched : Subjects.Any(subject => subject.Id == rule);

    /// <summary>From yellow to red; empty where the rule does not look at such areas.</summary>
    public ImmutableArray<AlarmRate> RatesOf(string rule, AreaLevel level) => [.. Rates.Where(rate => rate.Rule == rule && rate.Area == level)];

    public static WarningPolicy Load(Func<string, TextReader> open, Routing routing)
    {
        var values = NamedValues.Read(File, open, Units);
        ImmutableArray<int> windows = [Value("window-short", 1, 60), Value("window-middle", 1, 60), Value("window-long", 1, 60)];
        if (!windows.SequenceEqual(windows.Order()))
            throw values["window-long"].Wrong("value", "the windows must not become shorter");
        var baseline = Value("baseline", 56, 1_820);
        if (baseline % 7 != 0)
            throw values["baseline"].Wrong("value", $"{baseline} days are not whole weeks");
        return new WarningPolicy
        {
            Windows = windows,
            BaselineDays = baseline,
            LeastHistory = Value("least-history", 28, baseline),
            SeasonDays = Value("season", 1, 45),
            SeasonStrength = Value("season-strength", 1, 10_000),
            PriorStrength = Value("prior-strength", 1, 1_000),
            GrowthRecent = Value("growth-recent", 1, 60),
            GrowthBefore = Value("growth-before", 1, 180),
            WatchEvery = TimeSpan.FromSeconds(Value("watch-every", 5, 3_600)),
            QuietBeforeIncident = TimeSpan.FromDays(Value("quiet-before-incident", 1, 365)),
            Rates = RatesIn(DataFile.Read(RatesFile, open(RatesFile), "rule", "areaLevel", "warningLevel", "perAreaYear", "leastCount", "watched")),
            Subjects = SubjectsIn(
                DataFile.Read(SubjectsFile, open(SubjectsFile), "rule", "zh", "en", "measure", "categories", "windowDays", "leastTownships", "yellow", "orange", "red"), routing),
        };

        int Value(string key, int min, int max) => values.Whole(key, min, max);
    }

    private static ImmutableArray<AlarmRate> RatesIn(DataFile file)
    {
        var rates = ImmutableArray.CreateBuilder<AlarmRate>();
        foreach (var row in file.Rows)
        {
            var rate = new AlarmRate(
                row.Word("rule", Rules), row.Word("areaLevel", Levels), row.Word("warningLevel", Grades), (double)row.Number("perAreaYear"), row.Whole("leastCount", 2, 100_000), row.Flag("watched"));
            if (rate.PerAreaYear is <= 0 or > 365)
                throw row.Wrong("perAreaYear", $"{rate.PerAreaYear} is not above 0 and at most 365");
            if (rate is { Watched: true, Warning: not WarningLevel.Red })
                throw row.Wrong("watched", "only a red warning puts disputes on special watch");
            var before = rates.LastOrDefault(other => other.Rule == rate.Rule && other.Area == rate.Area);
            if (rate.Warning != (before?.Warning ?? WarningLevel.None) + 1)
                throw row.Wrong("warningLevel", $"{Kebab.Of(rate.Warning)} does not follow its lower level");
            if (before is not null && rate.PerAreaYear > before.PerAreaYear)
                throw row.Wrong("perAreaYear", $"{Kebab.Of(rate.Warning)} may not be more frequent than {Kebab.Of(before.Warning)}");
            if (before is not null && rate.LeastCount < before.LeastCount)
                throw row.Wrong("leastCount", $"{Kebab.Of(rate.Warning)} may not ask for less than {Kebab.Of(before.Warning)}");
            rates.Add(rate);
        }

        return rates.GroupBy(rate => (rate.Rule, rate.Area)).All(group => group.Count() == Grades.Count)
            ? rates.ToImmutable()
            : throw file.Wrong("warningLevel", "every rule and level of area needs yellow, orange and red");
    }

    private static ImmutableArray<SubjectRule> SubjectsIn(DataFile file, Routing routing)
    {
        var rules = ImmutableArray.CreateBuilder<SubjectRule>();
        foreach (var row in file.Rows)
        {
            var rule = new SubjectRule(
                row.Text("rule"),
                new Sentence(row.Text("zh"), row.Text("en")),
                row.Text("measure"),
                row.List("categories"),
                row.Whole("windowDays", 1, 366),
                row.Whole("leastTownships", 1, 100),
                [row.Whole("yellow", 2, 100_000), row.Whole("orange", 2, 100_000), row.Whole("red", 2, 100_000)]);
            if (rules.Any(other => other.Id == rule.Id) || Rules.ContainsKey(rule.Id))
                throw row.Wrong("rule", $"{rule.Id} is there twice");
            if (rule.Measure is not (SubjectRule.Claims or SubjectRule.People))
                throw row.Wrong("measure", $"\"{rule.Measure}\" is none of {SubjectRule.Claims}, {SubjectRule.People}");
            if (rule.Categories.FirstOrDefault(category => routing.Category(category) is null) is { } unknown)
                throw row.Wrong("categories", $"there is no category {unknown}");
            if (!rule.From.SequenceEqual(rule.From.Order()))
                throw row.Wrong("red", "a higher level may not ask for less than a lower one");
            rules.Add(rule);
        }

        return rules.Count > 0 ? rules.ToImmutable() : throw file.Wrong("rule", "there must be at least one rule");
    }
}

/// <param name="PerAreaYear">False alarms of this level or a higher one that one area may have in a year: an upper bound.</param>
/// <param name="LeastCount">Fewer disputes than this are no warning of this level.</param>
/// <param name="Watched">Red only: its disputes come onto the list of special watch.</param>
internal sealed record AlarmRate(string Rule, AreaLevel Area, WarningLevel Warning, double PerAreaYear, int LeastCount, bool Watched);

/// <param name="Categories">Empty: any.</param>
/// <param name="From">From how many on: yellow, orange, red.</param>
internal sealed record SubjectRule(
    string Id, Sentence Name, string Measure, ImmutableArray<string> Categories, int WindowDays, int LeastTownships, ImmutableArray<int> From)
{
    /// <summary>Disputes against one organisation.</summary>
    public const string Claims = "claims";

    /// <summary>Persons involved in one dispute.</summary>
    public const string People = "people";

    public WarningLevel LevelOf(int count) => (WarningLevel)From.Count(limit => count >= limit);

    public bool Concerns(string? category) => Categories.IsEmpty || (category is not null && Categories.Contains(category));
}

/// <summary>Ids of the two rules that compare counts; the others are rows of <c>subject-rules.csv</c>.</summary>
internal static class WarningRule
{
    public const string Count = "count";

    public const string Growth = "growth";
}
