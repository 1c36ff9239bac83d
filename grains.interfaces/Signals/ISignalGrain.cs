using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Signals;

/// <summary>One signal (风险信号): reported, verified, then a dispute or lifted. Key: its number.</summary>
[GrainInterfaceType("signal")]
public interface ISignalGrain : IMatterGrain
{
    /// <param name="duplicateOf">Number of the signal or dispute that this report is about, or null.</param>
    [Alias("report")]
    Task<Result<SignalView>> Report(ReportSignal report, string? duplicateOf, ActContext context);

    /// <summary>Counts another report of the same; idempotent by its number.</summary>
    [Alias("attach")]
    Task Attach(MatterNumber duplicate, int? people);

    /// <summary>Null when there is none of this number.</summary>
    [Alias("view")]
    Task<SignalView?> View(Actor by);

    [Alias("verify")]
    Task<Result<SignalView>> Verify(VerifySignal command, ActContext context);

    [Alias("register")]
    Task<Result<SignalRegistered>> Register(RegisterSignal command, ActContext context);

    [Alias("lift")]
    Task<Result<SignalView>> Lift(LiftSignal command, ActContext context);
}

/// <summary>
/// Takes the signals of one township one after the other, so that two reports of one incident that come together are seen as one.
/// Key: the township, or the wider area where the place is not said more closely.
/// </summary>
[GrainInterfaceType("signal-desk")]
public interface ISignalDeskGrain : IGrainWithStringKey
{
    [Alias("report")]
    Task<Result<SignalView>> Report(ReportSignal report, ActContext context);
}

/// <summary>What signals were worth. Key: 0.</summary>
[GrainInterfaceType("signal-report")]
public interface ISignalReportGrain : IGrainWithIntegerKey
{
    [Alias("signals")]
    Task<Result<SignalReport>> Signals(SignalReportQuery query, Identity.Actor by);
}

/// <param name="From">First day, included; null: 365 days ago.</param>
/// <param name="To">Last day, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("signal-report-query")]
public sealed record SignalReportQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);
