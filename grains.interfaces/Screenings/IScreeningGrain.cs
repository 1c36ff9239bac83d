using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Screenings;

/// <summary>One screening campaign. Issues its tasks in batches, on its own, until all stand; whoever wakes it goes on where it stopped.</summary>
[GrainInterfaceType("screening")]
public interface IScreeningGrain : IMatterGrain
{
    [Alias("order")]
    Task<Result<ScreeningView>> Order(OrderScreening order, ActContext context);

    [Alias("close")]
    Task<Result<ScreeningView>> Close(CloseScreening command, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<ScreeningView>> View(Actor by);
}

/// <summary>The task of one grid or village in a campaign.</summary>
[GrainInterfaceType("screening-task")]
public interface IScreeningTaskGrain : IMatterGrain
{
    /// <summary>Issues the task to the unit on duty. Issued again, it stays as it is.</summary>
    [Alias("issue")]
    Task Issue(ScreeningTaskOrder order);

    [Alias("return")]
    Task<Result<ScreeningTaskView>> Return(ReturnScreening command, ActContext context);

    /// <summary>The campaign was closed; what has not come back is not returned. Idempotent.</summary>
    [Alias("end")]
    Task End();

    [Alias("view"), ReadOnly]
    Task<Result<ScreeningTaskView>> View(Actor by);
}

/// <summary>What a campaign asks of one grid or village.</summary>
/// <param name="Grid">Null: the village as a whole.</param>
/// <param name="Unit">The unit on duty there, which holds the task.</param>
[GenerateSerializer, Immutable, Alias("screening-task-order")]
public sealed record ScreeningTaskOrder(
    [property: Id(0)] MatterNumber Screening, [property: Id(1)] string Title, [property: Id(2)] AreaCode Village, [property: Id(3)] GridCode? Grid,
    [property: Id(4)] DateOnly From, [property: Id(5)] DateOnly To, [property: Id(6)] AgencyId Unit);
