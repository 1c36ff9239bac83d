using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What is asked of the rows of matters. One consistent snapshot each, never a write.</summary>
public interface IMatterReads
{
    Task<MatterRow?> Find(string number, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<MatterRow>> List(MatterFilter filter, CancellationToken cancellation);

    /// <summary>How many there are of a kind, by area, category and status.</summary>
    Task<ImmutableArray<MatterCount>> Count(MatterFilter filter, CancellationToken cancellation);

    /// <summary>Matters whose next instant is older than this one, oldest first: what reminder and timer have missed.</summary>
    Task<ImmutableArray<string>> OverdueWakeUps(int shard, int shards, DateTimeOffset before, int limit, CancellationToken cancellation);
}

/// <summary>What a list asks for. Null means "any".</summary>
public sealed record MatterFilter(string Kind, int Limit = MatterFilter.PageSize)
{
    /// <summary>Of those who read everything, page by page (<see cref="MatterPages"/>).</summary>
    private const int PageSize = 1_000;

    /// <summary>Subtree by code prefix (the city's prefix is its first 4 digits).</summary>
    public string? AreaPrefix { get; init; }

    public string? Agency { get; init; }

    public string? Category { get; init; }

    public string? Subject { get; init; }

    public string? Status { get; init; }

    public bool? Open { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>What the asker may know; everything for the system's own questions.</summary>
    public Identity.Reach Reach { get; init; } = Identity.Reach.Everything;

    /// <summary>Last row of the page before, by creation and number; null for the first page.</summary>
    public PagePosition? After { get; init; }
}

public sealed record MatterCount(string Area, string? Category, string Status, long Count);
