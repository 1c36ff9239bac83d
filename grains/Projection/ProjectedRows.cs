using System.Collections.Immutable;
using Suyuan.Audit;

namespace Suyuan.Projection;

/// <summary>
/// A grain state whose write also puts rows into the read model. One write of such a state is one database
/// transaction that holds the state and every row that <see cref="Project"/> returns, or nothing.
/// </summary>
public interface IProjectedState
{
    /// <summary>The rows of the write about to happen. Pure; called once per write, by the storage.</summary>
    ProjectedRows Project();
}

/// <summary>What one write puts beside the state. Empty parts cost nothing.</summary>
public sealed record ProjectedRows
{
    /// <summary>The search row; inserted by the grain's first write, where its uniqueness claims the registration.</summary>
    public DisputeRow? Dispute { get; init; }

    /// <summary>The row of a matter beside the disputes: upserted.</summary>
    public MatterRow? Matter { get; init; }

    /// <summary>Set by the first write only.</summary>
    public ReceiptRow? Receipt { get; init; }

    /// <summary>Steps of this write: appended, never changed.</summary>
    public ImmutableArray<EventRow> Events { get; init; } = [];

    /// <summary>Clocks that this write changed: upserted.</summary>
    public ImmutableArray<ClockRow> Clocks { get; init; } = [];

    /// <summary>Rungs fired by this write: inserted; a second row for one (clock, rung) fails the write.</summary>
    public ImmutableArray<RungRow> Rungs { get; init; } = [];

    /// <summary>Outbox rows: inserted.</summary>
    public ImmutableArray<NoticeRow> Notices { get; init; } = [];

    /// <summary>Ends that a change of law moved with this write: appended.</summary>
    public ImmutableArray<ClockMoveRow> Moves { get; init; } = [];

    /// <summary>A change of law: appended.</summary>
    public LawChangeRow? LawChange { get; init; }

    /// <summary>Outbox rows that an agency took into its inbox, with the place each has there.</summary>
    public ImmutableArray<TakenRow> Taken { get; init; } = [];

    /// <summary>Notices that somebody acknowledged; a second acknowledgement changes nothing.</summary>
    public ImmutableArray<AcknowledgedRow> Acknowledged { get; init; } = [];

    /// <summary>What an agency says of itself: upserted.</summary>
    public ProfileRow? Profile { get; init; }

    /// <summary>Notices that a webhook gave up: inserted; one that is there already stays as it is.</summary>
    public ImmutableArray<DeadLetterRow> DeadLetters { get; init; } = [];

    /// <summary>Dead letters that reached their receiver after all.</summary>
    public ImmutableArray<RedeliveredRow> Redelivered { get; init; } = [];

    /// <summary>What the incident is recognised by: inserted with the first write.</summary>
    public MarkRow? Mark { get; init; }

    /// <summary>Numbers by which a party can be found: inserted with the first write, as keyed hashes.</summary>
    public ImmutableArray<PartyKeyRow> PartyKeys { get; init; } = [];

    /// <summary>Red warnings that the dispute was told of: inserted; one that is there already stays as it is.</summary>
    public ImmutableArray<RedWarningRow> RedWarnings { get; init; } = [];

    /// <summary>What the way to a closing has cost the parties: upserted with the closing.</summary>
    public ClosingRow? Closing { get; init; }

    /// <summary>What is erased with this write.</summary>
    public ErasureRow? Erasure { get; init; }

    /// <summary>Lines of the audit trail: appended, never changed.</summary>
    public ImmutableArray<AuditLine> Audit { get; init; } = [];

    /// <summary>A seal over receipts; the listed receipts are marked with its number.</summary>
    public SealRow? Seal { get; init; }

    /// <summary>The grain's one reminder: null leaves the row as it is.</summary>
    public WakeUp? Wake { get; init; }
}

/// <summary>A number of a party, by which the dispute can be found.</summary>
/// <param name="Kind"><c>telephone</c> or <c>id-number</c>.</param>
/// <param name="Value">As it was written; the storage puts a keyed hash in its place.</param>
public sealed record PartyKeyRow(string Number, string Kind, string Value)
{
    public const string Telephone = "telephone";

    public const string IdNumber = "id-number";
}

/// <summary>The grain's next wake-up; a null instant deletes the reminder.</summary>
public sealed record WakeUp(DateTimeOffset? At);

