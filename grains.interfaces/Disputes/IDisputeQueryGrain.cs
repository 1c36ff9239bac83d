using Orleans.CodeGeneration;
using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Disputes;

/// <summary>Lists and histories, read from the projected tables. Stateless; never behind an acknowledged write. Key: 0.</summary>
[GrainInterfaceType("dispute-query"), Version(1)]
public interface IDisputeQueryGrain : IGrainWithIntegerKey
{
    /// <summary>Only what the actor may know of; the rest is not counted, skipped or hinted at.</summary>
    [Alias("search")]
    Task<Result<Page<DisputeSummary>>> Search(DisputeQuery query, Identity.Actor by);

    /// <summary>Disputes of a party, by one of its numbers: the newest fifty that the actor may look for.</summary>
    [Alias("find-party")]
    Task<Result<Page<DisputeSummary>>> Find(FindParty party, Identity.Actor by);

    /// <summary>Steps of one dispute, oldest first, without the words that the actor may not read; refused when there is no such dispute for the actor.</summary>
    [Alias("history")]
    Task<Result<Page<HistoryEvent>>> History(DisputeNumber number, string? cursor, int limit, Identity.Actor by);
}

/// <summary>Filters of a list; null means any.</summary>
[GenerateSerializer, Immutable, Alias("dispute-query-filter")]
public sealed record DisputeQuery
{
    /// <summary>The whole subtree of this area.</summary>
    [Id(0)] public AreaCode? Area { get; init; }

    [Id(1)] public Stage? Stage { get; init; }

    [Id(2)] public string? Category { get; init; }

    [Id(3)] public string? Channel { get; init; }

    [Id(4)] public AgencyId? Lead { get; init; }

    [Id(5)] public string? Mediator { get; init; }

    [Id(6)] public WatchGrade? Watch { get; init; }

    /// <summary>True: open with a clock of ours past its end now.</summary>
    [Id(7)] public bool? Overdue { get; init; }

    [Id(8)] public DateTimeOffset? RegisteredFrom { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(9)] public DateTimeOffset? RegisteredTo { get; init; }

    /// <summary>Part of a number or title, at most 100 characters.</summary>
    [Id(10)] public string? Text { get; init; }

    [Id(11)] public DisputeSort Sort { get; init; }

    /// <summary>1 to 200.</summary>
    [Id(12)] public int Limit { get; init; } = 50;

    [Id(13)] public string? Cursor { get; init; }

    /// <summary>Under special watch, in any grade, or not.</summary>
    [Id(70)] public bool? Watched { get; init; }

    /// <summary>It came back after closing at least once; with a lead, what relapsed there.</summary>
    [Id(71)] public bool? Relapsed { get; init; }

    /// <summary>The coordinator has to decide who is competent.</summary>
    [Id(72)] public bool? Contested { get; init; }

    /// <summary>Under special watch with a visit due before, exclusive.</summary>
    [Id(73)] public DateTimeOffset? VisitBefore { get; init; }
}

/// <summary>One line of a list.</summary>
[GenerateSerializer, Immutable, Alias("dispute-summary")]
public sealed record DisputeSummary
{
    [Id(0)] public required DisputeNumber Number { get; init; }

    [Id(1)] public required Stage Stage { get; init; }

    [Id(2)] public required Standing Standing { get; init; }

    [Id(3)] public required AreaCode Area { get; init; }

    [Id(4)] public string? Category { get; init; }

    [Id(5)] public string? Channel { get; init; }

    [Id(6)] public required string Title { get; init; }

    [Id(7)] public required AgencyId Lead { get; init; }

    [Id(8)] public string? Mediator { get; init; }

    [Id(9)] public WatchGrade? Watch { get; init; }

    [Id(10)] public required DateTimeOffset RegisteredAt { get; init; }

    [Id(11)] public required DateTimeOffset UpdatedAt { get; init; }

    [Id(12)] public DateTimeOffset? NextDueAt { get; init; }

    [Id(13)] public bool Overdue { get; init; }

    /// <summary>How often it came back after closing.</summary>
    [Id(70)] public int Reopened { get; init; }

    /// <summary>Until when the next visit of a watched dispute is due.</summary>
    [Id(71)] public DateTimeOffset? NextVisitAt { get; init; }
}

/// <summary>One step of the append-only history.</summary>
/// <param name="Data">What was done, as JSON text.</param>
/// <param name="DataHash">SHA-256 of what the step said, where words were erased from it since; null where it is whole.</param>
/// <param name="Hash">SHA-256 over this step and <paramref name="PreviousHash"/>, as documented in <c>docs/ledger.md</c>.</param>
[GenerateSerializer, Immutable, Alias("history-event")]
public sealed record HistoryEvent(
    [property: Id(0)] int Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Act,
    [property: Id(3)] string ActorId,
    [property: Id(4)] string ActorRole,
    [property: Id(5)] string? ActorAgency,
    [property: Id(6)] string FromStage,
    [property: Id(7)] string ToStage,
    [property: Id(8)] string? Basis,
    [property: Id(9)] string Data,
    [property: Id(10)] string PreviousHash,
    [property: Id(11)] string Hash,
    [property: Id(12)] string? DataHash = null);
