using Orleans.Concurrency;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Orders;

/// <summary>督办: one supervision order, from its issue (or the request for it) to its end.</summary>
[GrainInterfaceType("supervision-order")]
public interface ISupervisionOrderGrain : IMatterGrain
{
    /// <summary>Issues the order; asked by who only supervises, requests it of the coordinator.</summary>
    [Alias("issue")]
    Task<Result<OrderView>> Issue(IssueOrder order, ActContext context);

    [Alias("act")]
    Task<Result<OrderView>> Act(OrderCommand command, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<OrderView>> View(Actor by);
}
