using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Deadlines;

/// <summary>Reads a catalogue file and refuses rows that contradict themselves or each other.</summary>
internal static class RuleRows
{
    private const string NoLimit = "no-limit";

    private const string NoArticle = "-";

    private const string NotRead = "?";

    private static readonly ImmutableArray<string> Columns =
    [
        "id", "version", "inForceFrom", "inForceTo", "channel", "duty", "trigger", "triggerZh", "direction", "length", "unit", "rollOn",
        "nextHour", "maxExtension", "extensionUnit", "extensionTimes", "extensionBy", "suspendOn", "onExpiry", "onExpiryZh", "law", "article",
        "source", "confidence", "level", "approvedBy",
    ];

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly FrozenDictionary<string, Duty> Duties = new Dictionary<string, Duty>
    {
        ["agency"] = Duty.Agency,
        ["mediator"] = Duty.Mediator,
        ["court"] = Duty.Court,
        ["party"] = Duty.Party,
        ["system"] = Duty.System,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, CountDirection> Directions = new Dictionary<string, CountDirection>
    {
        ["fwd"] = CountDirection.Forward,
        ["before"] = CountDirection.Before,
        ["gate"] = CountDirection.Gate,
        ["event"] = CountDirection.Event,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PeriodUnit> Units = new Dictionary<string, PeriodUnit>
    {
        ["none"] = PeriodUnit.None,
        ["hour"] = PeriodUnit.Hour,
        ["day"] = PeriodUnit.Day,
        ["workday"] = PeriodUnit.WorkingDay,
        ["month"] = PeriodUnit.Month,
        ["year"] = PeriodUnit.Year,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RollOn> Rolls = new Dictionary<string, RollOn>
    {
        ["none"] = RollOn.None,
        ["holidayOnly"] = RollOn.HolidayOnly,
        ["weekendAndHoliday"] = RollOn.WeekendAndHoliday,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RuleLevel> Levels =
        Enum.GetValues<RuleLevel>().ToFrozenDictionary(level => level.ToString().ToLowerInvariant());

    /// <summary>The file's rows after those already read, each checked against itself and against every version before it.</summary>
    public static ImmutableArray<TimeLimitRule> Read(string name, TextReader reader, RuleFile kind, ImmutableArray<TimeLimitRule> earlier)
    {
        var rules = earlier.ToBuilder();
        foreach (var row in DataFile.Read(name, reader, Columns).Rows)
        {
            var rule = RuleOf(row);
            CheckPlace(row, rule, kind, rules);
            var faults = RuleChecks.Itself(rule).Concat(rules.Where(other => other.Id == rule.Id).SelectMany(other => RuleChecks.Against(rule, other)));
            if (faults.FirstOrDefault() is { } fault)
                throw row.Wrong(fault.Field, fault.Problem);
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private static void CheckPlace(DataRow row, TimeLimitRule rule, RuleFile kind, ImmutableArray<TimeLimitRule>.Builder earlier)
    {
        var isPolicy = rule.Id.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal);
        if (kind is RuleFile.Law && isPolicy)
            throw row.Wrong("id", $"\"{rule.Id}\" belongs in {RuleCatalogue.PolicyFile}");
        if (kind is RuleFile.Policy && !isPolicy)
            throw row.Wrong("id", $"\"{rule.Id}\" must begin with {RuleCatalogue.PolicyPrefix}");
        if (kind is not RuleFile.Overrides)
            return;
        if (!earlier.Any(other => other.Id == rule.Id))
            throw row.Wrong("id", $"there is no time limit {rule.Id} to override");
        if (rule.Level is not (RuleLevel.Provincial or RuleLevel.Municipal))
            throw row.Wrong("level", "an override is provincial or municipal");
    }

    private static TimeLimitRule RuleOf(DataRow row)
    {
        var id = row.Text("id");
        if (id.AsSpan().ContainsAnyExcept(IdCharacters))
            throw row.Wrong("id", $"\"{id}\" must be lower-case letters, digits and hyphens");
        int? times = row.Optional("extensionTimes") == NoLimit ? null : row.Whole("extensionTimes", 0, RuleChecks.MostExtensions);
        return new TimeLimitRule
        {
            Id = id,
            Version = row.Whole("version", 1, 999),
            InForceFrom = row.Date("inForceFrom"),
            InForceTo = row.OptionalDate("inForceTo"),
            Channel = row.Text("channel"),
            Duty = row.Word("duty", Duties),
            Trigger = row.Text("trigger"),
            TriggerZh = row.Text("triggerZh"),
            Direction = row.Word("direction", Directions),
            Length = row.Whole("length", 0, 999),
            Unit = row.Word("unit", Units),
            RollOn = row.Word("rollOn", Rolls),
            FromNextHour = row.Flag("nextHour"),
            ExtensionSteps = StepsOf(row, times),
            ExtensionUnit = row.Word("extensionUnit", Units),
            ExtensionTimes = times,
            SuspendOn = SuspensionsOf(row),
            OnExpiry = row.Optional("onExpiry"),
            OnExpiryZh = row.Optional("onExpiryZh"),
            Law = row.Text("law"),
            Article = ArticleOf(row),
            Source = row.Text("source"),
            Confidence = row.Text("confidence"),
            Level = row.Word("level", Levels),
            ApprovedBy = row.Optional("approvedBy"),
        };
    }

    /// <summary>
    /// What binds everywhere is cited by its article. Where there is none to cite the row says why: <c>-</c> the source
    /// has no article for it, <c>?</c> it has one that nobody has read yet, so nobody can have approved the row either.
    /// </summary>
    private static string ArticleOf(DataRow row)
    {
        var article = row.Optional("article");
        if (article.Length == 0 && row.Word("level", Levels) is RuleLevel.National or RuleLevel.Ministerial or RuleLevel.Judicial)
            throw row.Wrong("article", $"a {row.Optional("level")} rule has an article; write - where its source has none and ? where it was not read yet");
        if (article == NotRead && row.Optional("approvedBy").Length > 0)
            throw row.Wrong("approvedBy", "nobody can have approved a row whose article was not read");
        return article is NoArticle or NotRead ? "" : article;
    }

    private static ImmutableArray<string> SuspensionsOf(DataRow row)
    {
        var reasons = row.List("suspendOn");
        return reasons.FirstOrDefault(reason => !SuspensionReasons.Exists(reason)) is { } unknown
            ? throw row.Wrong("suspendOn", $"\"{unknown}\" is none of {string.Join(", ", SuspensionReasons.All)}")
            : reasons;
    }

    private static ImmutableArray<ExtensionStep> StepsOf(DataRow row, int? times)
    {
        var (longest, approvers) = (row.List("maxExtension"), row.List("extensionBy"));
        if (times is 0 != approvers is ["none"])
            throw row.Wrong("extensionBy", "an extension and its approver go together");
        if (times is 0 != longest is ["0"])
            throw row.Wrong("maxExtension", "an extension and its length go together");
        if (times is 0)
            return [];
        return longest.Length == approvers.Length
            ? [.. longest.Zip(approvers, (most, by) => new ExtensionStep(LongestOf(row, most), ApproverOf(row, by)))]
            : throw row.Wrong("extensionBy", $"there are {longest.Length} lengths and {approvers.Length} approvers; each step has one of each");
    }

    private static int? LongestOf(DataRow row, string most) => most switch
    {
        NoLimit => null,
        _ when int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is >= 1 and <= 999 => length,
        _ => throw row.Wrong("maxExtension", $"\"{most}\" is neither {NoLimit} nor a whole number between 1 and 999"),
    };

    private static string ApproverOf(DataRow row, string by) => ExtensionApprovers.Exists(by)
        ? by
        : throw row.Wrong("extensionBy", $"\"{by}\" is none of {string.Join(", ", ExtensionApprovers.All)}");
}

/// <summary>Which of the files of rules a row stands in.</summary>
internal enum RuleFile
{
    Law,
    Policy,
    Overrides,
}
