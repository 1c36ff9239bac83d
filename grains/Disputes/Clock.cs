using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>The due date as far as it can be counted: null while the clock is armed.</summary>
    [Id(5), JsonPropertyName("due")] public DueDate? Counted { get; init; }

    /// <summary>When the system learned of this end: rungs before it were nobody's to fire.</summary>
    [Id(6)] public DateTimeOffset KnownSince { get; init; }

    [Id(7)] public DateTimeOffset? SuspendedSince { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rungs that fired: each once in the life of the clock.</summary>
    [Id(9)] public ImmutableArray<string> Fired { get; init; } = [];

    /// <summary>The next rung, derived from the ladder whenever the end moves; null when none is left.</summary>
    [Id(10)] public NextRung? Next { get; init; }

    /// <summary>What it waits for while it is armed.</summary>
    [Id(20)] public Awaited? Awaits { get; init; }

    /// <summary>What its end does. Null in clocks from before this was kept: then see <see cref="Ending"/>.</summary>
    [Id(21)] public AtEnd? AtEnd { get; init; }

    /// <summary>What its end does while the duty stays owed has happened.</summary>
    [Id(22)] public bool Spoken { get; init; }

    /// <summary>The due date of a clock that has been started.</summary>
    /// <exception cref="InvalidOperationException">It is armed, and has no end yet.</exception>
    [JsonIgnore]
    public DueDate Due
    {
        get => Counted ?? throw new InvalidOperationException($"{Id} has not been started.");
        init => Counted = value;
    }

    [JsonIgnore]
    public string RuleId => Counted?.RuleId ?? Awaits!.Rule;

    [JsonIgnore]
    public int RuleVersion => Counted?.RuleVersion ?? Awaits!.Version;

    /// <summary>
    /// From when it runs: its trigger; for one that counts back from a day ahead, when the system was told of that day,
    /// and no later than its own last day.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset StartedAt => Counted switch
    {
        null => Awaits!.Since,
        { } due when due.Trigger.At <= due.DueAt => due.Trigger.At,
        { } due => KnownSince < Moment.StartOf(due.End) ? KnownSince : Moment.StartOf(due.End),
    };

    public bool IsOpen => Status is ClockStatus.Armed or ClockStatus.Running or ClockStatus.Suspended;

    /// <summary>The effect of its end; for an old clock by its key: transfers and a party's windows close, an agreed instalment does not.</summary>
    [JsonIgnore]
    public AtEnd Ending => AtEnd ?? (Key is ClockKeys.Transfer || (Duty is Duty.Party && !Key.StartsWith(ClockKeys.Instalment, StringComparison.Ordinal))
        ? Deadlines.AtEnd.Closes
        : Deadlines.AtEnd.Nothing);

    /// <summary>It ends by itself: a party's own window, or a silence to which the law attaches an effect.</summary>
    public bool ExpiresByItself => Status is ClockStatus.Running && Ending is Deadlines.AtEnd.Closes;

    /// <summary>Its end will do something, and has not yet.</summary>
    [JsonIgnore]
    public bool IsEndAwaited => ExpiresByItself || (Status is ClockStatus.Running && Ending is Deadlines.AtEnd.Speaks && !Spoken);

    /// <summary>When time alone will next do something to it.</summary>
    public DateTimeOffset? NextEventAt => Status is not ClockStatus.Running ? null
        : IsEndAwaited && (Next is null || Due.DueAt <= Next.At) ? Due.DueAt
        : Next?.At;

    /// <summary>The last instant that is in time: what follows from a silence follows as of its last day.</summary>
    [JsonIgnore]
    public Moment LastInstant => new(Due.DueAt.AddMilliseconds(-1));

    public bool IsOverdue(DateTimeOffset at) => Status is ClockStatus.Running && Due.DueAt < at;
}

/// <summary>A rung that has not fired.</summary>
[GenerateSerializer, Alias("next-rung")]
internal sealed record NextRung([property: Id(0)] string Rung, [property: Id(1)] DateTimeOffset At);

/// <summary>What an armed clock waits for: the limit it will count, and the events of which the first starts it.</summary>
/// <param name="Version">The version in force when it was armed; the day of the event decides.</param>
/// <param name="Since">The clock begins no earlier.</param>
[GenerateSerializer, Alias("awaited")]
internal sealed record Awaited(
    [property: Id(0)] string Rule, [property: Id(1)] int Version, [property: Id(2)] ImmutableArray<string> Events, [property: Id(3)] DateTimeOffset Since);

/// <summary>What the clocks of a dispute are for; the first part of their ids.</summary>
internal static class ClockKeys
{
    /// <summary>The key that a clock's id was made from: the id without its ordinal.</summary>
    public static string KeyOf(string clockId) => clockId[..clockId.LastIndexOf('-')];

    /// <summary>Holder of the parties' own clocks.</summary>
    public const string Parties = "parties";

    public const string Triage = "triage";
    public const string Assignment = "assignment";
    public const string Acceptance = "acceptance";
    public const string FirstContact = "first-contact";
    public const string Transfer = "transfer";
    public const string CoordinatorDecision = "coordinator-decision";
    public const string Conclude = "conclude";
    public const string ArmedReview = "armed-review";
    public const string SuspensionReview = "suspension-review";
    public const string Instalment = "instalment-";
    public const string Answer = "answer";
    public const string Feedback = "feedback";
    public const string Close = "close";
    public const string FollowUpFirst = "follow-up-first";
    public const string FollowUpLast = "follow-up-last";
    public const string Exit = "exit";
    public const string WatchVisit = "watch-visit";
    public const string NameLeader = "name-leader";
    public const string Escalation = "escalation";
    public const string ConfirmationApply = "confirmation-apply";
    public const string ConfirmationAccept = "confirmation-accept";
    public const string ConfirmationTarget = "confirmation-target";
    public const string ConfirmationDecide = "confirmation-decide";
    public const string ConfirmationObjection = "confirmation-objection";
    public const string ConfirmationObjectionThird = "confirmation-objection-third";
    public const string MediatorChoice = "mediator-choice";
    public const string MediatorAnswer = "mediator-answer";
    public const string MediatorAppoint = "mediator-appoint";
    public const string MediatorHandover = "mediator-handover";
    public const string Recusal = "recusal";
    public const string Invitation = "invitation-";
    public const string Route = "route-";
    public const string Service = "service-";
    public const string ServiceUrgent = "service-urgent-";
    public const string Limitation = "limitation";
    public const string Period = "period-";
    public const string ErasureAnswer = "erasure-answer";

    /// <summary>Started by a procedural event; the rest is the rule's id.</summary>
    public const string Event = "event-";

    /// <summary>Limits of procedural events that have a key of their own.</summary>
    private static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>
    {
        ["judicial-confirmation-apply"] = ConfirmationApply,
        ["judicial-confirmation-accept"] = ConfirmationAccept,
        ["judicial-confirmation-decide"] = ConfirmationTarget,
        ["judicial-confirmation-decide-hard"] = ConfirmationDecide,
        ["judicial-confirmation-object-party"] = ConfirmationObjection,
        ["judicial-confirmation-object-third"] = ConfirmationObjectionThird,
        ["policy-armed-review"] = ArmedReview,
    }.ToFrozenDictionary();

    /// <summary>The key under which a procedural event starts a limit.</summary>
    public static string OfEvent(string rule) => Named.GetValueOrDefault(rule) ?? $"{Event}{rule}";
}