/// <summary>Search row of a dispute: what lists filter and sort by, nothing that only the grain needs.</summary>
/// <param name="Area">Where it arose, 12, 9 or 6 digits; subtrees are prefix ranges.</param>
/// <param name="Standing"><c>open</c>, <c>exited</c> or <c>merged</c>: the three parts of the ledger.</param>
/// <param name="NextDueAt">Earliest end of a running clock of ours; overdue is computed from it.</param>
/// <param name="NextWakeAt">Earliest rung not fired yet; the sweep compares it with the present.</param>
/// <param name="IdempotencyKey">Scoped key of the registration, unique where set.</param>
/// <param name="Fingerprint">SHA-256 of what was registered, hexadecimal: tells a retry from a reused key.</param>
/// <param name="Reopened">How often it came back after closing.</param>
/// <param name="Returns">Declines and returned transfers since the last decision on competence.</param>
/// <param name="Contested">The coordinator has to decide who is competent.</param>
/// <param name="NextVisitAt">Until when a watched dispute has to be visited.</param>
/// <param name="Others">Who takes part besides the lead, each between two bars; null for nobody.</param>
/// <param name="Restricted">Fewer may know of it: it concerns a minor or a crime.</param>
/// <param name="EraseAt">When its retention ends; null while it is open, and once everything is erased.</param>
/// <param name="EraseRule">Row of <c>Privacy/retention.csv</c> that says so, and after the erasure said so.</param>
/// <param name="Held">A reason to keep it stood in the way when it was last looked at.</param>
/// <param name="Uncounted">No published table may count it.</param>
/// <param name="TitleKey">Keyed marks by which an encrypted title is found; the storage makes them.</param>
/// <param name="Steps">Length of the history, and <paramref name="LastHash"/> its end: a tail cut off shows.</param>
/// <param name="SettledAt">Level on which it was settled, while it is closed.</param>
public sealed record DisputeRow(
    string Number,
    string Area,
    string? Category,
    string? Channel,
    string Stage,
    string Standing,
    string Lead,
    string? Mediator,
    string? Watch,
    string Title,
    string Source,
    DateTimeOffset RegisteredAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? NextDueAt,
    DateTimeOffset? NextWakeAt,
    string? MergedInto,
    int Version,
    string? IdempotencyKey,
    string Fingerprint,
    int Steps,
    string LastHash,
    string? SettledAt = null,
    int Reopened = 0,
    int Returns = 0,
    bool Contested = false,
    DateTimeOffset? NextVisitAt = null,
    string? Others = null,
    bool Restricted = false,
    DateTimeOffset? EraseAt = null,
    string? EraseRule = null,
    bool Held = false,
    bool Uncounted = false,
    string? TitleKey = null);

/// <summary>One matter beside the disputes, as lists and the sweep need it.</summary>
/// <param name="Status">As <c>Matters/statuses.csv</c> names it.</param>
/// <param name="Subject">What others find it by, as its kind defines it.</param>
/// <param name="Title">No personal data.</param>
/// <param name="NextDueAt">Earliest end of a running clock.</param>
/// <param name="NextWakeAt">When time alone will next do something; the sweep compares it with the present.</param>
/// <param name="Data">What its kind shows of it in a list, JSON object text without personal data.</param>
public sealed record MatterRow(
    string Number, string Kind, string Area, string Agency, string? Category, string? Subject, string Status, bool Open, string Title,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? NextDueAt, DateTimeOffset? NextWakeAt, int Version, string Data);

/// <summary>What the county's ledger seals: the receipt of one registration.</summary>
public sealed record ReceiptRow(string Number, string County, int Year, int Sequence, string Hash, DateTimeOffset At);

/// <summary>One step of a dispute's history, chained to the one before by its hash.</summary>
/// <param name="Sequence">1, 2, 3 … within the dispute, without gaps.</param>
/// <param name="Data">Details of the act, JSON object text.</param>
/// <param name="DataHash">Of the details as they were, where something was erased from them since; null where they are whole.</param>
[GenerateSerializer, Alias("event-row")]
public sealed record EventRow(
    [property: Id(0)] string Number,
    [property: Id(1)] int Sequence,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Act,
    [property: Id(4)] string ActorId,
    [property: Id(5)] string ActorRole,
    [property: Id(6)] string? ActorAgency,
    [property: Id(7)] string FromStage,
    [property: Id(8)] string ToStage,
    [property: Id(9)] string? Basis,
    [property: Id(10)] string Data,
    [property: Id(11)] string PreviousHash,
    [property: Id(12)] string Hash,
    [property: Id(13)] string? DataHash = null);

/// <summary>What one write takes out of the rows of a dispute for ever: words in earlier steps, the keys its incident is recognised by, what notices about it said.</summary>
[GenerateSerializer, Alias("erasure-row")]
public sealed record ErasureRow([property: Id(0)] string Number, [property: Id(1)] ImmutableArray<ErasedStepRow> Steps);

/// <summary>The one change a step may ever see, and only once: its data gives way to what is left, and the hash of what stood there stays.</summary>
[GenerateSerializer, Alias("erased-step-row")]
public sealed record ErasedStepRow(
    [property: Id(0)] string Number, [property: Id(1)] int Sequence, [property: Id(2)] string Data, [property: Id(3)] string DataHash);

