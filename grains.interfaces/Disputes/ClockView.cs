using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>One clock of a dispute with its explained due date.</summary>
[GenerateSerializer, Immutable, Alias("clock-view")]
public sealed record ClockView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ClockStatus Status { get; init; }

    [Id(2)] public required Duty Duty { get; init; }

    /// <summary>Agency id, or <c>parties</c>.</summary>
    [Id(3)] public required string Holder { get; init; }

    /// <summary>Running past its end at the moment of asking.</summary>
    [Id(4)] public bool Overdue { get; init; }

    /// <summary>Null while it is armed: nobody can know its end yet.</summary>
    [Id(5)] public required DueDate? Due { get; init; }

    [Id(6)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Next rung that will fire, or null.</summary>
    [Id(7)] public DateTimeOffset? NextRungAt { get; init; }

    /// <summary>What an armed clock waits for; otherwise null.</summary>
    [Id(8)] public AwaitedView? Awaits { get; init; }

    /// <summary>Who must act, in words.</summary>
    [Id(9)] public Sentence? DutyInWords { get; init; }

    /// <summary>Calendar days in China from today to the last day in time: 0 on that day, negative when overdue. Null unless it runs.</summary>
    [Id(10)] public int? DaysLeft { get; init; }

    /// <summary>What its end brings with it; always given of a party's own limit.</summary>
    [Id(11)] public Sentence? IfMissed { get; init; }

    /// <summary>What a party should know of its own time: from when it is counted and why, that it was interrupted or has run out.</summary>
    [Id(12)] public Sentence? Remark { get; init; }
}

/// <summary>The limit that an armed clock will count, and the events of which the first to come starts it.</summary>
[GenerateSerializer, Immutable, Alias("awaited-view")]
public sealed record AwaitedView(
    [property: Id(0)] string RuleId, [property: Id(1)] ImmutableArray<string> Events, [property: Id(2)] Sentence Sentence);

/// <summary>That limitation (诉讼时效) was interrupted: the instant of the request and the rule that makes it count.</summary>
[GenerateSerializer, Immutable, Alias("limitation-interrupted-view")]
public sealed record LimitationInterruptedView(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] Sentence Sentence, [property: Id(2)] string Law, [property: Id(3)] string Article);

/// <summary>A procedural event of a dispute, and when it happened.</summary>
[GenerateSerializer, Immutable, Alias("recorded-event-view")]
public sealed record RecordedEventView([property: Id(0)] string Event, [property: Id(1)] Sentence Name, [property: Id(2)] DateTimeOffset At);
