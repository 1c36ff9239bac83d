using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Audit;

/// <summary>The audit trail as the edge meets it: takes entries, and shows and checks what is kept. Stateless. Key: 0.</summary>
[GrainInterfaceType("audit")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps a batch, each entry in the chain of the county it belongs to. Durable when it returns; the same batch again changes nothing.</summary>
    [Alias("take")]
    Task Take(AuditBatch batch);

    /// <summary>Entries of an area and below, newest first.</summary>
    [Alias("entries")]
    Task<Result<Page<AuditLine>>> Entries(AuditQuery query, Actor by);

    /// <summary>Who saw one dispute, newest first; refused for a number that is unknown to the actor.</summary>
    [Alias("of-dispute")]
    Task<Result<Page<AuditLine>>> OfDispute(DisputeNumber number, string? cursor, int limit, Actor by);

    /// <summary>Recomputes a stretch of the chains of an area from the stored rows, and says where to go on.</summary>
    /// <param name="after">Where the stretch before ended; null to begin.</param>
    [Alias("verify")]
    Task<Result<AuditStretch>> Verify(AreaCode area, AuditMark? after, Actor by);

    /// <summary>The next lines of the chains of an area that hold what was kept within a period, in the order of the chains.</summary>
    /// <param name="before">Exclusive.</param>
    /// <param name="after">Last line of the page before; null to begin.</param>
    /// <param name="last">What the page before said of its chain.</param>
    [Alias("export")]
    Task<Result<AuditExport>> Export(AreaCode area, DateTimeOffset from, DateTimeOffset before, AuditMark? after, long last, Actor by);
}

/// <summary>The chain of one county, or of the city as a whole. Key: <see cref="GrainKeys.AuditOf"/>.</summary>
[GrainInterfaceType("audit-chain")]
public interface IAuditChainGrain : IGrainWithStringKey
{
    /// <summary>Appends a batch in its order. A batch that was appended already changes nothing.</summary>
    [Alias("append")]
    Task Append(AuditBatch batch);

    /// <summary>How the chain ends by its own word.</summary>
    [Alias("head")]
    Task<AuditMark> Head();
}

/// <summary>What is looked for in the trail; null does not filter.</summary>
/// <param name="Area">Null: the actor's own.</param>
/// <param name="Before">Exclusive.</param>
[GenerateSerializer, Immutable, Alias("audit-query")]
public sealed record AuditQuery(
    [property: Id(0)] AreaCode? Area, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] DateTimeOffset? Before, [property: Id(3)] string? Actor,
    [property: Id(4)] string? Permission, [property: Id(5)] string? Target, [property: Id(6)] string? Cursor, [property: Id(7)] int Limit);

/// <summary>What a stretch of verifying has found.</summary>
/// <param name="Entries">Lines checked.</param>
/// <param name="Findings">Each naming chain and line and what is wrong.</param>
/// <param name="Ended">Chains that were checked to their end.</param>
/// <param name="Next">Null when all is checked.</param>
[GenerateSerializer, Immutable, Alias("audit-stretch")]
public sealed record AuditStretch(
    [property: Id(0)] long Entries, [property: Id(1)] ImmutableArray<string> Findings, [property: Id(2)] ImmutableArray<AuditHead> Ended, [property: Id(3)] AuditMark? Next);

/// <summary>How a chain ends. Kept elsewhere, it is an anchor: nothing before it can be changed unseen.</summary>
/// <param name="Anchored">Up to which line a seal of the county's ledger vouches; 0 for none yet.</param>
/// <param name="Seal">That seal's number.</param>
[GenerateSerializer, Immutable, Alias("audit-head")]
public sealed record AuditHead(
    [property: Id(0)] AreaCode County, [property: Id(1)] long Entries, [property: Id(2)] string Hash, [property: Id(3)] long Anchored, [property: Id(4)] int Seal);

/// <summary>Lines of one chain in its order.</summary>
/// <param name="Previous">What stands before the first of them.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Last">Last sequence of the period in this chain, looked for once.</param>
[GenerateSerializer, Immutable, Alias("audit-export")]
public sealed record AuditExport(
    [property: Id(0)] AuditMark? Previous, [property: Id(1)] ImmutableArray<AuditLine> Lines, [property: Id(2)] AuditMark? Next, [property: Id(3)] long Last);

/// <summary>Verdict over the chains of an area at one instant.</summary>
/// <param name="Intact">No finding at all.</param>
/// <param name="Findings">At most 100.</param>
[GenerateSerializer, Immutable, Alias("audit-verdict")]
public sealed record AuditVerdict(
    [property: Id(0)] AreaCode Area, [property: Id(1)] bool Intact, [property: Id(2)] long Entries, [property: Id(3)] ImmutableArray<AuditHead> Chains,
    [property: Id(4)] ImmutableArray<string> Findings, [property: Id(5)] DateTimeOffset At);
