using Xunit;

namespace Suyuan.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Grain_interfaces_know_nothing_of_databases_or_http() =>
        Assert.DoesNotContain(
            typeof(Result<>).Assembly.GetReferencedAssemblies(),
            name => name.Name!.StartsWith("Npgsql", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
}
