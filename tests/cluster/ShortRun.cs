using Suyuan.Load;
using Suyuan.Load.Failures;
using Xunit;

namespace Suyuan.ClusterTests;

/// <summary>
/// Every fault once on one cluster that begins on an earlier version, where the history to build that one is at hand. The tests ask
/// what came of each. <c>tests/load failures</c> does the same for as long as one likes.
/// </summary>
public sealed class ShortRun : IAsyncLifetime
{
    private const int Seed = 20260703;

    private string _noUpgrade = "";

    /// <summary>The run in its own words.</summary>
    public string Said { get; private set; } = "";

    internal FailureRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var faults = FailureOptions.All;
        try
        {
            await PreviousBuild.Make(cancellation);
        }
        catch (UsageException reason)
        {
            (_noUpgrade, faults) = (reason.Message, faults.Remove(Fault.RollingUpgrade));
        }

        using var output = new StringWriter();
        Run = new FailureRun(new FailureOptions(TimeSpan.Zero, Seed, faults, Once: true), output);
        try
        {
            await Run.Run(cancellation);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"{broken.Message}{Environment.NewLine}{output}", broken);
        }

        Said = output.ToString();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal Blow Of(Fault fault)
    {
        Assert.False(fault is Fault.RollingUpgrade && _noUpgrade.Length > 0, _noUpgrade);
        return Run.Blows.Single(blow => blow.Fault == fault);
    }
}
