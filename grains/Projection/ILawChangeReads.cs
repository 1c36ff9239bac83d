using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>
/// What is asked about changes of law and the clocks that they concern. Implemented once per database outside this
/// project; every method reads one consistent snapshot and never writes.
/// </summary>
public interface ILawChangeReads
{
    /// <summary>Changes with a later edition, oldest first.</summary>
    Task<ImmutableArray<LawChangeRow>> LawChanges(long afterEdition, int limit, CancellationToken cancellation);

    /// <summary>Every calendar version that an open clock was counted by; few, whatever the number of clocks.</summary>
    Task<ImmutableArray<string>> CalendarVersions(CancellationToken cancellation);

    /// <summary>Open clocks of a slice after a position, by number and clock.</summary>
    Task<ImmutableArray<OpenClock>> OpenClocks(ClockSlice slice, ClockPosition after, int limit, CancellationToken cancellation);

    /// <summary>Disputes with a clock of the slice that runs and has not passed, by number.</summary>
    Task<ImmutableArray<string>> StaleDisputes(ClockSlice slice, DateTimeOffset now, string afterNumber, int limit, CancellationToken cancellation);

    /// <summary>Clocks of a slice that run and have not passed.</summary>
    Task<long> CountStale(ClockSlice slice, DateTimeOffset now, CancellationToken cancellation);

    Task<long> CountMoves(long edition, CancellationToken cancellation);

    /// <summary>What an edition moved, after a position, by number and clock.</summary>
    Task<ImmutableArray<ClockMoveRow>> Moves(long edition, ClockPosition after, int limit, CancellationToken cancellation);
}

/// <summary>One change of law as it is kept: appended, never changed.</summary>
/// <param name="Edition">1, 2, 3 … over all changes.</param>
/// <param name="By">Who put it: the subject of the operator's token.</param>
/// <param name="Kind"><c>calendar</c> or <c>rule</c>.</param>
/// <param name="Key">The year, or the id of the rule.</param>
/// <param name="Content">What was put, JSON object text.</param>
[GenerateSerializer, Alias("law-change-row")]
public sealed record LawChangeRow(
    [property: Id(0)] long Edition, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By, [property: Id(3)] string Kind,
    [property: Id(4)] string Key, [property: Id(5)] string Version, [property: Id(6)] string Content, [property: Id(7)] string? Note);

/// <summary>One end that a change of law moved; appended.</summary>
[GenerateSerializer, Alias("clock-move-row")]
public sealed record ClockMoveRow(
    [property: Id(0)] long Edition, [property: Id(1)] string Number, [property: Id(2)] string ClockId, [property: Id(3)] string RuleId,
    [property: Id(4)] DateTimeOffset OldDueAt, [property: Id(5)] DateTimeOffset NewDueAt, [property: Id(6)] DateTimeOffset At);

/// <summary>A clock that runs or stands still, as its row tells it: enough to count it again without its dispute.</summary>
/// <param name="Adjusted">Extensions and excluded intervals; null on a row that an earlier version wrote.</param>
public sealed record OpenClock(
    string Number, string ClockId, string RuleId, int RuleVersion, string Status, DateTimeOffset StartedAt, DateTimeOffset DueAt,
    string CalendarVersion, string? Adjusted, string Area);

/// <summary>Open clocks that one index finds: by the calendar they were counted by, or by rule, version and start.</summary>
public sealed record ClockSlice(string? CalendarVersion, RuleSlice? Rule);

/// <param name="Before">Exclusive.</param>
public sealed record RuleSlice(string Id, int Version, DateTimeOffset From, DateTimeOffset Before);

/// <summary>Where a page of clocks ended.</summary>
public readonly record struct ClockPosition(string Number, string ClockId)
{
    public static readonly ClockPosition Beginning = new("", "");
}
