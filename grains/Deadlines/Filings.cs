using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>
/// The time limits that a party keeps by filing papers with a court or a reconsideration organ (递交文书): travel time does
/// not count and papers posted before the end are in time. The end itself stays the day, until 24:00: whoever hands papers
/// in over a counter is told to come before it closes (民法典 Art 203(2)), and nobody's right is cut short by our clock.
/// </summary>
internal static class Filings
{
    public const string File = "Deadlines/filings.csv";

    /// <summary>The rules, those of the file with the article that lets the post count.</summary>
    public static ImmutableArray<TimeLimitRule> Mark(Func<string, TextReader> open, ImmutableArray<TimeLimitRule> rules)
    {
        var articles = new Dictionary<string, Citation>();
        foreach (var row in DataFile.Read(File, open(File), "rule", "law", "article").Rows)
        {
            var id = row.Text("rule");
            var versions = rules.Where(rule => rule.Id == id).ToList();
            if (versions.Count == 0)
                throw row.Wrong("rule", $"there is no time limit {id}");
            if (versions.Any(rule => rule.Duty is not Duty.Party || rule.Direction is not CountDirection.Forward || rule.Unit is PeriodUnit.None or PeriodUnit.Hour))
                throw row.Wrong("rule", $"{id} is no period of days in which a party files papers");
            if (!articles.TryAdd(id, new Citation(row.Text("law"), row.Text("article"))))
                throw row.Wrong("rule", $"{id} is there twice");
        }

        var frozen = articles.ToFrozenDictionary();
        return [.. rules.Select(rule => rule with { PostCounts = frozen.GetValueOrDefault(rule.Id) })];
    }
}

/// <summary>An article of a law.</summary>
/// <param name="Law">Title in Chinese, without 《》.</param>
/// <param name="Article">As cited: <c>第85条第4款</c>.</param>
internal sealed record Citation(string Law, string Article);
