using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>The directory of agencies and service points. Holds nothing. Key: 0.</summary>
[GrainInterfaceType("directory")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Agencies by id, page by page.</summary>
    [Alias("search")]
    Task<Result<Page<AgencySummary>>> Search(AgencyQuery query);

    /// <summary>Service points by id, page by page.</summary>
    [Alias("points")]
    Task<Result<Page<ServicePointView>>> Points(ServicePointQuery query);
}

/// <summary>Null means "any".</summary>
/// <param name="Area">The subtree of this area.</param>
/// <param name="Category">Competent for it in any way.</param>
/// <param name="Service">Offers this one of the nine services.</param>
/// <param name="Text">Held literally by the name in either language, or by the id.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("agency-query")]
public sealed record AgencyQuery(
    [property: Id(0)] AreaCode? Area, [property: Id(1)] string? Kind, [property: Id(2)] string? Category, [property: Id(3)] string? Service,
    [property: Id(4)] string? Text, [property: Id(5)] int Limit, [property: Id(6)] string? Cursor);

/// <param name="Area">The subtree of this area; null: the whole city.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("service-point-query")]
public sealed record ServicePointQuery(
    [property: Id(0)] AreaCode? Area, [property: Id(1)] string? Kind, [property: Id(2)] int Limit, [property: Id(3)] string? Cursor);
