using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>Personal data as it lies in the database, for whoever changes keys. No value ever comes out of it.</summary>
public interface IPersonalStore
{
    /// <summary>Rewrites some values under the active key, from a place on.</summary>
    /// <param name="after">Where the last step ended; null begins.</param>
    Task<RewriteStep> Rewrite(string? after, CancellationToken cancellation);

    /// <summary>Nothing is left to rewrite: the active key was walked with, and every other is empty.</summary>
    Task<bool> IsDone(CancellationToken cancellation);

    /// <summary>A whole walk, begun after every silo knew the active key, found nothing to rewrite.</summary>
    Task Done(CancellationToken cancellation);

    /// <summary>Ids of keys with what lies under each now; counted, so not for every second.</summary>
    Task<KeyUse> Use(CancellationToken cancellation);
}

/// <param name="Next">Where to go on; null when the walk has ended.</param>
/// <param name="Rewritten">Values that were under another key, or clear.</param>
/// <param name="Active">The key that it was done with; null while nothing is encrypted.</param>
public sealed record RewriteStep(string? Next, int Rewritten, string? Active);

/// <param name="Active">Null while nothing is encrypted.</param>
/// <param name="Clear">Values without encryption.</param>
public sealed record KeyUse(string? Active, ImmutableArray<KeyCount> Keys, long Clear);

/// <param name="Values">A state counts as one.</param>
/// <param name="Held">The ring has it.</param>
public sealed record KeyCount(string Id, long Values, bool Held);
