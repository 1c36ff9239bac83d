using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;

namespace Suyuan.Matters;

/// <summary>Lists and histories of matters of every kind.</summary>
[GrainInterfaceType("matter-query")]
public interface IMatterQueryGrain : IGrainWithIntegerKey
{
    /// <summary>Newest first, page by page; only what the actor may know of.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<Page<MatterSummary>>> List(MatterQuery query, Identity.Actor by);

    /// <summary>Steps of one matter, oldest first; refused when there is none of this number for the actor.</summary>
    [Alias("history"), ReadOnly]
    Task<Result<Page<HistoryEvent>>> History(MatterNumber number, string? cursor, int limit, Identity.Actor by);
}

/// <summary>What a list of matters asks for. Null means "any".</summary>
/// <param name="Area">With everything below it.</param>
/// <param name="Subject">What the matter is about, as its kind defines it: a dispute's number, a campaign, an employer's key.</param>
[GenerateSerializer, Immutable, Alias("matter-query")]
public sealed record MatterQuery(
    [property: Id(0)] string Kind,
    [property: Id(1)] AreaCode? Area = null,
    [property: Id(2)] AgencyId? Agency = null,
    [property: Id(3)] string? Category = null,
    [property: Id(4)] string? Subject = null,
    [property: Id(5)] string? Status = null,
    [property: Id(6)] bool? Open = null,
    [property: Id(7)] string? Cursor = null,
    [property: Id(8)] int Limit = 50);

/// <summary>One row of a list.</summary>
/// <param name="Data">What its kind shows of it in a list, JSON object text without personal data.</param>
[GenerateSerializer, Immutable, Alias("matter-summary")]
public sealed record MatterSummary(
    [property: Id(0)] MatterNumber Number,
    [property: Id(1)] AreaCode Area,
    [property: Id(2)] AgencyId Agency,
    [property: Id(3)] string? Category,
    [property: Id(4)] string? Subject,
    [property: Id(5)] string Status,
    [property: Id(6)] bool Open,
    [property: Id(7)] string Title,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset UpdatedAt,
    [property: Id(10)] DateTimeOffset? NextDueAt,
    [property: Id(11)] string Data);
