using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Storage;
using Suyuan.Http;
using Suyuan.Problems;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class ClusterUnavailableTests
{
    public static TheoryData<Exception> Outages =>
    [
        new SiloUnavailableException("gone"),
        new GatewayTooBusyException("busy"),
        new InconsistentStateException("lost", "1", "2"),
        new TimeoutException(),
        new OperationCanceledException(),
        new Orleans.Serialization.CodecNotFoundException("Could not find a codec for what a silo threw"),
        new Npgsql.NpgsqlException("no connection"),
        new ArgumentException("Could not find an implementation for interface law") { Source = "Orleans.Core" },
    ];

    public static TheoryData<Exception> Bugs => [new InvalidOperationException(), new ArgumentException("x") { Source = "Suyuan.Api" }, new FormatException()];

    [Theory, MemberData(nameof(Outages))]
    public void An_outage_is_worth_another_try(Exception exception) =>
        Assert.Equal(RefusalCode.Unavailable, ClusterUnavailable.CodeOf(exception));

    [Fact]
    public void A_node_before_silos_that_turn_work_away_stays_ready_and_one_before_none_does_not()
    {
        Assert.Equal(HealthStatus.Degraded, ClusterCheck.Said(new GatewayTooBusyException("busy"))?.Status);
        Assert.Equal(HealthStatus.Unhealthy, ClusterCheck.Said(new SiloUnavailableException("gone"))?.Status);
        Assert.Null(ClusterCheck.Said(new InvalidOperationException()));
    }

    [Theory, MemberData(nameof(Bugs))]
    public void A_bug_is_not_called_an_outage(Exception exception) =>
        Assert.Equal(RefusalCode.Internal, ClusterUnavailable.CodeOf(exception));
}
