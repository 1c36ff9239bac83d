using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Matters;

namespace Suyuan.Disputes;

/// <summary>A dispute as someone with a role sees it.</summary>
[GenerateSerializer, Immutable, Alias("dispute-view")]
public sealed record DisputeView
{
    [Id(0)] public required DisputeNumber Number { get; init; }

    /// <summary>Changes with every change; the ETag.</summary>
    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required Stage Stage { get; init; }

    /// <summary><c>open</c>, <c>exited</c> or <c>merged</c>.</summary>
    [Id(3)] public required Standing Standing { get; init; }

    [Id(4)] public required AreaCode Area { get; init; }

    /// <summary>Names from the county down to the area.</summary>
    [Id(5)] public required string AreaName { get; init; }

    [Id(6)] public string? Category { get; init; }

    [Id(7)] public string? Channel { get; init; }

    [Id(8)] public required string Title { get; init; }

    [Id(9)] public required string Narrative { get; init; }

    [Id(10)] public required Source Source { get; init; }

    /// <summary>Masked unless the role handles the case.</summary>
    [Id(11)] public required ImmutableArray<Party> Parties { get; init; }

    [Id(12)] public int? PeopleInvolved { get; init; }

    [Id(13)] public decimal? Amount { get; init; }

    [Id(14)] public DateOnly? OccurredOn { get; init; }

    [Id(15)] public required DateTimeOffset RegisteredAt { get; init; }

    [Id(16)] public required LeadView Lead { get; init; }

    [Id(17)] public string? Mediator { get; init; }

    [Id(18)] public ImmutableArray<AgencyId> CoHandlers { get; init; } = [];

    [Id(19)] public TransferView? PendingTransfer { get; init; }

    /// <summary>How often it was declined or returned.</summary>
    [Id(20)] public int Returns { get; init; }

    /// <summary>The signal that became this dispute; its history begins there.</summary>
    [Id(110)] public MatterNumber? Signal { get; init; }

    [Id(21)] public SuspensionView? Suspension { get; init; }

    [Id(22)] public EscalationView? Escalation { get; init; }

    [Id(23)] public WatchView? Watch { get; init; }

    [Id(24)] public AgreementView? Agreement { get; init; }

    /// <summary>Next lawful routes, once the outcome is without agreement.</summary>
    [Id(25)] public ImmutableArray<RouteView> Routes { get; init; } = [];

    [Id(26)] public AnswerView? Answer { get; init; }

    [Id(27)] public ClosureView? Closure { get; init; }

    [Id(28)] public ImmutableArray<ServiceView> Services { get; init; } = [];

    [Id(29)] public int? Rating { get; init; }

    [Id(30)] public DisputeNumber? MergedInto { get; init; }

    [Id(31)] public int Reopened { get; init; }

    /// <summary>When asking for mediation interrupted limitation (最高法诉讼时效规定第12条), kept as evidence.</summary>
    [Id(32)] public DateTimeOffset? LimitationInterruptedAt { get; init; }

    [Id(33)] public required Receipt Receipt { get; init; }

    [Id(34)] public required ImmutableArray<ClockView> Clocks { get; init; }

    /// <summary>Commands that stage and side states allow this actor now.</summary>
    [Id(35)] public required ImmutableArray<string> Possible { get; init; }

    /// <summary>Contacts and sessions so far.</summary>
    [Id(36)] public int Contacts { get; init; }

    [Id(37)] public int Sessions { get; init; }

    /// <summary>The interruption of limitation with the law it rests on, or null.</summary>
    [Id(38)] public LimitationInterruptedView? LimitationInterrupted { get; init; }

    /// <summary>Procedural events recorded so far, oldest record first.</summary>
    [Id(50)] public ImmutableArray<RecordedEventView> Events { get; init; } = [];

    /// <summary>The search for the mediator, or who has the case; null while nobody was sought.</summary>
    [Id(60)] public AssignmentView? Assignment { get; init; }

    [Id(61)] public ImmutableArray<ParticipantView> Participants { get; init; } = [];

    [Id(62)] public ImmutableArray<RecusalView> Recusals { get; init; } = [];

    /// <summary>以案定补 as found at the last closing.</summary>
    [Id(63)] public ImmutableArray<AllowanceView> Allowances { get; init; } = [];

    /// <summary>The grid of the village where it arose, where one was named.</summary>
    [Id(70)] public GridCode? Grid { get; init; }

    /// <summary>Risks that were recorded, oldest first.</summary>
    [Id(90)] public ImmutableArray<RiskView> Risks { get; init; } = [];

