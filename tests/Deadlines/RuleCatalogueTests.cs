using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class RuleCatalogueTests
{
    private static readonly RuleCatalogue Rules = RuleCatalogue.Load(DataFile.OpenEmbedded);

    [Fact]
    public void The_catalogue_holds_the_177_time_limits_of_the_law() =>
        Assert.Equal(177, Rules.All.Select(rule => rule.Id).Distinct().Count(id => !id.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal)));
}