/// <summary>One clock, as lists, forecasts and changes of law need it.</summary>
/// <param name="Adjusted">Extensions and excluded intervals, JSON; empty when there are none.</param>
public sealed record ClockRow(
    string Number,
    string ClockId,
    string RuleId,
    int RuleVersion,
    string Duty,
    string Holder,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt,
    bool Provisional,
    string CalendarVersion,
    string Adjusted);

/// <summary>One rung that fired; unique by number, clock and rung.</summary>
/// <param name="Cause">By which net it was caught: <c>reminder</c>, <c>timer</c>, <c>activation</c>, <c>command</c> or <c>sweep</c>.</param>
[GenerateSerializer, Alias("rung-row")]
public sealed record RungRow(
    [property: Id(0)] string Number, [property: Id(1)] string ClockId, [property: Id(2)] string Rung,
    [property: Id(3)] DateTimeOffset DueAt, [property: Id(4)] DateTimeOffset FiredAt, [property: Id(5)] string Cause);

/// <summary>One notice for one agency, in the outbox until the agency's grain takes it.</summary>
/// <param name="Id">Stable: number, event sequence and ordinal; see <see cref="Suyuan.Agencies.NoticeOrder"/>.</param>
/// <param name="Number">Dispute it is about; empty when it is about an agency.</param>
/// <param name="Payload">JSON object text without personal data.</param>
/// <param name="Area">Where the dispute arose.</param>
[GenerateSerializer, Alias("notice-row")]
public sealed record NoticeRow(
    [property: Id(0)] string Id, [property: Id(1)] string Agency, [property: Id(2)] string Number, [property: Id(3)] string Kind,
    [property: Id(4)] string Severity, [property: Id(5)] DateTimeOffset At, [property: Id(6)] string Payload,
    [property: Id(7)] string? Area = null, [property: Id(8)] string? Category = null)
{
    /// <summary>The payload of a notice whose dispute was erased: that there was one, of which kind, about what and when, stays.</summary>
    public const string Erased = """{"erased":true}""";
}

/// <summary>A notice gets its place in the inbox of its agency.</summary>
/// <param name="Sequence">1, 2, 3 … within the agency, without gaps.</param>
/// <param name="AcknowledgeBy">Until when a person has to acknowledge it; null where nobody has to.</param>
[GenerateSerializer, Alias("taken-row")]
public sealed record TakenRow([property: Id(0)] string Id, [property: Id(1)] long Sequence, [property: Id(2)] DateTimeOffset At, [property: Id(3)] DateTimeOffset? AcknowledgeBy);

[GenerateSerializer, Alias("acknowledged-row")]
public sealed record AcknowledgedRow([property: Id(0)] string Id, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>A notice that a webhook gave up; unique by agency, webhook and notice.</summary>
/// <param name="Reason">Why the last try failed.</param>
/// <param name="Attempts">How often it was tried.</param>
[GenerateSerializer, Alias("dead-letter-row")]
public sealed record DeadLetterRow(
    [property: Id(0)] string Agency, [property: Id(1)] int Webhook, [property: Id(2)] string NoticeId, [property: Id(3)] long Sequence,
    [property: Id(4)] string Kind, [property: Id(5)] DateTimeOffset At, [property: Id(6)] string Reason, [property: Id(7)] int Attempts,
    [property: Id(8)] DateTimeOffset? RedeliveredAt = null);

[GenerateSerializer, Alias("redelivered-row")]
public sealed record RedeliveredRow([property: Id(0)] string Agency, [property: Id(1)] int Webhook, [property: Id(2)] long Sequence, [property: Id(3)] DateTimeOffset At);

/// <summary>A seal over the receipts of one county since its seal before, and over its audit trail.</summary>
/// <param name="Audited">Last line of the trail that it vouches for; null where there was none, or none was known yet.</param>
/// <param name="AuditHash">That line's hash.</param>
[GenerateSerializer, Alias("seal-row")]
public sealed record SealRow(
    [property: Id(0)] string County, [property: Id(1)] int Number, [property: Id(2)] DateTimeOffset At, [property: Id(3)] int Count,
    [property: Id(4)] string MerkleRoot, [property: Id(5)] string PreviousHash, [property: Id(6)] string Hash,
    [property: Id(7)] ImmutableArray<SealedReceipt> Receipts, [property: Id(8)] long? Audited = null, [property: Id(9)] string? AuditHash = null);

/// <summary>A receipt's place in a seal.</summary>
/// <param name="Position">Zero-based leaf position in the Merkle tree.</param>
[GenerateSerializer, Alias("sealed-receipt")]
public sealed record SealedReceipt([property: Id(0)] string Number, [property: Id(1)] int Position);
