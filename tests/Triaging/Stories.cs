using System.Collections.Immutable;

namespace Suyuan.Tests.Triaging;

/// <summary>A narrative written for these tests, the category that it is about, and among how many suggestions that must be.</summary>
internal sealed record Story(string Category, int Within, string Text)
{
    public static readonly ImmutableArray<Story> All =
    [
        .. DataFile.Read("stories.csv", new StreamReader(typeof(Story).Assembly.GetManifestResourceStream("triaging/stories.csv")!), "category", "within", "text").Rows
            .Select(row => new Story(row.Text("category"), row.Whole("within", 1, 5), row.Text("text"))),
    ];
}
