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

/// <summary>The three parts of the ledger: registered = open + exited + merged.</summary>
public enum Standing
{
    None = 0,
    Open = 1,
    Exited = 2,
    Merged = 3,
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
