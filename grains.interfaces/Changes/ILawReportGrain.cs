using System.Collections.Immutable;

namespace Suyuan.Changes;

/// <summary>What was changed, what that moved, and what a change would move. Reads only. Stateless. Key: 0.</summary>
[GrainInterfaceType("law-report")]
public interface ILawReportGrain : IGrainWithIntegerKey
{
    /// <summary>What putting this calendar would do to every open clock. Nothing is written and no dispute is woken.</summary>
    /// <param name="cursor">Where the report of the first moves ended; null for the beginning.</param>
    [Alias("try-calendar"), ResponseTimeout("00:10:00")]
    Task<Result<RecountReport>> TryCalendar(int year, CalendarDraft draft, string? cursor, Identity.Actor by);

    /// <summary>The same for a new version of a rule.</summary>
    [Alias("try-rule"), ResponseTimeout("00:10:00")]
    Task<Result<RecountReport>> TryRule(string id, RuleDraft draft, string? cursor, Identity.Actor by);

    /// <summary>Changes, oldest first.</summary>
    [Alias("changes")]
    Task<Result<Page<LawChangeView>>> Changes(string? cursor, int limit);

    /// <summary>One change with its content and how far the open clocks have followed it.</summary>
    [Alias("change")]
    Task<Result<LawChangeDetail>> Change(long edition);

    /// <summary>Every end that an edition has moved so far, by number and clock.</summary>
    [Alias("moves")]
    Task<Result<Page<ClockMoveView>>> Moves(long edition, string? cursor, int limit, Identity.Actor by);
}

/// <summary>One change of law.</summary>
/// <param name="By">Subject of the operator's token.</param>
/// <param name="Kind"><c>calendar</c> or <c>rule</c>.</param>
/// <param name="Key">The year, or the id of the rule.</param>
[GenerateSerializer, Immutable, Alias("law-change-view")]
public sealed record LawChangeView(
    [property: Id(0)] long Edition, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By, [property: Id(3)] string Kind,
    [property: Id(4)] string Key, [property: Id(5)] string Version, [property: Id(6)] string? Note);

/// <param name="Content">What was put, JSON text.</param>
/// <param name="Stale">Running clocks that still have to be counted again. 0: done, or replaced by a later change.</param>
/// <param name="Moved">Ends that it has moved so far.</param>
[GenerateSerializer, Immutable, Alias("law-change-detail")]
public sealed record LawChangeDetail(
    [property: Id(0)] LawChangeView Change, [property: Id(1)] string Content, [property: Id(2)] long Stale, [property: Id(3)] long Moved);

/// <summary>One end before and after. Days are China's; an end is the last day in time.</summary>
/// <param name="FromAt">The instant after which it would have been overdue; <paramref name="ToAt"/> after which it is now.</param>
/// <param name="Days">Positive: later.</param>
/// <param name="MovedBy">In a dry run, the day off that moves the new end, if one does.</param>
/// <param name="At">When it was moved; null in a dry run.</param>
[GenerateSerializer, Immutable, Alias("clock-move-view")]
public sealed record ClockMoveView(
    [property: Id(0)] string Number, [property: Id(1)] string ClockId, [property: Id(2)] string RuleId,
    [property: Id(3)] DateOnly From, [property: Id(4)] DateOnly To, [property: Id(5)] int Days,
    [property: Id(6)] DateTimeOffset FromAt, [property: Id(7)] DateTimeOffset ToAt,
    [property: Id(8)] Deadlines.MovedBy? MovedBy, [property: Id(9)] DateTimeOffset? At);

/// <summary>What a change would do. With a cursor, everything counts from that position on.</summary>
[GenerateSerializer, Immutable, Alias("recount-report")]
public sealed record RecountReport
{
    [Id(0)] public required string Kind { get; init; }

    [Id(1)] public required string Key { get; init; }

    [Id(2)] public required string Version { get; init; }

    /// <summary>Open clocks that the change concerns; the sum of the five counts below.</summary>
    [Id(3)] public required long Examined { get; init; }

    [Id(4)] public required long Moved { get; init; }

    [Id(5)] public required long Unchanged { get; init; }

    /// <summary>Clocks that stand still; their ends follow when they run again.</summary>
    [Id(6)] public required long Suspended { get; init; }

    /// <summary>Ends that have passed: a change never moves them.</summary>
    [Id(7)] public required long PassedAndLeft { get; init; }

    /// <summary>Clocks whose row does not give their present end; what would become of them is only known when it is done.</summary>
    [Id(8)] public required long NotReproduced { get; init; }

    [Id(9)] public required long Earlier { get; init; }

    [Id(10)] public required long Later { get; init; }

    /// <summary>How many ends move by how many days, earliest first.</summary>
    [Id(11)] public required ImmutableArray<DaysMoved> ByDays { get; init; }

    /// <summary>Moves by county.</summary>
    [Id(12)] public required ImmutableArray<MovesOf> ByArea { get; init; }

    [Id(13)] public required ImmutableArray<MovesOf> ByRule { get; init; }

    /// <summary>The first moves, by number and clock.</summary>
    [Id(14)] public required ImmutableArray<ClockMoveView> Moves { get; init; }

    /// <summary>The first that could not be reproduced.</summary>
    [Id(15)] public required ImmutableArray<ClockNotReproduced> NotReproducedClocks { get; init; }

    /// <summary>Cursor of the moves after these, or null.</summary>
    [Id(16)] public string? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("days-moved")]
public sealed record DaysMoved([property: Id(0)] int Days, [property: Id(1)] long Clocks);

/// <param name="Key">County code or rule id.</param>
[GenerateSerializer, Immutable, Alias("moves-of")]
public sealed record MovesOf([property: Id(0)] string Key, [property: Id(1)] long Clocks);

/// <param name="Counted">What its row gives under the law in force; null when it cannot be counted at all.</param>
[GenerateSerializer, Immutable, Alias("clock-not-reproduced")]
public sealed record ClockNotReproduced(
    [property: Id(0)] string Number, [property: Id(1)] string ClockId, [property: Id(2)] string RuleId,
    [property: Id(3)] DateTimeOffset DueAt, [property: Id(4)] DateTimeOffset? Counted);
