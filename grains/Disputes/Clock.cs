using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// A time limit at work in one dispute. Overdue is not stored: it is a running clock whose end lies behind the present.
/// </summary>
[GenerateSerializer, Alias("clock")]
internal sealed record Clock
{
    /// <summary>Key and ordinal: <c>conclude-1</c>.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What it is for; see <see cref="ClockKeys"/>.</summary>
    [Id(1)] public string Key { get; init; } = "";

    [Id(2)] public ClockStatus Status { get; init; }

    [Id(3)] public Duty Duty { get; init; }

    /// <summary>Agency id, or <see cref="ClockKeys.Parties"/>.</summary>
    [Id(4)] public string Holder { get; init; } = "";

    [Id(5)] public required DueDate Due { get; init; }

    /// <summary>When the system learned of this end: rungs before it were nobody's to fire.</summary>
    [Id(6)] public DateTimeOffset KnownSince { get; init; }

    [Id(7)] public DateTimeOffset? SuspendedSince { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rungs that fired: each once in the life of the clock.</summary>
    [Id(9)] public ImmutableArray<string> Fired { get; init; } = [];

    /// <summary>The next rung, derived from the ladder whenever the end moves; null when none is left.</summary>
    [Id(10)] public NextRung? Next { get; init; }

    public bool IsOpen => Status is ClockStatus.Running or ClockStatus.Suspended;

    /// <summary>A party's own window closes by itself; an agreed instalment does not: it is owed until it is performed.</summary>
    public bool ExpiresByItself => Status is ClockStatus.Running
        && (Key is ClockKeys.Transfer || (Duty is Duty.Party && !Key.StartsWith(ClockKeys.Instalment, StringComparison.Ordinal)));

    /// <summary>When time alone will next do something to it.</summary>
    public DateTimeOffset? NextEventAt => Status is not ClockStatus.Running ? null
        : ExpiresByItself && (Next is null || Due.DueAt <= Next.At) ? Due.DueAt
        : Next?.At;

    public bool IsOverdue(DateTimeOffset at) => Status is ClockStatus.Running && Due.DueAt < at;
}

/// <summary>A rung that has not fired.</summary>
[GenerateSerializer, Alias("next-rung")]
internal sealed record NextRung([property: Id(0)] string Rung, [property: Id(1)] DateTimeOffset At);

/// <summary>What the clocks of a dispute are for; the first part of their ids.</summary>
internal static class ClockKeys
{
    /// <summary>Holder of the parties' own clocks.</summary>
    public const string Parties = "parties";

    public const string Triage = "triage";
    public const string Assignment = "assignment";
    public const string Acceptance = "acceptance";
    public const string FirstContact = "first-contact";
    public const string Transfer = "transfer";
    public const string CoordinatorDecision = "coordinator-decision";
    public const string Conclude = "conclude";
    public const string SuspensionReview = "suspension-review";
    public const string Instalment = "instalment-";
    public const string Answer = "answer";
    public const string Close = "close";
    public const string FollowUpFirst = "follow-up-first";
    public const string FollowUpLast = "follow-up-last";
    public const string Exit = "exit";
    public const string WatchVisit = "watch-visit";
    public const string Escalation = "escalation";
    public const string ConfirmationApply = "confirmation-apply";
    public const string ConfirmationAccept = "confirmation-accept";
    public const string ConfirmationTarget = "confirmation-target";
    public const string ConfirmationDecide = "confirmation-decide";
    public const string ConfirmationObjection = "confirmation-objection";
    public const string Route = "route-";
    public const string Service = "service-";
    public const string ServiceUrgent = "service-urgent-";
    public const string Limitation = "limitation";
    public const string Period = "period-";
}
