using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Screenings;

/// <summary>排查: a campaign is ordered, issues its tasks, tells the units above who is missing, and is closed with its figures. Pure.</summary>
internal static class ScreeningRules
{
    public const int MostAreas = 100;

    private const int DaysBack = 31;
    private const int DaysAhead = 366;

    /// <summary>Places in a list of who is missing; the rest is counted.</summary>
    private const int MostNamed = 10;

    public static Result<ScreeningState> Order(ScreeningState blank, OrderScreening order, Scene scene)
    {
        if (Check(order, scene) is { } malformed)
            return malformed;
        ImmutableArray<AreaCode> scope = Outermost(order.Areas);
        var area = Around(scope, scene.Law.Areas);
        var screening = blank with
        {
            Area = area,
            Lead = scene.By.Agency ?? Routing.Coordinator(area),
            Name = order.Title!.Trim(),
            Scope = scope,
            Categories = [.. order.Categories.Distinct().Order(StringComparer.Ordinal)],
            From = order.From!.Value,
            To = order.To!.Value,
            Note = order.Note?.Trim(),
            Phase = ScreeningPhase.Issuing,
            WakeAt = scene.Now.At,
        };
        return screening.Start(
            scene, ScreeningClocks.Returns, ScreeningClocks.ReturnRule, screening.Lead.ToString(), "排查期届满", Moment.StartOf(screening.To));
    }

    /// <summary>One more batch of tasks stands in the database; the next begins after it.</summary>
    public static ScreeningState WithIssued(ScreeningState screening, ImmutableArray<ScreeningTarget> batch, Scene scene) => screening.Blank() with
    {
        IssuedThrough = batch[^1].Code,
        Issued = screening.Issued + batch.Length,
        WakeAt = scene.Now.At,
    };

    public static ScreeningState AllIssued(ScreeningState screening, Scene scene)
    {
        var running = screening.Blank() with { Phase = ScreeningPhase.Running, WakeAt = screening.AlarmDue ? scene.Now.At : null };
        return MatterRules.Record(screening, running, scene, "issued", null, new IssuedSaid(running.Issued));
    }

    /// <summary>The limit for returns has passed: who is missing is to be told upward, and the campaign is to be closed within its own limit.</summary>
    public static ScreeningState ReturnsOver(ScreeningState screening, Clock clock, Scene scene) => clock.Key is not ScreeningClocks.Returns
        ? screening
        : (screening with { AlarmDue = true, WakeAt = scene.Now.At })
            .Meet(clock.Due.DueAt, ScreeningClocks.Returns)
            .Start(scene, ScreeningClocks.Close, ScreeningClocks.CloseRule, screening.Lead.ToString(), "报送期限届满", clock.LastInstant.At);

    /// <summary>Each unit above hears once, with how many are missing below it and the first of them by name.</summary>
    public static ScreeningState Alarm(ScreeningState screening, ImmutableArray<MissingReturn> missing, Scene scene)
    {
        var alarmed = screening.Blank() with { AlarmDue = false, WakeAt = screening.Phase is ScreeningPhase.Running ? null : screening.WakeAt };
        foreach (var unit in missing.GroupBy(one => Hierarchy.SuperiorOf(one.Holder)).OrderBy(group => group.Key.ToString(), StringComparer.Ordinal))
            alarmed = alarmed.Notify(scene, unit.Key, "screening-missing", new MissingSaid(unit.Count(), Named([.. unit], scene.Law), Tail(unit.Count())));
        return missing.IsEmpty
            ? alarmed
            : MatterRules.Record(screening, alarmed, scene, "missing-alarmed", "决定（四）排查分析", new AlarmedSaid(missing.Length));
    }

    public static Result<ScreeningState> Close(ScreeningState screening, CloseScreening command, ScreeningTotals figures, Scene scene)
    {
        var field = new FieldChecks();
        field.RequiredText("conclusion", command.Conclusion, 1, 4_000);
        if (field.Refusal is { } malformed)
            return malformed;
        return (screening with
        {
            Phase = ScreeningPhase.Closing,
            Conclusion = command.Conclusion!.Trim(),
            // What was still out when it was closed is missing, whenever its limit would have been.
            Report = figures with { Missing = figures.Missing + figures.Waiting, Waiting = 0 },
            AlarmDue = false,
            WakeAt = scene.Now.At,
        }).Cancel(scene, ScreeningClocks.Returns).Meet(scene, ScreeningClocks.Close);
    }

