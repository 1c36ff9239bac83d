using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Projection;

/// <summary>
/// What grains ask of the projected tables. Implemented once per database outside this project; every method reads
/// one consistent snapshot and never writes.
/// </summary>
public interface IReadModel
{
    /// <summary>The registration that used this key, if any.</summary>
    Task<RegisteredKey?> FindRegistration(string idempotencyKey, CancellationToken cancellation);

    Task<ImmutableArray<DisputeRow>> Search(DisputeFilter filter, CancellationToken cancellation);

    /// <summary>Steps with a sequence after the given one, oldest first.</summary>
    Task<ImmutableArray<EventRow>> History(string number, int afterSequence, int limit, CancellationToken cancellation);

    /// <summary>Disputes whose next rung is older than the instant, oldest first: what reminder and timer have missed.</summary>
    Task<ImmutableArray<string>> OverdueWakeUps(int shard, int shards, DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>Receipts of a county that no seal holds yet, by year and sequence.</summary>
    Task<ImmutableArray<ReceiptRow>> UnsealedReceipts(string county, int limit, CancellationToken cancellation);

    /// <summary>Seals of a county with a number after the given one, oldest first, each with its receipts in position order.</summary>
    Task<ImmutableArray<SealWithReceipts>> Seals(string county, int afterNumber, int limit, CancellationToken cancellation);

    /// <summary>The seal that holds a receipt, or null while none does.</summary>
    Task<SealWithReceipts?> SealOf(string number, CancellationToken cancellation);

    /// <summary>Disputes of an area subtree by standing.</summary>
    Task<LedgerCounts> CountLedger(string areaPrefix, CancellationToken cancellation);

    /// <summary>
    /// Disputes of an area subtree after a number, in number order, with what is needed to check each one's chain
    /// against its receipt and search row.
    /// </summary>
    Task<ImmutableArray<ChainEnd>> ChainEnds(string areaPrefix, string afterNumber, int limit, CancellationToken cancellation);

    /// <summary>All steps of some disputes, by number and sequence.</summary>
    Task<ImmutableArray<EventRow>> Histories(ImmutableArray<string> numbers, CancellationToken cancellation);

    /// <summary>Open clocks counted by state, day of their end and duty.</summary>
    Task<ImmutableArray<LoadRow>> Load(LoadFilter filter, CancellationToken cancellation);

    /// <summary>Numbers merged into this one.</summary>
    Task<ImmutableArray<string>> MergedInto(string number, CancellationToken cancellation);

    /// <summary>True when the database answers.</summary>
    Task<bool> IsReachable(CancellationToken cancellation);
}

/// <param name="Fingerprint">SHA-256 of what was registered.</param>
public sealed record RegisteredKey(string Number, string Fingerprint);

/// <summary>Registered counts every dispute once; the other three must add up to it.</summary>
public sealed record LedgerCounts(long Registered, long Open, long Exited, long Merged, long Receipts);

public sealed record SealWithReceipts(
    string County, int Number, DateTimeOffset At, int Count, string MerkleRoot, string PreviousHash, string Hash, ImmutableArray<ReceiptRow> Receipts,
    long? Audited = null, string? AuditHash = null);

/// <summary>Where a dispute's own row says its history ends.</summary>
public sealed record ChainEnd(string Number, string? ReceiptHash, int Steps, string LastHash);

/// <summary>What a list asks for. Null means "any".</summary>
/// <param name="AreaPrefix">Subtree by code prefix (the city's prefix is its first 4 digits).</param>
/// <param name="Overdue">Open with a clock of ours past its end at <paramref name="Now"/>.</param>
/// <param name="Watched">Under special watch, in any grade, or not.</param>
/// <param name="Relapsed">It came back after closing at least once, or never.</param>
/// <param name="VisitBefore">Under special watch with a visit due before, exclusive.</param>
/// <param name="ReturnsFrom">At least so many returns since the last decision on competence.</param>
/// <param name="Text">Matched against number and title, literally.</param>
/// <param name="After">Last row of the page before, or null for the first page.</param>
/// <param name="Party">A telephone or identity number of a party; its own number stays empty.</param>
public sealed record DisputeFilter(
    string? AreaPrefix,
    Stage? Stage,
    string? Category,
    string? Channel,
    string? Lead,
    string? Mediator,
    string? Watch,
    bool? Overdue,
    DateTimeOffset Now,
    DateTimeOffset? RegisteredFrom,
    DateTimeOffset? RegisteredTo,
    string? Text,
    DisputeSort Sort,
    PagePosition? After,
    int Limit,
    bool? Watched = null,
    bool? Relapsed = null,
    bool? Contested = null,
    DateTimeOffset? VisitBefore = null,
    int? ReturnsFrom = null,
    PartyKeyRow? Party = null)
{
    /// <summary>What the asker may know; what is not covered does not exist for the list.</summary>
    public required Identity.Reach Reach { get; init; }

    /// <summary>The same for disputes of restricted visibility; covers no more than <see cref="Reach"/>.</summary>
    public required Identity.Reach ReachRestricted { get; init; }
}

/// <summary>Whose clocks a forecast counts: of one holder, or of all disputes of an area subtree.</summary>
/// <param name="Now">Running clocks whose end lies before are overdue.</param>
/// <param name="Today">The first instant of today in China; days are counted from it.</param>
/// <param name="Until">The end of the last day; what ends after it is later.</param>
public sealed record LoadFilter(string? Holder, string? AreaPrefix, DateTimeOffset Now, DateTimeOffset Today, DateTimeOffset Until);

/// <summary>How an open clock stands to the days of a forecast.</summary>
public enum LoadWhen
{
    Due = 0,
    Overdue = 1,
    Suspended = 2,
    Later = 3,
}

/// <param name="Day">Days after today on which it ends, an end at 24:00 on the day that it ends; 0 where it has no day.</param>
public sealed record LoadRow(LoadWhen When, int Day, string Duty, long Count, long Provisional);

/// <summary>Where a page ended: the sort value (UTC ticks; long.MaxValue for none) and the number that breaks ties.</summary>
public sealed record PagePosition(long SortTicks, string Number);