    /// <summary>Later registrations of the same claim that were merged into this one (最多访一次).</summary>
    [Id(91)] public ImmutableArray<DisputeNumber> Linked { get; init; } = [];

    /// <summary>How often it has come onto the special-watch list.</summary>
    [Id(92)] public int WatchEntries { get; init; }

    /// <summary>Supervision orders and tasks of joint meetings about it, with the status last told.</summary>
    [Id(93)] public ImmutableArray<DisputeOrderView> Orders { get; init; } = [];

    /// <summary>Languages beside Mandarin that the parties need.</summary>
    [Id(111)] public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Agencies and service points that a party had to go to, each once; one is what is aimed at (最多跑一地).</summary>
    [Id(112)] public ImmutableArray<string> PlacesVisited { get; init; } = [];

    /// <summary>Who referred it, and who passed it on: what becomes of it goes back to them.</summary>
    [Id(113)] public ImmutableArray<NamedAgency> Referrers { get; init; } = [];

    /// <summary>限制知悉: why fewer may know of it; empty for most.</summary>
    [Id(120)] public ImmutableArray<RestrictionView> Restrictions { get; init; } = [];

    /// <summary>How long what identifies people is kept; null while the dispute is open.</summary>
    [Id(150)] public RetentionView? Retention { get; init; }
}

/// <param name="Rule">Row of <c>GET /v1/retention/rules</c>.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Holds">What keeps it longer now.</param>
/// <param name="ErasedAt">When it was erased; of one party alone where <paramref name="ErasedParty"/> says which.</param>
[GenerateSerializer, Immutable, Alias("retention-view")]
public sealed record RetentionView(
    [property: Id(0)] string Rule, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] ImmutableArray<string> Holds,
    [property: Id(3)] DateTimeOffset? ErasedAt = null, [property: Id(4)] int? ErasedParty = null);

/// <param name="Mark">As <c>Disputes/restrictions.csv</c> names it.</param>
[GenerateSerializer, Immutable, Alias("restriction-view")]
public sealed record RestrictionView([property: Id(0)] string Mark, [property: Id(1)] Sentence Words);

[GenerateSerializer, Immutable, Alias("dispute-order-view")]
public sealed record DisputeOrderView([property: Id(0)] MatterNumber Number, [property: Id(1)] string Status, [property: Id(2)] AgencyId Agency);

/// <summary>A risk that was recorded, and what tells of it.</summary>
[GenerateSerializer, Immutable, Alias("risk-view")]
public sealed record RiskView([property: Id(0)] RiskFactor Factor, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string? Reference);

/// <summary>The three parts of the ledger: registered = open + exited + merged.</summary>
public enum Standing
{
    None = 0,
    Open = 1,
    Exited = 2,
    Merged = 3,
}

