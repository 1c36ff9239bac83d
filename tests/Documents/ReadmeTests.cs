using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Documents;

public sealed class ReadmeTests
{
    /// <summary>When it differs: <c>dotnet run --project silo -- --print-life</c> prints what belongs between the marks.</summary>
    [Fact]
    public void The_life_of_a_dispute_in_the_readme_is_the_one_in_the_code()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md")).ReplaceLineEndings("\n");

        var table = readme.Split("<!-- life -->\n")[1];

        Assert.Equal(LifeTable.Markdown(LawBook.Load()), table);
    }

    /// <summary>The folder of the solution, above the one the tests run in.</summary>
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
