using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>One row of <c>Warnings/hot-fields.csv</c> (多发易发领域) from its first day to its last, with the clock by which it is to be screened.</summary>
[GrainInterfaceType("hot-field")]
public interface IHotFieldGrain : IMatterGrain
{
    /// <summary>Follows the row of the file. Idempotent; without a row nothing happens.</summary>
    [Alias("stand")]
    Task Stand();

    /// <summary>Looks which screenings cover it; called when one was ordered. Idempotent.</summary>
    [Alias("look")]
    Task Look();

    [Alias("view"), ReadOnly]
    Task<Result<HotFieldView>> View(Actor by);
}

public enum HotFieldStatus
{
    None = 0,

    /// <summary>待开始.</summary>
    Named = 1,

    /// <summary>多发易发期.</summary>
    Hot = 2,

    /// <summary>已结束.</summary>
    Over = 3,
}

/// <param name="LastScreenedOn">First day of the last screening that covered all of it; null: of none.</param>
[GenerateSerializer, Immutable, Alias("hot-field-view")]
public sealed record HotFieldView(
    [property: Id(0)] MatterNumber Number, [property: Id(1)] int Version, [property: Id(2)] HotFieldStatus Status, [property: Id(3)] AreaCode Area,
    [property: Id(4)] string AreaName, [property: Id(5)] string Category, [property: Id(6)] DateOnly From, [property: Id(7)] DateOnly To,
    [property: Id(8)] int ScreenDays, [property: Id(9)] Sentence Words, [property: Id(10)] DateOnly? LastScreenedOn, [property: Id(11)] NamedAgency Agency,
    [property: Id(12)] ImmutableArray<ClockView> Clocks);
