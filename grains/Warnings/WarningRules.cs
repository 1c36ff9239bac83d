using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>
/// What becomes of a warning: raised → acknowledged → handled → lifted. Each level has its own limit for acknowledging; a level that
/// rises has to be acknowledged anew. Pure.
/// </summary>
internal static class WarningRules
{
    private const string Acknowledgement = "warning-acknowledgement";
    private const string Handling = "warning-handling";
    private const string Lifting = "warning-lifting";

    /// <summary>Whoever registers what happens there is the duty unit; it knows first what to do.</summary>
    public static WarningState Begin(WarningState blank, RaiseWarning found, Scene scene) => Level(
        blank with { Area = found.Area, Category = found.Category, Lead = Routing.Registrar(found.Area), Since = found.From }, found, scene);

    /// <summary>The same warning when what was found is no higher than what it tells already.</summary>
    public static WarningState Rise(WarningState warning, RaiseWarning found, Scene scene) =>
        found.Level > warning.Level ? Level(warning.CancelAll(scene, _ => true), found, scene) : warning;

    public static WarningState Acknowledge(WarningState warning, Scene scene) => warning.Meet(scene, Acknowledgement)
            .Start(scene, Handling, "policy-warning-handle", warning.Lead.ToString(), "确认预警") with
    {
        Status = WarningStatus.Acknowledged,
        AcknowledgedAt = scene.Now.At,
    };

    public static WarningState Handle(WarningState warning, HandleWarning done, Scene scene) => warning.Meet(scene, Handling)
            .Start(scene, Lifting, "policy-warning-lift", warning.Lead.ToString(), "预警处置") with
    {
        Status = WarningStatus.Handled,
        Measures = done.Measures,
    };

    public static WarningState Lift(WarningState warning, LiftWarning lift, Scene scene) => warning.Meet(scene, Handling, Lifting) with
    {
        Status = WarningStatus.Lifted,
        Outcome = lift.Outcome,
        LiftedAt = scene.Now.At,
    };

    /// <summary>The disputes that a red warning tells of, as its rule counts them; null when it is not red, is over, or its rule looks too far around.</summary>
    public static Cluster? ClusterOf(WarningState warning, LawBook law)
    {
        if (warning is not { Exists: true, IsOpen: true, Level: WarningLevel.Red, Found: { } found } || !law.Warnings.IsWatched(found.Rule, found.Area.Level))
            return null;
        var rule = law.Warnings.Subjects.FirstOrDefault(rule => rule.Id == found.Rule);
        return new Cluster(
            warning.Number,
            AreaTree.PrefixOf(found.Area),
            Moment.StartOf(warning.Since),
            found.Category is { } category ? [category] : rule?.Categories ?? [],
            found.Subject,
            rule is { Measure: SubjectRule.People } ? found.Line : 0);
    }

    /// <summary>What was found and against what it was held.</summary>
    public static Sentence Words(RaiseWarning found, LawBook law)
    {
        var place = law.Areas.PathOf(found.Area);
        var category = found.Category is { } code ? law.Routing.Category(code) : null;
        var rule = law.Warnings.Subjects.FirstOrDefault(rule => rule.Id == found.Rule);
        var (about, of) = (category?.Zh ?? "", category is null ? "" : $" over {category.En}");
        var days = found.To.DayNumber - found.From.DayNumber + 1;
        return (found.Rule, rule) switch
        {
            (_, { Measure: SubjectRule.People }) => new Sentence(
                $"{place}{about}纠纷涉及 {found.Count} 人（{rule.Name.Zh}，自 {found.Line} 人起）。",
                $"A dispute{of} in {place} involves {found.Count} persons ({rule.Name.En}, from {found.Line} on)."),
            (_, not null) => new Sentence(
                $"{place}近 {days} 日{about}纠纷 {found.Count} 件针对同一单位（{rule.Name.Zh}，自 {found.Line} 件起）。",
                $"{found.Count} disputes{of} in {place} in {days} days are against one organisation ({rule.Name.En}, from {found.Line} on)."),
            (WarningRule.Growth, _) => new Sentence(
                $"{place}近 {days} 日{about}纠纷 {found.Count} 件，按前几周应为约 {found.Expected} 件，增长异常（自 {found.Line} 件起）。",
                $"{found.Count} disputes{of} in {place} in {days} days where the weeks before let expect about {found.Expected}: an unusual growth (from {found.Line} on)."),
            _ => new Sentence(
                $"{place}近 {days} 日{about}纠纷 {found.Count} 件，按上年同期规律应为约 {found.Expected} 件（自 {found.Line} 件起）。",
                $"{found.Count} disputes{of} in {place} in {days} days where the past year lets expect about {found.Expected} (from {found.Line} on)."),
        };
    }

    private static WarningState Level(WarningState warning, RaiseWarning found, Scene scene)
    {
        var level = Kebab.Of(found.Level);
        var words = Words(found, scene.Law);
        var raised = warning.Start(scene, Acknowledgement, $"policy-warning-ack-{level}", warning.Lead.ToString(), "收到预警") with
        {
            Status = WarningStatus.Raised,
            Found = found,
            Heading = words.Zh,
            LevelSince = scene.Now.At,
            AcknowledgedAt = null,
            Since = found.From < warning.Since ? found.From : warning.Since,
        };
        raised = raised with { AcknowledgeBy = raised.Clocks[^1].Due.DueAt };
        var payload = new Told(words, found.Count);
        raised = raised.Notify(scene, raised.Lead, $"warning-{level}", payload);
        var coordinator = Routing.Coordinator(raised.Area);
        return found.Level > WarningLevel.Yellow && coordinator != raised.Lead ? raised.Notify(scene, coordinator, $"warning-{level}", payload) : raised;
    }

    private sealed record Told(Sentence Words, int Count);
}
