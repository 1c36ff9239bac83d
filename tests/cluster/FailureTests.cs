using Suyuan.Load.Failures;
using Xunit;

namespace Suyuan.ClusterTests;

/// <summary>
/// Three silos, two API nodes and PostgreSQL as processes of their own, under mixed work, while each thing that can happen to a cluster
/// happens once. <c>tests/load failures</c> does the same for as long as one likes, in random order.
/// </summary>
public sealed class FailureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_and_no_rung_is_missed_whatever_falls()
    {
        using var said = new StringWriter();

        var code = await new FailureRun(said, seed: 20260703).Run(
            [
                Fault.SilosKilled, Fault.ApiKilled, Fault.DatabaseStopped, Fault.DatabaseCrashed, Fault.SiloFrozen, Fault.Outage, Fault.RollingRestart,
            ],
            TestContext.Current.CancellationToken);

        output.WriteLine(said.ToString());
        Assert.True(code == 0, said.ToString());
    }
}
