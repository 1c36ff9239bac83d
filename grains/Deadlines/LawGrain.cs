using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;

namespace Suyuan.Deadlines;

/// <summary>Answers from the law book in memory.</summary>
[GrainType("law"), StatelessWorker]
internal sealed class LawGrain(LawInForce inForce, TimeProvider clock) : Grain, ILawGrain
{
    private LawBook Law => inForce.Current;

    public Task<Result<DueAnswer>> Count(DueQuestion question) => Task.FromResult(Calculator.Count(question, Law));

    public Task<ImmutableArray<RuleView>> Rules() =>
        Task.FromResult<ImmutableArray<RuleView>>([.. Law.Rules.All.Select(View)]);

    public Task<Result<ImmutableArray<RuleView>>> Rule(string id) => Task.FromResult<Result<ImmutableArray<RuleView>>>(
        Law.Rules.Exists(id) ? Law.Rules.Versions(id).Select(View).ToImmutableArray() : UnknownRule(id));

    public Task<ImmutableArray<ProceduralEventView>> Events() => Task.FromResult<ImmutableArray<ProceduralEventView>>(
    [
        .. Law.Events.All.Select(one => new ProceduralEventView(
            one.Id, one.Name, one.Scope, one.Act.Length > 0 ? one.Act : null, one.Starts, one.Meets, one.Restarts, one.Cancels, one.IsScheduled, one.Basis)),
    ]);

    public Task<Result<CalendarView>> Calendar(int year) => Task.FromResult<Result<CalendarView>>(
        Law.Calendar.Year(year) is { } found
            ? new CalendarView(
                year,
                found.Version,
                found.Source,
                found.Provisional,
                [.. found.Days.Select(day => new CalendarDayView(day.Date, day.IsOff ? "off" : "makeup-workday", day.Name, day.NameEn))])
            : Refusal.Because(
                RefusalCode.UnknownCalendar, new Fact("year", $"{year}"), new Fact("allowed", string.Join('|', Law.Calendar.Years.Select(known => known.Year)))));

    public Task<Result<AreaView>> Area(AreaCode code) => Task.FromResult<Result<AreaView>>(
        Law.Areas.Find(code) is { } area ? View(area) : UnknownArea(code));

    public Task<Result<ImmutableArray<AreaView>>> Children(AreaCode code) => Task.FromResult<Result<ImmutableArray<AreaView>>>(
        Law.Areas.Exists(code) ? Law.Areas.ChildrenOf(code).Select(View).ToImmutableArray() : UnknownArea(code));

    public Task<Result<RoutingView>> Route(AreaCode area, string category) => Task.FromResult(Routed(area, category));

    private Result<RoutingView> Routed(AreaCode code, string category)
    {
        if (Law.Routing.Category(category) is not { } known)
            return Refusal.Of("category", RefusalCode.UnknownCategory, new Fact("value", Disputes.FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', Law.Routing.Categories.Select(one => one.Code))));
        return RoutingViews.Of(code, known, Law) is { } routing ? routing : UnknownArea(code);
    }

    private AreaView View(Area area) => new(
        area.Code,
        area.Name,
        area.Level,
        Law.Areas.ParentOf(area.Code)?.Code,
        Law.Areas.PathOf(area.Code),
        Law.Areas.ChildrenOf(area.Code).Length,
        area.NameEn.Length > 0 ? area.NameEn : null)
    {
        Overlays = [.. Law.Overlays.Around(area.Code).Select(overlay => new NamedWord(overlay.Id, overlay.Name))],
    };

    private RuleView View(TimeLimitRule rule) => new()
    {
        Id = rule.Id,
        Version = rule.Version,
        InForceFrom = rule.InForceFrom,
        InForceTo = rule.InForceTo,
        Channel = rule.Channel,
        Duty = rule.Duty,
        Trigger = rule.Trigger,
        Direction = Kebab.Of(rule.Direction),
        Length = rule.Length,
        Unit = rule.Unit,
        RollOn = Kebab.Of(rule.RollOn),
        MaxExtension = rule.NextExtension(0)?.Max,
        ExtensionUnit = rule.CanBeExtended ? rule.ExtensionUnit : null,
        SuspendOn = rule.SuspendOn,
        OnExpiry = rule.OnExpiry,
        OnExpiryZh = rule.OnExpiryZh.Length > 0 ? rule.OnExpiryZh : null,
        Law = rule.Law,
        Article = rule.Article,
        Source = rule.Source,
        Confidence = rule.Confidence,
        Level = Kebab.Of(rule.Level),
        ApprovedBy = rule.ApprovedBy.Length > 0 ? rule.ApprovedBy : null,
        Standing = Law.Rules.StandingOf(rule, Moment.Now(clock).Day),
        TriggerZh = rule.TriggerZh,
        NextHour = rule.FromNextHour,
        ExtensionTimes = rule.ExtensionTimes,
        ExtensionSteps = [.. rule.ExtensionSteps.Select(step => new ExtensionStepView(step.Max, rule.ExtensionUnit, step.By, Law.Approvers[step.By].Name, Law.Approvers[step.By].NeedsConsent))],
    };

    private static Refusal UnknownRule(string id) =>
        Refusal.Of("rule", RefusalCode.UnknownRule, new Fact("rule", Disputes.FieldChecks.Shown(id)));

    private static Refusal UnknownArea(AreaCode code) => Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", code.ToString()));
}
