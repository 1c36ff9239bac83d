using Microsoft.AspNetCore.Routing;
using Suyuan.Identity;
using Suyuan.Tests.Api;
using Xunit;

namespace Suyuan.Tests.Permissions;

/// <summary>The table itself, and that every address of the API names one of its rows.</summary>
public sealed class AccessTableTests(EdgeWithoutCluster edge) : IClassFixture<EdgeWithoutCluster>
{
    private const string Head = "# version: v\n# in-force: f\n# source: s\n";

    private const string Columns = "permission,zh,en,anyone,clerk,grid-worker,mediator,handler,leader,coordinator,court,supervisor,operator,basis,audit\n";

    private static readonly AccessTable Table = AccessTable.Load();

    [Fact]
    public void Every_address_names_a_permission_and_every_permission_has_an_address_or_a_circle()
    {
        var named = Endpoints(edge).Select(endpoint => endpoint.Metadata.GetMetadata<Permitted>()?.Permission).ToArray();

        Assert.All(named, Assert.NotNull);
        // Circles within a dispute, what only the system does, and the dashboard that has to be asked for, have no address here.
        var inner = new[] { "dispute/read-restricted", "dispute/mediation", "dispute/psychology", "dispute/personal", "signal/personal", "hot-field/act", "system/run" };
        Assert.Equal(Table.Permissions.Select(row => row.Name).Except(inner).Order(StringComparer.Ordinal), named.OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_has_no_permission_stops_the_start()
    {
        var bare = new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/v1/new"), 0, null, "GET /v1/new");

        var stopped = Assert.Throws<InvalidOperationException>(() => Access.Check([bare]));

        Assert.Equal("Identity/access.csv gives no permission for GET /v1/new.", stopped.Message);
    }

    [Fact]
    public void The_operator_reads_no_case_and_the_supervisor_does_nothing_but_ask_for_orders()
    {
        string[] content = ["dispute/", "signal/", "joint-meeting/", "resolution-task/", "supervision-order/", "inbox/", "warning/", "screening", "progress/"];
        Assert.All(
            Table.Permissions.Where(row => !row.Anyone && content.Any(prefix => row.Name.StartsWith(prefix, StringComparison.Ordinal))),
            row => Assert.Equal((row.Name, Scopes.None), (row.Name, row.Of(Role.Operator))));
        Assert.Equal(
            ["supervision-order/act"],
            Table.Permissions.Where(row => row.Name.EndsWith("/act", StringComparison.Ordinal) && row.Of(Role.Supervisor) is not Scopes.None).Select(row => row.Name));
    }

    [Fact]
    public void Restricted_visibility_and_circles_never_reach_further_than_the_dispute_itself()
    {
        foreach (var inner in new[] { "dispute/read-restricted", "dispute/act", "dispute/mediation", "dispute/psychology" })
            Assert.All(Enum.GetValues<Role>(), role => Assert.Equal((inner, role, Scopes.None), (inner, role, Table[inner].Of(role) & ~Table["dispute/read"].Of(role))));
    }

    [Theory]
    [InlineData("p,z,e,false,any,-,-,-,-,-,-,-,somewhere,b,none", "Identity/access.csv line 5, operator: \"somewhere\" is none of -, agency, any, area, around, before-court, below, self.")]
    [InlineData("p,z,e,perhaps,any,-,-,-,-,-,-,-,-,b,none", "Identity/access.csv line 5, anyone: must be true or false.")]
    [InlineData("p,z,,false,any,-,-,-,-,-,-,-,-,b,none", "Identity/access.csv line 5, en: a value without quotation marks is required.")]
    [InlineData("p,z,e,false,any", "Identity/access.csv line 5, grid-worker: the line has 5 fields, the header 15.")]
    [InlineData("p,z,e,false,-,-,-,-,-,-,-,-,-,b,none\np,z,e,false,-,-,-,-,-,-,-,-,-,b,none", "Identity/access.csv line 6, permission: stands twice.")]
    [InlineData("p,z,e,false,any,-,-,-,-,-,-,-,-,b,sometimes", "Identity/access.csv line 5, audit: \"sometimes\" is none of batch, before-answer, none, refused.")]
    public void A_wrong_row_names_line_and_field(string rows, string told) =>
        Assert.Equal(told, Assert.Throws<InvalidDataException>(() => AccessTable.Read($"{Head}{Columns}{rows}\n")).Message);

    [Fact]
    public void A_table_says_its_version_and_source() =>
        Assert.Equal(
            "Identity/access.csv line 1, source: the comments before the header must hold \"# source: …\".",
            Assert.Throws<InvalidDataException>(() => AccessTable.Read($"# version: v\n# in-force: f\n{Columns}")).Message);

    internal static IEnumerable<RouteEndpoint> Endpoints(EdgeWithoutCluster edge) =>
        ((IEndpointRouteBuilder)edge.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
}
