using System.Collections.Immutable;
using Suyuan.Audit;

namespace Suyuan.Projection;

/// <summary>What is asked of the audit trail. One consistent snapshot each, never a write.</summary>
public interface IAuditReads
{
    /// <summary>Where disputes and matters of these numbers lie; what is not there is missing from the answer.</summary>
    Task<ImmutableArray<PlaceRow>> Places(ImmutableArray<string> numbers, CancellationToken cancellation);

    /// <summary>The last line of a county's trail; null when it has none.</summary>
    Task<AuditMark?> End(string county, CancellationToken cancellation);

    /// <summary>Lines of a county after a sequence, in the order of the chain.</summary>
    Task<ImmutableArray<AuditLine>> Chain(string county, long afterSequence, int limit, CancellationToken cancellation);

    /// <summary>What seals of a county vouch for lines after a sequence and up to another, in their order.</summary>
    Task<ImmutableArray<AuditSealRow>> Seals(string county, long afterSequence, long upTo, CancellationToken cancellation);

    /// <summary>The last of them; null when none does.</summary>
    Task<AuditSealRow?> LastSeal(string county, CancellationToken cancellation);

    /// <summary>First and last sequence of what a county kept within a period; null when nothing.</summary>
    Task<(long First, long Last)?> Period(string county, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<AuditLine>> List(AuditFilter filter, CancellationToken cancellation);
}

public sealed record PlaceRow(string Number, string Area);

/// <summary>A seal of the ledger that vouches for a county's trail up to a line.</summary>
public sealed record AuditSealRow(int Number, long Sequence, string Hash);

/// <summary>What a list asks for. Null means "any".</summary>
/// <param name="AreaPrefix">Subtree by code prefix.</param>
/// <param name="Before">Exclusive.</param>
/// <param name="After">Last line of the page before.</param>
public sealed record AuditFilter(
    string? AreaPrefix, DateTimeOffset? From, DateTimeOffset? Before, string? Actor, string? Permission, string? Target, AuditPosition? After, int Limit);

public sealed record AuditPosition(DateTimeOffset At, string County, long Sequence);
