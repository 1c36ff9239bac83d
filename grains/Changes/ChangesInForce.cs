using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>
/// What was changed since the files were published: of each year and each rule the latest. A clock that was counted
/// by something else is stale, and its own due date says so; nobody keeps a list.
/// </summary>
internal sealed record ChangesInForce(
    long Edition, ImmutableDictionary<int, ChangeInForce> Years, ImmutableDictionary<string, ChangeInForce> Rules)
{
    public static readonly ChangesInForce None = new(
        0, ImmutableDictionary<int, ChangeInForce>.Empty, ImmutableDictionary<string, ChangeInForce>.Empty);

    public bool IsEmpty => Years.IsEmpty && Rules.IsEmpty;

    public ChangesInForce WithYear(int year, ChangeInForce change) => this with { Edition = change.Edition, Years = Years.SetItem(year, change) };

    public ChangesInForce WithRule(string id, ChangeInForce change) => this with { Edition = change.Edition, Rules = Rules.SetItem(id, change) };

    /// <summary>The latest change that a due date does not know of, or null. Agreed days follow no law and no change of it.</summary>
    public ChangeInForce? Unknown(DueDate due, RuleCatalogue catalogue)
    {
        if (due.RuleId is RuleCatalogue.AgreedRule)
            return null;
        var calendar = NewerYear(due.CalendarVersion);
        var rule = Rules.GetValueOrDefault(due.RuleId) is { } change
            && catalogue.Find(due.RuleId, new Moment(due.Trigger.At).Day) is { } governing && governing.Version != due.RuleVersion ? change : null;
        return calendar is null || rule?.Edition > calendar.Edition ? rule : calendar;
    }

    /// <summary>The slices of open clocks that do not know of these changes.</summary>
    /// <param name="versions">Calendar versions that open clocks name.</param>
    public IEnumerable<ClockSlice> Slices(IEnumerable<string> versions, RuleCatalogue catalogue) =>
    [
        .. versions.Where(version => NewerYear(version) is not null).Select(version => new ClockSlice(version, null)),
        .. Rules.Keys.Order(StringComparer.Ordinal).SelectMany(id => Slices(id, catalogue)),
    ];

    /// <summary>The same for the changes of one edition alone.</summary>
    public ChangesInForce Only(long edition) => new(
        Edition,
        Years.Where(year => year.Value.Edition == edition).ToImmutableDictionary(),
        Rules.Where(rule => rule.Value.Edition == edition).ToImmutableDictionary());

    /// <summary>The latest change of a year that this calendar version names otherwise.</summary>
    private ChangeInForce? NewerYear(string calendarVersion) => calendarVersion.Length == 0 || Years.IsEmpty
        ? null
        : calendarVersion.Split('+')
            .Select(part => Years.GetValueOrDefault(YearOf(part)) is { } change && change.Version != part ? change : null)
            .MaxBy(change => change?.Edition);

    /// <summary>cn-<c>2027</c>.1</summary>
    private static int YearOf(string version) =>
        version.Length >= 7 && int.TryParse(version.AsSpan(3, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    /// <summary>For every stretch of trigger days that one version governs: the clocks in it that another version counted.</summary>
    private static IEnumerable<ClockSlice> Slices(string id, RuleCatalogue catalogue)
    {
        var versions = catalogue.Versions(id);
        var turns = versions.Select(version => version.InForceFrom).Concat(versions.Select(version => version.InForceTo).OfType<DateOnly>())
            .Distinct().Order().ToArray();
        return
            from turn in turns.Index()
            let governing = catalogue.Find(id, turn.Item)
            where governing is not null
            let before = turn.Index + 1 < turns.Length ? turns[turn.Index + 1] : DueDates.LatestTrigger.AddDays(1)
            from other in versions
            where other.Version != governing.Version
            select new ClockSlice(null, new RuleSlice(id, other.Version, Moment.StartOf(turn.Item), Moment.StartOf(before)));
    }
}

/// <summary>The latest change of one year or one rule.</summary>
/// <param name="Basis">What it rests on: the notice, or law and article.</param>
internal sealed record ChangeInForce(long Edition, string Version, string Basis);
