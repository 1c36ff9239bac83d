using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What is asked of an area's disputes as a whole. One statement each, never a write.</summary>
public interface IAreaReads
{
    /// <summary>Disputes of a subtree that were closed in a period and are closed still, by the level that settled them.</summary>
    /// <param name="before">Exclusive.</param>
    Task<ImmutableArray<SettledRow>> Settled(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>What the closings of a period in a subtree have cost; of disputes that are closed still.</summary>
    /// <param name="before">Exclusive.</param>
    Task<ImmutableArray<ClosingCost>> Closings(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Disputes of a subtree registered in a period, and running limits of ours there that have passed.</summary>
    Task<AreaLoad> Load(string areaPrefix, DateTimeOffset from, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation);
}

/// <param name="Level"><c>village</c>, <c>township</c>, <c>county</c> or <c>city</c>.</param>
public sealed record SettledRow(string Level, long Count);

public sealed record AreaLoad(long Registered, long Overdue);

public sealed record ClosingCost(DateTimeOffset RegisteredAt, ClosingRow Closing);
