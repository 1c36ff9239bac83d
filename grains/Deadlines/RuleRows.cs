using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>Reads a catalogue file and refuses rows that contradict themselves or each other.</summary>
internal static class RuleRows
{
    private const string NoLimit = "no-limit";

    private static readonly ImmutableArray<string> Columns =
    [
        "id", "version", "inForceFrom", "inForceTo", "channel", "duty", "trigger", "triggerZh", "direction", "length", "unit", "rollOn",
        "nextHour", "maxExtension", "extensionUnit", "extensionTimes", "extensionBy", "suspendOn", "onExpiry", "law", "article", "source",
        "confidence", "level", "approvedBy",
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

    private static readonly FrozenDictionary<string, string> Approvers =
        new[] { "none", "head", "upper-organ", "president", "upper-court", "court", "parties", "committee-and-parties", "coordinator", "law" }
            .ToFrozenDictionary(word => word);

    private static readonly FrozenDictionary<string, RuleLevel> Levels =
        Enum.GetValues<RuleLevel>().ToFrozenDictionary(level => level.ToString().ToLowerInvariant());

    public static ImmutableArray<TimeLimitRule> Read(string name, TextReader reader, bool isPolicy)
    {
        var rules = ImmutableArray.CreateBuilder<TimeLimitRule>();
        foreach (var row in DataFile.Read(name, reader, Columns).Rows)
        {
            var rule = RuleOf(row, isPolicy);
            CheckItself(row, rule);
            foreach (var other in rules.Where(other => other.Id == rule.Id))
                CheckAgainst(row, rule, other);
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private static TimeLimitRule RuleOf(DataRow row, bool isPolicy)
    {
        var id = row.Text("id");
        if (id.AsSpan().ContainsAnyExcept(IdCharacters))
            throw row.Wrong("id", $"\"{id}\" must be lower-case letters, digits and hyphens");
        if (id.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal) != isPolicy)
            throw row.Wrong("id", isPolicy ? $"\"{id}\" must begin with {RuleCatalogue.PolicyPrefix}" : $"\"{id}\" belongs in {RuleCatalogue.PolicyFile}");
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
            MaxExtension = row.Optional("maxExtension") == NoLimit ? null : row.Whole("maxExtension", 0, 999),
            ExtensionUnit = row.Word("extensionUnit", Units),
            ExtensionTimes = row.Optional("extensionTimes") == NoLimit ? null : row.Whole("extensionTimes", 0, 9),
            ExtensionBy = row.Word("extensionBy", Approvers),
            SuspendOn = SuspensionsOf(row),
            OnExpiry = row.Optional("onExpiry"),
            Law = row.Text("law"),
            Article = row.Optional("article"),
            Source = row.Text("source"),
            Confidence = row.Text("confidence"),
            Level = row.Word("level", Levels),
            ApprovedBy = row.Optional("approvedBy"),
        };
    }

    private static ImmutableArray<string> SuspensionsOf(DataRow row)
    {
        var reasons = row.List("suspendOn");
        return reasons.FirstOrDefault(reason => !SuspensionReasons.Exists(reason)) is { } unknown
            ? throw row.Wrong("suspendOn", $"\"{unknown}\" is none of {string.Join(", ", SuspensionReasons.All)}")
            : reasons;
    }

    private static void CheckItself(DataRow row, TimeLimitRule rule)
    {
        if (rule.Unit is PeriodUnit.None != rule.Length is 0)
            throw row.Wrong("length", "a length and a unit go together: unit none has length 0, every other unit a length of at least 1");
        if (rule.Direction is CountDirection.Gate or CountDirection.Event && rule.Unit is not PeriodUnit.None)
            throw row.Wrong("unit", "a gate or an event has unit none");
        if (rule.Direction is CountDirection.Before && rule.Unit is PeriodUnit.None)
            throw row.Wrong("unit", "a period before something has a unit");
        if (rule.RollOn is not RollOn.None && (rule.Unit is PeriodUnit.Hour or PeriodUnit.None || rule.Direction is not CountDirection.Forward))
            throw row.Wrong("rollOn", "hours, gates, events and periods before something never roll");
        if (rule.FromNextHour && rule.Unit is not PeriodUnit.Hour)
            throw row.Wrong("nextHour", "only hours can run from the next hour");
        if (rule.InForceTo <= rule.InForceFrom)
            throw row.Wrong("inForceTo", "it must be later than inForceFrom");
        CheckExtension(row, rule);
    }

    private static void CheckExtension(DataRow row, TimeLimitRule rule)
    {
        var none = rule.ExtensionTimes is 0;
        if (none != rule.ExtensionBy is "none")
            throw row.Wrong("extensionBy", "an extension and its approver go together");
        if (none != rule.MaxExtension is 0)
            throw row.Wrong("maxExtension", "an extension and its length go together");
        if (none != rule.ExtensionUnit is PeriodUnit.None)
            throw row.Wrong("extensionUnit", "an extension and its unit go together");
        if (!none && rule.Direction is not CountDirection.Forward)
            throw row.Wrong("extensionTimes", "only a period that runs forward can be extended");
        if (!none && rule.ExtensionUnit is PeriodUnit.Hour != rule.Unit is PeriodUnit.Hour)
            throw row.Wrong("extensionUnit", "hours are extended in hours, and only hours are");
        if (rule.SuspendOn.Length > 0 && (rule.Direction is not CountDirection.Forward || rule.Unit is PeriodUnit.None))
            throw row.Wrong("suspendOn", "only a period that runs forward can stand still");
    }

    private static void CheckAgainst(DataRow row, TimeLimitRule rule, TimeLimitRule other)
    {
        if (rule.Version == other.Version)
            throw row.Wrong("version", $"version {rule.Version} of {rule.Id} is there twice");
        var (earlier, later) = rule.Version < other.Version ? (rule, other) : (other, rule);
        if (earlier.InForceTo is not { } end || end > later.InForceFrom)
            throw row.Wrong("inForceFrom", $"versions {earlier.Version} and {later.Version} of {rule.Id} overlap");
    }
}
