using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>
/// Adds up what a proposed law would do to the open clocks that are shown to it. Each is first counted from its row
/// under the law in force: only a row that gives its present end can say what becomes of it.
/// </summary>
internal sealed class DryRun(LawBook inForce, LawBook proposed, Moment now)
{
    /// <summary>Moves that one report lists; the rest follows by its cursor.</summary>
    public const int MostListed = 1000;

    private readonly SortedDictionary<int, long> _byDays = [];
    private readonly SortedDictionary<string, long> _byArea = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _byRule = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ClockMoveView>.Builder _moves = ImmutableArray.CreateBuilder<ClockMoveView>();
    private readonly ImmutableArray<ClockNotReproduced>.Builder _notReproduced = ImmutableArray.CreateBuilder<ClockNotReproduced>();
    private long _moved;
    private long _unchanged;
    private long _suspended;
    private long _passed;
    private long _unknown;
    private long _earlier;

    public bool ListIsFull => _moves.Count >= MostListed;

    public void Add(OpenClock clock)
    {
        if (clock.Status == Kebab.Of(ClockStatus.Suspended))
            _suspended++;
        else if (clock.DueAt <= now.At)
            _passed++;
        else if (Recounting.Of(inForce, clock) is var due && due?.DueAt != clock.DueAt)
            Unknown(clock, due?.DueAt);
        else if (Recounting.Under(proposed, due!, now) is { } recounted && recounted.Due.DueAt != clock.DueAt)
            Move(clock, recounted.Due);
        else
            _unchanged++;
    }

    /// <param name="next">Cursor of the moves that are not listed, or null.</param>
    public RecountReport Report(string kind, string key, string version, string? next) => new()
    {
        Kind = kind,
        Key = key,
        Version = version,
        Examined = _moved + _unchanged + _suspended + _passed + _unknown,
        Moved = _moved,
        Unchanged = _unchanged,
        Suspended = _suspended,
        PassedAndLeft = _passed,
        NotReproduced = _unknown,
        Earlier = _earlier,
        Later = _moved - _earlier,
        ByDays = [.. _byDays.Select(entry => new DaysMoved(entry.Key, entry.Value))],
        ByArea = [.. _byArea.Select(entry => new MovesOf(entry.Key, entry.Value))],
        ByRule = [.. _byRule.Select(entry => new MovesOf(entry.Key, entry.Value))],
        Moves = _moves.ToImmutable(),
        NotReproducedClocks = _notReproduced.ToImmutable(),
        Next = next,
    };

    private void Unknown(OpenClock clock, DateTimeOffset? counted)
    {
        _unknown++;
        if (_notReproduced.Count < MostListed)
            _notReproduced.Add(new ClockNotReproduced(clock.Number, clock.ClockId, clock.RuleId, new Moment(clock.DueAt).At, counted));
    }

    private void Move(OpenClock clock, DueDate due)
    {
        var move = LawChangeViews.Move(clock.Number, clock.ClockId, clock.RuleId, clock.DueAt, due.DueAt, due.MovedBy, null);
        _moved++;
        _earlier += due.DueAt < clock.DueAt ? 1 : 0;
        _byDays[move.Days] = _byDays.GetValueOrDefault(move.Days) + 1;
        var county = clock.Area[..Math.Min(6, clock.Area.Length)];
        _byArea[county] = _byArea.GetValueOrDefault(county) + 1;
        _byRule[clock.RuleId] = _byRule.GetValueOrDefault(clock.RuleId) + 1;
        if (!ListIsFull)
            _moves.Add(move);
    }
}
