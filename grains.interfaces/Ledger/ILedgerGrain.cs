using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Disputes;

namespace Suyuan.Ledger;

/// <summary>Proof that nothing slipped in or out: counts, chains and seals. Stateless. Key: 0.</summary>
[GrainInterfaceType("ledger")]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>Recomputes everything of an area's subtree from the stored rows.</summary>
    [Alias("verify")]
    Task<Result<LedgerVerdict>> Verify(AreaCode area, Identity.Actor by);

    /// <summary>What a citizen needs to check a receipt offline; refused for a number that is unknown to the actor.</summary>
    [Alias("proof")]
    Task<Result<ReceiptProof>> Proof(DisputeNumber number, Identity.Actor by);
}

/// <summary>Verdict over an area's subtree at one instant.</summary>
/// <param name="Intact">No finding at all.</param>
/// <param name="Unsealed">Receipts that the next seal will take.</param>
/// <param name="Findings">At most 100, each naming number or seal and what is wrong.</param>
[GenerateSerializer, Immutable, Alias("ledger-verdict")]
public sealed record LedgerVerdict(
    [property: Id(0)] AreaCode Area,
    [property: Id(1)] bool Intact,
    [property: Id(2)] long Registered,
    [property: Id(3)] long Open,
    [property: Id(4)] long Exited,
    [property: Id(5)] long Merged,
    [property: Id(6)] long Events,
    [property: Id(7)] long Seals,
    [property: Id(8)] long Unsealed,
    [property: Id(9)] ImmutableArray<string> Findings,
    [property: Id(10)] DateTimeOffset At);

/// <summary>A receipt's way up to its county's seal.</summary>
/// <param name="Seal">Null until the county's next seal.</param>
/// <param name="Path">Sibling hashes from leaf to root, each with the side it stands on.</param>
[GenerateSerializer, Immutable, Alias("receipt-proof")]
public sealed record ReceiptProof(
    [property: Id(0)] DisputeNumber Number,
    [property: Id(1)] Receipt Receipt,
    [property: Id(2)] SealView? Seal,
    [property: Id(3)] ImmutableArray<ProofStep> Path);

/// <param name="Side"><c>left</c> or <c>right</c>: where the sibling stands.</param>
[GenerateSerializer, Immutable, Alias("proof-step")]
public sealed record ProofStep([property: Id(0)] string Side, [property: Id(1)] string Hash);

/// <param name="Audited">Up to which line of the county's audit trail it vouches, and <paramref name="AuditHash"/> that line's hash; null for none.</param>
[GenerateSerializer, Immutable, Alias("seal-view")]
public sealed record SealView(
    [property: Id(0)] AreaCode County, [property: Id(1)] int Number, [property: Id(2)] DateTimeOffset At, [property: Id(3)] int Count,
    [property: Id(4)] string MerkleRoot, [property: Id(5)] string PreviousHash, [property: Id(6)] string Hash,
    [property: Id(7)] long? Audited = null, [property: Id(8)] string? AuditHash = null);
