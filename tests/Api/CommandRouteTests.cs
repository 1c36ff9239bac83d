using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class CommandRouteTests
{
    [Fact]
    public void Every_command_has_exactly_one_address() =>
        Assert.Equal(
            typeof(DisputeCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DisputeCommand))).Select(type => type.Name).Order(StringComparer.Ordinal),
            CommandRoutes.Table.Select(route => route.Command.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_addresses_are_those_of_the_contract() =>
        Assert.Equal(
            ["triage", "assign", "accept", "decline", "transfer", "accept-transfer", "return-transfer", "hand-up", "hand-down", "contact", "sessions",
                "seek-mediator", "choose-mediator", "appoint-mediator", "accept-offer", "decline-offer", "disclosures", "recusals", "recusal-decision",
                "replace-mediator", "invitations", "invitation-answers", "suspend", "resume",
                "extend", "events", "agreements", "performance", "fail", "withdraw", "confirmation", "watch", "watch-visits", "watch-grade", "unwatch", "risks", "escalate", "answer",
                "explain", "close", "followups", "ratings", "exit", "reopen", "merge", "services", "service-results", "preserve", "release",
                "erasure-requests", "erasure-decisions"],
            CommandRoutes.Table.Select(route => route.Path));
}
