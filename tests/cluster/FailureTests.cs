using Suyuan.Load.Failures;
using Xunit;

namespace Suyuan.ClusterTests;

/// <summary>Three silos, two API nodes and PostgreSQL as processes of their own, under mixed work, while one thing after the other happens to them.</summary>
public sealed class FailureTests(ShortRun run, ITestOutputHelper output) : IClassFixture<ShortRun>
{
    [Theory]
    [InlineData("silos-killed")]
    [InlineData("api-killed")]
    [InlineData("database-stopped")]
    [InlineData("database-crashed")]
    [InlineData("silo-frozen")]
    [InlineData("silo-cut-off")]
    [InlineData("outage")]
    [InlineData("rolling-restart")]
    public void Everything_acknowledged_stands_exactly_once_after(string fault)
    {
        Assert.True(Kebab.TryParse<Fault>(fault, out var word));

        Assert.Empty(run.Of(word).Findings);
    }

    [Fact]
    [Trait("needs", "history")]
    public void Old_and_new_serve_side_by_side_in_a_rolling_upgrade() => Assert.Empty(run.Of(Fault.RollingUpgrade).Findings);

    [Fact]
    public void In_the_end_every_rung_has_fired_once_and_the_ledger_is_intact()
    {
        output.WriteLine(run.Said);

        var end = run.Run.End!;
        Assert.Empty(end.Findings);
        Assert.True(end.LedgerIntact);
        Assert.True(end is { Registrations: > 50, History.Due: > 50 }, "The work was too little to prove anything.");
    }
}