    public static ScreeningState AllEnded(ScreeningState screening, Scene scene) => MatterRules.Record(
        screening, screening.Blank() with { Phase = ScreeningPhase.Closed, WakeAt = null }, scene, "closed", null, new IssuedSaid(screening.Issued));

    /// <summary>Villages and grids of the scope, in the order of their codes: a village that has grids in use is screened grid by grid.</summary>
    public static IEnumerable<ScreeningTarget> Targets(ImmutableArray<AreaCode> scope, ILookup<AreaCode, Grid> grids, AreaTree tree) =>
        from village in scope.SelectMany(tree.Within).Where(area => area.Level is AreaLevel.Village).OrderBy(area => area.Code)
        from target in TargetsOf(village.Code, grids[village.Code].Where(grid => grid.RetiredOn is null).OrderBy(grid => grid.Code).ToArray())
        select target;

    private static IEnumerable<ScreeningTarget> TargetsOf(AreaCode village, Grid[] inUse) => inUse.Length > 0
        ? inUse.Select(grid => new ScreeningTarget(grid.Code.ToString(), village, grid.Code))
        : [new ScreeningTarget(village.ToString(), village, null)];

    private static Refusal? Check(OrderScreening order, Scene scene)
    {
        var (field, law, today) = (new FieldChecks(), scene.Law, scene.Now.Day);
        field.RequiredText("title", order.Title, 1, 100);
        foreach (var (path, area) in field.Items("areas", order.Areas, 1, MostAreas))
        {
            if (!AreaCode.TryParse(area, null, out var code) || !law.Areas.Exists(code))
                field.Fault(path, RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(area)));
        }

        foreach (var (path, category) in field.Items("categories", order.Categories, 0, law.Routing.Categories.Length))
        {
            if (law.Routing.Category(category) is null)
                field.Fault(path, RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(known => known.Code))));
        }

        if (field.Required("from", order.From))
            field.Day("from", order.From, today.AddDays(-DaysBack), today.AddDays(DaysAhead));
        if (field.Required("to", order.To))
            field.Day("to", order.To, today, today.AddDays(DaysAhead));
        if (order.From > order.To)
            field.Fault("to", RefusalCode.PeriodReversed);
        field.Text("note", order.Note, 1, 2_000);
        return field.Refusal;
    }

    /// <summary>Without those that lie in another.</summary>
    private static ImmutableArray<AreaCode> Outermost(ImmutableArray<string> areas)
    {
        var codes = areas.Select(AreaCode.Parse).Distinct().ToArray();
        return [.. codes.Where(code => !codes.Any(other => other != code && code.IsWithin(other))).Order()];
    }

    /// <summary>The lowest area that contains them all.</summary>
    private static AreaCode Around(ImmutableArray<AreaCode> scope, AreaTree tree) =>
        tree.AncestorsOf(scope[0]).Select(area => area.Code).Prepend(scope[0]).First(around => scope.All(area => area.IsWithin(around)));

    private static Sentence Named(MissingReturn[] missing, LawBook law)
    {
        var first = missing.OrderBy(one => one.Place, StringComparer.Ordinal).Take(MostNamed)
            .Select(one => (Name: law.Areas.Find(one.Area)?.Name ?? one.Place, one.Place)).ToArray();
        return new Sentence(
            string.Join('、', first.Select(one => one.Place.Length > 12 ? $"{one.Name}{one.Place[12..].Replace("-G", "第", StringComparison.Ordinal)}网格" : one.Name)),
            string.Join(", ", first.Select(one => one.Place)));
    }

    private static Sentence Tail(int count) => count > MostNamed ? new Sentence("等", " and others") : new Sentence("", "");

    private sealed record IssuedSaid(int Tasks);

    private sealed record AlarmedSaid(int Missing);

    /// <param name="Units">Places that have not returned, the first ten of them.</param>
    private sealed record MissingSaid(int Count, Sentence Units, Sentence Others);
}

/// <summary>A task that has not come back.</summary>
/// <param name="Place">Code of its grid or village.</param>
internal sealed record MissingReturn(AgencyId Holder, AreaCode Area, string Place);

/// <summary>Keys and rules of the clocks of campaigns and their tasks.</summary>
internal static class ScreeningClocks
{
    public const string Return = "screening-return";
    public const string Returns = "screening-returns";
    public const string Close = "screening-close";
    public const string ReturnRule = "policy-screening-return";
    public const string CloseRule = "policy-screening-close";
}
