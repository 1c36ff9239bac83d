using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Matters;
using Suyuan.Privacy;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// What is stored for one dispute: what the rules read, and the rows of the last write. History lives in its own table,
/// so this stays small however long the case lives. Callers see <see cref="DisputeView"/>.
/// </summary>
[GenerateSerializer, Alias("dispute-state")]
internal sealed partial record DisputeState : IProjectedState, IClocked<DisputeState>
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [Id(0)] public string Number { get; init; } = "";

    /// <summary>1 with the first write, one more with each; the storage version and the ETag.</summary>
    [Id(1)] public int Version { get; init; }

    [Id(2)] public Stage Stage { get; init; }

    [Id(3)] public AreaCode Area { get; init; }

    [Id(4)] public string? Category { get; init; }

    [Id(5)] public string? Channel { get; init; }

    [Id(6)] public string Title { get; init; } = "";

    [Id(7)] public string Narrative { get; init; } = "";

    [Id(8)] public Source Source { get; init; }

    [Id(9)] public ImmutableArray<Party> Parties { get; init; } = [];

    [Id(10)] public int? PeopleInvolved { get; init; }

    [Id(11)] public decimal? Amount { get; init; }

    [Id(12)] public DateOnly? OccurredOn { get; init; }

    [Id(13)] public DateTimeOffset RegisteredAt { get; init; }

    [Id(14)] public string Fingerprint { get; init; } = "";

    [Id(15)] public string AccessCode { get; init; } = "";

    [Id(16)] public string? IdempotencyKey { get; init; }

    [Id(17)] public Receipt? Receipt { get; init; }

    /// <summary>谁牵头: exactly one at any instant, from the first write on.</summary>
    [Id(18)] public AgencyId Lead { get; init; }

    [Id(19)] public DateTimeOffset LeadSince { get; init; }

    [Id(20)] public string? Mediator { get; init; }

    [Id(21)] public ImmutableArray<AgencyId> CoHandlers { get; init; } = [];

    [Id(22)] public PendingTransfer? Transfer { get; init; }

    /// <summary>Declines and returned transfers since the registration or the coordinator's last decision.</summary>
    [Id(23)] public int Returns { get; init; }

    [Id(24)] public Suspension? Suspension { get; init; }

    [Id(25)] public Escalation? Escalation { get; init; }

    [Id(26)] public WatchState? Watch { get; init; }

    [Id(27)] public Agreement? Agreement { get; init; }

    /// <summary>Next lawful routes, named when the outcome is without agreement.</summary>
    [Id(28)] public ImmutableArray<NamedRoute> Routes { get; init; } = [];

    [Id(29)] public Answer? Answer { get; init; }

    [Id(30)] public Closure? Closure { get; init; }

    [Id(31)] public ImmutableArray<ServiceState> Services { get; init; } = [];

    [Id(32)] public int? Rating { get; init; }

    [Id(33)] public DisputeNumber? MergedInto { get; init; }

    [Id(34)] public int Reopened { get; init; }

    /// <summary>The latest request that interrupted limitation; earlier ones stand in the history.</summary>
    [Id(35)] public DateTimeOffset? LimitationInterruptedAt { get; init; }

    [Id(36)] public int Contacts { get; init; }

    [Id(37)] public int Sessions { get; init; }

    /// <summary>Open clocks, and of each key the last that ended.</summary>
    [Id(38)] public ImmutableArray<Clock> Clocks { get; init; } = [];

    /// <summary>Latest commands, oldest first, so that a retry is recognised.</summary>
    [Id(39)] public ImmutableArray<RememberedCommand> Remembered { get; init; } = [];

    /// <summary>Sequence and hash of the last step of the history.</summary>
    [Id(40)] public int LastStep { get; init; }

    [Id(41)] public string LastHash { get; init; } = "";

    [Id(42)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The rows of this write; replaced by the next.</summary>
    [JsonIgnore]
    [Id(43)] public Written Written { get; init; } = Written.Nothing;

    /// <summary>How many clocks each key has had, for their ids.</summary>
    [Id(44)] public ImmutableDictionary<string, int> ClockCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>When it was asked for again, by reopening; null while the registration is the only request.</summary>
    [Id(45)] public DateTimeOffset? RequestedAgainAt { get; init; }

    /// <summary>Procedural events that were recorded, and those that followed from a silence, oldest record first.</summary>
    [Id(50)] public ImmutableArray<RecordedEvent> Events { get; init; } = [];

    /// <summary>The search for the mediator, or who has the case; null while nobody was sought.</summary>
    [Id(60)] public Assignment? Assignment { get; init; }

    /// <summary>Whom the assigning unit proposed; asked when the lead accepts.</summary>
    [Id(61)] public string? ProposedMediator { get; init; }

    /// <summary>Co-mediators and invited participants, by invitation.</summary>
    [Id(62)] public ImmutableArray<Participant> Participants { get; init; } = [];

    [Id(63)] public ImmutableArray<Recusal> Recusals { get; init; } = [];

    /// <summary>The last ticket that was given for a place with a mediator; never given twice.</summary>
    [Id(64)] public int LastTicket { get; init; }

    /// <summary>Places that are wanted or to be given back, until the mediators' grains have confirmed it.</summary>
    [Id(65)] public ImmutableArray<Errand> Errands { get; init; } = [];

    /// <summary>Who had it before it changed hands or came back.</summary>
    [Id(66)] public ImmutableArray<string> FormerMediators { get; init; } = [];

    /// <summary>Who was recused, replaced or left, and is not asked again.</summary>
    [Id(67)] public ImmutableArray<string> ExcludedMediators { get; init; } = [];

    /// <summary>As found at the last closing.</summary>
    [Id(68)] public ImmutableArray<Allowance> Allowances { get; init; } = [];

    /// <summary>The grid of the village where it arose, where one was named.</summary>
    [Id(70)] public GridCode? Grid { get; init; }

    /// <summary>Risks that were recorded, oldest first.</summary>
    [Id(90)] public ImmutableArray<KnownRisk> Risks { get; init; } = [];

    /// <summary>How many of our clocks have ended unmet in this whole life.</summary>
    [Id(91)] public int Overdue { get; init; }

    /// <summary>Visits under special watch that found it escalating.</summary>
    [Id(92)] public int Escalating { get; init; }

    /// <summary>How far each rule of entry has spoken (see <see cref="WatchEntry"/>): the same facts put a case on the list once.</summary>
    [Id(93)] public ImmutableDictionary<string, int> WatchSpoken { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>When time alone will make a rule of entry hold.</summary>
    [Id(94)] public DateTimeOffset? WatchAt { get; init; }

    /// <summary>How often it came onto the special-watch list.</summary>
    [Id(95)] public int WatchEntries { get; init; }

    /// <summary>Later registrations of the same claim that were merged into this one.</summary>
    [Id(96)] public ImmutableArray<string> Linked { get; init; } = [];

    /// <summary>When the surviving dispute is to be told again that this one was merged into it; null once it knows.</summary>
    [Id(97)] public DateTimeOffset? TellSurvivorAt { get; init; }

    /// <summary>The last sign that it stirs again: a risk, or another registration of the same claim. The window of quiet counts from it.</summary>
    [Id(98)] public DateTimeOffset? StirredAt { get; init; }

    /// <summary>When the outcome without agreement was explained to the parties.</summary>
    [Id(99)] public DateTimeOffset? ExplainedAt { get; init; }

    /// <summary>Orders and tasks about it, with the status that its history has told last.</summary>
    [Id(100)] public ImmutableArray<KnownOrder> Orders { get; init; } = [];

    /// <summary>The signal that became this dispute.</summary>
    [Id(110)] public MatterNumber? Signal { get; init; }

    /// <summary>Languages beside Mandarin that the parties need.</summary>
    [Id(111)] public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Agencies and service points that a party had to go to, each once, in order (最多跑一地).</summary>
    [Id(112)] public ImmutableArray<string> Visited { get; init; } = [];

    /// <summary>Who referred it, and who passed it on by a transfer: what becomes of it goes back to them (处置反馈).</summary>
    [Id(113)] public ImmutableArray<AgencyId> Referrers { get; init; } = [];

    /// <summary>Why fewer may know of it (<c>Disputes/restrictions.csv</c>), each once; never taken back.</summary>
    [Id(120)] public ImmutableArray<string> Restrictions { get; init; } = [];

    /// <summary>How long it is kept; null while it is open.</summary>
    [Id(150)] public Retention? Retention { get; init; }

    /// <summary>What was put by hand to keep it beyond its time.</summary>
    [Id(151)] public ImmutableArray<RecordsHold> Holds { get; init; } = [];

    /// <summary>The latest request of a party for erasure.</summary>
    [Id(152)] public ErasureRequest? ErasureRequest { get; init; }

    /// <summary>The latest erasure.</summary>
    [Id(153)] public Erasure? Erased { get; init; }
}
