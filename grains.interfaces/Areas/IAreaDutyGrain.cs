using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Areas;

/// <summary>What one area has put for itself: its grids (of a village) and who is on duty. Key: <c>area-duty-</c> and the area's code.</summary>
[GrainInterfaceType("area-duty")]
public interface IAreaDutyGrain : IMatterGrain
{
    /// <summary>Replaces the grids of a village.</summary>
    [Alias("put-grids")]
    Task<Result<AreaDutyView>> PutGrids(PutGrids grids, ActContext context);

    /// <summary>Replaces what the area has put over the table of duties.</summary>
    [Alias("put-duties")]
    Task<Result<AreaDutyView>> PutDuties(PutDuties duties, ActContext context);

    /// <summary>Version 0 while the area has put nothing; refused for an area that does not exist.</summary>
    [Alias("view"), ReadOnly]
    Task<Result<AreaDutyView>> View();

    /// <summary>What the area has put over the table of duties.</summary>
    [Alias("own"), ReadOnly]
    Task<ImmutableArray<OwnDutyView>> Own();

    /// <summary>The grid is in use in this village.</summary>
    [Alias("has-grid"), ReadOnly]
    Task<bool> HasGrid(GridCode grid);
}

/// <summary>What an area has put.</summary>
/// <param name="Version">Changes with every change; the ETag.</param>
[GenerateSerializer, Immutable, Alias("area-duty-view")]
public sealed record AreaDutyView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] int Version, [property: Id(2)] ImmutableArray<GridView> Grids,
    [property: Id(3)] ImmutableArray<OwnDutyView> Duties);

/// <param name="RetiredOn">Since when it is no longer used; its code goes to no other cell.</param>
[GenerateSerializer, Immutable, Alias("grid-view")]
public sealed record GridView(
    [property: Id(0)] GridCode Code, [property: Id(1)] string Name, [property: Id(2)] string? WorkerPost, [property: Id(3)] int? Households,
    [property: Id(4)] DateOnly? RetiredOn);

[GenerateSerializer, Immutable, Alias("own-duty-view")]
public sealed record OwnDutyView(
    [property: Id(0)] AreaDuty Duty, [property: Id(1)] string? Category, [property: Id(2)] AgencyId Unit, [property: Id(3)] AgencyId Deputy,
    [property: Id(4)] string Reason);
