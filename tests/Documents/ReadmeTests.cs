using System.Runtime.CompilerServices;
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

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