/// <summary>The one unit that answers for the dispute at this instant.</summary>
[GenerateSerializer, Immutable, Alias("lead-view")]
public sealed record LeadView([property: Id(0)] AgencyId Agency, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("transfer-view")]
public sealed record TransferView([property: Id(0)] AgencyId To, [property: Id(1)] string Name, [property: Id(2)] string Reason, [property: Id(3)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("suspension-view")]
public sealed record SuspensionView([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("escalation-view")]
public sealed record EscalationView([property: Id(0)] AreaLevel Level, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("watch-view")]
public sealed record WatchView(
    [property: Id(0)] WatchGrade Grade, [property: Id(1)] string Reason, [property: Id(2)] string NamedLeader,
    [property: Id(3)] DateTimeOffset Since, [property: Id(4)] int Visits)
{
    /// <summary>False while the lead's responsible leader stands in until somebody is named.</summary>
    [Id(5)] public bool LeaderNamed { get; init; }

    /// <summary>Why it is on the list, oldest first.</summary>
    [Id(6)] public ImmutableArray<WatchReasonView> Reasons { get; init; } = [];

    /// <summary>The last day for the next visit.</summary>
    [Id(7)] public DateOnly? NextVisit { get; init; }
}

/// <param name="Rule">Id of the rule of entry; <c>by-hand</c> where somebody decided.</param>
[GenerateSerializer, Immutable, Alias("watch-reason-view")]
public sealed record WatchReasonView([property: Id(0)] string Rule, [property: Id(1)] Sentence Words, [property: Id(2)] DateTimeOffset At);

/// <summary>平稳退出: what has to hold before the dispute may leave, and before it may leave the special-watch list; each with its state now.</summary>
/// <param name="Exit">Of leaving the system.</param>
/// <param name="Watch">Of leaving the list; empty when it is not on it.</param>
[GenerateSerializer, Immutable, Alias("exit-conditions-view")]
public sealed record ExitConditionsView(
    [property: Id(0)] DisputeNumber Number, [property: Id(1)] int Version, [property: Id(2)] bool MayExit, [property: Id(3)] ImmutableArray<ExitConditionView> Exit,
    [property: Id(4)] ImmutableArray<ExitConditionView> Watch);

[GenerateSerializer, Immutable, Alias("exit-condition-view")]
public sealed record ExitConditionView([property: Id(0)] string Id, [property: Id(1)] Sentence Words, [property: Id(2)] string Basis, [property: Id(3)] bool Holds);
[GenerateSerializer, Immutable, Alias("agreement-view")]
public sealed record AgreementView(
    [property: Id(0)] AgreementForm Form, [property: Id(1)] DateOnly SignedOn, [property: Id(2)] AgreementScope Scope,
    [property: Id(3)] string Terms, [property: Id(4)] ImmutableArray<InstalmentView> Instalments, [property: Id(5)] ConfirmationStep? Confirmation);

[GenerateSerializer, Immutable, Alias("instalment-view")]
public sealed record InstalmentView(
    [property: Id(0)] int Number, [property: Id(1)] string What, [property: Id(2)] decimal? Amount,
    [property: Id(3)] DateOnly DueOn, [property: Id(4)] DateOnly? PerformedOn);

/// <summary>A way that is open to the party, and until when.</summary>
[GenerateSerializer, Immutable, Alias("route-view")]
public sealed record RouteView(
    [property: Id(0)] string Id, [property: Id(1)] Sentence Name, [property: Id(2)] Sentence Where,
    [property: Id(3)] string Basis, [property: Id(4)] string? ClockId);

[GenerateSerializer, Immutable, Alias("answer-view")]
public sealed record AnswerView(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] DeliveryMethod Method, [property: Id(2)] string Text, [property: Id(3)] bool Delivered);

[GenerateSerializer, Immutable, Alias("closure-view")]
public sealed record ClosureView([property: Id(0)] DateTimeOffset At, [property: Id(1)] AreaLevel SettledAt, [property: Id(2)] bool WithinLimit);

[GenerateSerializer, Immutable, Alias("service-view")]
public sealed record ServiceView(
    [property: Id(0)] int Number, [property: Id(1)] ServiceKind Kind, [property: Id(2)] AgencyId Owner,
    [property: Id(3)] ServiceOutcome? Outcome, [property: Id(4)] string ClockId);

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

/// <summary>That limitation (诉讼时效) was interrupted: the instant of the request and the rule that makes it count.</summary>
[GenerateSerializer, Immutable, Alias("limitation-interrupted-view")]
public sealed record LimitationInterruptedView(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] Sentence Sentence, [property: Id(2)] string Law, [property: Id(3)] string Article);

/// <summary>The limit that an armed clock will count, and the events of which the first to come starts it.</summary>
[GenerateSerializer, Immutable, Alias("awaited-view")]
public sealed record AwaitedView(
    [property: Id(0)] string RuleId, [property: Id(1)] ImmutableArray<string> Events, [property: Id(2)] Sentence Sentence);

/// <summary>A procedural event of a dispute, and when it happened.</summary>
[GenerateSerializer, Immutable, Alias("recorded-event-view")]
public sealed record RecordedEventView([property: Id(0)] string Event, [property: Id(1)] Sentence Name, [property: Id(2)] DateTimeOffset At);

/// <summary>What a party may see.</summary>
[GenerateSerializer, Immutable, Alias("progress-view")]
public sealed record ProgressView
{
    [Id(0)] public required DisputeNumber Number { get; init; }

    [Id(1)] public required Stage Stage { get; init; }

    /// <summary>Where it stands, in plain words.</summary>
    [Id(2)] public required Sentence Where { get; init; }

    /// <summary>Who answers for it.</summary>
    [Id(3)] public required string Lead { get; init; }

    /// <summary>What the system owes the party, with the date of each.</summary>
    [Id(4)] public required ImmutableArray<ClockView> Ours { get; init; }

    /// <summary>The party's own time limits: those that run, the nearest first, and limitation that has run out.</summary>
    [Id(5)] public required ImmutableArray<ClockView> Yours { get; init; }

    [Id(6)] public required ImmutableArray<RouteView> Routes { get; init; }

    [Id(7)] public AnswerView? Answer { get; init; }

    [Id(8)] public required Receipt Receipt { get; init; }

    [Id(9)] public DisputeNumber? MergedInto { get; init; }

    /// <summary>That asking interrupted limitation, and since when, as evidence for the party; or null.</summary>
    [Id(10)] public LimitationInterruptedView? LimitationInterrupted { get; init; }
}
