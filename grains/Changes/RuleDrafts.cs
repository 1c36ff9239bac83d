using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Changes;

/// <summary>Makes a version of a rule of what an operator sent, or says everything that is wrong with it by the field's path.</summary>
internal static class RuleDrafts
{
    private const int MostSteps = 5;

    private const string NoArticle = "-";

    private static readonly DateOnly Earliest = new(1949, 10, 1);

    /// <summary>The rule by itself; beside the other versions it is looked at by <see cref="Beside"/>.</summary>
    public static Result<TimeLimitRule> Read(string id, RuleDraft draft)
    {
        var field = new FieldChecks();
        field.Required("version", draft.Version);
        field.Number("version", draft.Version, 1, 999);
        field.Required("inForceFrom", draft.InForceFrom);
        field.Day("inForceFrom", draft.InForceFrom, Earliest, DueDates.LatestTrigger);
        field.Day("inForceTo", draft.InForceTo, Earliest, DueDates.LatestTrigger);
        field.RequiredText("channel", draft.Channel, 1, 200);
        field.Member("duty", draft.Duty);
        field.RequiredText("trigger", draft.Trigger, 1, 300);
        field.RequiredText("triggerZh", draft.TriggerZh, 1, 100);
        var direction = Word<CountDirection>(field, "direction", draft.Direction);
        field.Required("length", draft.Length);
        field.Number("length", draft.Length, 0, 999);
        if (field.Required("unit", draft.Unit) && !Enum.IsDefined(draft.Unit!.Value))
            field.Fault("unit", RefusalCode.UnknownValue, new Fact("allowed", Allowed<PeriodUnit>()));
        var rollOn = Word<RollOn>(field, "rollOn", draft.RollOn);
        Extensions(field, draft);
        foreach (var (path, reason) in field.Items("suspendOn", draft.SuspendOn, 0, SuspensionReasons.All.Count()))
            if (!SuspensionReasons.Exists(reason))
                field.Fault(path, RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(reason)), new Fact("allowed", string.Join('|', SuspensionReasons.All)));
        field.Text("onExpiry", draft.OnExpiry, 1, 500);
        field.Text("onExpiryZh", draft.OnExpiryZh, 1, 500);
        field.RequiredText("law", draft.Law, 1, 200);
        field.Text("article", draft.Article, 1, 100);
        field.RequiredText("source", draft.Source, 1, 400);
        field.RequiredText("confidence", draft.Confidence, 1, 60);
        var level = Word<RuleLevel>(field, "level", draft.Level);
        // What binds everywhere is cited by its article, or says that its source has none.
        if (level is RuleLevel.National or RuleLevel.Ministerial or RuleLevel.Judicial && draft.Level is not null)
            field.Required("article", draft.Article);
        field.RequiredText("approvedBy", draft.ApprovedBy, 1, 60);
        if (field.Refusal is { } malformed)
            return malformed;

        var rule = Made(id, draft, direction, rollOn, level);
        Say(field, RuleChecks.Itself(rule));
        return field.Refusal is { } contradicts ? contradicts : rule;
    }

    /// <summary>What is wrong with a rule beside the other versions, or null.</summary>
    public static Refusal? Beside(RuleCatalogue catalogue, TimeLimitRule rule)
    {
        var field = new FieldChecks();
        Say(field, catalogue.Beside(rule).SelectMany(other => RuleChecks.Against(rule, other)));
        return field.Refusal;
    }

    private static TimeLimitRule Made(string id, RuleDraft draft, CountDirection direction, RollOn rollOn, RuleLevel level) => new()
    {
        Id = id,
        Version = draft.Version!.Value,
        InForceFrom = draft.InForceFrom!.Value,
        InForceTo = draft.InForceTo,
        Channel = draft.Channel!,
        Duty = draft.Duty!.Value,
        Trigger = draft.Trigger!,
        TriggerZh = draft.TriggerZh!,
        Direction = direction,
        Length = draft.Length!.Value,
        Unit = draft.Unit!.Value,
        RollOn = rollOn,
        FromNextHour = draft.NextHour,
        ExtensionSteps = [.. draft.ExtensionSteps.Select(step => new ExtensionStep(step.Max, step.By!))],
        ExtensionUnit = draft.ExtensionUnit ?? PeriodUnit.None,
        ExtensionTimes = draft.ExtensionSteps.IsEmpty ? 0 : draft.ExtensionTimes,
        SuspendOn = draft.SuspendOn,
        OnExpiry = draft.OnExpiry ?? "",
        OnExpiryZh = draft.OnExpiryZh ?? "",
        Law = draft.Law!,
        Article = draft.Article is null or NoArticle ? "" : draft.Article,
        Source = draft.Source!,
        Confidence = draft.Confidence!,
        Level = level,
        ApprovedBy = draft.ApprovedBy!,
    };

    private static void Extensions(FieldChecks field, RuleDraft draft)
    {
        foreach (var (path, step) in field.Items("extensionSteps", draft.ExtensionSteps, 0, MostSteps))
        {
            field.Number($"{path}.max", step.Max, 1, 999);
            if (field.Required($"{path}.by", step.By) && !ExtensionApprovers.Exists(step.By!))
                field.Fault($"{path}.by", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(step.By)), new Fact("allowed", string.Join('|', ExtensionApprovers.All)));
        }

        if (draft.ExtensionUnit is { } unit && !Enum.IsDefined(unit))
            field.Fault("extensionUnit", RefusalCode.UnknownValue, new Fact("allowed", Allowed<PeriodUnit>()));
        field.Number("extensionTimes", draft.ExtensionTimes, 0, RuleChecks.MostExtensions);
    }

    private static T Word<T>(FieldChecks field, string path, string? word)
        where T : struct, Enum
    {
        if (field.Required(path, word) && !Kebab.TryParse<T>(word, out _))
            field.Fault(path, RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(word)), new Fact("allowed", Allowed<T>()));
        return Kebab.TryParse<T>(word, out var value) ? value : default;
    }

    private static string Allowed<T>()
        where T : struct, Enum => string.Join('|', Enum.GetValues<T>().Select(value => Kebab.Of(value)));

    /// <summary>The data files name three columns otherwise.</summary>
    private static void Say(FieldChecks field, IEnumerable<RuleFault> faults)
    {
        foreach (var fault in faults)
            field.Fault(fault.Field is "maxExtension" or "extensionBy" ? "extensionSteps" : fault.Field, RefusalCode.RuleContradiction, new Fact("problem", fault.Problem));
    }
}
