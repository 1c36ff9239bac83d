namespace Suyuan.Deadlines;

/// <summary>What makes a rule wrong, by itself or beside another version of it: the same wherever the rule comes from.</summary>
internal static class RuleChecks
{
    /// <summary>No law allows more extensions than this by number.</summary>
    public const int MostExtensions = 9;

    public static IEnumerable<RuleFault> Itself(TimeLimitRule rule)
    {
        if (rule.Unit is PeriodUnit.None != rule.Length is 0)
            yield return new("length", "a length and a unit go together: unit none has length 0, every other unit a length of at least 1");
        if (rule.Direction is CountDirection.Gate or CountDirection.Event && rule.Unit is not PeriodUnit.None)
            yield return new("unit", "a gate or an event has unit none");
        if (rule.Direction is CountDirection.Before && rule.Unit is PeriodUnit.None)
            yield return new("unit", "a period before something has a unit");
        if (rule.RollOn is not RollOn.None && (rule.Unit is PeriodUnit.Hour or PeriodUnit.None || rule.Direction is not CountDirection.Forward))
            yield return new("rollOn", "hours, gates, events and periods before something never roll");
        if (rule.FromNextHour && rule.Unit is not PeriodUnit.Hour)
            yield return new("nextHour", "only hours can run from the next hour");
        if (rule.InForceTo <= rule.InForceFrom)
            yield return new("inForceTo", "it must be later than inForceFrom");
        if (rule.Duty is Duty.Party && rule.OnExpiry.Length == 0)
            yield return new("onExpiry", "a party must be told what is lost when its own time limit runs out");
        if (rule.Duty is Duty.Party && rule.OnExpiryZh.Length == 0)
            yield return new("onExpiryZh", "a party must be told what is lost when its own time limit runs out");
        if (rule.SuspendOn.Length > 0 && (rule.Direction is not CountDirection.Forward || rule.Unit is PeriodUnit.None))
            yield return new("suspendOn", "only a period that runs forward can stand still");
        foreach (var fault in Extensions(rule))
            yield return fault;
    }

    /// <summary>
    /// Versions of one level follow each other. A value of a higher level stands in place of one below it on the same
    /// days: it may replace a default freely, but where a law or the province binds, the city may only bind itself to less.
    /// </summary>
    public static IEnumerable<RuleFault> Against(TimeLimitRule rule, TimeLimitRule other)
    {
        if (rule.Version == other.Version)
            return [new("version", $"version {rule.Version} of {rule.Id} is there twice")];
        if (rule.Level.Rank() == other.Level.Rank())
        {
            var (earlier, later) = rule.Version < other.Version ? (rule, other) : (other, rule);
            return earlier.InForceTo is { } end && end <= later.InForceFrom
                ? []
                : [new("inForceFrom", $"versions {earlier.Version} and {later.Version} of {rule.Id} overlap")];
        }

        var (above, below) = rule.Level.Rank() > other.Level.Rank() ? (rule, other) : (other, rule);
        return below.Level.Binds() && !below.IsProposed && Overlap(above, below) ? Beyond(above, below) : [];
    }

    private static IEnumerable<RuleFault> Extensions(TimeLimitRule rule)
    {
        if (rule.CanBeExtended == rule.ExtensionUnit is PeriodUnit.None)
            yield return new("extensionUnit", "an extension and its unit go together");
        if (rule.ExtensionTimes is { } times && times < rule.ExtensionSteps.Length)
            yield return new("extensionTimes", $"there are {rule.ExtensionSteps.Length} steps, so it is at least that");
        if (rule.CanBeExtended && rule.Direction is not CountDirection.Forward)
            yield return new("extensionTimes", "only a period that runs forward can be extended");
        if (rule.CanBeExtended && rule.ExtensionUnit is PeriodUnit.Hour != rule.Unit is PeriodUnit.Hour)
            yield return new("extensionUnit", "hours are extended in hours, and only hours are");
    }

    private static bool Overlap(TimeLimitRule one, TimeLimitRule other) =>
        (one.InForceTo is not { } oneEnd || other.InForceFrom < oneEnd) && (other.InForceTo is not { } otherEnd || one.InForceFrom < otherEnd);

    private static IEnumerable<RuleFault> Beyond(TimeLimitRule above, TimeLimitRule below)
    {
        var law = $"version {below.Version}, 《{below.Law}》{below.Article}";
        if (below.Duty is Duty.Party)
            yield return new("level", $"a party's own time limit is the law's alone ({law})");
        if (above.Duty != below.Duty)
            yield return new("duty", $"it must be {Kebab.Of(below.Duty)} as in {law}");
        if (above.Direction != below.Direction)
            yield return new("direction", $"it must be {Kebab.Of(below.Direction)} as in {law}");
        if (above.Unit != below.Unit)
            yield return new("unit", $"it must be {Kebab.Of(below.Unit)} as in {law}");
        else if (above.Direction is CountDirection.Before ? above.Length < below.Length : above.Length > below.Length)
            yield return new("length", $"{above.Length} is laxer than the {below.Length} of {law}");
        if (above.RollOn > below.RollOn || (above.FromNextHour && !below.FromNextHour))
            yield return new(above.RollOn > below.RollOn ? "rollOn" : "nextHour", $"it ends later than {law}");
        if (above.SuspendOn.FirstOrDefault(reason => !below.MaySuspendFor(reason)) is { } reason)
            yield return new("suspendOn", $"{law} does not stand still for {reason}");
        if (ExtendsFurther(above, below))
            yield return new("maxExtension", $"it allows other or longer extensions than {law}");
    }

    /// <summary>Some step is longer than the same step below, approved by somebody else, or one too many.</summary>
    private static bool ExtendsFurther(TimeLimitRule above, TimeLimitRule below) =>
        Enumerable.Range(0, MostExtensions + 1).Any(granted => above.NextExtension(granted) is { } step
            && (below.NextExtension(granted) is not { } limit
                || above.ExtensionUnit != below.ExtensionUnit
                || step.By != limit.By
                || (limit.Max is { } most && (step.Max is null || step.Max > most))));
}

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Field">Column of the data files.</param>
internal sealed record RuleFault(string Field, string Problem);
