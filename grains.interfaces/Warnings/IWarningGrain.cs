using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>One warning (预警): raised by a watch, acknowledged, handled and lifted by people. Key: its number.</summary>
[GrainInterfaceType("warning")]
public interface IWarningGrain : IMatterGrain
{
    /// <summary>
    /// Raises it, or raises its level when more was found. Idempotent: the same or a lower level changes nothing.
    /// </summary>
    /// <returns>False when it was lifted: what was found now needs another.</returns>
    [Alias("raise")]
    Task<bool> Raise(RaiseWarning raise);

    /// <summary>
    /// While it is red, tells the next of its disputes that it concerns them; what is left it goes on with by itself. Called by its
    /// watch, again and again: a dispute that comes later, or that a crash left out, is told by the next call.
    /// </summary>
    /// <returns>How many it had to tell just now.</returns>
    [Alias("tell-disputes")]
    Task<int> TellDisputes();

    /// <summary>Null when there is none of this number.</summary>
    [Alias("view")]
    Task<WarningView?> View(Actor by);

    [Alias("acknowledge")]
    Task<Result<WarningView>> Acknowledge(AcknowledgeWarning command, ActContext context);

    [Alias("handle")]
    Task<Result<WarningView>> Handle(HandleWarning command, ActContext context);

    [Alias("lift")]
    Task<Result<WarningView>> Lift(LiftWarning command, ActContext context);
}

/// <summary>Watches the counts of one county, or of the city as a whole, and raises warnings (研判预警). Key: the area.</summary>
[GrainInterfaceType("warning-watch")]
public interface IWarningWatchGrain : IGrainWithStringKey
{
    /// <summary>Makes it look by itself from now on. Idempotent.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Looks now, if anything has moved since it last did.</summary>
    /// <returns>How many warnings it raised, or raised the level of.</returns>
    [Alias("look")]
    Task<int> Look();

    /// <summary>What one of its areas has more of than is usual; refused for an area that it does not watch.</summary>
    [Alias("hot-fields")]
    Task<Result<ImmutableArray<HotField>>> HotFields(AreaCode area, Identity.Actor by);
}

/// <summary>What the warnings of a period were worth.</summary>
[GrainInterfaceType("warning-report")]
public interface IWarningReportGrain : IGrainWithIntegerKey
{
    [Alias("warnings")]
    Task<Result<WarningReport>> Warnings(WarningReportQuery query, Identity.Actor by);
}
